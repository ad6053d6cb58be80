package org.linli.sim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.linli.matcher.registry.memory.MemoryRegion;
import org.linli.matcher.registry.store.Answer;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.Failure;
import org.linli.matcher.registry.store.LeaseStore;
import org.linli.matcher.registry.store.LogPage;
import org.linli.matcher.registry.store.Outcome;
import org.linli.matcher.registry.store.Query;
import org.linli.matcher.registry.store.RegionStore;
import org.linli.matcher.registry.store.ScanPage;
import org.linli.matcher.registry.store.Store;
import org.linli.matcher.registry.store.TimerStore;
import org.linli.proto.Timer;

/** A node's connections to the store, one a kind of work as in production, each in its order; they break together. */
final class StoreLink implements Store, TimerStore, LeaseStore, RegionStore {
    /** As the client in production: after this the outcome is unknown. */
    private static final long ANSWER_WITHIN_MS = 3_000;

    private static final long RECONNECT_NANOS = 200 * World.MILLI;
    private static final int SCAN_PAGE = 64;

    private final World world;
    private final Network network;
    private final SimStore store;
    private final SimLoop loop;
    private final Mortal node;
    private final String name;
    private final Bugs bugs;
    private final Set<Call<?>> pending = new LinkedHashSet<>();
    private Lane commits;
    private Lane others;
    private boolean connected = true;
    private boolean losesNextCommitReply;
    private Runnable onNextCommit = () -> {};

    StoreLink(World world, Network network, SimStore store, SimLoop loop, Mortal node, String name, Bugs bugs) {
        this.world = world;
        this.network = network;
        this.store = store;
        this.loop = loop;
        this.node = node;
        this.name = name;
        this.bugs = bugs;
        this.commits = new Lane();
        this.others = new Lane();
        store.connect(this);
    }

    /** There and back. */
    private final class Lane {
        final Network.Stream out = network.new Stream(store.process());
        final Network.Stream back = network.new Stream(node);
    }

    /** The connection breaks when the next commit has taken effect and before its reply is here. */
    void loseNextCommitReply() {
        losesNextCommitReply = true;
    }

    /** Runs this at the moment when the next commit of this node has taken effect, before anybody is told. */
    void onNextCommit(Runnable event) {
        onNextCommit = event;
    }

    /** Everything under way is lost, in whatever state; the node notices, and connects again. */
    void breakOff() {
        connected = false;
        List<Call<?>> lost = new ArrayList<>(pending);
        pending.clear();
        for (Call<?> call : lost) {
            loop.execute(
                    () -> call.fail(Failure.unknown("The connection to the store broke; the outcome is unknown.")));
        }
        world.after(RECONNECT_NANOS, node, this::reconnect);
    }

    private void reconnect() {
        if (connected) {
            return;
        }
        if (store.isUp() && !network.isCut(name, SimStore.NAME) && !network.isCut(SimStore.NAME, name)) {
            commits = new Lane();
            others = new Lane();
            connected = true;
        } else {
            world.after(RECONNECT_NANOS, node, this::reconnect);
        }
    }

    /** One question on its way. */
    private final class Call<T> {
        private final CompletableFuture<T> stage = new CompletableFuture<>();
        private final Function<Failure, T> onFailure;

        Call(Function<Failure, T> onFailure) {
            this.onFailure = onFailure;
        }

        void answer(T value) {
            pending.remove(this);
            stage.complete(value);
        }

        void fail(Failure failure) {
            pending.remove(this);
            if (stage.isDone()) {
                return;
            }
            try {
                stage.complete(onFailure.apply(failure));
            } catch (RuntimeException single) {
                stage.completeExceptionally(single);
            }
        }
    }

    private <T> CompletionStage<T> ask(Lane lane, boolean early, Supplier<T> script, Function<Failure, T> onFailure) {
        Call<T> call = new Call<>(onFailure);
        if (!connected) {
            call.fail(Failure.unavailable("The store cannot be reached; nothing was sent to it."));
            return call.stage;
        }
        pending.add(call);
        loop.schedule(
                ANSWER_WITHIN_MS,
                () -> call.fail(Failure.unknown("The store did not answer; the outcome is unknown.")));
        boolean isCommit = lane == commits;
        int of = store.incarnation();
        lane.out.send(0, () -> {
            if (of != store.incarnation() || network.isCut(name, SimStore.NAME)) {
                return;
            }
            store.take(new SimStore.Request(script::get, value -> answer(lane, of, isCommit, call, value), early));
        });
        return call.stage;
    }

