package org.linli.load.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Faults that belong together, and how they are drawn. */
enum FaultGroup {
    KILLS(400, 3, Mishap.KILL_NODE, Mishap.KILL_REDIS, Mishap.KILL_BOTH),
    POWER_LOSS(300, 6, Mishap.POWER_LOSS, Mishap.POWER_LOSS, Mishap.POWER_LOSS_IN_SLOW_FSYNC),
    FULL_DISK(
            300,
            6,
            Mishap.DISK_FULL,
            Mishap.FSYNC_FAILS,
            Mishap.FSYNC_SLOW,
            Mishap.OUT_OF_MEMORY,
            Mishap.WRONG_TYPE,
            Mishap.SCRIPT_FLUSH),
    NETWORK(
            300,
            7,
            Mishap.STORE_DELAYED,
            Mishap.CABLE_PULLED,
            Mishap.CABLE_PULLED,
            Mishap.STORE_CUT,
            Mishap.STORE_HALF_OPEN,
            Mishap.STORE_DEAF,
            Mishap.STORE_MUTE,
            Mishap.REPLY_LOST,
            Mishap.REPLY_LOST,
            Mishap.DOOR_CUT,
            Mishap.DOOR_HALF_OPEN,
            Mishap.DOOR_MUTE,
            Mishap.DOOR_DELAYED),
    CLOCK(300, 5, Mishap.CLOCK_FORWARD, Mishap.CLOCK_BACK, Mishap.PAUSE_NODE, Mishap.PAUSE_REDIS),
    OVERLOAD(60, 4, Mishap.STREAM_STALLED, Mishap.LINE_THROTTLED, Mishap.FSYNC_SLOW, Mishap.STREAMS_DROPPED),
    RACES(120, 3, Mishap.NOTHING, Mishap.REPLY_LOST, Mishap.STREAMS_DROPPED, Mishap.FSYNC_SLOW);

    private final long orderEveryMs;
    private final int most;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that cannot be changed
    private final List<Mishap> mishaps;

    FaultGroup(long orderEveryMs, int most, Mishap... mishaps) {
        this.orderEveryMs = orderEveryMs;
        this.most = most;
        this.mishaps = List.of(mishaps);
    }

    /** How long a resident waits on average before the next order. */
    long orderEveryMs() {
        return orderEveryMs;
    }

    /** What goes wrong, and how long after the one before. */
    record Planned(Mishap mishap, long afterMs, long forMs) {
        @Override
        public String toString() {
            return "+" + afterMs + " ms " + mishap + " for " + forMs + " ms";
        }
    }

    List<Planned> plan(SplittableRandom chance) {
        List<Planned> plan = new ArrayList<>();
        for (int i = most / 2 + chance.nextInt(most - most / 2 + 1); i > 0; i--) {
            plan.add(new Planned(
                    mishaps.get(chance.nextInt(mishaps.size())), 200 + chance.nextLong(1_000), lasting(chance)));
        }
        return plan;
    }

    /** One in three may last for up to two seconds. */
    private static long lasting(SplittableRandom chance) {
        return 100 + chance.nextLong(chance.nextInt(3) == 0 ? 1_900 : 600);
    }

    /** As it is typed, such as {@code power-loss}. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
