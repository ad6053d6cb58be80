package org.linli.sim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
import org.linli.matcher.registry.supervise.PrimaryChoice;
import org.linli.matcher.registry.supervise.ServerState;
import org.linli.proto.Timer;

/** A node's connections to the store, one a kind of work as in production, each in its order; they break together. */
final class StoreLink implements Store, TimerStore, LeaseStore, RegionStore {
    /** As the client in production: after this the outcome is unknown. */
    private static final long ANSWER_WITHIN_MS = 3_000;

    private static final long RECONNECT_NANOS = 200 * World.MILLI;
    private static final int SCAN_PAGE = 64;

    private static final long WATCH_NANOS = 200 * World.MILLI;

    private final World world;
    private final Network network;
    private final SimStore store;
    private final SimLoop loop;
    private final Mortal node;
    private final String name;
    private final Bugs bugs;
    private final SplittableRandom chance;
    private final PrimaryChoice choice = new PrimaryChoice();
    private final Set<Call<?>> pending = new LinkedHashSet<>();
    private @Nullable SimServer server;
    private @Nullable Connection open;
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
        this.chance = world.chance("link/" + name);
        if (store.isSupervised()) {
            watch();
        } else {
            moveTo(store.primary());
        }
    }

    /** There and back, one lane a kind of work. */
    private final class Connection {
        final SimServer to;
        final int of;
        final Lane commits;
        final Lane others;

        Connection(SimServer to) {
            this.to = to;
            this.of = to.incarnation();
            this.commits = new Lane(to);
            this.others = new Lane(to);
        }
    }

    private final class Lane {
        final Network.Stream out;
        final Network.Stream back;

        Lane(SimServer to) {
            out = network.new Stream(to.process());
            back = network.new Stream(node);
        }
    }

    /** Asks all servers who is primary, again and again; now and then the answers are old when they are heard. */
    private void watch() {
        Map<String, ServerState> seen = store.look(name);
        if (chance.nextInt(20) == 0) {
            world.after(chance.nextLong(500 * World.MILLI), node, () -> heard(seen));
        } else {
            heard(seen);
        }
        world.after(WATCH_NANOS, node, this::watch);
    }

    private void heard(Map<String, ServerState> seen) {
        if (server == null || !bugs.is(Bug.FORMER_PRIMARY_KEPT)) {
            choice.look(seen)
                    .map(store::server)
                    .filter(found -> found != server)
                    .ifPresent(this::moveTo);
        }
    }

    private void moveTo(SimServer primary) {
        forget();
        server = primary;
        primary.connect(this);
        breakOff();
    }

    /** The node is gone, or leaves the server. */
    void forget() {
        SimServer left = server;
        if (left != null) {
            left.forget(this);
        }
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
        open = null;
        List<Call<?>> lost = new ArrayList<>(pending);
        pending.clear();
        for (Call<?> call : lost) {
            loop.execute(
                    () -> call.fail(Failure.unknown("The connection to the store broke; the outcome is unknown.")));
        }
        world.after(RECONNECT_NANOS, node, this::reconnect);
    }

    private void reconnect() {
        SimServer to = server;
        if (open != null || to == null) {
            return;
        }
        if (to.isUp() && !network.isCut(name, to.name) && !network.isCut(to.name, name)) {
            open = new Connection(to);
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

    /** What a script does at the server, and what it is. */
    private record Script<T>(boolean isCommit, boolean writes, boolean early, Function<SimServer, T> work) {
        static <T> Script<T> reading(Function<SimServer, T> work) {
            return new Script<>(false, false, false, work);
        }

        static <T> Script<T> writing(Function<SimServer, T> work) {
            return new Script<>(false, true, false, work);
        }
    }

    private <T> CompletionStage<T> ask(Script<T> script, Function<Failure, T> onFailure) {
        Call<T> call = new Call<>(onFailure);
        Connection at = open;
        if (at == null) {
            call.fail(Failure.unavailable("The store cannot be reached; nothing was sent to it."));
            return call.stage;
        }
        pending.add(call);
        loop.schedule(
                ANSWER_WITHIN_MS,
                () -> call.fail(Failure.unknown("The store did not answer; the outcome is unknown.")));
        Lane lane = script.isCommit ? at.commits : at.others;
        lane.out.send(0, () -> {
            if (at.of == at.to.incarnation() && !network.isCut(name, at.to.name)) {
                at.to.take(request(script, at, lane, call));
            }
        });
        return call.stage;
    }

    @SuppressWarnings("unchecked") // the value that the script of this very call gave
    private <T> SimServer.Request request(Script<T> script, Connection at, Lane lane, Call<T> call) {
        return new SimServer.Request(
                script.work::apply,
                script.writes,
                true,
                script.early,
                value -> back(at, lane, call, script.isCommit, () -> call.answer((T) value)),
                failure -> back(at, lane, call, false, () -> call.fail(failure)));
    }

    private void back(Connection at, Lane lane, Call<?> call, boolean isCommit, Runnable delivery) {
        if (network.isCut(at.to.name, name)) {
            return;
        }
        lane.back.send(0, () -> {
            if (open != at || !pending.contains(call)) {
                return;
            }
            if (isCommit && losesNextCommitReply) {
                losesNextCommitReply = false;
                breakOff();
                return;
            }
            loop.execute(delivery);
        });
    }

    private static <T> T thrown(Failure failure) {
        throw failure.toException();
    }

    @Override
    public CompletionStage<List<Answer>> read(List<Query> batch) {
        return ask(
                Script.reading(at -> batch.stream()
                        .map(query -> at.run((region, now) -> region.read(query, now)))
                        .toList()),
                failure -> batch.stream()
                        .map(query -> (Answer) new Answer.Failed(failure))
                        .toList());
    }

    @Override
    public CompletionStage<List<Outcome>> commit(List<Commit> batch) {
        CompletionStage<List<Outcome>> outcomes = ask(
                new Script<>(true, true, bugs.is(Bug.ACK_BEFORE_DURABLE), at -> committed(at, batch)),
                failure -> batch.stream()
                        .map(commit -> (Outcome) new Outcome.Failed(failure))
                        .toList());
        if (bugs.is(Bug.REPLY_IN_SECOND_STEP)) {
            outcomes.thenAccept(done -> secondStep(batch, done));
        }
        return outcomes;
    }

    private List<Outcome> committed(SimServer at, List<Commit> batch) {
        List<Outcome> outcomes =
                batch.stream().map(commit -> commit(at, commit)).toList();
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
                        new Script<>(
                                true,
                                true,
                                false,
                                at -> at.run((region, now) -> {
                                    ((BuggyRegion) region).keepLate(commit, outcome);
                                    return true;
                                })),
                        failure -> false);
            }
        }
    }

    private Outcome commit(SimServer at, Commit commit) {
        if (at.isFull()) {
            if (bugs.is(Bug.ENTITY_BEFORE_LOG)) {
                at.run((region, now) -> {
                    ((BuggyRegion) region).loseNextEntry();
                    return region.commit(commit, now);
                });
            }
            return new Outcome.Failed(Failure.unavailable("The store refused: OOM command not allowed"));
        }
        return at.run((region, now) -> region.commit(commit, now));
    }

    @Override
    public CompletionStage<LogPage> range(long generation, long afterSequence, int limit) {
        boolean early = bugs.is(Bug.PUSH_BEFORE_DURABLE);
        return ask(
                new Script<>(
                        false,
                        false,
                        early,
                        at -> at.run((region, now) -> region.range(generation, afterSequence, limit))),
                StoreLink::thrown);
    }

    @Override
    public CompletionStage<ScanPage> scan(String cursor) {
        return ask(Script.reading(at -> at.run((region, now) -> region.scan(cursor, SCAN_PAGE))), StoreLink::thrown);
    }

    @Override
    public CompletionStage<List<String>> members(String index, int limit) {
        return ask(Script.reading(at -> at.run((region, now) -> region.members(index, limit))), StoreLink::thrown);
    }

    @Override
    public CompletionStage<Due> due(int limit) {
        return ask(Script.reading(at -> at.run((region, now) -> due(region, limit, now))), StoreLink::thrown);
    }

    private Due due(MemoryRegion region, int limit, long now) {
        Due due = region.due(limit, now);
        if (bugs.is(Bug.TIMER_POPPED)) {
            region.disarm(due.due());
        }
        return due;
    }

    @Override
    public CompletionStage<Void> disarm(List<Timer> timers) {
        return ask(
                        Script.writing(at -> at.run((region, now) -> {
                            region.disarm(timers);
                            return true;
                        })),
                        StoreLink::<Boolean>thrown)
                .thenAccept(done -> {});
    }

    @Override
    public CompletionStage<Lease> read() {
        return ask(Script.reading(at -> at.run((region, now) -> region.lease())), StoreLink::thrown);
    }

    @Override
    public CompletionStage<Optional<Claimed>> claim(Lease seen, String owner) {
        return ask(Script.writing(at -> at.run((region, now) -> region.claim(seen, owner))), StoreLink::thrown);
    }

    @Override
    public CompletionStage<Optional<Lease>> beat(Lease held) {
        return ask(Script.writing(at -> at.run((region, now) -> region.beat(held))), StoreLink::thrown);
    }

    @Override
    public CompletionStage<Void> release(Lease held) {
        return ask(
                        Script.writing(at -> at.run((region, now) -> {
                            region.release(held);
                            return true;
                        })),
                        StoreLink::<Boolean>thrown)
                .thenAccept(done -> {});
    }

    @Override
    public CompletionStage<Region> found(int level) {
        return ask(Script.writing(at -> at.run((region, now) -> region.found(level))), StoreLink::thrown);
    }
}
