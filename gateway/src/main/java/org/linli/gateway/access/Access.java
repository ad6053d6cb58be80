package org.linli.gateway.access;

import static org.linli.gateway.access.Grant.ALL;
import static org.linli.gateway.access.Grant.NONE;
import static org.linli.gateway.access.Grant.OWN;
import static org.linli.gateway.access.Grant.SCOPE;
import static org.linli.gateway.access.Role.ADMIN;
import static org.linli.gateway.access.Role.AGENT;
import static org.linli.gateway.access.Role.AUDITOR;
import static org.linli.gateway.access.Role.COMMUNITY;
import static org.linli.gateway.access.Role.DISPATCHER;
import static org.linli.gateway.access.Role.LEADER;
import static org.linli.gateway.access.Role.MERCHANT;
import static org.linli.gateway.access.Role.OFFICER;
import static org.linli.gateway.access.Role.ORG;
import static org.linli.gateway.access.Role.RESIDENT;
import static org.linli.gateway.access.Role.REVIEWER;
import static org.linli.gateway.access.Role.VOLUNTEER;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of who may do what: route × role → how far. A role that a row does not name may not; a route without a row
 * is open to nobody and fails a test.
 */
public final class Access {
    private static final Map<Route, Map<Role, Grant>> TABLE = new EnumMap<>(Route.class);

