package org.linli.matcher.registry.core;

import java.util.EnumSet;
import java.util.Set;
import org.linli.proto.Actor;
import org.linli.proto.Order;
import org.linli.proto.OrderSeriesOrBuilder;
import org.linli.proto.Role;

/**
 * Who may do what, as far as it depends on whose order, visit or file it is. What a role alone may do is decided at the
 * door too, and checked again here because it is cheap. Staff's communities are checked at the door.
 */
final class Permissions {
    /** Those who may act for residents and volunteers, named by {@code onBehalfOf}. */
    static final Set<Role> STAFF =
            EnumSet.of(Role.ROLE_COMMUNITY, Role.ROLE_AGENT, Role.ROLE_DISPATCHER, Role.ROLE_ADMIN);
    /** Those who may enrol and approve volunteers and verify their skills. */
    static final Set<Role> ENROLLERS = EnumSet.of(Role.ROLE_COMMUNITY, Role.ROLE_ADMIN);
    /** Those who may settle a dispute. */
    private static final Set<Role> REVIEWERS = EnumSet.of(Role.ROLE_COMMUNITY, Role.ROLE_REVIEWER, Role.ROLE_ADMIN);

    private static final Set<Role> ORDERERS =
            EnumSet.of(Role.ROLE_COMMUNITY, Role.ROLE_AGENT, Role.ROLE_DISPATCHER, Role.ROLE_ORG, Role.ROLE_ADMIN);
    private static final Set<Role> VOLUNTEERS = EnumSet.of(Role.ROLE_VOLUNTEER, Role.ROLE_LEADER);

    private final Draft draft;
    private final Actor actor;

    Permissions(Draft draft) {
        this.draft = draft;
        this.actor = draft.actor();
    }

    /** The person whose part the actor plays: another's where staff act for somebody, else the actor's own. */
    static String personOf(Actor actor) {
        return actor.getOnBehalfOf().isEmpty() ? actor.getSubject() : actor.getOnBehalfOf();
    }

    void any(Set<Role> roles) {
        allow(roles.contains(actor.getRole()));
    }

    /** The engine: dispatcher and timers. */
    void engine() {
        allow(actor.getRole() == Role.ROLE_SYSTEM);
    }

    /** The volunteer, or somebody of the staff or the message port in the volunteer's name. */
    void volunteer(String volunteerId) {
        boolean self =
                VOLUNTEERS.contains(actor.getRole()) && actor.getSubject().equals(volunteerId);
        boolean agent = (STAFF.contains(actor.getRole()) || actor.getRole() == Role.ROLE_SYSTEM)
                && actor.getOnBehalfOf().equals(volunteerId);
        allow(!volunteerId.isEmpty() && (self || agent));
    }

    /** Who may order for a resident: the resident, a relative whom the resident's file names, staff. */
    void orderFor(String residentId) {
        allow(ORDERERS.contains(actor.getRole()) || residentOrRelative(residentId));
    }

    /** Who may order for several residents at once. */
    void orderForMany() {
        any(ORDERERS);
    }

    /** A party of the order on the receiving side: resident, relative, staff. */
    void receiver(Order order) {
        boolean asked = actor.getRole() == Role.ROLE_ORG
                && actor.getSubject().equals(order.getActor().getSubject());
        allow(STAFF.contains(actor.getRole()) || asked || residentOrRelative(order.getResidentId()));
    }

    /** The same for orders that come again. */
    void receiver(OrderSeriesOrBuilder series) {
        boolean asked = actor.getRole() == Role.ROLE_ORG
                && actor.getSubject().equals(series.getActor().getSubject());
        allow(STAFF.contains(actor.getRole()) || asked || residentOrRelative(series.getResidentId()));
    }

    /** Nobody stands witness for their own hours. */
    void receiverBut(Order order, String volunteerId) {
        allow(!actor.getSubject().equals(volunteerId));
        receiver(order);
    }

    /** Who settles a dispute: never about their own hours. */
    void reviewerBut(String volunteerId) {
        allow(has(REVIEWERS) && !actor.getSubject().equals(volunteerId));
    }

    /** The person's own file, or staff. */
    void fileOf(String personId) {
        allow(STAFF.contains(actor.getRole()) || actor.getSubject().equals(personId));
    }

    /** How a person is reached: as the own file, and the family's whom that file names. */
    void wishesOf(String personId) {
        allow(STAFF.contains(actor.getRole()) || actor.getSubject().equals(personId) || residentOrRelative(personId));
    }

    /** The person alone. */
    void self(String personId) {
        allow(!personId.isEmpty() && actor.getSubject().equals(personId));
    }

    /** The person, or an administrator. */
    void selfOrAdmin(String personId) {
        allow(actor.getRole() == Role.ROLE_ADMIN
                || (!personId.isEmpty() && actor.getSubject().equals(personId)));
    }

    boolean has(Set<Role> roles) {
        return roles.contains(actor.getRole());
    }

    private boolean residentOrRelative(String residentId) {
        if (actor.getRole() != Role.ROLE_RESIDENT) {
            return false;
        }
        return actor.getSubject().equals(residentId)
                || draft.findProfile(residentId)
                        .filter(file -> file.getResident().getRelativesList().contains(actor.getSubject())
                                || file.getResident().getGuardian().equals(actor.getSubject()))
                        .isPresent();
    }

    private void allow(boolean allowed) {
        if (!allowed) {
            throw Refusal.of("not-allowed", actor.getRole().name().substring("ROLE_".length()));
        }
    }
}
