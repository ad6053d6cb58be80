package org.linli.gateway.message;

import com.google.protobuf.ByteString;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.Loop;
import org.linli.matcher.StageFailure;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Actor;
import org.linli.proto.Channel;
import org.linli.proto.ClaimMessage;
import org.linli.proto.Command;
import org.linli.proto.MessageChannel;
import org.linli.proto.MessageOutcome;
import org.linli.proto.MessagePurpose;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.SettleMessage;

/**
 * Sends one message by one channel: claims it, hands it to the carrier, writes down what came of it, in this order. Whoever
 * does not get the claim sends nothing.
 */
final class Sending {
    /** While the store is away what a carrier took must not be forgotten; longer than a restart of it takes. */
    private static final int SETTLE_TRIES = 20;

    private static final long SETTLE_PAUSE_MS = 1_000;

    private final Loop loop;
    private final Registry registry;
    private final Map<MessageChannel, Carrier> carriers;
    private final Map<MessageChannel, Long> costs;
    private final MessageMeters meters;

    /** @param costs of one message, in thousandths of the currency's unit */
    Sending(
            Loop loop,
            Registry registry,
            Map<MessageChannel, Carrier> carriers,
            Map<MessageChannel, Long> costs,
            MessageMeters meters) {
        this.loop = loop;
        this.registry = registry;
        this.carriers = carriers;
        this.costs = costs;
        this.meters = meters;
    }

    /** What is sent: by its key in the records, and as the carrier gets it. */
    record Parcel(
            String orderId,
            String subject,
            String recipient,
            MessagePurpose purpose,
            MessageChannel channel,
            Letter letter) {}

    Map<MessageChannel, Carrier> carriers() {
        return carriers;
    }

    /** Gives what came of it; {@code UNSPECIFIED} where another has it, or it was not tried. */
    CompletionStage<MessageOutcome> send(Parcel parcel) {
        Carrier carrier = carriers.get(parcel.channel());
        if (carrier == null) {
            return CompletableFuture.completedFuture(MessageOutcome.MESSAGE_OUTCOME_UNSPECIFIED);
        }
        return submit(Command.newBuilder().setClaimMessage(claim(parcel, carrier)))
                .exceptionally(
                        unknown -> Reply.newBuilder().setProblem("unavailable").build())
                .thenCompose(reply -> reply.getProblem().isEmpty()
                        ? carrier.send(parcel.letter())
                                .handle((ref, error) -> settle(parcel, ref, error))
                                .thenCompose(outcome -> outcome)
                        : CompletableFuture.completedFuture(MessageOutcome.MESSAGE_OUTCOME_UNSPECIFIED));
    }

    private static ClaimMessage claim(Parcel parcel, Carrier carrier) {
        return ClaimMessage.newBuilder()
                .setOrderId(parcel.orderId())
                .setSubject(parcel.subject())
                .setRecipient(parcel.recipient())
                .setPurpose(parcel.purpose())
                .setChannel(parcel.channel())
                .setCarrier(carrier.name())
                .build();
    }

    private CompletionStage<MessageOutcome> settle(Parcel parcel, @Nullable String ref, @Nullable Throwable error) {
        SettleMessage.Builder settle = SettleMessage.newBuilder()
                .setOrderId(parcel.orderId())
                .setSubject(parcel.subject())
                .setRecipient(parcel.recipient())
                .setPurpose(parcel.purpose())
                .setChannel(parcel.channel());
        if (error == null) {
            settle.setOutcome(MessageOutcome.MESSAGE_OUTCOME_SENT)
                    .setCarrierRef(ref == null ? "" : ref)
                    .setCostMilli(costs.getOrDefault(parcel.channel(), 0L));
        } else {
            Undelivered why =
                    StageFailure.behind(error) instanceof Undelivered known ? known : Undelivered.forNow("broken");
            settle.setOutcome(MessageOutcome.MESSAGE_OUTCOME_FAILED)
                    .setCode(why.code())
                    .setMayRetry(!why.isForGood());
        }
        count(settle);
        CompletableFuture<MessageOutcome> done = new CompletableFuture<>();
        write(settle.build(), 1, done);
        return done;
    }

    private void count(SettleMessage.Builder settle) {
        String channel = word(settle.getChannel());
        meters.count(channel, Wording.word(settle.getPurpose()), word(settle.getOutcome()));
        if (settle.getCostMilli() > 0) {
            meters.cost(channel, settle.getCostMilli());
        }
    }

    static String word(MessageChannel channel) {
        return channel.name().substring("MESSAGE_CHANNEL_".length());
    }

    static String word(MessageOutcome outcome) {
        return outcome.name().substring("MESSAGE_OUTCOME_".length());
    }

    /** What a carrier says afterwards; only what says more is counted. */
    CompletionStage<Void> receipt(SettleMessage settle) {
        return submit(Command.newBuilder().setSettleMessage(settle)).thenAccept(reply -> {
            boolean told = reply.getProblem().isEmpty() && reply.getSequence() > 0;
            if (told && reply.getState().equals(word(settle.getOutcome()))) {
                meters.count(word(settle.getChannel()), Wording.word(settle.getPurpose()), word(settle.getOutcome()));
            }
        });
    }

    private void write(SettleMessage settle, int number, CompletableFuture<MessageOutcome> done) {
        submit(Command.newBuilder().setSettleMessage(settle)).whenComplete((reply, error) -> {
            if (error == null || number >= SETTLE_TRIES) {
                done.complete(settle.getOutcome());
            } else {
                loop.schedule(SETTLE_PAUSE_MS, () -> write(settle, number + 1, done));
            }
        });
    }

    CompletionStage<Reply> submit(Command.Builder command) {
        return registry.submit(
                "",
                ByteString.EMPTY,
                0,
                command.setActor(Actor.newBuilder().setRole(Role.ROLE_SYSTEM).setChannel(Channel.CHANNEL_ENGINE))
                        .build());
    }
}