    static {
        row(Route.REGION_GET);
        row(Route.SIGN_IN);
        row(Route.SIGN_IN_OUTSIDE);
        row(Route.DEMO_TOKEN);
        row(Route.SESSION_REFRESH);
        row(Route.CARRIER_RECEIPT);
        row(Route.CARRIER_REPLY);
        everybody(Route.SIGN_OUT, ALL);
        everybody(Route.STREAM_TICKET, ALL);

        row(Route.ORDER_CREATE, RESIDENT, OWN, COMMUNITY, SCOPE, AGENT, ALL, DISPATCHER, ALL, ORG, OWN);
        row(
                Route.ORDER_LIST,
                RESIDENT,
                OWN,
                VOLUNTEER,
                OWN,
                LEADER,
                OWN,
                COMMUNITY,
                SCOPE,
                AGENT,
                ALL,
                DISPATCHER,
                ALL,
                REVIEWER,
                ALL,
                ORG,
                OWN);
        row(
                Route.ORDER_GET,
                RESIDENT,
                OWN,
                VOLUNTEER,
                OWN,
                LEADER,
                OWN,
                COMMUNITY,
                SCOPE,
                AGENT,
                ALL,
                DISPATCHER,
                ALL,
                REVIEWER,
                ALL,
                ORG,
                OWN);
        row(Route.ORDER_EXPLAIN, AGENT, ALL, DISPATCHER, ALL);
        row(Route.ORDER_CANCEL, RESIDENT, OWN, COMMUNITY, SCOPE, AGENT, ALL, DISPATCHER, ALL, ORG, OWN);
        row(Route.ORDER_RATE, RESIDENT, OWN, COMMUNITY, SCOPE, AGENT, ALL, ORG, OWN);
        row(
                Route.ORDER_ESCALATE,
                RESIDENT,
                OWN,
                VOLUNTEER,
                OWN,
                LEADER,
                OWN,
                COMMUNITY,
                SCOPE,
                AGENT,
                ALL,
                DISPATCHER,
                ALL,
                ORG,
                OWN);
        row(Route.ORDER_ASSIGN, DISPATCHER, ALL);
        row(Route.ORDER_REVIEW, COMMUNITY, SCOPE, DISPATCHER, ALL);
        row(Route.RECOMMEND, AGENT, ALL, DISPATCHER, ALL);

        row(Route.RESIDENT_CREATE, RESIDENT, OWN, COMMUNITY, SCOPE, AGENT, ALL, ADMIN, ALL);
        row(Route.RESIDENT_CREATE_AT, RESIDENT, OWN, COMMUNITY, SCOPE, AGENT, ALL, ADMIN, ALL);
        row(Route.RESIDENT_PUT, RESIDENT, OWN, COMMUNITY, SCOPE, AGENT, ALL, ADMIN, ALL);
        row(Route.RESIDENT_GET, RESIDENT, OWN, COMMUNITY, SCOPE, AGENT, ALL, ADMIN, ALL);
        row(Route.RESIDENT_FIND, COMMUNITY, SCOPE, AGENT, ALL);
        row(Route.READING_LIST, RESIDENT, OWN, VOLUNTEER, OWN, LEADER, OWN, AUDITOR, ALL);

        contacts();

        everybody(Route.VOLUNTEER_APPLY, OWN);
        row(Route.VOLUNTEER_APPROVE, COMMUNITY, SCOPE, ADMIN, ALL);
        row(Route.VOLUNTEER_VERIFY, COMMUNITY, SCOPE, ADMIN, ALL);
        row(Route.ENROLMENT_GET, COMMUNITY, SCOPE, ADMIN, ALL);
        row(Route.VOLUNTEER_PUT, VOLUNTEER, OWN, LEADER, OWN, COMMUNITY, SCOPE, ADMIN, ALL);
        row(
                Route.VOLUNTEER_GET,
                VOLUNTEER,
                OWN,
                LEADER,
                OWN,
                COMMUNITY,
                SCOPE,
                AGENT,
                ALL,
                DISPATCHER,
                ALL,
                ADMIN,
                ALL);
        row(Route.VOLUNTEER_LIST, COMMUNITY, SCOPE, AGENT, ALL, DISPATCHER, ALL);
        row(Route.DUTY_PUT, VOLUNTEER, OWN, LEADER, OWN);

        row(Route.OFFER_LIST, VOLUNTEER, OWN, LEADER, OWN);
        row(Route.OFFER_ACCEPT, VOLUNTEER, OWN, LEADER, OWN);
        row(Route.OFFER_DECLINE, VOLUNTEER, OWN, LEADER, OWN);
        row(Route.OFFER_EXTEND, VOLUNTEER, OWN, LEADER, OWN);
        row(Route.OFFER_HAND_BACK, VOLUNTEER, OWN, LEADER, OWN);

        row(Route.INVITATION_LIST, VOLUNTEER, OWN, LEADER, OWN);
        row(Route.VISIT_LIST, VOLUNTEER, OWN, LEADER, OWN);
        row(Route.VISIT_CLAIM, VOLUNTEER, ALL, LEADER, ALL);
        row(Route.VISIT_DEPART, VOLUNTEER, OWN, LEADER, OWN);
        row(Route.VISIT_CHECK_IN, VOLUNTEER, OWN, LEADER, OWN);
        row(Route.VISIT_STOP, VOLUNTEER, OWN, LEADER, OWN);
        row(Route.VISIT_CHECK_OUT, VOLUNTEER, OWN, LEADER, OWN);
        row(Route.VISIT_CONFIRM, RESIDENT, OWN, COMMUNITY, SCOPE, AGENT, ALL);
        row(Route.VISIT_DISPUTE, RESIDENT, OWN, COMMUNITY, SCOPE, AGENT, ALL);
        row(Route.VISIT_RESOLVE, COMMUNITY, SCOPE, REVIEWER, ALL);
        row(Route.VISIT_ANSWER, VOLUNTEER, OWN, LEADER, OWN);
        row(Route.HOUR_LIST, VOLUNTEER, OWN, LEADER, OWN, COMMUNITY, SCOPE, REVIEWER, ALL);
        row(Route.VISIT_NO_SHOW, RESIDENT, OWN, COMMUNITY, SCOPE, AGENT, ALL, DISPATCHER, ALL);

        row(Route.LATE_ENTER, COMMUNITY, SCOPE, ADMIN, ALL);
        row(Route.SHEET_GET, COMMUNITY, SCOPE, ADMIN, ALL);
        row(Route.LATE_LIST, COMMUNITY, SCOPE, REVIEWER, ALL, ADMIN, ALL);
        row(Route.LATE_SCAN, COMMUNITY, SCOPE, REVIEWER, ALL, ADMIN, ALL);
        row(Route.LATE_DECIDE, COMMUNITY, SCOPE, REVIEWER, ALL, ADMIN, ALL);

        activities();
        repeats();
        emergencies();
        organisations();
        teams();

        row(Route.ACCOUNT_GET, RESIDENT, OWN, VOLUNTEER, OWN, LEADER, OWN, AUDITOR, ALL);
        row(Route.ENTRY_LIST, RESIDENT, OWN, VOLUNTEER, OWN, LEADER, OWN, AUDITOR, ALL);
        row(Route.ENTRY_PROOF, RESIDENT, OWN, VOLUNTEER, OWN, LEADER, OWN, AUDITOR, ALL);

        row(Route.IMPORT, COMMUNITY, SCOPE, ADMIN, ALL);
        row(Route.EXPORT, COMMUNITY, SCOPE, ADMIN, ALL);

        row(
                Route.POLICY_GET,
                COMMUNITY,
                ALL,
                AGENT,
                ALL,
                DISPATCHER,
                ALL,
                REVIEWER,
                ALL,
                OFFICER,
                ALL,
                MERCHANT,
                NONE,
                AUDITOR,
                ALL,
                ADMIN,
                ALL);
        row(Route.POLICY_PUBLISH, ADMIN, ALL);
        row(Route.MESSAGE_REPORT, DISPATCHER, ALL, ADMIN, ALL);

        row(Route.DEVICE_REGISTER, COMMUNITY, SCOPE, ADMIN, ALL);
        row(Route.DEVICE_LIST, RESIDENT, OWN, COMMUNITY, SCOPE, AGENT, ALL, ADMIN, ALL);
        row(Route.DEVICE_REVOKE, COMMUNITY, SCOPE, ADMIN, ALL);
        row(
                Route.DEVICE_POSITION,
                RESIDENT,
                OWN,
                VOLUNTEER,
                OWN,
                LEADER,
                OWN,
                COMMUNITY,
                SCOPE,
                AGENT,
                ALL,
                DISPATCHER,
                ALL);

        row(Route.AUDIT, AUDITOR, ALL);

        row(Route.API_KEY_ADD, ADMIN, ALL);
        row(Route.API_KEY_LIST, ADMIN, ALL, AUDITOR, ALL);
        row(Route.API_KEY_REVOKE, ADMIN, ALL);
        for (Route route : List.of(
                Route.OPEN311_DISCOVERY_JSON,
                Route.OPEN311_DISCOVERY_XML,
                Route.OPEN311_SERVICES_JSON,
                Route.OPEN311_SERVICES_XML,
                Route.OPEN311_SERVICE,
                Route.OPEN311_REQUEST_JSON,
                Route.OPEN311_REQUEST_XML,
                Route.OPEN311_REQUESTS_JSON,
                Route.OPEN311_REQUESTS_XML,
                Route.OPEN311_REQUEST_GET,
                Route.OPEN311_TOKEN)) {
            row(route);
        }

        row(Route.STAFF_ADD, ADMIN, ALL);
        row(Route.STAFF_LIST, ADMIN, ALL, AUDITOR, ALL);
        row(Route.STAFF_DISABLE, ADMIN, ALL);
        row(Route.STAFF_RESET, ADMIN, ALL);
    }

