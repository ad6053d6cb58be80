package org.linli.gateway.replay;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.linli.proto.AssignmentFrame;
import org.linli.proto.OfferClosed;
import org.linli.proto.OfferFrame;
import org.linli.proto.OrderFrame;
import org.linli.proto.ServerFrame;
import org.linli.proto.VisitFrame;

/**
 * Counts what was sent and what the stream says became of it. Offers are timed from the moment that the order was sent
 * to the first frame that shows it offered. Frames of orders that the replay did not send are passed over; frames that
 * come before the answer to the order that they belong to are kept until it is there. For one thread; times in nanos.
 */
final class Tally {
    private static final Set<String> OFFERED =
            Set.of("OFFERED", "ASSIGNED", "EN_ROUTE", "ON_SITE", "DONE", "CONFIRMED", "DISPUTED");
    private static final Set<String> TAKEN = Set.of("ASSIGNED", "EN_ROUTE", "ON_SITE", "DONE", "CONFIRMED", "DISPUTED");
    private static final Set<String> SERVED = Set.of("DONE", "CONFIRMED", "DISPUTED");
    private static final Set<String> OVER = Set.of("CANCELLED", "EXPIRED", "VOID");

    private final Map<String, Long> sentNanos = new HashMap<>();
    private final Map<String, Long> firstOfferNanos = new HashMap<>();
    private final Set<String> streamed = new HashSet<>();
    private final Map<String, Visit> visits = new HashMap<>();
    private final Map<String, Integer> minutesByOrder = new HashMap<>();
    private final Map<String, Integer> offersByVolunteer = new HashMap<>();
    private final Map<String, Integer> travelByVisit = new HashMap<>();
    private final Set<String> shown = new HashSet<>();
    private int referred;
    private int refused;
    private int withdrawn;

    /** An order was acknowledged as open: volunteers' work. */
    void open(String orderId, long atNanos, int minutes) {
        sentNanos.put(orderId, atNanos);
        minutesByOrder.put(orderId, minutes);
    }

    /** An order was acknowledged as referred to 120, 119 or 110. */
    void referred(String orderId, long atNanos) {
        sentNanos.put(orderId, atNanos);
        referred++;
    }

    /** A call that the node would not take, or that got no answer. */
    void refused() {
        refused++;
    }

    /** A simulated volunteer is on duty, so that one who never gets an offer is counted too. */
    void onDuty(String volunteerId) {
        offersByVolunteer.putIfAbsent(volunteerId, 0);
    }

    /** What the queue's stream says. */
    void queue(ServerFrame frame, long atNanos) {
        switch (frame.getBodyCase()) {
            case ORDER -> order(frame.getOrder(), atNanos);
            case VISIT -> visit(frame.getVisit(), atNanos);
            case ASSIGNMENT -> assignment(frame.getAssignment());
            case SNAPSHOT -> frame.getSnapshot().getOrdersList().forEach(order -> order(order, atNanos));
            default -> {}
        }
    }

    /** What a simulated volunteer's own stream says. */
    void volunteer(String volunteerId, ServerFrame frame, long atNanos) {
        switch (frame.getBodyCase()) {
            case OFFER -> offer(volunteerId, frame.getOffer(), atNanos);
            case OFFER_CLOSED -> closed(frame.getOfferClosed());
            case ASSIGNMENT -> assignment(frame.getAssignment());
            default -> {}
        }
    }

    private void order(OrderFrame order, long atNanos) {
        streamed.add(order.getOrderId());
        order.getVisitsList().forEach(visit -> visit(visit, atNanos));
    }

    private void visit(VisitFrame frame, long atNanos) {
        streamed.add(frame.getOrderId());
        Visit visit = visits.computeIfAbsent(frame.getVisitId(), id -> new Visit(frame.getOrderId()));
        visit.state = frame.getState();
        visit.volunteerId = frame.getVolunteerId();
        if (OFFERED.contains(frame.getState())) {
            firstOfferNanos.putIfAbsent(frame.getOrderId(), atNanos);
        }
    }

    private void offer(String volunteerId, OfferFrame offer, long atNanos) {
        if (shown.add(offer.getOfferId())) {
            offersByVolunteer.merge(volunteerId, 1, Integer::sum);
            firstOfferNanos.putIfAbsent(offer.getVisit().getOrderId(), atNanos);
        }
    }

    private void closed(OfferClosed closed) {
        if (closed.getState().equals("WITHDRAWN") && shown.contains(closed.getOfferId())) {
            withdrawn++;
        }
    }

    private void assignment(AssignmentFrame frame) {
        if (frame.getTravelSeconds() > 0) {
            travelByVisit.put(frame.getVisitId(), frame.getTravelSeconds());
        }
    }

    /** Whether every visit of the orders that were sent was done or has come to another end. */
    boolean settled() {
        return minutesByOrder.keySet().stream().allMatch(streamed::contains)
                && visits.values().stream()
                        .filter(visit -> minutesByOrder.containsKey(visit.orderId))
                        .noneMatch(Visit::waits);
    }

    Set<String> sent() {
        return Set.copyOf(sentNanos.keySet());
    }

    /** The closing figures; {@code apiCount} is how many of the orders that were sent the API lists. */
    Report report(int calls, long seconds, int apiCount) {
        Histogram firstOffer = new Histogram(3);
        minutesByOrder.keySet().forEach(order -> {
            Long offered = firstOfferNanos.get(order);
            if (offered != null) {
                long micros = Math.max(0, (offered - sentNanos.getOrDefault(order, offered)) / 1_000);
                firstOffer.recordValue(micros);
            }
        });
        long logCount = sentNanos.keySet().stream().filter(streamed::contains).count();
        return new Report(
                calls,
                seconds,
                sentNanos.size(),
                referred,
                refused,
                minutesByOrder.size(),
                countVisits(TAKEN),
                countVisits(SERVED),
                firstOffer,
                travelByVisit.values().stream()
                        .mapToInt(Integer::intValue)
                        .average()
                        .orElse(0),
                withdrawn,
                Map.copyOf(offersByVolunteer),
                minutesByVolunteer(),
                apiCount,
                (int) logCount);
    }

    private int countVisits(Set<String> states) {
        return (int) visits.values().stream()
                .filter(visit -> minutesByOrder.containsKey(visit.orderId) && states.contains(visit.state))
                .map(visit -> visit.orderId)
                .distinct()
                .count();
    }

    private Map<String, Integer> minutesByVolunteer() {
        Map<String, Integer> minutes = new HashMap<>();
        offersByVolunteer.keySet().forEach(volunteer -> minutes.put(volunteer, 0));
        for (Visit visit : visits.values()) {
            Integer ordered = minutesByOrder.get(visit.orderId);
            if (ordered != null && SERVED.contains(visit.state) && !visit.volunteerId.isEmpty()) {
                minutes.merge(visit.volunteerId, ordered, Integer::sum);
            }
        }
        return minutes;
    }

    private static final class Visit {
        final String orderId;
        String state = "OPEN";
        String volunteerId = "";

        Visit(String orderId) {
            this.orderId = orderId;
        }

        boolean waits() {
            return !SERVED.contains(state) && !OVER.contains(state);
        }
    }
}
