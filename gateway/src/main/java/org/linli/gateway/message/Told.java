package org.linli.gateway.message;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.Loop;
import org.linli.proto.Message;
import org.linli.proto.Order;
import org.linli.proto.OrderMessages;

/** What a node knows of one order and of what was said about it. On the ladder's loop. */
final class Told {
    final String orderId;

    @Nullable
    Order order;

    OrderMessages messages;
    long orderVersion;
    long messagesVersion;
    Loop.@Nullable Cancellable look;
    /** Until when what was just tried is left alone, by its key: its entry may still be on the way. */
    final Map<String, Long> rests = new HashMap<>();

    Told(String orderId) {
        this.orderId = orderId;
        this.messages = OrderMessages.newBuilder().setOrderId(orderId).build();
    }

    Optional<Message> find(Occasion occasion) {
        return messages.getMessagesList().stream()
                .filter(message -> message.getSubject().equals(occasion.subject())
                        && message.getRecipient().equals(occasion.recipient())
                        && message.getPurpose() == occasion.purpose())
                .findFirst();
    }

    /** When anything was last tried, in Unix milliseconds; 0: never. */
    long lastMs() {
        return messages.getMessagesList().stream()
                .flatMap(message -> message.getAttemptsList().stream())
                .mapToLong(attempt -> Math.max(attempt.getClaimedAtMs(), attempt.getSettledAtMs()))
                .max()
                .orElse(0);
    }
}
