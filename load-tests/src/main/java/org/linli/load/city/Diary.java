package org.linli.load.city;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.linli.proto.Change;
import org.linli.proto.Entry;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/** What the log of a city says of each order and each volunteer. For one thread; all times in milliseconds. */
final class Diary {
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

    /** What became of an order. A time of 0: it did not come to that. */
    static final class Life {
        long placedMs;
        long offeredMs;
        long acceptedMs;
        long startMs;
        int travelSeconds;
        int offers;
        int changes;
        boolean done;

        /** From the order to somebody at the door. */
        long untilServedMs() {
            return startMs - placedMs;
        }
    }

    /** What a volunteer was given to do. */
    static final class Service {
        final List<Long> offeredMs = new ArrayList<>();
        int minutes;
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
        for (Change change : entry.getChangesList()) {
            if (change.getAfter().hasOrder()) {
                Order order = change.getAfter().getOrder();
                order.getVisitsList().forEach(visit -> read(order, visit));
            }
        }
    }

    private void read(Order order, Visit visit) {
        Life life = life(order.getId());
        for (Offer offer : visit.getOffersList()) {
            String id = order.getId() + '.' + visit.getNumber() + '.' + offer.getNumber();
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
        if (visit.getState() == VisitState.VISIT_STATE_DONE && !life.done) {
            life.done = true;
            service(visit.getVolunteerId()).minutes += order.getRequest().getDurationMinutes();
        }
    }

    private void offered(Life life, Offer offer) {
        life.offers++;
        life.offeredMs = life.offeredMs == 0 ? nowMs.getAsLong() : life.offeredMs;
        service(offer.getVolunteerId()).offeredMs.add(nowMs.getAsLong());
        origins.merge(offer.getOrigin(), 1, Integer::sum);
    }

    private void taken(Life life, Visit visit) {
        life.acceptedMs = nowMs.getAsLong();
        life.startMs = Math.max(life.acceptedMs, visit.getWindow().getStartMs());
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

    Map<String, Life> orders() {
        return orders;
    }

    Map<String, Service> volunteers() {
        return volunteers;
    }

    Map<String, Integer> refusals() {
        return refusals;
    }

    /** Offers by the tier of planning that they came from. */
    Map<String, Integer> origins() {
        return origins;
    }
}
