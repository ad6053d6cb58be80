package org.linli.matcher.registry.core;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.registry.core.Decision.IndexChange;
import org.linli.matcher.registry.core.Decision.TimerChange;
import org.linli.proto.Calendar;
import org.linli.proto.Entity;
import org.linli.proto.Offer;
import org.linli.proto.Order;
import org.linli.proto.OrderState;
import org.linli.proto.Profile;
import org.linli.proto.Timer;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.VolunteerState;

/**
 * Timers and index sets, which follow from the entities: an entity has a set of timers and memberships, and a change of
 * the entity changes them by the difference. So no rule can forget one.
 *
 * <p>Index sets: {@code open-orders} (orders that are not over), {@code orders-of:<resident>}, {@code invited-visits},
 * {@code on-duty}, {@code pending-volunteers}, {@code volunteers}, {@code residents},
 * {@code residents-by-phone:<hex>} and {@code volunteers-by-phone:<hex>}.
 */
public final class Effects {
    private static final long HOUR_MS = 3_600_000L;
    private static final Comparator<Membership> ORDER =
            Comparator.comparing(Membership::set).thenComparing(Membership::member);

    private final RegionPolicy policy;
    private final List<TimerChange> timers = new ArrayList<>();
    private final List<IndexChange> indexes = new ArrayList<>();

    Effects(RegionPolicy policy) {
        this.policy = policy;
    }

    List<TimerChange> timers() {
        return timers;
    }

    List<IndexChange> indexes() {
        return indexes;
    }

    void order(Order before, Order after) {
        timers(timersOf(before, policy), timersOf(after, policy));
        indexes(indexesOf(before), indexesOf(after));
    }

    void calendar(Calendar before, Calendar after) {
        timers(timersOf(before), timersOf(after));
        indexes(indexesOf(before), indexesOf(after));
    }

    void other(Entity before, Entity after) {
        if (after.hasProfile()) {
            indexes(indexesOf(before.getProfile()), indexesOf(after.getProfile()));
        }
    }

    void timer(Timer.Kind kind, String subject, Optional<Long> dueMs) {
        timers.add(dueMs.map(due -> TimerChange.arm(kind, subject, due))
                .orElseGet(() -> TimerChange.disarm(kind, subject)));
    }

    /** A timer's name: at most one of a kind runs for a subject. */
    public record TimerName(Timer.Kind kind, String subject) {}

    /** The timers that run for an order, with their due times. */
    public static Map<TimerName, Long> timersOf(Order order, RegionPolicy policy) {
        Map<TimerName, Long> due = new LinkedHashMap<>();
        for (Visit visit : order.getVisitsList()) {
            String visitId = Ids.visit(order.getId(), visit.getNumber());
            for (Offer offer : visit.getOffersList()) {
                if (Transitions.isLive(offer.getState())) {
                    due.put(
                            new TimerName(Timer.Kind.KIND_OFFER_LAPSE, Ids.offer(visitId, offer.getNumber())),
                            offer.getExpiresAtMs());
                }
            }
            if (visit.getState() == VisitState.VISIT_STATE_INVITED) {
                due.put(new TimerName(Timer.Kind.KIND_INVITATION_END, visitId), visit.getInvitedUntilMs());
            }
            if (visit.getState() == VisitState.VISIT_STATE_DONE) {
                due.put(new TimerName(Timer.Kind.KIND_CONFIRM_DEFAULT, visitId), visit.getConfirmDueMs());
            }
        }
        expiry(order, policy).ifPresent(at -> due.put(new TimerName(Timer.Kind.KIND_ORDER_EXPIRE, order.getId()), at));
        SeatsDeadline.of(order, policy)
                .ifPresent(at -> due.put(new TimerName(Timer.Kind.KIND_SEATS_DEADLINE, order.getId()), at));
        return due;
    }

