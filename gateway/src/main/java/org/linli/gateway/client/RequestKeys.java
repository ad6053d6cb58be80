package org.linli.gateway.client;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.linli.domain.Ids;

/** Makes {@code Idempotency-Key}s: UUIDv7, so that the node can tell a stale one by its age. For one thread. */
public final class RequestKeys {
    private final InstantSource clock;
    private final RandomGenerator chance;

    public RequestKeys(InstantSource clock, RandomGenerator chance) {
        this.clock = clock;
        this.chance = chance;
    }

    /** A key that was never given before. */
    public String next() {
        return Ids.uuidV7(clock.millis(), chance.nextLong(), chance.nextLong()).toString();
    }
}
