package org.linli.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.linli.load.check.Happening;
import org.linli.matcher.registry.memory.MemoryRegion;
import org.linli.matcher.registry.store.LogPage;
import org.linli.matcher.registry.store.TrimStore.Trimmed;
import org.linli.matcher.registry.supervise.ServerState;

/** The region's servers: one alone, or several of which a supervisor makes one the primary. */
final class SimStore implements AutoCloseable {
    static final String NAME = "store";
    /** As long as the shorter ones of the times for which what is over is kept. */
    private static final long SLOWEST_ARCHIVE_NANOS = 30_000 * World.MILLI;

    private final World world;
    private final Network network;
    private final long startMs;
    private final List<SimServer> servers = new ArrayList<>();
    private final Mortal archiver = new Mortal();
    private final SplittableRandom disk;
    private final @Nullable SimSupervisor supervisor;
    private List<Copy.Write> backup = List.of();
    private long clockOffsetMs;

    SimStore(World world, Network network, Bugs bugs, int count, long startMs) {
        this.world = world;
        this.network = network;
        this.startMs = startMs;
        this.disk = world.chance("archiver");
        long generation = count == 1 ? startMs / 1000 : 0;
        Supplier<MemoryRegion> empty = () -> bugs.region(generation);
        for (int i = 1; i <= count; i++) {
            Copy data = new Copy(empty, new Copy.Appointed(generation, 0, "", ""));
            int skewMs = (i - 1) * 7;
            servers.add(new SimServer(world, network, bugs, NAME + '-' + i, data, () -> clockMs() - skewMs));
        }
        supervisor = count == 1 ? null : new SimSupervisor(world, network, this, startMs / 1000);
    }

    List<SimServer> servers() {
        return servers;
    }

    boolean isSupervised() {
        return supervisor != null;
    }

    Optional<SimSupervisor> supervisor() {
        return Optional.ofNullable(supervisor);
    }

    /** The server that counts, by the supervisor's record. */
    SimServer primary() {
        SimSupervisor keeper = supervisor;
        return keeper == null ? servers.get(0) : server(keeper.primary());
    }

    SimServer server(String name) {
        return servers.stream()
                .filter(server -> server.name.equals(name))
                .findFirst()
                .orElse(servers.get(0));
    }

    MemoryRegion region() {
        return primary().data().region();
    }

    /** The servers' clocks, which may jump. */
    long clockMs() {
        return startMs + world.nowMs() + clockOffsetMs;
    }

    /** What a clock on the wall would say, which nobody has touched. */
    long wallMs() {
        return startMs + world.nowMs();
    }

    long regionMs() {
        return region().timeMs(primary().clockMs());
    }

    /** What those servers say of themselves that somebody can reach now. */
    Map<String, ServerState> look(String from) {
        Map<String, ServerState> seen = new LinkedHashMap<>();
        for (SimServer server : servers) {
            if (reaches(from, server)) {
                seen.put(server.name, server.state());
            }
        }
        return seen;
    }

    boolean reaches(String from, SimServer server) {
        return server.isPrompt() && !network.isCut(from, server.name) && !network.isCut(server.name, from);
    }

    /** The archiver reads what is durable; once its disk has it, what has been over for so long leaves the store. */
    void trim(long keepMs) {
        ask((region, now) -> region.range(region.generation(), region.sequence(), 1), false, read -> {
            long writing = disk.nextBoolean() ? 0 : disk.nextLong(SLOWEST_ARCHIVE_NANOS);
            world.after(writing, archiver, () -> trim((LogPage) read, keepMs));
        });
    }

    private void trim(LogPage archived, long keepMs) {
        ask(
                (region, now) -> region.trim(archived.generation(), archived.head(), keepMs, now),
                true,
                taken -> count((Trimmed) taken));
    }

    private void count(Trimmed taken) {
        for (long i = 0; i < taken.over(); i++) {
            world.count("orders and activities that left the store");
        }
    }

    /** The archiver's question to the primary, which may lose it. */
    private void ask(Copy.Script<?> script, boolean writes, Consumer<Object> answer) {
        SimServer first = primary();
        if (first.isUp()) {
            Function<SimServer, Object> run = server -> Objects.requireNonNull(server.run(script));
            first.take(new SimServer.Request(run, writes, true, false, answer, refused -> {}));
        }
    }

    // What breaks

    void jumpClock(long byMs) {
        clockOffsetMs += byMs;
    }

    void each(Consumer<SimServer> fault) {
        servers.forEach(fault);
    }

    /** What is there now, on the primary's disk, can be restored later. */
    void backUp() {
        backup = primary().data().between(0, primary().synced());
    }

    /** Somebody puts a backup in the data's place, knowing that all since is gone, and starts the supervisor anew. */
    void restore(long downNanos) {
        SimServer first = primary();
        List<Copy.Write> kept = backup.subList(0, first.data().common(backup));
        long generation = highestGeneration() + 1;
        supervisor().ifPresent(SimSupervisor::forget);
        for (SimServer server : servers) {
            server.restore(server == first ? kept : List.of(), downNanos);
        }
        world.history.add(new Happening.Restored(
                world.nowMs(), generation - 1, first.data().region().sequence()));
        first.founded(generation);
        supervisor().ifPresent(keeper -> keeper.begin(downNanos, generation));
    }

    private long highestGeneration() {
        long highest = 0;
        for (SimServer server : servers) {
            highest = Math.max(highest, server.data().appointed().generation());
        }
        return supervisor == null ? highest : Math.max(highest, supervisor.generation());
    }

    /** The end of all faults. */
    void heal() {
        for (SimServer server : servers) {
            server.process().wake();
            server.fullUntil(0);
            server.slowUntil(0);
            server.lagUntil(0);
        }
        supervisor().ifPresent(SimSupervisor::heal);
    }

    @Override
    public void close() {
        supervisor().ifPresent(SimSupervisor::close);
    }
}
