package org.linli.matcher.registry.core;

import static org.linli.matcher.registry.core.OrderEvent.FOLLOW;
import static org.linli.proto.OfferState.OFFER_STATE_ACCEPTED;
import static org.linli.proto.OfferState.OFFER_STATE_DECLINED;
import static org.linli.proto.OfferState.OFFER_STATE_EXPIRED;
import static org.linli.proto.OfferState.OFFER_STATE_HANDED_BACK;
import static org.linli.proto.OfferState.OFFER_STATE_SEEN;
import static org.linli.proto.OfferState.OFFER_STATE_SENT;
import static org.linli.proto.OfferState.OFFER_STATE_WITHDRAWN;
import static org.linli.proto.OrderState.ORDER_STATE_ASSIGNED;
import static org.linli.proto.OrderState.ORDER_STATE_CANCELLED;
import static org.linli.proto.OrderState.ORDER_STATE_CLOSED;
import static org.linli.proto.OrderState.ORDER_STATE_DONE;
import static org.linli.proto.OrderState.ORDER_STATE_EXPIRED;
import static org.linli.proto.OrderState.ORDER_STATE_OPEN;
import static org.linli.proto.OrderState.ORDER_STATE_REFERRED;
import static org.linli.proto.OrderState.ORDER_STATE_REFUSED;
import static org.linli.proto.OrderState.ORDER_STATE_SUBMITTED;
import static org.linli.proto.OrderState.ORDER_STATE_UNDER_WAY;
import static org.linli.proto.VisitState.VISIT_STATE_ASSIGNED;
import static org.linli.proto.VisitState.VISIT_STATE_CANCELLED;
import static org.linli.proto.VisitState.VISIT_STATE_CONFIRMED;
import static org.linli.proto.VisitState.VISIT_STATE_DISPUTED;
import static org.linli.proto.VisitState.VISIT_STATE_DONE;
import static org.linli.proto.VisitState.VISIT_STATE_EN_ROUTE;
import static org.linli.proto.VisitState.VISIT_STATE_EXPIRED;
import static org.linli.proto.VisitState.VISIT_STATE_INVITED;
import static org.linli.proto.VisitState.VISIT_STATE_OFFERED;
import static org.linli.proto.VisitState.VISIT_STATE_ON_SITE;
import static org.linli.proto.VisitState.VISIT_STATE_OPEN;
import static org.linli.proto.VisitState.VISIT_STATE_VOID;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.linli.proto.OfferState;
import org.linli.proto.OrderState;
import org.linli.proto.VisitState;

/** The tables of states of visits, offers and orders. They are the rule: whatever is not written here cannot happen. */
public final class Transitions {
    private static final Table<VisitState, VisitEvent> VISITS = visits();
    private static final Table<OfferState, OfferEvent> OFFERS = offers();
    private static final Table<OrderState, OrderEvent> ORDERS = orders();

    private static final Set<OfferState> LIVE = EnumSet.of(OFFER_STATE_SENT, OFFER_STATE_SEEN);
    private static final Set<OrderState> OVER = EnumSet.of(
            ORDER_STATE_REFERRED, ORDER_STATE_REFUSED, ORDER_STATE_CLOSED, ORDER_STATE_CANCELLED, ORDER_STATE_EXPIRED);
    private static final Set<VisitState> WAITING =
            EnumSet.of(VISIT_STATE_OPEN, VISIT_STATE_OFFERED, VISIT_STATE_INVITED);
    private static final Set<VisitState> COMMITTED =
            EnumSet.of(VISIT_STATE_ASSIGNED, VISIT_STATE_EN_ROUTE, VISIT_STATE_ON_SITE);

    private Transitions() {}

    public static Optional<VisitState> next(VisitState from, VisitEvent event) {
        return VISITS.next(from, event);
    }

    public static Optional<OfferState> next(OfferState from, OfferEvent event) {
        return OFFERS.next(from, event);
    }

    /** The state that the event leads to; on {@link OrderEvent#FOLLOW} the present one, if it may follow its visits. */
    public static Optional<OrderState> next(OrderState from, OrderEvent event) {
        return ORDERS.next(from, event);
    }

    /** Whether the offer holds its volunteer and waits for an answer. */
    public static boolean isLive(OfferState state) {
        return LIVE.contains(state);
    }

    /** Whether nothing will happen to the order any more. */
    public static boolean isOver(OrderState state) {
        return OVER.contains(state);
    }

    /** Whether the visit still has nobody. */
    public static boolean isWaiting(VisitState state) {
        return WAITING.contains(state);
    }

    /** Whether the visit holds a commitment in somebody's calendar. */
    public static boolean isCommitted(VisitState state) {
        return COMMITTED.contains(state);
    }

