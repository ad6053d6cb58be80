package org.linli.gateway.device;

import java.time.Duration;

/**
 * What the devices' door bears.
 *
 * @param connections        in all
 * @param perAddress         from one network address: a building's devices behind one router
 * @param handshakeWithin    from connecting to a right proof, TLS included
 * @param silentFor          who says nothing for longer is taken for dead
 * @param pressesAtOnce      of one device, not yet answered
 * @param messagesPerSecond  of one device, after a burst of ten times as many
 * @param notesAtOnce        writing down that devices live, so that they delay nothing when all come back at once
 */
public record DeviceLimits(
        int connections,
        int perAddress,
        Duration handshakeWithin,
        Duration silentFor,
        int pressesAtOnce,
        int messagesPerSecond,
        int notesAtOnce) {
    /** The largest message has 120 bytes. */
    static final int MAX_FRAME = 1024;

    /** A node has 20,000 file descriptors on many systems, and the pages need theirs. */
    public static final DeviceLimits STANDARD =
            new DeviceLimits(12_000, 512, Duration.ofSeconds(10), Duration.ofSeconds(150), 4, 2, 64);

    public DeviceLimits {
        boolean positive =
                connections > 0 && perAddress > 0 && pressesAtOnce > 0 && messagesPerSecond > 0 && notesAtOnce > 0;
        if (!positive || handshakeWithin.toMillis() < 1 || silentFor.toMillis() < 3) {
            throw new IllegalArgumentException("Every limit of the devices' door must be above 0: " + this);
        }
    }

    /** Three pings may be lost. */
    int pingWithinSeconds() {
        return (int) Math.max(1, silentFor.toSeconds() / 3);
    }
}