    private Access() {}

    /**
     * How somebody is reached: the person's own to say, the family's whom the file names, and staff's who have them at the desk or
     * on the telephone; the number is nobody's of the family.
     */
    private static void contacts() {
        row(Route.CONTACT_LIST, RESIDENT, OWN);
        for (Route route : List.of(Route.CONTACT_GET, Route.CONTACT_PUT, Route.CONTACT_NUMBER)) {
            row(route, RESIDENT, OWN, VOLUNTEER, OWN, LEADER, OWN, COMMUNITY, SCOPE, AGENT, ALL, ADMIN, ALL);
        }
    }

    /** Looked at, changed and called off by those who may cancel an order; previewed by those who may place one. */
    private static void repeats() {
        row(Route.ORDER_PREVIEW, RESIDENT, OWN, COMMUNITY, SCOPE, AGENT, ALL, DISPATCHER, ALL, ORG, OWN);
        for (Route route : List.of(Route.REPEAT_LIST, Route.REPEAT_GET, Route.REPEAT_CANCEL, Route.REPEAT_CHANGE)) {
            row(route, RESIDENT, OWN, COMMUNITY, SCOPE, AGENT, ALL, DISPATCHER, ALL, ORG, OWN);
        }
    }

    /** Switched by those in charge of the region; orders and call-ups also by staff for their own communities. */
    private static void emergencies() {
        everybody(Route.EMERGENCY_GET, ALL);
        for (Route route :
                List.of(Route.EMERGENCY_PREVIEW, Route.EMERGENCY_BEGIN, Route.EMERGENCY_CHANGE, Route.EMERGENCY_END)) {
            row(route, DISPATCHER, ALL, ADMIN, ALL);
        }
        for (Route route : List.of(Route.CALL_UP, Route.BULK_ORDER, Route.BULK_CANCEL)) {
            row(route, COMMUNITY, SCOPE, DISPATCHER, ALL, ADMIN, ALL);
        }
        row(Route.CALL_UP_ANSWER, VOLUNTEER, OWN, LEADER, OWN);
        row(Route.RESERVE_PUT, VOLUNTEER, OWN, LEADER, OWN, COMMUNITY, SCOPE, ADMIN, ALL);
    }

