package org.linli.matcher.dispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Age;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.emergency.Pauses;
import org.linli.proto.Calendar;
import org.linli.proto.Emergency;
import org.linli.proto.Entity;
import org.linli.proto.Order;
import org.linli.proto.Place;
import org.linli.proto.Profile;
import org.linli.proto.ResidentFile;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.VolunteerFile;
import org.linli.proto.Window;
import org.linli.proto.ZoneVisit;
import org.linli.solver.facts.StraightLineTravel;
import org.linli.solver.facts.TravelTimes;

/**
 * The region's book of work as the log tells it: the visits that wait, the volunteers with their calendars, and the
 * rules in force. What was only planned is kept beside it, by {@link Plans}, and never comes from elsewhere. Used on one
 * loop.
 */
final class Book {
    /** How the registry marks an order one of whose invitations has ended. */
    private static final String NOBODY_CLAIMED = "nobody-claimed";

    private final Function<String, RegionPolicy> policies;
    private final Function<RegionPolicy, TravelTimes> ways;
    private final Watcher watcher;
    private final Map<String, Order> orders = new HashMap<>();
    private final Map<String, VolunteerFile> files = new HashMap<>();
    private final Map<String, Calendar> calendars = new HashMap<>();
    private final Map<String, String> tiers = new HashMap<>();
    private final Map<String, Place> fixes = new HashMap<>();
    private final Map<String, ResidentFile> residents = new HashMap<>();
    private final Set<String> touchedOrders = new LinkedHashSet<>();
    private final Set<String> touchedVolunteers = new LinkedHashSet<>();
    private final Teams teams = new Teams();
    private final Roster roster;
    private final OpenVisits open;
    private Rules rules;
    private boolean rulesTouched;
    private Emergency emergency = Emergency.getDefaultInstance();

    /** What the planner wants to hear of, at the end of each entry. */
    interface Watcher {
        /** The visit waits for somebody: new, open again, or other than before. */
        void opened(BookVisit visit);

        /** The visit left the plan without the planner's doing: it is taken, over, or other than before. */
        void left(BookVisit before);

        /** The volunteer changed. {@code before} is null for a new one. */
        void changed(@Nullable BookVolunteer before, BookVolunteer after);

        /** Other rules are in force. */
        void ruled();

        /** Nobody is to hear of it. */
        Watcher NONE = new Watcher() {
            @Override
            public void opened(BookVisit visit) {}

            @Override
            public void left(BookVisit before) {}

            @Override
            public void changed(@Nullable BookVolunteer before, BookVolunteer after) {}

            @Override
            public void ruled() {}
        };
    }

    /** A book whose ways lead along straight lines. */
    Book(Function<String, RegionPolicy> policies, Watcher watcher) {
        this(policies, StraightLineTravel::under, watcher);
    }

    /**
     * @param policies reads a policy's YAML; the empty text stands for the region's default
     * @param ways     how long ways take under a policy
     */
    Book(Function<String, RegionPolicy> policies, Function<RegionPolicy, TravelTimes> ways, Watcher watcher) {
        this.policies = policies;
        this.ways = ways;
        this.watcher = watcher;
        rules = Rules.of(policies.apply(""), "", 0, ways);
        roster = new Roster(rules);
        open = new OpenVisits(rules);
    }

    Rules rules() {
        return rules;
    }

    Roster roster() {
        return roster;
    }

    OpenVisits open() {
        return open;
    }

    Teams teams() {
        return teams;
    }

    ResidentFile resident(String id) {
        return residents.getOrDefault(id, ResidentFile.getDefaultInstance());
    }

    /** Until when at the latest an emergency has the order wait; 0: none does. */
    long pausedUntilMs(String orderId) {
        Order order = orders.get(orderId);
        return order != null && Pauses.holds(emergency, order) ? emergency.getUntilMs() : 0;
    }

