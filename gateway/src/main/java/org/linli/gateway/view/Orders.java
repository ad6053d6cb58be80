package org.linli.gateway.view;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.linli.domain.Ids;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.OrderState;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/** What can be told of an order from its states. */
public final class Orders {
    private static final String EXPIRED_PAUSED = "emergency-paused";

    private static final Set<OrderState> OVER = EnumSet.of(
            OrderState.ORDER_STATE_REFERRED,
            OrderState.ORDER_STATE_REFUSED,
            OrderState.ORDER_STATE_CLOSED,
            OrderState.ORDER_STATE_CANCELLED,
            OrderState.ORDER_STATE_EXPIRED);
    private static final Set<VisitState> TAKEN = EnumSet.of(
            VisitState.VISIT_STATE_ASSIGNED,
            VisitState.VISIT_STATE_EN_ROUTE,
            VisitState.VISIT_STATE_ON_SITE,
            VisitState.VISIT_STATE_DONE);

    private Orders() {}

    /** Whether nothing more will happen to it. */
    public static boolean isOver(Order order) {
        return OVER.contains(order.getState());
    }

    /** Whether somebody has accepted the visit and has not yet had it confirmed: then that person sees the address. */
    public static boolean isTaken(Visit visit) {
        return TAKEN.contains(visit.getState());
    }

    /** Whether somebody has accepted to come to the resident and has not yet checked out: as long a tag may be followed. */
    public static boolean isBeingHelped(RegionView view, String residentId) {
        return view.ordersOf(residentId).stream()
                .flatMap(order -> order.value().getVisitsList().stream())
                .anyMatch(visit -> isTaken(visit) && visit.getState() != VisitState.VISIT_STATE_DONE);
    }

    public static boolean isLive(Offer offer) {
        return offer.getState() == OfferState.OFFER_STATE_SENT || offer.getState() == OfferState.OFFER_STATE_SEEN;
    }

    /** Who has taken a visit of it, and may know the address. */
    public static Set<String> assigned(Order order) {
        Set<String> assigned = new HashSet<>();
        for (Visit visit : order.getVisitsList()) {
            if (isTaken(visit)) {
                assigned.add(visit.getVolunteerId());
            }
        }
        return assigned;
    }

    /** Who has, or ever had, an offer or a visit of it. */
    public static Set<String> asked(Order order) {
        Set<String> asked = new HashSet<>();
        for (Visit visit : order.getVisitsList()) {
            visit.getOffersList().forEach(offer -> asked.add(offer.getVolunteerId()));
            if (!visit.getVolunteerId().isEmpty()) {
                asked.add(visit.getVolunteerId());
            }
        }
        return asked;
    }

    /** The visit that the id of a visit or an offer names. */
    public static Optional<Visit> visit(Order order, String id) {
        int number = Ids.visitNumber(id);
        return number >= 1 && number <= order.getVisitsCount()
                ? Optional.of(order.getVisits(number - 1))
                : Optional.empty();
    }

    /** The offer that the id names. */
    public static Optional<Offer> offer(Order order, String id) {
        int number = Ids.offerNumber(id);
        return visit(order, id)
                .flatMap(visit -> visit.getOffersList().stream()
                        .filter(offer -> offer.getNumber() == number)
                        .findFirst());
    }

    /** Whether its time was over while an emergency had it wait. */
    public static boolean expiredPaused(Order order) {
        return order.getState() == OrderState.ORDER_STATE_EXPIRED
                && order.getEscalationCode().equals(EXPIRED_PAUSED);
    }

    public static Set<String> communities(Order order) {
        String community = order.getRequest().getCommunity();
        return community.isEmpty() ? Set.of() : Set.of(community);
    }
}
