package org.linli.sim;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linli.load.check.Happening;
import org.linli.matcher.StageFailure;
import org.linli.matcher.registry.store.Failure;
import org.linli.matcher.registry.supervise.Book;
import org.linli.matcher.registry.supervise.Founding;
import org.linli.matcher.registry.supervise.Server;
import org.linli.matcher.registry.supervise.ServerState;
import org.linli.matcher.registry.supervise.Standing;
import org.linli.matcher.registry.supervise.Supervisor;

/**
 * {@code linli supervise} as a process that may be cut off, stand still, and die in front of any of its actions. Most of
 * its looks around happen at one moment; the others, and whatever it does while it seeks a primary, take their time.
 */
final class SimSupervisor implements AutoCloseable {
    static final String NAME = "supervisor";

    private static final long EVERY_NANOS = 100 * World.MILLI;
    private static final long FOUND_AGAIN_NANOS = 500 * World.MILLI;
    private static final long ANSWER_WITHIN_NANOS = 400 * World.MILLI;
    /** One look in so many takes its time. */
    private static final int SLOW = 8;

    private final World world;
    private final Network network;
    private final SimStore store;
    private final SplittableRandom chance;
    private final Mortal outside = new Mortal();
    private BlockingThread thread = new BlockingThread();
    private Mortal process = new Mortal();
    private @Nullable Standing record;
    private @Nullable Supervisor supervisor;
    private long firstGeneration;
    private int names;
    private int actionsLeft;
    private long downNanos;
    private boolean quick;

    SimSupervisor(World world, Network network, SimStore store, long firstGeneration) {
        this.world = world;
        this.network = network;
        this.store = store;
        this.chance = world.chance(NAME);
        begin(0, firstGeneration);
    }

    /** A new one, with an empty record. */
    void begin(long afterNanos, long generation) {
        firstGeneration = generation;
        names++;
        world.after(afterNanos, process, this::tick);
    }

    /** Its record is thrown away with the data. */
    void forget() {
        stop();
        record = null;
        process = new Mortal();
    }

    /** By the record. */
    String primary() {
        Standing known = record;
        return known == null ? "" : known.primary();
    }

    long generation() {
        Standing known = record;
        return known == null ? 0 : known.generation();
    }

    private void tick() {
        quick = record == null || !(record.electing() || chance.nextInt(SLOW) == 0);
        if (quick) {
            try {
                step();
            } catch (BlockingThread.Killed dead) {
                died();
                return;
            } catch (RuntimeException bug) {
                stopped(bug);
                return;
            }
            world.after(EVERY_NANOS, process, this::tick);
        } else {
            thread.run(this::step, this::stepped);
        }
    }

    private void stepped() {
        Throwable failure = thread.failure();
        if (failure instanceof BlockingThread.Killed) {
            died();
        } else if (failure != null) {
            stopped(failure);
        } else {
            world.after(EVERY_NANOS, process, this::tick);
        }
    }

    /** As in production, where its record or the data are not its own. */
    private void stopped(Throwable bug) {
        world.history.add(new Happening.Broke(world.nowMs(), "supervisor: " + bug));
    }

    private void step() {
        Supervisor known = supervisor;
        if (known == null) {
            known = started();
        }
        if (known != null) {
            known.step();
        }
    }

    private @Nullable Supervisor started() {
        List<Line> lines = store.servers().stream().map(Line::new).toList();
        Standing known = record;
        if (known == null) {
            if (!store.servers().stream().allMatch(server -> store.reaches(NAME, server))) {
                return null;
            }
            known = Founding.run(lines, NAME + '-' + names, firstGeneration);
            record = known;
        }
        Supervisor fresh = new Supervisor(lines, new Record(), known, world::nowNanos);
        supervisor = fresh;
        return fresh;
    }

    // What breaks

    /** Dies in front of the action with this number, counted from now, and is started again after a while. */
    void dieAtAction(int number, long down) {
        actionsLeft = number;
        downNanos = down;
    }

    /** Dies at once. */
    void die(long down) {
        downNanos = down;
        died();
    }

    void pause(long untilNanos) {
        world.pause(process, untilNanos);
    }

    void heal() {
        actionsLeft = 0;
        process.wake();
    }

    private void died() {
        stop();
        process = new Mortal();
        world.after(downNanos, process, this::tick);
    }

    private void stop() {
        process.die();
        thread.close();
        thread = new BlockingThread();
        supervisor = null;
    }

    @Override
    public void close() {
        thread.close();
    }

    private void act() {
        if (actionsLeft > 0 && --actionsLeft == 0) {
            throw new BlockingThread.Killed();
        }
    }

    /** What it writes is on the disk before it goes on. */
    private final class Record implements Book {
        @Override
        public Optional<Standing> read() {
            return Optional.ofNullable(record);
        }