    /** Takes in an entity's newest state. Nothing is seen of it before {@link #settle}. */
    void put(String key, long version, Entity entity) {
        switch (EntityKey.kind(key)) {
            case "order" -> putOrder(entity.getOrder());
            case "profile" -> putProfile(EntityKey.id(key), entity.getProfile());
            case "calendar" -> putCalendar(EntityKey.id(key), entity.getCalendar());
            case "account" -> putTier(EntityKey.id(key), entity.getAccount().getTier());
            case "emergency" -> putEmergency(entity.getEmergency());
            case "team" -> teams.put(entity.getTeam());
            case "organisation" -> teams.put(entity.getOrganisation());
            case "policy" -> putPolicy(entity.getPolicy().getYaml(), version);
            default -> {}
        }
    }

    private void putOrder(Order order) {
        if (order.getId().isEmpty()) {
            return;
        }
        if (isDispatched(order)) {
            orders.put(order.getId(), order);
        } else {
            orders.remove(order.getId());
        }
        touchedOrders.add(order.getId());
    }

    /** While a team is asked, nobody else is. */
    private static boolean isDispatched(Order order) {
        return !Teams.isAsked(order) && isRunning(order);
    }

    private static boolean isRunning(Order order) {
        return switch (order.getState()) {
            case ORDER_STATE_OPEN, ORDER_STATE_ASSIGNED, ORDER_STATE_UNDER_WAY, ORDER_STATE_DONE ->
                order.getVisitsList().stream().anyMatch(Book::isWaiting);
            default -> false;
        };
    }

    private static boolean isWaiting(Visit visit) {
        return visit.getState() == VisitState.VISIT_STATE_OPEN
                || visit.getState() == VisitState.VISIT_STATE_OFFERED
                || visit.getState() == VisitState.VISIT_STATE_INVITED;
    }

    private void putProfile(String id, Profile profile) {
        if (profile.hasVolunteer()) {
            files.put(id, profile.getVolunteer());
            touchedVolunteers.add(id);
        }
        ResidentFile resident = profile.getResident();
        if (!resident.equals(residents.put(id, resident))) {
            open.all().stream()
                    .filter(visit -> visit.order().getResidentId().equals(id))
                    .forEach(visit -> touchedOrders.add(visit.orderId()));
        }
    }

    private void putCalendar(String id, Calendar calendar) {
        calendars.put(id, calendar);
        touchedVolunteers.add(id);
    }

    private void putTier(String id, String tier) {
        if (!tier.equals(tiers.put(id, tier))) {
            touchedVolunteers.add(id);
        }
    }

    /** What is paused, or no longer, follows from it for every order. */
    private void putEmergency(Emergency other) {
        if (!other.equals(emergency)) {
            emergency = other;
            touchedOrders.addAll(orders.keySet());
        }
    }

    private void putPolicy(String yaml, long version) {
        rules = Rules.of(policies.apply(yaml), yaml, version, ways);
        rulesTouched = true;
    }

    /** Looks at everything that was taken in since the last time, and tells the watcher. */
    void settle(long nowMs) {
        if (rulesTouched) {
            settleRules();
        }
        List<String> volunteers = new ArrayList<>(touchedVolunteers);
        touchedVolunteers.clear();
        volunteers.forEach(id -> settleVolunteer(id, nowMs));
        List<String> changed = new ArrayList<>(touchedOrders);
        touchedOrders.clear();
        changed.forEach(this::settleOrder);
    }

    private void settleRules() {
        rulesTouched = false;
        roster.rules(rules);
        open.rules(rules);
        touchedVolunteers.addAll(files.keySet());
        touchedOrders.addAll(orders.keySet());
        watcher.ruled();
    }

    /** The volunteer is to be looked at again, because time has passed. */
    void refresh(String volunteerId, long nowMs) {
        settleVolunteer(volunteerId, nowMs);
    }

    private void settleVolunteer(String id, long nowMs) {
        VolunteerFile file = files.get(id);
        if (file == null) {
            return;
        }
        Calendar calendar = calendars.getOrDefault(id, Calendar.getDefaultInstance());
        BookVolunteer before = roster.find(id);
        Window window =
                WorkingWindow.of(file, calendar.getDuty(), rules.policy().zone(), nowMs);
        BookVolunteer.Known known = new BookVolunteer.Known(
                roster.slotOf(id), id, file, calendar, tierRank(id, file, nowMs), place(id, file));
        BookVolunteer after = new BookVolunteer(
                known,
                rules,
                window,
                before == null ? List.of() : before.route(),
                before == null ? List.of() : stillReserved(before, calendar),
                before == null ? 0 : before.routeVersion() + 1);
        roster.put(after);
        watcher.changed(before, after);
    }