    /**
     * Published to everybody, to organisations where they have to do with them; joined for oneself; run by their leader and the
     * community's staff.
     */
    private static void activities() {
        for (Route route : List.of(Route.ACTIVITY_LIST, Route.ACTIVITY_GET)) {
            row(
                    route,
                    RESIDENT,
                    ALL,
                    VOLUNTEER,
                    ALL,
                    LEADER,
                    ALL,
                    COMMUNITY,
                    ALL,
                    AGENT,
                    ALL,
                    DISPATCHER,
                    ALL,
                    REVIEWER,
                    ALL,
                    ORG,
                    OWN,
                    ADMIN,
                    ALL);
        }
        for (Route route :
                List.of(Route.ACTIVITY_CREATE, Route.ACTIVITY_CODE, Route.ACTIVITY_CLOSE, Route.ACTIVITY_CANCEL)) {
            row(route, LEADER, OWN, COMMUNITY, SCOPE, ADMIN, ALL);
        }
        for (Route route : List.of(Route.ACTIVITY_JOIN, Route.ACTIVITY_LEAVE)) {
            row(route, RESIDENT, OWN, VOLUNTEER, OWN, LEADER, OWN, COMMUNITY, SCOPE, AGENT, ALL);
        }
        for (Route route : List.of(Route.ACTIVITY_CHECK_IN, Route.ACTIVITY_CHECK_OUT)) {
            row(route, VOLUNTEER, ALL, LEADER, ALL, COMMUNITY, SCOPE);
        }
        row(Route.ACTIVITY_CONFIRM, COMMUNITY, SCOPE, ADMIN, ALL);
        row(Route.ACTIVITY_DISPUTE, COMMUNITY, SCOPE, REVIEWER, ALL);
        row(Route.ACTIVITY_RESOLVE, COMMUNITY, SCOPE, REVIEWER, ALL);
    }

    /** Kept by staff; seen, and changed as far as it is theirs, by those who act for them. */
    private static void organisations() {
        row(Route.ORGANISATION_CREATE, COMMUNITY, SCOPE, ADMIN, ALL);
        row(Route.ORGANISATION_PUT, COMMUNITY, SCOPE, ADMIN, ALL, ORG, OWN);
        for (Route route : List.of(Route.ORGANISATION_LIST, Route.ORGANISATION_GET)) {
            row(route, COMMUNITY, SCOPE, AGENT, ALL, DISPATCHER, ALL, ORG, OWN, ADMIN, ALL);
        }
    }

