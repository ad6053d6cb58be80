package org.linli.load.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Where runs take place: one Redis, one node and one town, which live through all runs of a row, so that the history of
 * each run begins with the first entry of the first. Blocks; for one thread.
 */
record Ground(
        Path scratch,
        Shim shim,
        RealRedis redis,
        FaultProxy store,
        RealNode node,
        FaultProxy door,
        Recorder recorder,
        Clients clients,
        Town town,
        Parts parts)
        implements AutoCloseable {

    /** What is closed, the youngest first. */
    static final class Parts {
        private final Deque<Runnable> closings = new ArrayDeque<>();

        void add(Runnable closing) {
            closings.push(closing);
        }

        void close() {
            while (!closings.isEmpty()) {
                closings.pop().run();
            }
        }
    }

    /** Fresh data in {@code scratch}, which is emptied first, and a town of whom everybody is enrolled. */
    static Ground open(FaultGroup group, Path scratch, List<String> nodeJvm, SplittableRandom chance) {
        Parts parts = new Parts();
        try {
            return open(group, empty(scratch), nodeJvm, chance, parts);
        } catch (RuntimeException failed) {
            parts.close();
            throw failed;
        }
    }

    private static Ground open(
            FaultGroup group, Path scratch, List<String> nodeJvm, SplittableRandom chance, Parts parts) {
        Shim shim = Shim.in(scratch);
        Optional<Wire> wire = Wire.lay();
        wire.ifPresent(laid -> parts.add(laid::close));
        RealRedis redis = new RealRedis(scratch, shim, wire);
        parts.add(redis::end);
        redis.restart();
        FaultProxy store = new FaultProxy(new InetSocketAddress(redis.host(), redis.port()));
        parts.add(store::close);
        RealNode node = new RealNode(scratch, store.port(), nodeJvm);
        parts.add(node::kill);
        node.awaitReady();
        FaultProxy door = new FaultProxy(new InetSocketAddress("127.0.0.1", node.port()));
        parts.add(door::close);
        Recorder recorder = new Recorder(InstantSource.system());
        Clients clients = new Clients(URI.create("http://127.0.0.1:" + door.port()), recorder, chance.split());
        parts.add(clients::close);
        Town town = new Town(clients, chance.split(), group.orderEveryMs());
        clients.await(town::settle);
        return new Ground(scratch, shim, redis, store, node, door, recorder, clients, town, parts);
    }

    Mishaps mishaps(SplittableRandom chance) {
        return new Mishaps(shim, redis, node, store, door, clients, town, chance);
    }

    private static Path empty(Path scratch) {
        try {
            delete(scratch);
            return Files.createDirectories(scratch);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot use " + scratch, broken);
        }
    }

    private static void delete(Path scratch) throws IOException {
        if (!Files.exists(scratch)) {
            return;
        }
        try (Stream<Path> files = Files.walk(scratch)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Override
    public void close() {
        parts.close();
    }
}