    private @Nullable Place place(String id, VolunteerFile file) {
        Place fix = fixes.get(id);
        return fix != null || !file.hasHome() ? fix : file.getHome();
    }

    /** Nobody under 18 stands on the ladder. */
    private int tierRank(String id, VolunteerFile file, long nowMs) {
        int year = Instant.ofEpochMilli(nowMs).atZone(rules.policy().zone()).getYear();
        if (Age.isMinor(file.getBirthYear(), year)) {
            return -1;
        }
        String tier = tiers.getOrDefault(id, "");
        return rules.policy().tierRank(tier.isEmpty() ? rules.policy().startTier() : tier);
    }

    /** A reservation is over as soon as the calendar holds the offer itself. */
    private static List<Reservation> stillReserved(BookVolunteer before, Calendar calendar) {
        return before.reserved().stream()
                .filter(reservation -> calendar.getHoldsList().stream()
                        .noneMatch(hold -> hold.getRef().startsWith(reservation.visitId() + '.')))
                .toList();
    }

    private void settleOrder(String orderId) {
        Order order = orders.get(orderId);
        List<BookVisit> before = open.ofOrder(orderId);
        if (order == null || Pauses.holds(emergency, order)) {
            before.forEach(this::leave);
            return;
        }
        List<BookVisit> after = order.getVisitsList().stream()
                .filter(Book::isWaiting)
                .map(visit -> bookVisit(order, visit))
                .toList();
        before.stream()
                .filter(visit -> after.stream().noneMatch(other -> other.id().equals(visit.id())))
                .forEach(this::leave);
        after.forEach(this::arrive);
    }

    private BookVisit bookVisit(Order order, Visit visit) {
        String id = Ids.visit(order.getId(), visit.getNumber());
        ResidentFile resident = resident(order.getResidentId());
        BookVisit before = open.find(id);
        boolean invited = visit.getInvitedUntilMs() > 0
                || order.getEscalationCode().equals(NOBODY_CLAIMED)
                || (before != null && before.invited());
        Map<String, ReasonCode> exclusions = VisitFacts.exclusions(order, visit, resident, invited);
        ZoneVisit wire = VisitFacts.wire(order, visit, exclusions, VisitFacts.isVulnerable(resident), rules.offering());
        return new BookVisit(
                open.slotOf(id),
                id,
                order,
                visit,
                invited,
                exclusions,
                wire,
                rules.reader().visit(wire),
                null);
    }

    private void leave(BookVisit visit) {
        open.remove(visit);
        watcher.left(visit);
    }

    /** An offer on its way outlives other changes of its order: its own entry or its refusal ends it. */
    private void arrive(BookVisit visit) {
        BookVisit before = open.find(visit.id());
        if (before != null && visit.isOpen() && before.isOpen() && !before.isFree()) {
            open.put(visit.placed(before.placement()));
            return;
        }
        if (before != null) {
            watcher.left(before);
            open.served(before);
        }
        open.put(visit);
        if (visit.isOpen()) {
            watcher.opened(visit);
        }
    }

    /** The last fix of a volunteer; the volunteer as before the move, or null for one who is not in the book. */
    @Nullable
    BookVolunteer moved(String volunteerId, Place place) {
        fixes.put(volunteerId, place);
        BookVolunteer before = roster.find(volunteerId);
        if (before != null) {
            roster.move(before.at(place));
        }
        return before;
    }

    @Nullable
    Place fix(String volunteerId) {
        return fixes.get(volunteerId);
    }

    void clear() {
        orders.clear();
        files.clear();
        calendars.clear();
        tiers.clear();
        residents.clear();
        teams.clear();
        touchedOrders.clear();
        touchedVolunteers.clear();
        emergency = Emergency.getDefaultInstance();
        roster.clear();
        open.clear();
    }
}
