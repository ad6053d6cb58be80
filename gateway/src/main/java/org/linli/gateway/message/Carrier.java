package org.linli.gateway.message;

import java.util.concurrent.CompletionStage;

/** Takes messages to people by one channel. Never blocks; stages may complete on any thread. */
public interface Carrier {
    /** As the settings call it. */
    String name();

    /**
     * Hands the message over. Gives the carrier's own id of it, empty where it tells none; fails with
     * {@link Undelivered}.
     */
    CompletionStage<String> send(Letter letter);

    /** Whether it is worth asking now. */
    default boolean isWell() {
        return true;
    }
}
