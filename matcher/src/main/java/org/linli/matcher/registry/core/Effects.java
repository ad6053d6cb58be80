package org.linli.matcher.registry.core;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.registry.core.Decision.IndexChange;
import org.linli.matcher.registry.core.Decision.TimerChange;
import org.linli.proto.Activity;
import org.linli.proto.Calendar;
import org.linli.proto.Emergency;
import org.linli.proto.Entity;
import org.linli.proto.LateEntry;
import org.linli.proto.LateState;
import org.linli.proto.Offer;
import org.linli.proto.Order;
import org.linli.proto.OrderSeries;
import org.linli.proto.OrderState;
import org.linli.proto.PersonAccess;
import org.linli.proto.Profile;
import org.linli.proto.TeamOffer;
import org.linli.proto.Timer;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/**
 * Timers and index sets, which follow from the entities: an entity has a set of timers and memberships, and a change of
 * the entity changes them by the difference. So no rule can forget one.
 *
 * <p>Index sets: {@code late-waiting}, {@code residents-by-phone:<hex>}, {@code volunteers-by-phone:<hex>} and {@code staff}.
 * An older store has more of them ({@code orders-of:<resident>}, {@code open-orders}, {@code on-duty} and others), which nothing
 * reads or writes any more.
 */
public final class Effects {
    private static final long HOUR_MS = 3_600_000L;
    private static final Comparator<IndexChange> BY_NAME =
            Comparator.comparing(IndexChange::set).thenComparing(IndexChange::member);

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
        timers(armed(before, policy), armed(after, policy));
    }

    void calendar(Calendar before, Calendar after) {
        timers(armed(before), armed(after));
    }

    void other(Entity before, Entity after) {
        if (after.hasProfile()) {
            indexes(indexesOf(before.getProfile()), indexesOf(after.getProfile()));
        } else if (after.hasActivity()) {
            timers(armed(before.getActivity(), policy), armed(after.getActivity(), policy));
        } else if (after.hasSeries()) {
            timers(armed(before.getSeries(), policy), armed(after.getSeries(), policy));
        }
        if (after.hasEmergency()) {
            timers(armed(before.getEmergency()), armed(after.getEmergency()));
        }
        if (after.hasLate()) {
            indexes(indexesOf(before.getLate()), indexesOf(after.getLate()));
        }
        if (after.hasAccess()) {
            indexes(indexesOf(before.getAccess()), indexesOf(after.getAccess()));
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
        return byName(armed(order, policy));
    }

    static List<TimerChange> armed(Order order, RegionPolicy policy) {
        List<TimerChange> armed = new ArrayList<>();
        for (Visit visit : order.getVisitsList()) {
            offers(armed, order, visit);
            if (visit.getState() == VisitState.VISIT_STATE_INVITED) {
                armed.add(TimerChange.arm(Timer.Kind.KIND_INVITATION_END, id(order, visit), visit.getInvitedUntilMs()));
            }
            if (visit.getState() == VisitState.VISIT_STATE_DONE) {
                armed.add(TimerChange.arm(Timer.Kind.KIND_CONFIRM_DEFAULT, id(order, visit), visit.getConfirmDueMs()));
            }
        }
        for (TeamOffer offer : order.getTeamOffersList()) {
            if (Transitions.isLive(offer.getState())) {
                armed.add(TimerChange.arm(
                        Timer.Kind.KIND_TEAM_OFFER_LAPSE,
                        Ids.teamOffer(order.getId(), offer.getNumber()),
                        offer.getExpiresAtMs()));
            }
        }
        expiry(order, policy)
                .ifPresent(at -> armed.add(TimerChange.arm(Timer.Kind.KIND_ORDER_EXPIRE, order.getId(), at)));
        if (order.getState() == OrderState.ORDER_STATE_SUBMITTED && order.getLookDueMs() > 0 && !order.getEscalated()) {
            armed.add(TimerChange.arm(Timer.Kind.KIND_LOOK_DUE, order.getId(), order.getLookDueMs()));
        }
        SeatsDeadline.of(order, policy)
                .ifPresent(at -> armed.add(TimerChange.arm(Timer.Kind.KIND_SEATS_DEADLINE, order.getId(), at)));
        return armed;
    }

    private static void offers(List<TimerChange> armed, Order order, Visit visit) {
        for (Offer offer : visit.getOffersList()) {
            if (Transitions.isLive(offer.getState())) {
                String id = Ids.offer(id(order, visit), offer.getNumber());
                armed.add(TimerChange.arm(Timer.Kind.KIND_OFFER_LAPSE, id, offer.getExpiresAtMs()));
            }
        }
    }

    private static String id(Order order, Visit visit) {
        return Ids.visit(order.getId(), visit.getNumber());
    }

    private static Map<TimerName, Long> byName(List<TimerChange> armed) {
        Map<TimerName, Long> due = new LinkedHashMap<>();
        for (TimerChange timer : armed) {
            due.put(new TimerName(timer.kind(), timer.subject()), timer.dueMs());
        }
        return due;
    }

    /**
     * When an order's time is over: at its window's end for those visits that nobody took; for those that somebody took
     * and never reported, when a report could no longer come in late; not while a late entry waits for a decision.
     */
    private static Optional<Long> expiry(Order order, RegionPolicy policy) {
        long endMs = order.getRequest().getWindow().getEndMs();
        boolean waiting = order.getState() == OrderState.ORDER_STATE_SUBMITTED;
        boolean taken = false;
        for (Visit visit : order.getVisitsList()) {
            waiting |= Transitions.isWaiting(visit.getState());
            taken |= isUnreported(visit.getState()) && visit.getLateId().isEmpty();
        }
        if (waiting) {
            return Optional.of(endMs);
        }
        return taken ? Optional.of(endMs + policy.evidence().maxOfflineHours() * HOUR_MS) : Optional.empty();
    }

    static boolean isUnreported(VisitState state) {
        return state == VisitState.VISIT_STATE_ASSIGNED || state == VisitState.VISIT_STATE_EN_ROUTE;
    }

    /** The timer that runs for a calendar: the end of duty. */
    public static Map<TimerName, Long> timersOf(Calendar calendar) {
        return byName(armed(calendar));
    }

    static List<TimerChange> armed(Calendar calendar) {
        return calendar.getDuty().getOn()
                ? List.of(TimerChange.arm(
                        Timer.Kind.KIND_DUTY_END,
                        calendar.getVolunteerId(),
                        calendar.getDuty().getUntilMs()))
                : List.of();
    }

    /** The timer that runs for an activity: for what comes next of it. */
    public static Map<TimerName, Long> timersOf(Activity activity, RegionPolicy policy) {
        return byName(armed(activity, policy));
    }

    static List<TimerChange> armed(Activity activity, RegionPolicy policy) {
        return ActivityClock.dueMs(activity, policy)
                .map(due -> List.of(TimerChange.arm(Timer.Kind.KIND_ACTIVITY, activity.getId(), due)))
                .orElse(List.of());
    }

    /** The timer that runs for a repeat: for what comes next of it. */
    public static Map<TimerName, Long> timersOf(OrderSeries series, RegionPolicy policy) {
        return byName(armed(series, policy));
    }

    static List<TimerChange> armed(OrderSeries series, RegionPolicy policy) {
        return SeriesClock.dueMs(series, policy)
                .map(due -> List.of(TimerChange.arm(Timer.Kind.KIND_SERIES, series.getId(), due)))
                .orElse(List.of());
    }

    /** The timer that runs for the region's emergency: for its end, and then for the duties that end with it. */
    public static Map<TimerName, Long> timersOf(Emergency emergency) {
        return byName(armed(emergency));
    }

    static List<TimerChange> armed(Emergency emergency) {
        return EmergencyDecisions.dueMs(emergency)
                .map(due -> List.of(TimerChange.arm(Timer.Kind.KIND_EMERGENCY, EmergencyDecisions.SUBJECT, due)))
                .orElse(List.of());
    }

    /** An index set and a member of it. */
    public record Membership(String set, String member) {}

    /** The sets that a person's file is in, each once. */
    public static List<Membership> indexesOf(Profile profile) {
        List<Membership> in = new ArrayList<>();
        if (profile.hasResident()) {
            phone(in, "residents-by-phone:", profile);
        }
        if (profile.hasVolunteer()) {
            phone(in, "volunteers-by-phone:", profile);
        }
        return in;
    }

    public static List<Membership> indexesOf(LateEntry late) {
        return late.getState() == LateState.LATE_STATE_WAITING
                ? List.of(new Membership("late-waiting", late.getId()))
                : List.of();
    }

    public static List<Membership> indexesOf(PersonAccess access) {
        return access.hasStaff() ? List.of(new Membership("staff", access.getSubject())) : List.of();
    }

    private static void phone(List<Membership> in, String prefix, Profile profile) {
        ByteString digest = profile.getPhoneDigest();
        if (!digest.isEmpty()) {
            in.add(new Membership(prefix + HexFormat.of().formatHex(digest.toByteArray()), profile.getId()));
        }
    }

    /** First those that no longer run, then those that are new or have moved. An entity has a handful. */
    private void timers(List<TimerChange> before, List<TimerChange> after) {
        for (TimerChange was : before) {
            if (find(after, was.kind(), was.subject()) == null) {
                timers.add(TimerChange.disarm(was.kind(), was.subject()));
            }
        }
        for (TimerChange is : after) {
            if (!is.equals(find(before, is.kind(), is.subject()))) {
                timers.add(is);
            }
        }
    }

    /** The timer of the kind and subject among some. */
    static @Nullable TimerChange find(List<TimerChange> timers, Timer.Kind kind, String subject) {
        for (TimerChange timer : timers) {
            if (timer.kind() == kind && timer.subject().equals(subject)) {
                return timer;
            }
        }
        return null;
    }

    /** In the order of the sets' and the members' names. */
    private void indexes(List<Membership> before, List<Membership> after) {
        List<IndexChange> changes = new ArrayList<>();
        for (Membership was : before) {
            if (!after.contains(was)) {
                changes.add(new IndexChange(was.set(), was.member(), false));
            }
        }
        for (Membership is : after) {
            if (!before.contains(is)) {
                changes.add(new IndexChange(is.set(), is.member(), true));
            }
        }
        changes.sort(BY_NAME);
        indexes.addAll(changes);
    }
}
