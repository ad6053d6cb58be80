package org.linli.load.failover;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.linli.matcher.registry.redis.RedisRegion;
import org.linli.matcher.registry.supervise.Supervision;

/**
 * A primary and its replica, a supervisor and writers. Each run takes the primary away in the middle of the load: killed
 * or stopped, often while the replica lags, sometimes while the supervisor is away; then looks for each order that was
 * acknowledged. The same processes serve all runs, the former primary being the next replica.
 */
public final class Failovers implements AutoCloseable {
    private static final String REGION = "520181";
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final int GOES_ON = 30;

    private final Path directory;
    private final List<ServerProcess> servers = new ArrayList<>();
    private final List<Detour> detours = new ArrayList<>();
    private final RedisRegion region;
    private final boolean waits;
    private Supervision supervision;

    /** What one run came to. */
    public record Run(long seed, String fault, int acknowledged, int lost, long silentMs) {}

    /** @param waits whether a node's waiting for the replica reaches the server */
    public Failovers(Path directory, boolean waits) throws IOException {
        this.directory = directory;
        this.waits = waits;
        for (int i = 0; i < 2; i++) {
            ServerProcess server = new ServerProcess(directory.resolve("server-" + i));
            servers.add(server);
            detours.add(new Detour(server.address(), waits));
        }
        supervision = supervise();
        region = RedisRegion.connect(REGION, detours.stream().map(Detour::uri).toList());
    }

    private Supervision supervise() {
        return Supervision.open(
                REGION, servers.stream().map(ServerProcess::uri).toList(), directory.resolve("supervisor"));
    }

    /** One failover, drawn by the seed. Blocks for some seconds. */
    public Run run(long seed) throws IOException {
        SplittableRandom chance = new SplittableRandom(seed);
        ServerProcess primary = whole();
        ServerProcess replica = servers.get(1 - servers.indexOf(primary));
        Writers writers = new Writers(region, "s" + seed + (waits ? "w" : "n"));
        writers.begin();
        until("orders are acknowledged", () -> writers.count() > GOES_ON);
        ServerProcess.pause(chance.nextInt(50, 400));
        boolean away = chance.nextInt(4) == 0;
        if (away) {
            supervision.close();
        }
        boolean lags = chance.nextInt(3) > 0;
        if (lags) {
            // Stopped alone it would still be given, by its kernel, what is sent to it.
            replica.stop();
            primary.breakLink();
            ServerProcess.pause(chance.nextInt(5, 300));
        }
        boolean killed = chance.nextBoolean();
        if (killed) {
            primary.kill();
        } else {
            primary.stop();
        }
        long takenAt = System.nanoTime();
        int before = writers.count();
        replica.heal();
        if (away) {
            ServerProcess.pause(chance.nextInt(0, 500));
            supervision = supervise();
        }
        until("the other serves", () -> writers.count() > before + GOES_ON);
        long silentMs = (System.nanoTime() - takenAt) / 1_000_000;
        writers.end();
        primary.heal();
        whole();
        List<String> acknowledged = writers.acknowledged();
        String fault =
                (killed ? "killed" : "stopped") + (lags ? ", replica behind" : "") + (away ? ", supervisor away" : "");
        return new Run(seed, fault, acknowledged.size(), writers.missing(acknowledged), silentMs);
    }

    /**
     * Waits until a primary has a replica that counts, and gives the primary. That it counts must stand in the record too: a
     * primary that is lost between being told and the record waits to come back, as it must.
     */
    private ServerProcess whole() {
        List<ServerProcess> found = new ArrayList<>();
        until("a primary and its replica are in step", () -> {
            found.clear();
            servers.stream().filter(Failovers::hasReplicaThatCounts).forEach(found::add);
            return found.size() == 1 && supervision.acknowledging() == 1;
        });
        return found.get(0);
    }

    private static boolean hasReplicaThatCounts(ServerProcess server) {
        RedisClient client = RedisClient.create(server.uri());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return connection.sync().info("replication").contains("connected_slaves:1")
                    && "1".equals(connection.sync().hget("linli:{" + REGION + "}:region", "replicas"));
        } catch (RedisException away) {
            return false;
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    private static void until(String what, BooleanSupplier reached) {
        long end = System.nanoTime() + WITHIN.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Not within " + WITHIN.toSeconds() + " s: " + what);
            }
            ServerProcess.pause(20);
        }
    }

    @Override
    public void close() throws IOException {
        supervision.close();
        region.close();
        for (Detour detour : detours) {
            detour.close();
        }
        servers.forEach(ServerProcess::close);
    }
}
