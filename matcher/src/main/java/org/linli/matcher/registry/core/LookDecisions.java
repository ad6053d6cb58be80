package org.linli.matcher.registry.core;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.Priority;
import org.linli.proto.Reply;
import org.linli.proto.ReviewOrder;
import org.linli.proto.Role;
import org.linli.proto.SubmitOrder;

/**
 * Some orders wait for staff before they open: those of services that the policy has looked at, and those of residents in
 * which the door saw something that the policy names. Staff let them go, changed or as they are, refer or refuse them; when
 * nobody has looked in time, the dispatcher is told.
 */
final class LookDecisions {
    /** The service is one that staff always look at. */
    private static final String SERVICE = "SERVICE";

    private static final long MINUTE_MS = 60_000L;
    private static final int MOST_REASON = 500;
    private static final Set<Role> LOOK =
            EnumSet.of(Role.ROLE_REVIEWER, Role.ROLE_COMMUNITY, Role.ROLE_DISPATCHER, Role.ROLE_ADMIN);

    private LookDecisions() {}

    /** Why the order waits. What staff order themselves they have looked at, and an emergency never waits. */
    static List<String> codes(Draft draft, SubmitOrder submit, OrderRequest request) {
        boolean never =
                draft.actor().getRole() != Role.ROLE_RESIDENT || request.getPriority() == Priority.PRIORITY_EMERGENCY;
        return never
                ? List.of()
                : draft.policy().look().at().stream()
                        .filter(submit.getSeenList()::contains)
                        .toList();
    }

    static void await(Draft draft, OrderDraft order, boolean reviewed) {
        if (reviewed) {
            order.fields().addLookCodes(SERVICE);
        }
        order.fields().setLookDueMs(draft.nowMs() + draft.policy().look().minutes() * MINUTE_MS);
        draft.count("orders-held");
    }

    /** Nobody looked in time: it is the dispatcher's to see. */
    static void overdue(Draft draft, OrderDraft order) {
        order.move(OrderEvent.ESCALATE);
        order.fields().setEscalated(true).setEscalationCode("look-overdue");
        draft.count("looks-overdue");
    }

    static Reply review(Draft draft, ReviewOrder review) {
        draft.permissions().any(LOOK);
        OrderDraft order = draft.order(review.getOrderId());
        change(draft, order, review);
        switch (review.getOutcome()) {
            case ORDER_STATE_OPEN -> OrderDecisions.open(draft, order);
            case ORDER_STATE_REFERRED -> {
                Fields.text(review.getReferredTo(), "/referredTo", 1, 64);
                OrderDecisions.refer(order, review.getReferredTo());
            }
            case ORDER_STATE_REFUSED -> {
                order.move(OrderEvent.REFUSE);
                order.fields().setRefusalCode(review.getReason());
            }
            default -> throw Refusal.at("field-invalid", "/outcome", Words.of(review.getOutcome()));
        }
        boolean plain = !review.hasChanged() && review.getOutcome() == OrderState.ORDER_STATE_OPEN;
        Fields.text(review.getReason(), "/reason", plain ? 0 : 1, MOST_REASON);
        return Replies.order(order).build();
    }

    /** Only while it waits; the same rules as for a new order, and the same resident. */
    private static void change(Draft draft, OrderDraft order, ReviewOrder review) {
        if (!review.hasChanged()) {
            return;
        }
        Refusal.unless(
                Transitions.next(order.before().getState(), OrderEvent.OPEN).isPresent(),
                "illegal-transition",
                "",
                order.id(),
                Words.of(order.before().getState()),
                "CHANGE");
        OrderDecisions.sealed(review.getSealed());
        order.fields().setRequest(new RequestCheck(draft.policy(), draft.nowMs()).complete(review.getChanged()));
        if (!review.getSealed().isEmpty()) {
            order.fields().setSealed(review.getSealed());
        }
    }
}
