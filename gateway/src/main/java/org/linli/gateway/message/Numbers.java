package org.linli.gateway.message;

import java.util.concurrent.CompletionStage;

/** Binds numbers that stand for others: whoever of the two dials one reaches the other. Stages fail with {@link Undelivered}. */
public interface Numbers {
    /** As the settings call it. */
    String name();

    /**
     * Binds a number between two telephones.
     *
     * @param key     the same each time that this is asked again
     * @param untilMs Unix milliseconds by which it ends by itself, if nobody releases it
     */
    CompletionStage<Bound> bind(String key, String one, String other, long untilMs);

    /** Ends the binding; one that has ended is as good. */
    CompletionStage<Void> release(String ref);

    /** What is dialled, and what its carrier calls it. */
    record Bound(String number, String ref) {
        /** Never whose. */
        @Override
        public String toString() {
            return "Bound[" + ref + ']';
        }
    }
}
