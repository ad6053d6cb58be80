package org.linli.matcher.registry.core;

import java.util.Optional;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.ClaimMessage;
import org.linli.proto.Entity;
import org.linli.proto.Message;
import org.linli.proto.MessageAttempt;
import org.linli.proto.MessageChannel;
import org.linli.proto.MessageOutcome;
import org.linli.proto.MessagePurpose;
import org.linli.proto.OrderMessages;
import org.linli.proto.Reply;
import org.linli.proto.SettleMessage;

/**
 * What is told to somebody outside an open page is written down before it is sent and after: claimed by the node that is
 * about to send, settled by what came of it. The claim is what makes a message go out once, whichever nodes want to send
 * it; a claim that nobody settled runs out, for its node may have died.
 */
public final class MessageDecisions {
    /** Longer than any sender goes on trying, so that the next one begins when the last has stopped. */
    public static final long CLAIM_MS = 60_000;
    /** A carrier that was sick may be well the next time; five times with the sender's own pauses are some minutes. */
    public static final int MOST_TRIES = 5;
    /** An order for ten that is offered five times each; whoever would be told more is not told. */
    static final int MOST_MESSAGES = 256;

    private static final int MOST_TEXT = 200;

    private MessageDecisions() {}

    static Reply claim(Draft draft, ClaimMessage claim) {
        draft.permissions().engine();
        Fields.text(claim.getSubject(), "/subject", 1, MOST_TEXT);
        Fields.text(claim.getRecipient(), "/recipient", 1, MOST_TEXT);
        Fields.text(claim.getCarrier(), "/carrier", 1, MOST_TEXT);
        Refusal.unless(isChannel(claim.getChannel()), "field-invalid", "/channel", claim.getChannel());
        Refusal.unless(
                Ids.orderOf(claim.getSubject()).equals(claim.getOrderId()),
                "field-invalid",
                "/order",
                claim.getOrderId());
        MessagesDraft messages = new MessagesDraft(draft.messages(claim.getOrderId()));
        Message.Builder message = messages.message(claim.getSubject(), claim.getRecipient(), claim.getPurpose());
        Fields.between(messages.count(), 0, MOST_MESSAGES, "/messages");
        MessageAttempt.Builder attempt = MessagesDraft.attempt(message, claim.getChannel());
        refuseUnlessFree(draft, claim, attempt);
        attempt.setCarrier(claim.getCarrier())
                .setOutcome(MessageOutcome.MESSAGE_OUTCOME_CLAIMED)
                .setClaimedAtMs(draft.nowMs())
                .setTries(attempt.getTries() + 1)
                .clearSettledAtMs()
                .clearCode()
                .clearMayRetry();
        return store(draft, messages.build(), attempt);
    }

    private static boolean isChannel(MessageChannel channel) {
        return channel != MessageChannel.MESSAGE_CHANNEL_UNSPECIFIED && channel != MessageChannel.UNRECOGNIZED;
    }

    /** Nobody has tried this channel, or whoever did has fallen silent, or failed and may try again. */
    private static void refuseUnlessFree(Draft draft, ClaimMessage claim, MessageAttempt.Builder attempt) {
        boolean free = switch (attempt.getOutcome()) {
            case MESSAGE_OUTCOME_UNSPECIFIED -> true;
            case MESSAGE_OUTCOME_CLAIMED -> draft.nowMs() >= attempt.getClaimedAtMs() + CLAIM_MS;
            case MESSAGE_OUTCOME_FAILED -> attempt.getMayRetry() && attempt.getTries() < MOST_TRIES;
            default -> false;
        };
        Refusal.unless(free, "illegal-transition", "", claim.getSubject(), Words.of(attempt.getOutcome()), "CLAIM");
    }

    /** Carriers repeat what they say and say it in any order: what says less than is known changes nothing. */
    static Reply settle(Draft draft, SettleMessage settle) {
        draft.permissions().engine();
        Fields.text(settle.getCarrierRef(), "/ref", 0, MOST_TEXT);
        Fields.text(settle.getCode(), "/code", 0, MOST_TEXT);
        Fields.between(settle.getCostMilli(), 0, 1_000_000_000, "/cost");
        MessagesDraft messages = new MessagesDraft(draft.messages(settle.getOrderId()));
        MessageAttempt.Builder attempt = claimed(messages, settle)
                .orElseThrow(() -> Refusal.of("illegal-transition", settle.getSubject(), "NONE", "SETTLE"));
        if (settle.getOutcome().getNumber() > attempt.getOutcome().getNumber()) {
            attempt.setOutcome(settle.getOutcome())
                    .setSettledAtMs(draft.nowMs())
                    .setCode(settle.getCode())
                    .setMayRetry(settle.getMayRetry());
        }
        if (attempt.getCarrierRef().isEmpty()) {
            attempt.setCarrierRef(settle.getCarrierRef());
        }
        attempt.setCostMilli(Math.max(attempt.getCostMilli(), settle.getCostMilli()));
        return store(draft, messages.build(), attempt);
    }

    private static Optional<MessageAttempt.Builder> claimed(MessagesDraft messages, SettleMessage settle) {
        MessagePurpose purpose = settle.getPurpose();
        return Optional.of(MessagesDraft.attempt(
                        messages.message(settle.getSubject(), settle.getRecipient(), purpose), settle.getChannel()))
                .filter(attempt -> attempt.getTries() > 0);
    }

    private static Reply store(Draft draft, OrderMessages after, MessageAttempt.Builder attempt) {
        draft.put(
                EntityKey.messages(after.getOrderId()),
                Entity.newBuilder().setMessages(after).build());
        return Reply.newBuilder()
                .setId(after.getOrderId())
                .setState(Words.of(attempt.getOutcome()))
                .build();
    }
}