    /**
     * When an order's time is over: at its window's end for those visits that nobody took; for those that somebody took
     * and never reported, when a report could no longer come in late.
     */
    static Optional<Long> expiry(Order order, RegionPolicy policy) {
        long endMs = order.getRequest().getWindow().getEndMs();
        boolean waiting = order.getState() == OrderState.ORDER_STATE_SUBMITTED
                || order.getVisitsList().stream().anyMatch(visit -> Transitions.isWaiting(visit.getState()));
        if (waiting) {
            return Optional.of(endMs);
        }
        boolean taken = order.getVisitsList().stream().anyMatch(visit -> isUnreported(visit.getState()));
        return taken ? Optional.of(endMs + policy.evidence().maxOfflineHours() * HOUR_MS) : Optional.empty();
    }

    static boolean isUnreported(VisitState state) {
        return state == VisitState.VISIT_STATE_ASSIGNED || state == VisitState.VISIT_STATE_EN_ROUTE;
    }

    /** The timer that runs for a calendar: the end of duty. */
    public static Map<TimerName, Long> timersOf(Calendar calendar) {
        return calendar.getDuty().getOn()
                ? Map.of(
                        new TimerName(Timer.Kind.KIND_DUTY_END, calendar.getVolunteerId()),
                        calendar.getDuty().getUntilMs())
                : Map.of();
    }

    /** An index set and a member of it. */
    public record Membership(String set, String member) {}

    public static Set<Membership> indexesOf(Order order) {
        Set<Membership> in = ordered();
        if (order.getState() == OrderState.ORDER_STATE_UNSPECIFIED) {
            return in;
        }
        in.add(new Membership("orders-of:" + order.getResidentId(), order.getId()));
        if (!Transitions.isOver(order.getState())) {
            in.add(new Membership("open-orders", order.getId()));
        }
        for (Visit visit : order.getVisitsList()) {
            if (visit.getState() == VisitState.VISIT_STATE_INVITED) {
                in.add(new Membership("invited-visits", Ids.visit(order.getId(), visit.getNumber())));
            }
        }
        return in;
    }

    public static Set<Membership> indexesOf(Calendar calendar) {
        Set<Membership> in = ordered();
        if (calendar.getDuty().getOn()) {
            in.add(new Membership("on-duty", calendar.getVolunteerId()));
        }
        return in;
    }

    public static Set<Membership> indexesOf(Profile profile) {
        Set<Membership> in = ordered();
        if (profile.hasResident()) {
            in.add(new Membership("residents", profile.getId()));
            phone(in, "residents-by-phone:", profile);
        }
        if (profile.hasVolunteer()) {
            in.add(new Membership("volunteers", profile.getId()));
            phone(in, "volunteers-by-phone:", profile);
            if (profile.getVolunteer().getState() == VolunteerState.VOLUNTEER_STATE_PENDING) {
                in.add(new Membership("pending-volunteers", profile.getId()));
            }
        }
        return in;
    }

    private static void phone(Set<Membership> in, String prefix, Profile profile) {
        ByteString digest = profile.getPhoneDigest();
        if (!digest.isEmpty()) {
            in.add(new Membership(prefix + HexFormat.of().formatHex(digest.toByteArray()), profile.getId()));
        }
    }

    private static Set<Membership> ordered() {
        return new TreeSet<>(ORDER);
    }

    private void timers(Map<TimerName, Long> before, Map<TimerName, Long> after) {
        before.forEach((name, due) -> {
            if (!after.containsKey(name)) {
                timer(name.kind(), name.subject(), Optional.empty());
            }
        });
        after.forEach((name, due) -> {
            if (!due.equals(before.get(name))) {
                timer(name.kind(), name.subject(), Optional.of(due));
            }
        });
    }

    private void indexes(Set<Membership> before, Set<Membership> after) {
        Map<Membership, Boolean> changes = new TreeMap<>(ORDER);
        before.stream().filter(in -> !after.contains(in)).forEach(in -> changes.put(in, false));
        after.stream().filter(in -> !before.contains(in)).forEach(in -> changes.put(in, true));
        changes.forEach((in, added) -> indexes.add(new IndexChange(in.set(), in.member(), added)));
    }
}