    /** Run by their leader, who may be any volunteer, by their organisation and by staff; joined for oneself alone. */
    private static void teams() {
        row(Route.TEAM_CREATE, LEADER, OWN, COMMUNITY, SCOPE, ORG, OWN, ADMIN, ALL);
        row(Route.TEAM_PUT, VOLUNTEER, OWN, LEADER, OWN, COMMUNITY, SCOPE, ORG, OWN, ADMIN, ALL);
        row(Route.TEAM_INVITE, VOLUNTEER, OWN, LEADER, OWN, COMMUNITY, SCOPE, ORG, OWN, ADMIN, ALL);
        row(Route.TEAM_JOIN, VOLUNTEER, OWN, LEADER, OWN);
        row(Route.TEAM_LEAVE, VOLUNTEER, OWN, LEADER, OWN, COMMUNITY, SCOPE, ORG, OWN, ADMIN, ALL);
        for (Route route : List.of(Route.TEAM_LIST, Route.TEAM_GET)) {
            row(
                    route,
                    VOLUNTEER,
                    OWN,
                    LEADER,
                    OWN,
                    COMMUNITY,
                    SCOPE,
                    AGENT,
                    ALL,
                    DISPATCHER,
                    ALL,
                    ORG,
                    OWN,
                    ADMIN,
                    ALL);
        }
        for (Route route : List.of(
                Route.TEAM_OFFER_LIST, Route.TEAM_OFFER_GET, Route.TEAM_OFFER_ACCEPT, Route.TEAM_OFFER_DECLINE)) {
            row(route, VOLUNTEER, OWN, LEADER, OWN);
        }
        for (Route route : List.of(Route.ORDER_TEAMS, Route.ORDER_OFFER_TEAM)) {
            row(route, COMMUNITY, SCOPE, DISPATCHER, ALL);
        }
    }

    /** Whether the table has a row for the route at all. */
    public static boolean hasRow(Route route) {
        return TABLE.containsKey(route);
    }

    public static Grant grant(Route route, Role role) {
        return TABLE.getOrDefault(route, Map.of()).getOrDefault(role, NONE);
    }

    /** The furthest that any of the caller's roles reaches. */
    public static Grant furthest(Route route, Caller caller) {
        Grant furthest = NONE;
        for (Role role : caller.roles()) {
            Grant grant = grant(route, role);
            furthest = grant.compareTo(furthest) > 0 ? grant : furthest;
        }
        return furthest;
    }

    /**
     * The role in which the caller may take the route on what belongs to these parties; the nearest where there are
     * several (a resident who is also an agent cancels an own order as the resident). Empty: not at all.
     */
    public static Optional<Role> role(Route route, Caller caller, Parties parties) {
        return caller.roles().stream()
                .sorted()
                .filter(role -> permits(grant(route, role), role, caller, parties))
                .findFirst();
    }

    private static boolean permits(Grant grant, Role role, Caller caller, Parties parties) {
        return switch (grant) {
            case NONE -> false;
            case OWN -> parties.ownedBy(role, caller.subject());
            case SCOPE -> caller.looksAfter(parties.communities());
            case ALL -> true;
        };
    }

    private static void everybody(Route route, Grant grant) {
        Map<Role, Grant> row = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            row.put(role, grant);
        }
        TABLE.put(route, row);
    }

    private static void row(Route route, Object... rolesAndGrants) {
        Map<Role, Grant> row = new EnumMap<>(Role.class);
        for (int i = 0; i < rolesAndGrants.length; i += 2) {
            row.put((Role) rolesAndGrants[i], (Grant) rolesAndGrants[i + 1]);
        }
        TABLE.put(route, row);
    }
}
