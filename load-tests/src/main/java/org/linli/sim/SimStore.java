package org.linli.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.linli.load.check.Happening;
import org.linli.matcher.registry.memory.MemoryRegion;

/**
 * The region's one server. It takes what has come in turns, runs each script at one stroke, makes the turn durable by
 * one fsync, and only then answers. A power loss leaves it at any moment behind the last fsync; a failover at what its
 * replica had; a restore at a backup. An answer waits for the replica, where there is one.
 */
final class SimStore {
    static final String NAME = "store";
    /** What the server reads of its sockets in one turn, about. */
    private static final int TURN = 64;

    private final World world;
    private final Bugs bugs;
    private final SplittableRandom chance;
    private final MemoryRegion region;
    private final boolean replicated;
    private final long startMs;
    private final Deque<Request> queue = new ArrayDeque<>();
    private final List<Owed> owed = new ArrayList<>();
    private final List<StoreLink> links = new ArrayList<>();
    private Mortal process = new Mortal();
    private boolean up = true;
    private boolean busy;
    private int synced;
    private int replicaHas;
    private int backup;
    private long clockOffsetMs;
    private long fullUntilNanos;
    private long slowUntilNanos;
    private long lagUntilNanos;
    private int incarnation;
    private long highestGeneration;

    /**
     * @param script runs at one stroke and gives what is to be answered
     * @param early  whether the answer does not wait for the disk: a fault that somebody planted
     */
    record Request(Supplier<Object> script, Consumer<Object> answer, boolean early) {}

    private record Owed(int mark, Runnable answer) {}

    SimStore(World world, Bugs bugs, boolean replicated, long startMs) {
        this.world = world;
        this.bugs = bugs;
        this.replicated = replicated;
        this.startMs = startMs;
        this.chance = world.chance("store");
        this.region = bugs.region(startMs / 1000);
        this.highestGeneration = startMs / 1000;
    }

    MemoryRegion region() {
        return region;
    }

    void connect(StoreLink link) {
        links.add(link);
    }

    void forget(StoreLink link) {
        links.remove(link);
    }

    boolean isUp() {
        return up;
    }

    int incarnation() {
        return incarnation;
    }

    Mortal process() {
        return process;
    }

    /** The server's clock, which may jump. */
    long clockMs() {
        return startMs + world.nowMs() + clockOffsetMs;
    }

    long regionMs() {
        return region.timeMs(clockMs());
    }

    boolean isFull() {
        return fullUntilNanos > world.nowNanos();
    }

    void take(Request request) {
        queue.add(request);
        turn();
    }

    private void turn() {
        if (!up || busy || queue.isEmpty()) {
            return;
        }
        busy = true;
        List<Owed> answers = new ArrayList<>();
        int before = region.mark();
        for (int i = 0; i < TURN && !queue.isEmpty(); i++) {
            Request request = queue.remove();
            Object answer = request.script.get();
            Owed debt = new Owed(region.mark(), () -> request.answer.accept(answer));
            if (request.early) {
                debt.answer.run();
            } else {
                answers.add(debt);
            }
        }
        world.after(workNanos(region.mark() > before), process, () -> durable(answers));
    }

    private long workNanos(boolean wrote) {
        long script = 30_000L + (slowUntilNanos > world.nowNanos() ? chance.nextLong(900 * World.MILLI) : 0);
        if (!wrote) {
            return script;
        }
        boolean tail = chance.nextInt(50) == 0;
        return script
                + (tail ? 5 * World.MILLI + chance.nextLong(4 * World.MILLI) : 140_000 + chance.nextLong(560_000));
    }

    private void durable(List<Owed> answers) {
        synced = region.mark();
        busy = false;
        if (replicated) {
            int sent = region.mark();
            int of = incarnation;
            world.after(lagNanos(), process, () -> replicaGot(of, sent));
        }
        for (Owed debt : answers) {
            if (!replicated || bugs.is(Bug.REPLY_SKIPS_WAIT) || debt.mark <= replicaHas) {
                debt.answer.run();
            } else {
                owed.add(debt);
            }
        }
        turn();
    }

    private long lagNanos() {
        return 200_000 + chance.nextLong(lagUntilNanos > world.nowNanos() ? 1_500 * World.MILLI : World.MILLI);
    }

    private void replicaGot(int of, int mark) {
        if (of != incarnation) {
            return;
        }
        replicaHas = Math.max(replicaHas, mark);
        for (Owed debt : List.copyOf(owed)) {
            if (debt.mark <= replicaHas) {
                owed.remove(debt);
                debt.answer.run();
            }
        }
    }

    // What breaks

    void jumpClock(long byMs) {
        clockOffsetMs += byMs;
    }

    void fullUntil(long nanos) {
        fullUntilNanos = nanos;
    }

    void slowUntil(long nanos) {
        slowUntilNanos = nanos;
    }

    void lagUntil(long nanos) {
        lagUntilNanos = nanos;
    }

    /** What is there now can be restored later. */
    void backUp() {
        backup = region.mark();
    }

    /** Loses any part of what was not on the disk yet, and comes back. */
    void losePower(long downNanos) {
        int kept = synced + (region.mark() > synced ? chance.nextInt(region.mark() - synced + 1) : 0);
        goDown();
        region.rollBackTo(kept);
        replicaHas = Math.min(replicaHas, kept);
        comeBack(downNanos);
    }

    /** The replica takes over with what it has, under a generation of its own. */
    void failOver(long downNanos) {
        goDown();
        region.rollBackTo(replicated ? replicaHas : synced);
        raiseGeneration();
        replicaHas = region.mark();
        comeBack(downNanos);
    }

    /** Somebody puts a backup in the data's place, knowing that all since is gone. */
    void restore(long downNanos) {
        goDown();
        region.rollBackTo(Math.min(backup, region.mark()));
        world.history.add(new Happening.Restored(world.nowMs(), highestGeneration, region.sequence()));
        raiseGeneration();
        replicaHas = region.mark();
        comeBack(downNanos);
    }

    /** The supervisor's record is beside the data and outlives them. */
    private void raiseGeneration() {
        if (!bugs.is(Bug.NO_GENERATION)) {
            region.raiseGeneration(++highestGeneration);
        }
    }

    private void goDown() {
        up = false;
        busy = false;
        incarnation++;
        process.die();
        queue.clear();
        owed.clear();
        for (StoreLink link : List.copyOf(links)) {
            link.breakOff();
        }
    }

    private void comeBack(long downNanos) {
        synced = region.mark();
        backup = Math.min(backup, synced);
        process = new Mortal();
        world.after(downNanos, process, () -> {
            up = true;
            turn();
        });
    }
}
