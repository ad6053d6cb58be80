package org.linli.gateway.message;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.linli.domain.EntityKey;
import org.linli.gateway.frame.Secrets;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Command;
import org.linli.proto.MessageAttempt;
import org.linli.proto.MessageChannel;
import org.linli.proto.MessageOutcome;
import org.linli.proto.MessagePurpose;
import org.linli.proto.Order;
import org.linli.proto.OrderMessages;
import org.linli.proto.Reply;
import org.linli.proto.SettleMessage;

/**
 * What carriers call back: receipts, text replies and pressed keys. A reply becomes the command that the same person would
 * have given on a page, under the callback's own key, so that a repeated one has one effect and one answer; a late one is
 * refused by the records' rules and told so in plain words. Safe to call from any thread.
 */
final class Inbox {
    private final Ladder.Parts parts;
    private final Registry registry;
    private final Sending sending;
    private final Ladder ladder;
    private final Function<String, CompletionStage<List<String>>> owners;
    private final Answers answers;

    /** @param owners who has a telephone number */
    Inbox(
            Ladder.Parts parts,
            Registry registry,
            Sending sending,
            Ladder ladder,
            Function<String, CompletionStage<List<String>>> owners) {
        this.parts = parts;
        this.registry = registry;
        this.sending = sending;
        this.ladder = ladder;
        this.owners = owners;
        this.answers = new Answers(parts.frames());
    }

    /** What came of a message; unknown ones are none of ours. */
    CompletionStage<Void> receipt(CarrierSettings carrier, Mailroom.Receipt receipt) {
        Optional<MessageKey> key = MessageKey.parse(receipt.message());
        if (key.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        MessageOutcome outcome =
                receipt.delivered() ? MessageOutcome.MESSAGE_OUTCOME_DELIVERED : MessageOutcome.MESSAGE_OUTCOME_FAILED;
        return sending.receipt(SettleMessage.newBuilder()
                .setOrderId(key.get().orderId())
                .setSubject(key.get().subject())
                .setRecipient(key.get().recipient())
                .setPurpose(key.get().purpose())
                .setChannel(carrier.channel())
                .setOutcome(outcome)
                .setCarrierRef(receipt.ref())
                .setCode(receipt.code())
                .build());
    }

    CompletionStage<String> reply(CarrierSettings carrier, Mailroom.Said said) {
        return asked(carrier, said)
                .thenCompose(key -> key.isEmpty()
                        ? CompletableFuture.completedFuture(answers.unknown())
                        : answer(carrier, said, key.get()));
    }

    /** The message that is answered: the one that is named, or the last one to the number that asked something. */
    private CompletionStage<Optional<MessageKey>> asked(CarrierSettings carrier, Mailroom.Said said) {
        Optional<MessageKey> named = MessageKey.parse(said.message());
        if (named.isPresent() || said.from().isEmpty()) {
            return CompletableFuture.completedFuture(named);
        }
        return owners.apply(said.from()).thenCompose(people -> ladder.lastAsked(Set.copyOf(people), carrier.channel()));
    }

    private CompletionStage<String> answer(CarrierSettings carrier, Mailroom.Said said, MessageKey key) {
        return read(key).thenCompose(before -> {
            if (!before.wasSent(key, carrier)) {
                return CompletableFuture.completedFuture(answers.unknown());
            }
            Optional<Command> command = Replies.command(key, carrier.channel(), said.text(), before.order());
            CompletionStage<Reply> decided = command.isEmpty()
                    ? CompletableFuture.completedFuture(
                            Reply.newBuilder().setProblem("nothing").build())
                    : registry.submit(requestKey(carrier, said), digest(key + "|" + said.text()), 0, command.get());
            return decided.thenCompose(reply -> told(carrier, said, key, reply));
        });
    }

    private static String requestKey(CarrierSettings carrier, Mailroom.Said said) {
        return "carrier " + carrier.name() + '|' + said.callback();
    }

    private CompletionStage<String> told(CarrierSettings carrier, Mailroom.Said said, MessageKey key, Reply reply) {
        return read(key)
                .thenCompose(after -> parts.unsealing()
                        .secrets(after.order(), true, Set.of(key.recipient()))
                        .thenCompose(secrets -> {
                            boolean english =
                                    Addresses.readsEnglish(parts.profiles().apply(key.recipient()));
                            String text = answers.text(key, said.text(), reply, after.order(), secrets, english);
                            return carrier.channel() == MessageChannel.MESSAGE_CHANNEL_VOICE
                                    ? CompletableFuture.completedFuture(text)
                                    : written(carrier, said, key, text, after.order(), secrets, english);
                        }));
    }

    /** Whoever wrote is written to, once for each reply. */
    private CompletionStage<String> written(
            CarrierSettings carrier,
            Mailroom.Said said,
            MessageKey key,
            String text,
            Order order,
            Secrets secrets,
            boolean english) {
        String named =
                key.recipient().equals(order.getResidentId()) ? secrets.order().getPhone() : "";
        String to = Addresses.address(carrier.channel(), secrets.person(key.recipient()), named);
        if (to.isEmpty()) {
            return CompletableFuture.completedFuture(text);
        }
        String subject = key.subject()
                + '#'
                + HexFormat.of()
                        .formatHex(digest(said.callback()).substring(0, 8).toByteArray());
        MessageKey own = new MessageKey(subject, key.recipient(), MessagePurpose.MESSAGE_PURPOSE_ANSWER);
        Letter letter = new Letter(own.toString(), to, "ANSWER", english, text, Map.of("text", text), Set.of());
        return sending.send(new Sending.Parcel(
                        key.orderId(), subject, key.recipient(), own.purpose(), carrier.channel(), letter))
                .handle((outcome, error) -> text);
    }

    /** An order and what was said about it, at one moment. */
    private record Book(Order order, OrderMessages messages) {
        boolean wasSent(MessageKey key, CarrierSettings carrier) {
            return messages.getMessagesList().stream()
                    .filter(message -> message.getSubject().equals(key.subject())
                            && message.getRecipient().equals(key.recipient())
                            && message.getPurpose() == key.purpose())
                    .flatMap(message -> message.getAttemptsList().stream())
                    .map(MessageAttempt::getChannel)
                    .anyMatch(channel -> channel == carrier.channel());
        }
    }

    private CompletionStage<Book> read(MessageKey key) {
        return registry.read(List.of(EntityKey.order(key.orderId()), EntityKey.messages(key.orderId())))
                .thenApply(reading -> new Book(
                        reading.entities().get(0).entity().getOrder(),
                        reading.entities().get(1).entity().getMessages()));
    }

    private static ByteString digest(String text) {
        try {
            return ByteString.copyFrom(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
