package org.linli.matcher.registry.core;

import org.linli.domain.EntityKey;
import org.linli.proto.AdvanceWebhook;
import org.linli.proto.Entity;
import org.linli.proto.Reply;
import org.linli.proto.WebhookCursor;

/** How far a receiver of webhooks has been told; one node at a time tells it. */
public final class WebhookDecisions {
    /** Longer than one delivery may take with its repeats; a node that died keeps the next waiting for so long. */
    public static final long HOLD_MS = 30_000;

    private WebhookDecisions() {}

    /** Never back, and never by another node than the one that holds it. */
    static Reply advance(Draft draft, AdvanceWebhook advance) {
        draft.permissions().engine();
        Fields.text(advance.getName(), "/name", 1, 64);
        Fields.text(advance.getHolder(), "/holder", 1, 64);
        WebhookCursor before = draft.webhook(advance.getName());
        boolean free = before.getHolder().equals(advance.getHolder()) || draft.nowMs() >= before.getHeldUntilMs();
        Refusal.unless(free, "illegal-transition", "", advance.getName(), "HELD", "ADVANCE");
        boolean further = advance.getGeneration() > before.getGeneration()
                || (advance.getGeneration() == before.getGeneration() && advance.getSequence() > before.getSequence());
        WebhookCursor.Builder after =
                before.toBuilder().setHolder(advance.getHolder()).setHeldUntilMs(draft.nowMs() + HOLD_MS);
        if (further) {
            after.setGeneration(advance.getGeneration()).setSequence(advance.getSequence());
        }
        draft.put(
                EntityKey.webhook(advance.getName()),
                Entity.newBuilder().setWebhook(after).build());
        return Reply.newBuilder()
                .setId(advance.getName())
                .setState("HELD")
                .addArguments(Long.toString(after.getGeneration()))
                .addArguments(Long.toString(after.getSequence()))
                .build();
    }
}
