package org.linli.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Who the nodes believe to be in the cluster, and what listens where. It notices joining and dying late, as Hazelcast
 * does, and may besides suspect the living, split and join again, stand still, and take one node for another.
 */
final class Membership {
    /** Until a newcomer's subscriptions are known to all. */
    private static final long JOINING_NANOS = 300 * World.MILLI;
    /** Until a silent member is dropped, as the nodes configure it. */
    private static final long DROPPED_AFTER_NANOS = 5_000 * World.MILLI;
    /** After a merge or a false suspicion subscriptions come back one by one. */
    private static final long RETURNING_MS = 3_000;

    private final World world;
    private final SplittableRandom chance;
    private final Mortal outside = new Mortal();
    private final List<SimBus> members = new ArrayList<>();
    private @Nullable List<SimBus> still;
    private long splitUntilNanos;
    private int split;
    private long misledUntilNanos;

    Membership(World world) {
        this.world = world;
        this.chance = world.chance("membership");
    }

    void join(SimBus member) {
        members.removeIf(other -> other.diedNanos() + DROPPED_AFTER_NANOS < world.nowNanos());
        members.add(member);
    }

    /** All others take the member for dead until then, and hear nothing of it for a while longer; it notices nothing. */
    void suspect(String name, long untilNanos) {
        members.stream()
                .filter(member -> member.name.equals(name))
                .forEach(member -> member.unknownUntil(untilNanos + returning()));
    }

    /**
     * Two clusters until then, each of which takes the other for dead.
     *
     * @param sides a bit for each node, by its number
     */
    void split(int sides, long untilNanos) {
        split = sides;
        splitUntilNanos = untilNanos;
        world.after(untilNanos - world.nowNanos(), outside, () -> merged(sides));
    }

    /** Those who join the others again are heard of one by one. */
    private void merged(int sides) {
        members.stream()
                .filter(member -> side(member, sides) == 1)
                .forEach(member -> member.unknownUntil(world.nowNanos() + returning()));
    }

    /** Nobody's view changes until {@link #thaw}: the dead stay, whoever is new is unknown. */
    void freeze() {
        still = List.copyOf(members);
    }

    void thaw() {
        still = null;
    }

    /** Messages to one node reach another until then. */
    void mislead(long untilNanos) {
        misledUntilNanos = untilNanos;
    }

    /** The end of all faults. */
    void heal() {
        splitUntilNanos = 0;
        misledUntilNanos = 0;
        thaw();
        members.forEach(member -> member.unknownUntil(0));
    }

    /** Whom a member would send something to that is for all; itself among them. */
    List<SimBus> seenBy(SimBus viewer) {
        List<SimBus> believed = still == null ? members : still;
        List<SimBus> seen = new ArrayList<>();
        for (SimBus member : believed) {
            if (member == viewer || isSeen(member, viewer)) {
                seen.add(member);
            }
        }
        if (!seen.contains(viewer)) {
            seen.add(viewer);
        }
        return seen;
    }

    private boolean isSeen(SimBus member, SimBus viewer) {
        long now = world.nowNanos();
        boolean apart = splitUntilNanos > now && side(member, split) != side(viewer, split);
        boolean known = still != null
                || (member.joinedNanos() + JOINING_NANOS <= now && now <= member.diedNanos() + DROPPED_AFTER_NANOS);
        return known && !apart && !member.isUnknown();
    }

    private static int side(SimBus member, int sides) {
        return (sides >> (member.name.charAt(member.name.length() - 1) - '1')) & 1;
    }

    /** Where a message to this member really goes. */
    SimBus addressOf(SimBus member) {
        return misledUntilNanos > world.nowNanos() ? members.get(chance.nextInt(members.size())) : member;
    }

    private long returning() {
        return chance.nextLong(RETURNING_MS) * World.MILLI;
    }
}
