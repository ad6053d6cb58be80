package org.linli.matcher.dispatch;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Entity;
import org.linli.proto.Order;
import org.linli.proto.Place;
import org.linli.proto.Priority;
import org.linli.proto.Profile;
import org.linli.proto.ResidentFile;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
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
    /** Of a visit that is only looked at. */
    private static final int NO_SLOT = -1;

    private final Function<String, RegionPolicy> policies;
    private final Function<RegionPolicy, TravelTimes> ways;
    private final Watcher watcher;
    private final KnownOrders orders = new KnownOrders();
    private final KnownVolunteers volunteers = new KnownVolunteers();
    private final Teams teams = new Teams();
    private final Roster roster;
    private final OpenVisits open;
    private final Overflow overflow;
    private Rules rules;
    private boolean rulesTouched;

    /** What the planner wants to hear of, at the end of each entry. */
    interface Watcher {
        /** Whether there is no room for an order that may wait. */
        boolean isFull();

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
            public boolean isFull() {
                return false;
            }

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
        overflow = new Overflow(rules.policy().area());
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

    /** The orders for which there was no room. */
    Overflow overflow() {
        return overflow;
    }

    Teams teams() {
        return teams;
    }

    ResidentFile resident(String id) {
        return orders.resident(id);
    }

    /** Until when at the latest an emergency has the order wait; 0: none does. */
    long pausedUntilMs(String orderId) {
        return orders.pausedUntilMs(orderId);
    }

    /** Takes in an entity's newest state. Nothing is seen of it before {@link #settle}. */
    void put(String key, long version, Entity entity) {
        switch (EntityKey.kind(key)) {
            case "order" -> orders.order(entity.getOrder());
            case "profile" -> putProfile(EntityKey.id(key), entity.getProfile());
            case "calendar" -> volunteers.calendar(EntityKey.id(key), entity.getCalendar());
            case "account" ->
                volunteers.tier(EntityKey.id(key), entity.getAccount().getTier());
            case "emergency" -> orders.emergency(entity.getEmergency());
            case "team" -> teams.put(entity.getTeam());
            case "organisation" -> teams.put(entity.getOrganisation());
            case "policy" -> putPolicy(entity.getPolicy().getYaml(), version);
            default -> {}
        }
    }

    private void putProfile(String id, Profile profile) {
        if (profile.hasVolunteer()) {
            volunteers.file(id, profile.getVolunteer());
        }
        if (orders.resident(id, profile.getResident())) {
            open.all().stream()
                    .filter(visit -> visit.order().getResidentId().equals(id))
                    .forEach(visit -> orders.touch(visit.orderId()));
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
        volunteers.takeTouched().forEach(id -> settleVolunteer(id, nowMs));
        orders.takeTouched().forEach(this::settleOrder);
    }

    private void settleRules() {
        rulesTouched = false;
        roster.rules(rules);
        open.rules(rules);
        overflow.clear(rules.policy().area());
        volunteers.touchAll();
        orders.touchAll();
        watcher.ruled();
    }

    /** The volunteer is to be looked at again, because time has passed. */
    void refresh(String volunteerId, long nowMs) {
        settleVolunteer(volunteerId, nowMs);
    }

    private void settleVolunteer(String id, long nowMs) {
        BookVolunteer before = roster.find(id);
        BookVolunteer after = volunteers.make(id, roster, rules, nowMs);
        if (after != null) {
            roster.put(after);
            watcher.changed(before, after);
        }
    }

    private void settleOrder(String orderId) {
        Order order = orders.find(orderId);
        List<BookVisit> before = open.ofOrder(orderId);
        if (order == null) {
            overflow.remove(orderId);
            before.forEach(this::leave);
        } else if (before.isEmpty() && watcher.isFull() && mayWait(order)) {
            overflow.put(order, firstWaiting(order));
        } else {
            overflow.remove(orderId);
            enter(order, before);
        }
    }

    /** Nobody has been asked for any of its visits, and it is no emergency. */
    private static boolean mayWait(Order order) {
        return order.getRequest().getPriority() != Priority.PRIORITY_EMERGENCY
                && order.getVisitsList().stream()
                        .filter(KnownOrders::isWaiting)
                        .allMatch(visit -> visit.getState() == VisitState.VISIT_STATE_OPEN);
    }

    /** Takes an order in that has waited in the overflow. */
    void admit(String orderId) {
        overflow.remove(orderId);
        Order order = orders.find(orderId);
        if (order != null) {
            enter(order, open.ofOrder(orderId));
        }
    }

    /** The first waiting visit of an order in the overflow, as it would stand in the book; null where it is not there. */
    @Nullable
    BookVisit outside(String orderId) {
        Order order = overflow.contains(orderId) ? orders.find(orderId) : null;
        return order == null ? null : new BookVisit(NO_SLOT, needs(order, firstWaiting(order)), null, null);
    }

    private static Visit firstWaiting(Order order) {
        return order.getVisitsList().stream()
                .filter(KnownOrders::isWaiting)
                .findFirst()
                .orElseThrow();
    }

    private void enter(Order order, List<BookVisit> before) {
        List<BookVisit> after = order.getVisitsList().stream()
                .filter(KnownOrders::isWaiting)
                .map(visit -> needs(order, visit))
                .map(needs -> new BookVisit(open.slotOf(needs.id()), needs, null, null))
                .toList();
        before.stream()
                .filter(visit -> after.stream().noneMatch(other -> other.id().equals(visit.id())))
                .forEach(this::leave);
        after.forEach(this::arrive);
    }

    private VisitNeeds needs(Order order, Visit visit) {
        String id = Ids.visit(order.getId(), visit.getNumber());
        BookVisit before = open.find(id);
        boolean invited = visit.getInvitedUntilMs() > 0
                || order.getEscalationCode().equals(NOBODY_CLAIMED)
                || (before != null && before.invited());
        return new VisitNeeds(rules, id, order, visit, resident(order.getResidentId()), invited);
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
        volunteers.fix(volunteerId, place);
        BookVolunteer before = roster.find(volunteerId);
        if (before != null) {
            roster.move(before.at(place));
        }
        return before;
    }

    @Nullable
    Place fix(String volunteerId) {
        return volunteers.fix(volunteerId);
    }

    void clear() {
        orders.clear();
        volunteers.clear();
        teams.clear();
        roster.clear();
        open.clear();
        overflow.clear(rules.policy().area());
    }
}
