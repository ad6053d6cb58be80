package org.linli.gateway.message;

import java.util.Arrays;
import java.util.Optional;
import org.linli.domain.Ids;
import org.linli.proto.MessagePurpose;

/** What a message tells of, to whom and for what: the name by which carriers and records know it. */
record MessageKey(String subject, String recipient, MessagePurpose purpose) {
    private static final int MOST_TEXT = 300;

    String orderId() {
        return Ids.orderOf(subject);
    }

    @Override
    public String toString() {
        return subject + '~' + Wording.word(purpose) + '~' + recipient;
    }

    /** Empty where the text is none of ours. */
    static Optional<MessageKey> parse(String text) {
        int first = text.indexOf('~');
        int last = text.lastIndexOf('~');
        if (first < 1 || last <= first || last == text.length() - 1 || text.length() > MOST_TEXT) {
            return Optional.empty();
        }
        return Arrays.stream(MessagePurpose.values())
                .filter(purpose -> purpose != MessagePurpose.UNRECOGNIZED
                        && Wording.word(purpose).equals(text.substring(first + 1, last)))
                .findFirst()
                .map(purpose -> new MessageKey(text.substring(0, first), text.substring(last + 1), purpose));
    }
}
