package org.linli.matcher.registry.core;

import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.BindNumber;
import org.linli.proto.Entity;
import org.linli.proto.NumberBinding;
import org.linli.proto.OrderMessages;
import org.linli.proto.ReleaseNumber;
import org.linli.proto.Reply;

/** Numbers that stand for those of a volunteer and a resident from the assignment to check-out. */
final class NumberDecisions {
    /** An order for ten, each handed back a few times; more are not bound. */
    private static final int MOST_BINDINGS = 64;

    private static final int MOST_TEXT = 200;

    private NumberDecisions() {}

    /** The first counts: a node that was slower releases its own again. */
    static Reply bind(Draft draft, BindNumber bind) {
        draft.permissions().engine();
        NumberBinding asked = bind.getBinding();
        Fields.text(asked.getNumber(), "/number", 1, 32);
        Fields.text(asked.getCarrier(), "/carrier", 1, MOST_TEXT);
        Fields.text(asked.getCarrierRef(), "/ref", 0, MOST_TEXT);
        Refusal.unless(
                Ids.orderOf(asked.getOfferId()).equals(bind.getOrderId()),
                "field-invalid",
                "/offer",
                asked.getOfferId());
        OrderMessages before = draft.messages(bind.getOrderId());
        Fields.between(before.getBindingsCount(), 0, MOST_BINDINGS - 1, "/bindings");
        boolean free = before.getBindingsList().stream()
                .noneMatch(known -> known.getOfferId().equals(asked.getOfferId()));
        Refusal.unless(free, "illegal-transition", "", asked.getOfferId(), "BOUND", "BIND");
        return store(
                draft,
                before.toBuilder()
                        .addBindings(
                                asked.toBuilder().setBoundAtMs(draft.nowMs()).clearReleasedAtMs())
                        .build(),
                "BOUND");
    }

    static Reply release(Draft draft, ReleaseNumber release) {
        draft.permissions().engine();
        OrderMessages.Builder messages = draft.messages(release.getOrderId()).toBuilder();
        for (NumberBinding.Builder known : messages.getBindingsBuilderList()) {
            if (known.getOfferId().equals(release.getOfferId()) && known.getReleasedAtMs() == 0) {
                known.setReleasedAtMs(draft.nowMs());
            }
        }
        return store(draft, messages.build(), "RELEASED");
    }

    private static Reply store(Draft draft, OrderMessages after, String state) {
        draft.put(
                EntityKey.messages(after.getOrderId()),
                Entity.newBuilder().setMessages(after).build());
        return Reply.newBuilder().setId(after.getOrderId()).setState(state).build();
    }
}
