package org.linli.matcher.dispatch;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Ids;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.Priority;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.solver.facts.PlanVisit;

/**
 * One person's part of an order that is still to be given to somebody, as the book has it. Immutable.
 *
 * @param slot      its number in the book, used again once the visit has left
 * @param needs     what the log tells of it, and what follows from that
 * @param bound     the planner's fact where its start is bound to its siblings', else null
 * @param placement where the plan has put it, if anywhere
 */
record BookVisit(
        int slot,
        VisitNeeds needs,
        @Nullable PlanVisit bound,
        @Nullable Placement placement) {

    String id() {
        return needs.id();
    }

    Order order() {
        return needs.order();
    }

    Visit visit() {
        return needs.visit();
    }

    OrderRequest request() {
        return order().getRequest();
    }

    String orderId() {
        return order().getId();
    }

    /** Whether it has been listed for claiming before, or is now. */
    boolean invited() {
        return needs.invited();
    }

    /** Who is not to be asked, and why. */
    Map<String, ReasonCode> exclusions() {
        return needs.exclusions();
    }

    /** The visit for the planner, as the plan has bound it. */
    PlanVisit fact() {
        return bound == null ? needs.fact() : bound;
    }

    boolean isOpen() {
        return visit().getState() == VisitState.VISIT_STATE_OPEN;
    }

    boolean isOffered() {
        return visit().getState() == VisitState.VISIT_STATE_OFFERED;
    }

    /** Whether it waits for somebody and nothing is on its way to the store. */
    boolean isFree() {
        return isOpen() && (placement == null || !placement.reserved());
    }

    boolean isEmergency() {
        return request().getPriority() == Priority.PRIORITY_EMERGENCY;
    }

    Place place() {
        return VisitFacts.place(request());
    }

    long openedAtMs() {
        return VisitFacts.openedAtMs(order(), visit());
    }

    /** Declines and lapses so far. */
    int attempts() {
        return visit().getDeclines() + visit().getLapses();
    }

    /** The offer that is out. */
    @Nullable
    Offer liveOffer() {
        for (Offer offer : visit().getOffersList()) {
            if (isLive(offer)) {
                return offer;
            }
        }
        return null;
    }

    /** The id of one of its offers. */
    String offerId(Offer offer) {
        return Ids.offer(id(), offer.getNumber());
    }

    static boolean isLive(Offer offer) {
        return offer.getState() == OfferState.OFFER_STATE_SENT || offer.getState() == OfferState.OFFER_STATE_SEEN;
    }

    BookVisit placed(@Nullable Placement where) {
        return new BookVisit(slot, needs, bound, where);
    }

    /** The same at another place of the plan, there with a start bound to its siblings'. */
    BookVisit placed(PlanVisit fact, Placement where) {
        return new BookVisit(slot, needs, fact, where);
    }

    /** The same without a place in the plan. */
    BookVisit unplaced() {
        return new BookVisit(slot, needs, null, null);
    }
}
