package org.linli.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.linli.matcher.registry.Registry;
import org.linli.matcher.registry.store.Failure;
import org.linli.matcher.registry.supervise.ServerState;

/**
 * One Redis server. It takes what has come in turns, runs each script at one stroke, makes the turn durable by one
 * fsync, and only then answers; an answer waits besides for as many replicas as the data say. A power loss leaves it at
 * any moment behind its last fsync. It may follow another server, and be told to stand alone again.
 */
final class SimServer {
    /** What the server reads of its sockets in one turn, about. */
    private static final int TURN = 64;
    /** As nodes ask: a replica that is this late is as good as gone. */
    private static final long REPLICAS_WITHIN_NANOS = 1_000 * World.MILLI;
    /** Whoever asks the server a short question gives up after this. */
    private static final long PATIENCE_NANOS = 400 * World.MILLI;

    final String name;
    private final World world;
    private final Bugs bugs;
    private final SplittableRandom chance;
    private final Copy data;
    private final Following following;
    private final LongSupplier clockMs;
    private final Deque<Request> queue = new ArrayDeque<>();
    private final List<Owed> owed = new ArrayList<>();
    private final List<StoreLink> links = new ArrayList<>();
    private Mortal process = new Mortal();
    private boolean up = true;
    private boolean busy;
    private long busyUntilNanos;
    private int synced;
    private int starts = 1;
    private long fullUntilNanos;
    private long slowUntilNanos;
    private long lagUntilNanos;
    private int incarnation;

    /**
     * @param script runs at one stroke and gives what is to be answered
     * @param writes whether it would change something: a replica refuses that
     * @param early  whether the answer does not wait for the disk: a fault that somebody planted
     */
    record Request(
            Function<SimServer, Object> script,
            boolean writes,
            boolean waits,
            boolean early,
            Consumer<Object> answer,
            Consumer<Failure> refusal) {}

    private record Owed(int mark, int replicas, Request request, Object answer) {
        void pay() {
            request.answer.accept(answer);
        }
    }

    /** @param clockMs this server's own */
    SimServer(World world, Network network, Bugs bugs, String name, Copy data, LongSupplier clockMs) {
        this.world = world;
        this.bugs = bugs;
        this.name = name;
        this.data = data;
        this.clockMs = clockMs;
        this.chance = world.chance(name);
        this.following = new Following(world, network, bugs, this, chance);
    }

    Copy data() {
        return data;
    }

    Following following() {
        return following;
    }

    boolean isMaster() {
        return following.isAlone();
    }

    boolean isUp() {
        return up;
    }

    /** Whether a question would be answered in time. */
    boolean isPrompt() {
        long now = world.nowNanos();
        return up && process.pausedUntilNanos() <= now && (!busy || busyUntilNanos < now + PATIENCE_NANOS);
    }

    int incarnation() {
        return incarnation;
    }

    Mortal process() {
        return process;
    }

    int synced() {
        return synced;
    }

    boolean isFull() {
        return fullUntilNanos > world.nowNanos();
    }

    long clockMs() {
        return clockMs.getAsLong();
    }

    void connect(StoreLink link) {
        links.add(link);
    }

    void forget(StoreLink link) {
        links.remove(link);
    }

    /** Its name for its present run. */
    String run() {
        return name + '/' + starts;
    }

    ServerState state() {
        Copy.Appointed appointed = data.appointed();
        return new ServerState(
                run(),
                isMaster(),
                following.address(),
                following.isInStep(),
                data.size(),
                following.history(),
                following.historyEnd(),
                appointed.generation(),
                appointed.acknowledging(),
                appointed.supervisor(),
                appointed.run());
    }

    <T> T run(Copy.Script<T> script) {
        return data.run(script, clockMs());
    }

    /** What the supervisor's script does: {@code done}, or who has the data, or that they are of a later generation. */
    String appoint(Copy.Appointed next) {
        Copy.Appointed before = data.appointed();
        if (!before.supervisor().isEmpty() && !before.supervisor().equals(next.supervisor())) {
            return "supervisor";
        }
        if (before.generation() > next.generation()) {
            return "generation";
        }
        boolean raises = before.generation() == 0 || !bugs.is(Bug.NO_GENERATION);
        data.appoint(next, (region, now) -> {
            if (raises && region.generation() < next.generation()) {
                region.raiseGeneration(next.generation());
            }
            return true;
        });
        return "done";
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
        int before = data.size();
        for (int i = 0; i < TURN && !queue.isEmpty(); i++) {
            Request request = queue.remove();
            if (request.writes && !isMaster()) {
                request.refusal.accept(Failure.unavailable("The store refused: READONLY"));
            } else {
                serve(request, answers);
            }
        }
        long workNanos = workNanos(data.size() > before);
        busyUntilNanos = world.nowNanos() + workNanos;
        world.after(workNanos, process, () -> durable(answers));
    }