    private static Table<VisitState, VisitEvent> visits() {
        Table<VisitState, VisitEvent> table = new Table<>(VisitState.class, VisitEvent.class);
        for (VisitState before : EnumSet.range(VISIT_STATE_OPEN, VISIT_STATE_ON_SITE)) {
            table.on(before, VisitEvent.CANCEL, VISIT_STATE_CANCELLED)
                    .on(before, VisitEvent.EXPIRE, VISIT_STATE_EXPIRED);
        }
        return table.on(VISIT_STATE_OPEN, VisitEvent.OFFER, VISIT_STATE_OFFERED)
                .on(VISIT_STATE_OPEN, VisitEvent.INVITE, VISIT_STATE_INVITED)
                .on(VISIT_STATE_OPEN, VisitEvent.ASSIGN, VISIT_STATE_ASSIGNED)
                .on(VISIT_STATE_OFFERED, VisitEvent.ASSIGN, VISIT_STATE_ASSIGNED)
                .on(VISIT_STATE_OFFERED, VisitEvent.RELEASE, VISIT_STATE_OPEN)
                .on(VISIT_STATE_INVITED, VisitEvent.INVITE, VISIT_STATE_INVITED)
                .on(VISIT_STATE_INVITED, VisitEvent.ASSIGN, VISIT_STATE_ASSIGNED)
                .on(VISIT_STATE_INVITED, VisitEvent.RELEASE, VISIT_STATE_OPEN)
                .on(VISIT_STATE_ASSIGNED, VisitEvent.DEPART, VISIT_STATE_EN_ROUTE)
                .on(VISIT_STATE_ASSIGNED, VisitEvent.CHECK_IN, VISIT_STATE_ON_SITE)
                .on(VISIT_STATE_ASSIGNED, VisitEvent.HAND_BACK, VISIT_STATE_OPEN)
                .on(VISIT_STATE_ASSIGNED, VisitEvent.NO_SHOW, VISIT_STATE_OPEN)
                .on(VISIT_STATE_EN_ROUTE, VisitEvent.CHECK_IN, VISIT_STATE_ON_SITE)
                .on(VISIT_STATE_EN_ROUTE, VisitEvent.HAND_BACK, VISIT_STATE_OPEN)
                .on(VISIT_STATE_EN_ROUTE, VisitEvent.NO_SHOW, VISIT_STATE_OPEN)
                .on(VISIT_STATE_ON_SITE, VisitEvent.CHECK_OUT, VISIT_STATE_DONE)
                .on(VISIT_STATE_ASSIGNED, VisitEvent.LATE, VISIT_STATE_DONE)
                .on(VISIT_STATE_EN_ROUTE, VisitEvent.LATE, VISIT_STATE_DONE)
                .on(VISIT_STATE_ON_SITE, VisitEvent.LATE, VISIT_STATE_DONE)
                .on(VISIT_STATE_DONE, VisitEvent.CONFIRM, VISIT_STATE_CONFIRMED)
                .on(VISIT_STATE_DONE, VisitEvent.DISPUTE, VISIT_STATE_DISPUTED)
                .on(VISIT_STATE_DISPUTED, VisitEvent.CONFIRM, VISIT_STATE_CONFIRMED)
                .on(VISIT_STATE_DISPUTED, VisitEvent.ANNUL, VISIT_STATE_VOID);
    }

    private static Table<OfferState, OfferEvent> offers() {
        Table<OfferState, OfferEvent> table = new Table<>(OfferState.class, OfferEvent.class);
        for (OfferState live : EnumSet.of(OFFER_STATE_SENT, OFFER_STATE_SEEN)) {
            table.on(live, OfferEvent.ACCEPT, OFFER_STATE_ACCEPTED)
                    .on(live, OfferEvent.DECLINE, OFFER_STATE_DECLINED)
                    .on(live, OfferEvent.LAPSE, OFFER_STATE_EXPIRED)
                    .on(live, OfferEvent.WITHDRAW, OFFER_STATE_WITHDRAWN);
        }
        return table.on(OFFER_STATE_SENT, OfferEvent.SEE, OFFER_STATE_SEEN)
                .on(OFFER_STATE_ACCEPTED, OfferEvent.HAND_BACK, OFFER_STATE_HANDED_BACK);
    }

    private static Table<OrderState, OrderEvent> orders() {
        Table<OrderState, OrderEvent> table = new Table<>(OrderState.class, OrderEvent.class);
        for (OrderState running : EnumSet.of(ORDER_STATE_OPEN, ORDER_STATE_ASSIGNED, ORDER_STATE_UNDER_WAY)) {
            table.on(running, OrderEvent.CANCEL, running)
                    .on(running, OrderEvent.EXPIRE, running)
                    .on(running, OrderEvent.ESCALATE, running)
                    .on(running, FOLLOW, running);
        }
        return table.on(ORDER_STATE_SUBMITTED, OrderEvent.OPEN, ORDER_STATE_OPEN)
                .on(ORDER_STATE_SUBMITTED, OrderEvent.REFER, ORDER_STATE_REFERRED)
                .on(ORDER_STATE_SUBMITTED, OrderEvent.REFUSE, ORDER_STATE_REFUSED)
                .on(ORDER_STATE_SUBMITTED, OrderEvent.CANCEL, ORDER_STATE_CANCELLED)
                .on(ORDER_STATE_SUBMITTED, OrderEvent.EXPIRE, ORDER_STATE_EXPIRED)
                .on(ORDER_STATE_SUBMITTED, OrderEvent.ESCALATE, ORDER_STATE_SUBMITTED)
                .on(ORDER_STATE_DONE, FOLLOW, ORDER_STATE_DONE)
                .on(ORDER_STATE_DONE, OrderEvent.RATE, ORDER_STATE_DONE)
                .on(ORDER_STATE_CLOSED, OrderEvent.RATE, ORDER_STATE_CLOSED);
    }
}
