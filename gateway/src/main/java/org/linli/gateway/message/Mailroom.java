package org.linli.gateway.message;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.linli.proto.MessageChannel;

/** What comes back from carriers, and what staff may know. Stages may complete on any thread. */
public interface Mailroom {
    /** The carrier that callbacks call so. */
    Optional<CarrierSettings> find(String name);

    /** Those by which somebody can be reached here: of each the region has a carrier. */
    Set<MessageChannel> channels();

    /** A carrier says what came of a message; what it says twice or late changes nothing. */
    CompletionStage<Void> receipt(CarrierSettings carrier, Receipt receipt);

    /** A person has answered; gives what they are told. The same answer that comes again is told the same. */
    CompletionStage<String> reply(CarrierSettings carrier, Said said);

    /** What was sent between two moments, in Unix milliseconds. */
    CompletionStage<List<DayReport.Line>> report(long fromMs, long untilMs);

    /**
     * What a carrier says of a message.
     *
     * @param message as we called it
     * @param ref     as the carrier calls it
     * @param code    why it failed
     */
    record Receipt(String message, String ref, boolean delivered, String code) {}

    /**
     * What a person said.
     *
     * @param callback the callback's own id: the same each time that the carrier repeats it
     * @param message  what is answered, as we called it; empty where the carrier does not know
     * @param from     the telephone number; used where the message is not named
     * @param text     the text, or the key that was pressed
     */
    record Said(String callback, String message, String from, String text) {
        /** Never who, nor what. */
        @Override
        public String toString() {
            return "Said[" + callback + ']';
        }
    }
}