    private void serve(Request request, List<Owed> answers) {
        Object answer;
        try {
            answer = request.script.apply(this);
        } catch (Registry.Unavailable refused) {
            request.refusal.accept(Failure.unavailable(String.valueOf(refused.getMessage())));
            return;
        }
        int replicas = request.waits ? data.appointed().acknowledging() : 0;
        Owed debt = new Owed(data.size(), replicas, request, answer);
        if (request.early) {
            debt.pay();
        } else {
            answers.add(debt);
        }
    }

    private long workNanos(boolean wrote) {
        long script = 30_000L + (slowUntilNanos > world.nowNanos() ? chance.nextLong(900 * World.MILLI) : 0);
        return wrote ? script + fsyncNanos() : script;
    }

    long fsyncNanos() {
        boolean tail = chance.nextInt(50) == 0;
        return tail ? 5 * World.MILLI + chance.nextLong(4 * World.MILLI) : 140_000 + chance.nextLong(560_000);
    }

    private void durable(List<Owed> answers) {
        busy = false;
        syncNow();
        for (Owed debt : answers) {
            if (debt.replicas == 0
                    || bugs.is(Bug.REPLY_SKIPS_WAIT)
                    || following.confirmed(debt.mark) >= debt.replicas) {
                debt.pay();
            } else if (isMaster()) {
                owed.add(debt);
                world.after(REPLICAS_WITHIN_NANOS, process, () -> giveUp(debt));
            } else {
                refuse(debt);
            }
        }
        turn();
    }

    /** What is there is on the disk, and on its way to those who follow. */
    void syncNow() {
        synced = data.size();
        following.feed();
    }

    private void giveUp(Owed debt) {
        if (owed.remove(debt)) {
            refuse(debt);
        }
    }

    private static void refuse(Owed debt) {
        debt.request.refusal.accept(Failure.unknown("Not enough replicas have it yet (" + debt.replicas + " must)."));
    }

    /** A follower has more than before. */
    void payConfirmed() {
        for (Owed debt : List.copyOf(owed)) {
            if (following.confirmed(debt.mark) >= debt.replicas) {
                owed.remove(debt);
                debt.pay();
            }
        }
    }

    /** It follows another from now on: nothing that it owes can be confirmed any more. */
    void refuseOwed() {
        List<Owed> lost = List.copyOf(owed);
        owed.clear();
        lost.forEach(SimServer::refuse);
    }

    /** Has received so much as a follower, and written it. */
    void received(int size) {
        synced = size;
    }

    /** How late what it sends reaches a follower, beside the network's delay. */
    long lagNanos() {
        return 50_000 + chance.nextLong(lagUntilNanos > world.nowNanos() ? 1_500 * World.MILLI : World.MILLI);
    }

    // What breaks

    void fullUntil(long nanos) {
        fullUntilNanos = nanos;
    }

    void slowUntil(long nanos) {
        slowUntilNanos = nanos;
    }

    void lagUntil(long nanos) {
        lagUntilNanos = nanos;
    }

    /** Loses any part of what was not on the disk yet, and comes back on its own, following nobody. */
    void losePower(long downNanos) {
        int kept = synced + (data.size() > synced ? chance.nextInt(data.size() - synced + 1) : 0);
        goDown();
        if (following.isWritingAnew()) {
            data.replace(following.onDisk());
        } else {
            data.keep(kept);
        }
        comeBack(downNanos);
    }

    /** Other data are put in the place of its own. */
    void restore(List<Copy.Write> all, long downNanos) {
        goDown();
        int common = data.common(all);
        data.keep(common);
        if (common < all.size()) {
            data.append(all.subList(common, all.size()));
        }
        comeBack(downNanos);
    }

    /** Its data are of a generation of their own from now on, and nobody's. */
    void founded(long generation) {
        data.appoint(new Copy.Appointed(generation, 0, "", ""), (region, now) -> {
            if (!bugs.is(Bug.NO_GENERATION)) {
                region.raiseGeneration(generation);
            }
            return true;
        });
        synced = data.size();
    }

    private void goDown() {
        up = false;
        busy = false;
        incarnation++;
        process.die();
        queue.clear();
        owed.clear();
        following.lost();
        leave();
    }

    /** All who are connected are cut off. */
    private void leave() {
        for (StoreLink link : List.copyOf(links)) {
            link.breakOff();
        }
    }

    private void comeBack(long downNanos) {
        synced = data.size();
        starts++;
        following.startAlone();
        process = new Mortal();
        world.after(downNanos, process, this::up);
    }

    private void up() {
        up = true;
        turn();
    }
}