        @Override
        public void write(Standing standing) {
            act();
            keep(standing);
        }
    }

    private void keep(Standing standing) {
        Standing before = record;
        if (before != null && !before.primary().equals(standing.primary())) {
            boolean serves = store.server(before.primary()).isPrompt();
            world.count(serves ? "failovers while the former primary serves" : "failovers");
            world.note("primary " + standing.primary());
        }
        record = standing;
    }

    /** A server over the network. */
    private final class Line implements Server {
        private final SimServer server;

        Line(SimServer server) {
            this.server = server;
        }

        @Override
        public String address() {
            return server.name;
        }

        @Override
        public ServerState look() throws IOException {
            return ask(SimServer::state, false, false, ANSWER_WITHIN_NANOS);
        }

        @Override
        public void stand() throws IOException {
            act();
            ask(SimSupervisor::stood, false, false, ANSWER_WITHIN_NANOS);
        }

        @Override
        public void follow(String address) throws IOException {
            act();
            ask(there -> followed(there, address), false, false, ANSWER_WITHIN_NANOS);
        }

        @Override
        public void appoint(long generation, String name, int acknowledging) throws IOException {
            act();
            appointed(new Copy.Appointed(generation, acknowledging, name, ""), false);
        }

        @Override
        public boolean appointAndWait(long generation, String name, int acknowledging) throws IOException {
            act();
            return appointed(new Copy.Appointed(generation, acknowledging, name, ""), true);
        }

        /** Whether as many replicas as are appointed have it, if that is waited for. */
        private boolean appointed(Copy.Appointed next, boolean waits) throws IOException {
            try {
                long patience = waits ? 5 * ANSWER_WITHIN_NANOS : ANSWER_WITHIN_NANOS;
                String said = ask(there -> appointedBy(there, next), true, waits, patience);
                if (!said.equals("done")) {
                    throw new IllegalStateException("The data at " + server.name + " are not its own: " + said);
                }
                return true;
            } catch (Waited late) {
                return false;
            }
        }

        private <T> T ask(Function<SimServer, T> question, boolean writes, boolean waits, long patienceNanos)
                throws IOException {
            return quick ? atOnce(question, writes, waits) : inTime(question, writes, waits, patienceNanos);
        }

        /** At one moment; nothing can be waited for. */
        private <T> T atOnce(Function<SimServer, T> question, boolean writes, boolean waits) throws IOException {
            if (!store.reaches(NAME, server) || (writes && refuses())) {
                throw new IOException("cut off");
            }
            T answer = question.apply(server);
            if (writes) {
                server.syncNow();
            }
            if (waits) {
                throw new Waited();
            }
            return answer;
        }

        private boolean refuses() {
            return !server.isMaster() || server.isFull();
        }

        @SuppressWarnings("unchecked") // what the question of this very call gave
        private <T> T inTime(Function<SimServer, T> question, boolean writes, boolean waits, long patienceNanos)
                throws IOException {
            CompletableFuture<Object> answer = new CompletableFuture<>();
            SimServer.Request request = new SimServer.Request(
                    question::apply,
                    writes,
                    waits,
                    false,
                    value -> back(() -> answer.complete(value)),
                    failure -> back(() -> answer.completeExceptionally(refusal(waits, failure))));
            if (!network.isCut(NAME, server.name)) {
                world.after(network.delayNanos(), server.process(), () -> taken(request));
            }
            world.after(
                    patienceNanos, process, () -> answer.completeExceptionally(new IOException("no answer in time")));
            try {
                return (T) thread.await(answer);
            } catch (CompletionException failed) {
                if (StageFailure.behind(failed) instanceof IOException silent) {
                    throw silent;
                }
                throw failed;
            }
        }

        private void taken(SimServer.Request request) {
            if (request.writes() && refuses()) {
                request.refusal().accept(Failure.unavailable("refused"));
            } else {
                server.take(request);
            }
        }

        private IOException refusal(boolean waits, Failure failure) {
            return waits && !failure.reason().contains("refused") ? new Waited() : new IOException(failure.reason());
        }

        private void back(Runnable delivery) {
            if (!network.isCut(server.name, NAME)) {
                world.after(network.delayNanos(), process, delivery);
            }
        }
    }

    /** Not as many replicas as wanted have it yet. */
    private static final class Waited extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static Boolean stood(SimServer server) {
        server.following().stand();
        return true;
    }

    private Boolean followed(SimServer server, String address) {
        server.following().follow(store.server(address));
        return true;
    }

    private static String appointedBy(SimServer server, Copy.Appointed next) {
        return server.appoint(
                new Copy.Appointed(next.generation(), next.acknowledging(), next.supervisor(), server.run()));
    }
}
