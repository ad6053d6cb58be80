package org.linli.gateway.message;

import java.util.ArrayList;
import java.util.List;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.view.Orders;
import org.linli.proto.MessageOutcome;
import org.linli.proto.MessagePurpose;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.OrderMessages;
import org.linli.proto.OrderState;
import org.linli.proto.Priority;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/**
 * What an order, as it is now, gives reason to tell. A pure function of the order and of what was told: a node that has just
 * started finds the same as one that saw it all.
 */
final class Occasions {
    /** Whoever hears of an offer later has no time to answer it. */
    static final long LEAST_ANSWER_MS = 10_000;
    /** Time to call somebody else. */
    static final long LAPSING_MS = 30 * 60_000;

    private static final long HOUR_MS = 3_600_000;

    private final Order order;
    private final OrderMessages told;
    private final RegionPolicy policy;
    private final List<Occasion> found = new ArrayList<>();

    private Occasions(Order order, OrderMessages told, RegionPolicy policy) {
        this.order = order;
        this.told = told;
        this.policy = policy;
    }

    static List<Occasion> of(Order order, OrderMessages told, RegionPolicy policy) {
        Occasions occasions = new Occasions(order, told, policy);
        order.getVisitsList().forEach(occasions::visit);
        occasions.whole();
        return occasions.found;
    }

    /** Of one person's part. */
    private void visit(Visit visit) {
        String visitId = Ids.visit(order.getId(), visit.getNumber());
        for (Offer offer : visit.getOffersList()) {
            String offerId = Ids.offer(visitId, offer.getNumber());
            if (offer.getState() == OfferState.OFFER_STATE_SENT) {
                offered(offerId, offer);
            } else if (offer.getState() == OfferState.OFFER_STATE_HANDED_BACK && wasTold(offerId)) {
                resident(MessagePurpose.MESSAGE_PURPOSE_RELEASED, offerId, offer.getClosedAtMs(), windowEnd());
            }
        }
        if (visit.getState() == VisitState.VISIT_STATE_ASSIGNED
                || visit.getState() == VisitState.VISIT_STATE_EN_ROUTE) {
            String offerId = Ids.offer(visitId, visit.getAcceptedOffer());
            resident(
                    MessagePurpose.MESSAGE_PURPOSE_ASSIGNED,
                    offerId,
                    0,
                    visit.getWindow().getEndMs());
            named(offerId, visit);
        }
        if (visit.getState() == VisitState.VISIT_STATE_DONE) {
            long doneMs = visit.getCheckOut().getAtMs();
            resident(MessagePurpose.MESSAGE_PURPOSE_DONE, visitId, doneMs, visit.getConfirmDueMs());
        }
    }

    /** Seen or answered in time, it is told nowhere else. */
    private void offered(String offerId, Offer offer) {
        long patienceMs = policy.offering().seenWithinSeconds() * 1000L;
        found.add(new Occasion(
                MessagePurpose.MESSAGE_PURPOSE_OFFER,
                offerId,
                offer.getVolunteerId(),
                offer.getSentAtMs() + patienceMs,
                offer.getExpiresAtMs() - LEAST_ANSWER_MS,
                isEmergency(),
                patienceMs));
    }

    /** Whoever was named by a team's leader did not say yes to an offer, and may not know yet. */
    private void named(String offerId, Visit visit) {
        Offer accepted = visit.getOffers(visit.getAcceptedOffer() - 1);
        if (!accepted.getTeam().isEmpty() && visit.getState() == VisitState.VISIT_STATE_ASSIGNED) {
            found.add(new Occasion(
                    MessagePurpose.MESSAGE_PURPOSE_NAMED,
                    offerId,
                    visit.getVolunteerId(),
                    accepted.getClosedAtMs() + policy.offering().seenWithinSeconds() * 1000L,
                    visit.getWindow().getStartMs(),
                    isEmergency(),
                    0));
        }
    }

    private boolean wasTold(String offerId) {
        return told.getMessagesList().stream()
                .filter(message -> message.getPurpose() == MessagePurpose.MESSAGE_PURPOSE_ASSIGNED
                        && message.getSubject().equals(offerId))
                .flatMap(message -> message.getAttemptsList().stream())
                .anyMatch(attempt -> attempt.getOutcomeValue() >= MessageOutcome.MESSAGE_OUTCOME_SENT_VALUE);
    }

    /** Of the order as a whole. */
    private void whole() {
        if (order.getState() == OrderState.ORDER_STATE_EXPIRED || order.getState() == OrderState.ORDER_STATE_REFUSED) {
            resident(
                    MessagePurpose.MESSAGE_PURPOSE_EXPIRED,
                    order.getId(),
                    order.getClosedAtMs(),
                    order.getClosedAtMs() + HOUR_MS);
        } else if (!Orders.isOver(order) && isWaiting()) {
            long endMs = windowEnd();
            resident(MessagePurpose.MESSAGE_PURPOSE_LAPSING, order.getId(), endMs - LAPSING_MS, endMs);
        }
    }

    private boolean isWaiting() {
        return order.getVisitsList().stream()
                .anyMatch(visit -> visit.getState() == VisitState.VISIT_STATE_OPEN
                        || visit.getState() == VisitState.VISIT_STATE_OFFERED
                        || visit.getState() == VisitState.VISIT_STATE_INVITED);
    }

    private void resident(MessagePurpose purpose, String subject, long dueMs, long untilMs) {
        found.add(new Occasion(purpose, subject, order.getResidentId(), dueMs, untilMs, isEmergency(), 0));
    }

    private long windowEnd() {
        return order.getRequest().getWindow().getEndMs();
    }

    private boolean isEmergency() {
        return order.getRequest().getPriority() == Priority.PRIORITY_EMERGENCY;
    }
}