    @SuppressWarnings("unchecked") // the value that the script of this very call gave
    private <T> void answer(Lane lane, int of, boolean isCommit, Call<T> call, Object value) {
        if (network.isCut(SimStore.NAME, name)) {
            return;
        }
        lane.back.send(0, () -> {
            if (of != store.incarnation() && !pending.contains(call)) {
                return;
            }
            if (isCommit && losesNextCommitReply) {
                losesNextCommitReply = false;
                breakOff();
                return;
            }
            loop.execute(() -> call.answer((T) value));
        });
    }

    private static <T> T thrown(Failure failure) {
        throw failure.toException();
    }

    @Override
    public CompletionStage<List<Answer>> read(List<Query> batch) {
        return ask(
                others,
                false,
                () -> batch.stream()
                        .map(query -> region().read(query, store.clockMs()))
                        .toList(),
                failure -> batch.stream()
                        .map(query -> (Answer) new Answer.Failed(failure))
                        .toList());
    }

    @Override
    public CompletionStage<List<Outcome>> commit(List<Commit> batch) {
        CompletionStage<List<Outcome>> outcomes = ask(
                commits,
                bugs.is(Bug.ACK_BEFORE_DURABLE),
                () -> committed(batch),
                failure -> batch.stream()
                        .map(commit -> (Outcome) new Outcome.Failed(failure))
                        .toList());
        if (bugs.is(Bug.REPLY_IN_SECOND_STEP)) {
            outcomes.thenAccept(done -> secondStep(batch, done));
        }
        return outcomes;
    }

    private List<Outcome> committed(List<Commit> batch) {
        List<Outcome> outcomes = batch.stream().map(this::commit).toList();
        Runnable event = onNextCommit;
        onNextCommit = () -> {};
        event.run();
        return outcomes;
    }

    /** A planted fault: the reply is stored by a message of its own. */
    private void secondStep(List<Commit> batch, List<Outcome> done) {
        for (int i = 0; i < batch.size(); i++) {
            Commit commit = batch.get(i);
            if (done.get(i) instanceof Outcome.Done outcome && !commit.request().isEmpty()) {
                ask(
                        commits,
                        false,
                        () -> {
                            ((BuggyRegion) region()).keepLate(commit, outcome);
                            return true;
                        },
                        failure -> false);
            }
        }
    }

    private Outcome commit(Commit commit) {
        if (store.isFull()) {
            if (bugs.is(Bug.ENTITY_BEFORE_LOG)) {
                ((BuggyRegion) region()).loseNextEntry();
                region().commit(commit, store.clockMs());
            }
            return new Outcome.Failed(Failure.unavailable("The store refused: OOM command not allowed"));
        }
        return region().commit(commit, store.clockMs());
    }

    @Override
    public CompletionStage<LogPage> range(long generation, long afterSequence, int limit) {
        return ask(
                others,
                bugs.is(Bug.PUSH_BEFORE_DURABLE),
                () -> region().range(generation, afterSequence, limit),
                StoreLink::thrown);
    }

    @Override
    public CompletionStage<ScanPage> scan(String cursor) {
        return ask(others, false, () -> region().scan(cursor, SCAN_PAGE), StoreLink::thrown);
    }

    @Override
    public CompletionStage<List<String>> members(String index, int limit) {
        return ask(others, false, () -> region().members(index, limit), StoreLink::thrown);
    }

    @Override
    public CompletionStage<Due> due(int limit) {
        return ask(
                others,
                false,
                () -> {
                    Due due = region().due(limit, store.clockMs());
                    if (bugs.is(Bug.TIMER_POPPED)) {
                        region().disarm(due.due());
                    }
                    return due;
                },
                StoreLink::thrown);
    }

    @Override
    public CompletionStage<Void> disarm(List<Timer> timers) {
        return ask(
                        others,
                        false,
                        () -> {
                            region().disarm(timers);
                            return true;
                        },
                        StoreLink::<Boolean>thrown)
                .thenAccept(done -> {});
    }

    @Override
    public CompletionStage<Lease> read() {
        return ask(others, false, region()::lease, StoreLink::thrown);
    }

    @Override
    public CompletionStage<Optional<Claimed>> claim(Lease seen, String owner) {
        return ask(others, false, () -> region().claim(seen, owner), StoreLink::thrown);
    }

    @Override
    public CompletionStage<Optional<Lease>> beat(Lease held) {
        return ask(others, false, () -> region().beat(held), StoreLink::thrown);
    }

    @Override
    public CompletionStage<Void> release(Lease held) {
        return ask(
                        others,
                        false,
                        () -> {
                            region().release(held);
                            return true;
                        },
                        StoreLink::<Boolean>thrown)
                .thenAccept(done -> {});
    }

    @Override
    public CompletionStage<Region> found(int level) {
        return ask(others, false, () -> region().found(level), StoreLink::thrown);
    }

    private MemoryRegion region() {
        return store.region();
    }
}
