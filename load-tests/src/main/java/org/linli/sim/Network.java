package org.linli.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Between any two: delay, and as the weather is, loss, duplication, reordering and cuts of one direction. Streams (a
 * connection to the store, a socket) are delayed and cut, but keep their order and lose nothing until they break.
 */
final class Network {
    private static final long BASE_NANOS = 150_000;

    private final World world;
    private final SplittableRandom chance;
    private final Map<String, Long> cutUntilNanos = new HashMap<>();
    private long stormUntilNanos;

    Network(World world) {
        this.world = world;
        this.chance = world.chance("network");
    }

    /** Loses, doubles and delays much until then. */
    void storm(long untilNanos) {
        stormUntilNanos = Math.max(stormUntilNanos, untilNanos);
    }

    /** Nothing goes from the one to the other until then; the other way round it does. */
    void cut(String from, String to, long untilNanos) {
        cutUntilNanos.put(from + '>' + to, untilNanos);
    }

    /** The end of all faults. */
    void heal() {
        cutUntilNanos.clear();
        stormUntilNanos = 0;
    }

    boolean isCut(String from, String to) {
        return cutUntilNanos.getOrDefault(from + '>' + to, 0L) > world.nowNanos();
    }

    /** A datagram: it may come once, twice, late or never. */
    void send(String from, String to, Mortal receiver, Runnable delivery) {
        if (isCut(from, to) || (stormy() && chance.nextInt(6) == 0)) {
            return;
        }
        world.after(delayNanos(), receiver, delivery);
        if (chance.nextInt(stormy() ? 8 : 200) == 0) {
            world.after(delayNanos() * 3, receiver, delivery);
        }
    }

    long delayNanos() {
        long delay = BASE_NANOS + (long) (-Math.log(1 - chance.nextDouble()) * BASE_NANOS);
        if (chance.nextInt(stormy() ? 5 : 400) == 0) {
            delay += chance.nextLong(400 * World.MILLI);
        }
        return delay;
    }

    private boolean stormy() {
        return stormUntilNanos > world.nowNanos();
    }

    /** One direction of a connection: its messages arrive in the order in which they were sent. */
    final class Stream {
        private final Mortal receiver;
        private long lastNanos;

        Stream(Mortal receiver) {
            this.receiver = receiver;
        }

        void send(long extraNanos, Runnable delivery) {
            lastNanos = Math.max(lastNanos, world.nowNanos() + extraNanos + delayNanos());
            world.at(lastNanos, receiver, null, delivery);
        }
    }
}
