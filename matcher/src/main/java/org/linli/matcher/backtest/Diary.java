package org.linli.matcher.backtest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.linli.domain.Ids;
import org.linli.proto.Change;
import org.linli.proto.Entry;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.OrderState;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.Withdrawal;

/** What the log of a city says of each order and each volunteer. For one thread; all times in milliseconds. */
public final class Diary {
    private static final Set<VisitState> TAKEN = Set.of(
            VisitState.VISIT_STATE_ASSIGNED,
            VisitState.VISIT_STATE_EN_ROUTE,
            VisitState.VISIT_STATE_ON_SITE,
            VisitState.VISIT_STATE_DONE,
            VisitState.VISIT_STATE_CONFIRMED);

    private final LongSupplier nowMs;
    private final Map<String, Life> orders = new TreeMap<>();
    private final Map<String, Service> volunteers = new TreeMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final Map<String, Integer> origins = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> withdrawn = new HashSet<>();
    private int withoutGain;

    /** What became of an order. A time of 0: it did not come to that. */
    public static final class Life {
        private long placedMs;
        private long offeredMs;
        private long acceptedMs;
        private long arrivedMs;
        private int travelSeconds;
        private int changes;
        private boolean done;
        private boolean referred;

        /** When it was placed: what the diary's city calls now, in milliseconds since 1970. */
        public long placedMs() {
            return placedMs;
        }

        /** When somebody was asked first. */
        public long offeredMs() {
            return offeredMs;
        }

        public long acceptedMs() {
            return acceptedMs;
        }

        /** When somebody was at the door. */
        public long arrivedMs() {
            return arrivedMs;
        }

        /** The way of who accepted, as it was offered. */
        public int travelSeconds() {
            return travelSeconds;
        }

        /** Offers that were out and were withdrawn for a better plan. */
        public int changes() {
            return changes;
        }

        public boolean isDone() {
            return done;
        }

        /** Whether it was sent on, to 120, 119 or 110, and is nothing for volunteers. */
        public boolean isReferred() {
            return referred;
        }
    }

    /** What a volunteer was given to do. */
    public static final class Service {
        final List<Long> offeredMs = new ArrayList<>();
        private int minutes;

        /** When the offers came. */
        public List<Long> offeredMs() {
            return Collections.unmodifiableList(offeredMs);
        }

        /** Of visits that were done, as ordered. */
        public int minutes() {
            return minutes;
        }
    }

    Diary(LongSupplier nowMs) {
        this.nowMs = nowMs;
    }

    void onDuty(String volunteer) {
        volunteers.put(volunteer, new Service());
    }

    void placed(String order, long atMs) {
        life(order).placedMs = atMs;
    }

    void refused(String problem) {
        refusals.merge(problem, 1, Integer::sum);
    }

    void read(Entry entry) {
        for (Withdrawal withdrawal : entry.getCause().getDispatch().getWithdrawalsList()) {
            withoutGain += withdrawal.getGain() > 0 ? 0 : 1;
        }
        for (Change change : entry.getChangesList()) {
            if (change.getAfter().hasOrder()) {
                Order order = change.getAfter().getOrder();
                life(order.getId()).referred = order.getState() == OrderState.ORDER_STATE_REFERRED;
                order.getVisitsList().forEach(visit -> read(order, visit));
            }
        }
    }

    private void read(Order order, Visit visit) {
        Life life = life(order.getId());
        for (Offer offer : visit.getOffersList()) {
            String id = Ids.offer(Ids.visit(order.getId(), visit.getNumber()), offer.getNumber());
            if (seen.add(id)) {
                offered(life, offer);
            }
            if (offer.getState() == OfferState.OFFER_STATE_WITHDRAWN && withdrawn.add(id)) {
                life.changes++;
            }
        }
        if (TAKEN.contains(visit.getState()) && life.acceptedMs == 0) {
            taken(life, visit);
        }
        if (visit.getState() == VisitState.VISIT_STATE_ON_SITE && life.arrivedMs == 0) {
            life.arrivedMs = nowMs.getAsLong();
        }
        if (visit.getState() == VisitState.VISIT_STATE_DONE && !life.done) {
            life.done = true;
            service(visit.getVolunteerId()).minutes += order.getRequest().getDurationMinutes();
        }
    }

    private void offered(Life life, Offer offer) {
        life.offeredMs = life.offeredMs == 0 ? nowMs.getAsLong() : life.offeredMs;
        service(offer.getVolunteerId()).offeredMs.add(nowMs.getAsLong());
        origins.merge(offer.getOrigin(), 1, Integer::sum);
    }

    private void taken(Life life, Visit visit) {
        life.acceptedMs = nowMs.getAsLong();
        for (Offer offer : visit.getOffersList()) {
            if (offer.getNumber() == visit.getAcceptedOffer()) {
                life.travelSeconds = offer.getTravelSeconds();
            }
        }
    }

    private Life life(String order) {
        return orders.computeIfAbsent(order, id -> new Life());
    }

    Service service(String volunteer) {
        return volunteers.computeIfAbsent(volunteer, id -> new Service());
    }

    /** By id, in its order. */
    public Map<String, Life> orders() {
        return Collections.unmodifiableMap(orders);
    }

    /** By id, in its order. */
    public Map<String, Service> volunteers() {
        return Collections.unmodifiableMap(volunteers);
    }

    /** Problems of what people tried, by name. */
    public Map<String, Integer> refusals() {
        return Collections.unmodifiableMap(refusals);
    }

    /** Offers by the tier of planning that they came from. */
    public Map<String, Integer> origins() {
        return Collections.unmodifiableMap(origins);
    }

    /** Offers that the planner withdrew without saying what was gained by it. */
    public int withdrawnWithoutGain() {
        return withoutGain;
    }
}
