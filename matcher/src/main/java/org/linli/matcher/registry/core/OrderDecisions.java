package org.linli.matcher.registry.core;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.CancelOrder;
import org.linli.proto.EscalateOrder;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.RateOrder;
import org.linli.proto.Reply;
import org.linli.proto.SubmitOrder;
import org.linli.proto.VisitState;

/** An order as a whole: asked for, called off, made urgent, rated. */
final class OrderDecisions {
    /** Address, notes and code word, sealed: a page of text at most. */
    private static final int MOST_SEALED_BYTES = 16_384;

    private static final int MOST_DIGEST_BYTES = 64;
    private static final int MOST_REASON = 500;
    private static final int MOST_BATCH = 100;

    private OrderDecisions() {}

    static Reply submit(Draft draft, SubmitOrder submit) {
        Refusal.unless(Ids.isPerson(submit.getResidentId()), "field-invalid", "/onBehalfOf", submit.getResidentId());
        draft.permissions().orderFor(submit.getResidentId());
        return create(draft, submit);
    }

    /** An order of somebody who may order for the resident. */
    static Reply create(Draft draft, SubmitOrder submit) {
        if (submit.getRequest().getStopResidentsCount() > 0) {
            draft.permissions().orderForMany();
        }
        refuseKnown(draft, submit.getOrderId());
        sealed(submit.getSealed());
        Fields.between(submit.getCodeDigest().size(), 0, MOST_DIGEST_BYTES, "/codeWord");
        OrderRequest request = new RequestCheck(draft.policy(), draft.nowMs()).complete(submit.getRequest());
        if (!request.getRepeat().isEmpty()) {
            return SeriesDecisions.begin(draft, submit, request);
        }
        OrderDraft order = place(
                draft,
                Order.newBuilder()
                        .setId(submit.getOrderId())
                        .setResidentId(submit.getResidentId())
                        .setRequest(request)
                        .setSealed(submit.getSealed())
                        .setCodeDigest(submit.getCodeDigest())
                        .addAllLookCodes(LookDecisions.codes(draft, submit, request))
                        .setBatch(batch(submit.getBatch()))
                        .setActor(draft.actor()));
        return Replies.order(order).setCreated(true).build();
    }

    /** An order is there from now on, and goes where its service belongs. */
    static OrderDraft place(Draft draft, Order.Builder order) {
        OrderDraft placed = draft.create(order.setState(OrderState.ORDER_STATE_SUBMITTED)
                .setCreatedAtMs(draft.nowMs())
                .setPolicyVersion(draft.policyVersion())
                .build());
        triage(draft, placed, order.getRequest());
        draft.count("orders-submitted");
        return placed;
    }

    static Reply cancel(Draft draft, CancelOrder cancel) {
        OrderDraft order = draft.order(cancel.getOrderId());
        draft.permissions().receiver(order.before());
        Fields.text(cancel.getReason(), "/reason", 0, MOST_REASON);
        callOff(draft, order, "order-cancelled");
        return Replies.order(order).build();
    }

    /** Cancels the order, and with this code all that was not over of it. */
    static void callOff(Draft draft, OrderDraft order, String code) {
        needHolders(draft, order);
        order.move(OrderEvent.CANCEL);
        TeamOfferDecisions.withdraw(draft, order, code);
        for (Seat seat : seats(draft, order)) {
            if (Transitions.next(seat.state(), VisitEvent.CANCEL).isPresent()) {
                seat.callOff(VisitEvent.CANCEL, code);
            }
        }
        draft.count("orders-cancelled");
    }

    static Reply rate(Draft draft, RateOrder rate) {
        OrderDraft order = draft.order(rate.getOrderId());
        draft.permissions().receiver(order.before());
        Fields.between(rate.getStars(), 1, 5, "/stars");
        sealed(rate.getSealed());
        order.move(OrderEvent.RATE);
        order.fields().setStars(rate.getStars());
        if (!rate.getSealed().isEmpty()) {
            order.fields().setSealed(rate.getSealed());
        }
        return Replies.order(order).build();
    }

    static Reply escalate(Draft draft, EscalateOrder escalate) {
        OrderDraft order = draft.order(escalate.getOrderId());
        draft.permissions().receiver(order.before());
        Fields.text(escalate.getReason(), "/reason", 0, MOST_REASON);
        order.move(OrderEvent.ESCALATE);
        order.fields().setEscalated(true).setEscalationCode(escalate.getReason());
        return Replies.order(order).build();
    }

    static List<Seat> seats(Draft draft, OrderDraft order) {
        List<Seat> seats = new ArrayList<>();
        for (int number = 1; number <= order.before().getVisitsCount(); number++) {
            seats.add(Seat.of(draft, order, number));
        }
        return seats;
    }

    /** Asks for the calendars of everybody whom the order holds. */
    static void needHolders(Draft draft, OrderDraft order) {
        List<String> keys = new ArrayList<>();
        for (Seat seat : seats(draft, order)) {
            seat.findHolder().map(EntityKey::calendar).ifPresent(keys::add);
        }
        draft.need(keys);
    }

    /** Emergencies go to those whose work they are; what staff must see first waits; the rest opens. */
    private static void triage(Draft draft, OrderDraft order, OrderRequest request) {
        RegionPolicy.Service service = draft.policy().services().get(request.getService());
        if (service != null && !service.referTo().isEmpty()) {
            refer(order, service.referTo());
            draft.count("orders-referred");
        } else if (service != null && !service.reviewed() && order.fields().getLookCodesCount() == 0) {
            open(draft, order);
        } else {
            LookDecisions.await(draft, order, service != null && service.reviewed());
        }
    }

    static void refer(OrderDraft order, String whereto) {
        order.move(OrderEvent.REFER);
        order.fields().setReferredTo(whereto);
    }

    /** One visit a person. */
    static void open(Draft draft, OrderDraft order) {
        order.move(OrderEvent.OPEN);
        for (int number = 1; number <= order.fields().getRequest().getPeople(); number++) {
            order.fields()
                    .addVisitsBuilder()
                    .setNumber(number)
                    .setState(VisitState.VISIT_STATE_OPEN)
                    .setOpenedAtMs(draft.nowMs());
        }
    }

    private static void refuseKnown(Draft draft, String orderId) {
        boolean named = orderId.startsWith(draft.policy().region() + "-order-")
                && orderId.length() <= 80
                && orderId.indexOf('.') < 0
                && orderId.indexOf(':') < 0;
        Refusal.unless(named, "field-invalid", "/orderId", orderId);
        Refusal.unless(!draft.exists(EntityKey.order(orderId)), "field-invalid", "/orderId", orderId, "exists");
    }

    private static String batch(String batch) {
        Fields.text(batch, "/batch", 0, MOST_BATCH);
        return batch;
    }

    static void sealed(ByteString sealed) {
        Fields.between(sealed.size(), 0, MOST_SEALED_BYTES, "/notes");
    }
}
