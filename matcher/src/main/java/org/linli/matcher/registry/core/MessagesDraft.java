package org.linli.matcher.registry.core;

import org.linli.proto.Message;
import org.linli.proto.MessageAttempt;
import org.linli.proto.MessageChannel;
import org.linli.proto.MessagePurpose;
import org.linli.proto.OrderMessages;

/** An order's messages while one of them changes: each has one place by its key, each channel one within it. */
final class MessagesDraft {
    private final OrderMessages.Builder messages;

    MessagesDraft(OrderMessages messages) {
        this.messages = messages.toBuilder();
    }

    /** The message of the key; a new one where there is none. */
    Message.Builder message(String subject, String recipient, MessagePurpose purpose) {
        for (Message.Builder known : messages.getMessagesBuilderList()) {
            if (known.getSubject().equals(subject)
                    && known.getRecipient().equals(recipient)
                    && known.getPurpose() == purpose) {
                return known;
            }
        }
        return messages.addMessagesBuilder()
                .setSubject(subject)
                .setRecipient(recipient)
                .setPurpose(purpose);
    }

    /** The channel's part of the message; a new one where it has none. */
    static MessageAttempt.Builder attempt(Message.Builder message, MessageChannel channel) {
        for (MessageAttempt.Builder known : message.getAttemptsBuilderList()) {
            if (known.getChannel() == channel) {
                return known;
            }
        }
        return message.addAttemptsBuilder().setChannel(channel);
    }

    int count() {
        return messages.getMessagesCount();
    }

    OrderMessages build() {
        return messages.build();
    }
}
