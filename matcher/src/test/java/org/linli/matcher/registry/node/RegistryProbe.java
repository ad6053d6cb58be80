package org.linli.matcher.registry.node;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.linli.domain.EntityKey;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.core.State;
import org.linli.matcher.registry.redis.EmbeddedRedis;
import org.linli.matcher.registry.redis.RedisRegion;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Order;
import org.linli.proto.Reply;
import org.linli.proto.SubmitOrder;

/**
 * What the registry's part of an order costs, without the door: read, decide and a durable commit of about 1.5 kB, each
 * timed from when it was due to be sent. Not a test: run it by hand on a quiet machine. Arguments: rate per second,
 * seconds.
 */
public final class RegistryProbe {
    private static final int MOST_IN_FLIGHT = 256;

    private final LinliRegistry registry;
    private final ByteString text;

    private RegistryProbe(LinliRegistry registry) {
        this.registry = registry;
        byte[] chance = new byte[1_200];
        new Random(1).nextBytes(chance);
        text = ByteString.copyFrom(chance);
    }

    public static void main(String[] args) throws Exception {
        int rate = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        Path data = Files.createTempDirectory("linli-probe");
        try (EmbeddedRedis redis = EmbeddedRedis.start(data);
                RedisRegion region = RedisRegion.connect("520181", redis.uri())) {
            new RegionStart(region.loop(), region.regions(), region.store())
                    .run("probe")
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            LogTail tail = new LogTail(region.loop(), region.store(), sequence -> {});
            PolicyCache policies = new PolicyCache(PolicyFixture::named, PolicyFixture.named("standing"));
            RegistryProbe probe = new RegistryProbe(
                    new LinliRegistry("520181", region.loop(), region.store(), tail, policies, new OrderRules()));
            probe.openLoop("warm-up", rate, seconds);
            probe.openLoop("open loop", rate, seconds);
            double jvmBefore = jvmCpuMicros();
            double redisBefore = redisCpuMicros(redis);
            int commits = probe.closedLoop(seconds);
            System.out.printf(
                    Locale.ROOT,
                    "CPU a commit: JVM %.0f µs, Redis %.0f µs%n",
                    (jvmCpuMicros() - jvmBefore) / commits,
                    (redisCpuMicros(redis) - redisBefore) / commits);
        }
    }

    private void openLoop(String name, int rate, int seconds) throws InterruptedException {
        int count = rate * seconds;
        AtomicLongArray latencies = new AtomicLongArray(count);
        Semaphore open = new Semaphore(0);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = start + i * 1_000_000_000L / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            send(name + i, i, due, latencies, open);
        }
        open.acquire(count);
        report(name + " at " + rate + "/s", latencies, System.nanoTime() - start);
    }

    private static double jvmCpuMicros() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1e3;
    }

    private static double redisCpuMicros(EmbeddedRedis redis) {
        return ProcessHandle.of(redis.pid())
                        .flatMap(server -> server.info().totalCpuDuration())
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1e3;
    }

    private int closedLoop(int seconds) throws InterruptedException {
        int count = 10_000 * seconds;
        AtomicLongArray latencies = new AtomicLongArray(count);
        Semaphore places = new Semaphore(MOST_IN_FLIGHT);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            places.acquire();
            send("closed" + i, i, System.nanoTime(), latencies, places);
        }
        places.acquire(MOST_IN_FLIGHT);
        report("closed loop, " + MOST_IN_FLIGHT + " in flight", latencies, System.nanoTime() - start);
        return count;
    }

    private void send(String key, int index, long dueNanos, AtomicLongArray latencies, Semaphore done) {
        Command command = Command.newBuilder()
                .setSubmitOrder(SubmitOrder.newBuilder()
                        .setOrderId("520181-order-" + key)
                        .setSealed(text))
                .build();
        registry.submit(key, ByteString.copyFromUtf8("0123456789abcdef"), 0, command)
                .whenComplete((reply, error) -> {
                    latencies.set(index, error == null ? System.nanoTime() - dueNanos : Long.MAX_VALUE);
                    done.release();
                });
    }

    private static void report(String name, AtomicLongArray latencies, long elapsedNanos) {
        long[] sorted = new long[latencies.length()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = latencies.get(i);
        }
        Arrays.sort(sorted);
        long failed =
                Arrays.stream(sorted).filter(nanos -> nanos == Long.MAX_VALUE).count();
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f commits/s, p50 %.2f ms, p90 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, %d failed%n",
                name,
                sorted.length * 1e9 / elapsedNanos,
                at(sorted, 0.5),
                at(sorted, 0.9),
                at(sorted, 0.99),
                at(sorted, 0.999),
                failed);
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
    }

    /** Accepts every order. */
    private static final class OrderRules implements Rules {
        @Override
        public List<String> reads(Command command) {
            return List.of(EntityKey.order(command.getSubmitOrder().getOrderId()));
        }

        @Override
        public Decision decide(State state, Command command, long nowMs) {
            SubmitOrder submit = command.getSubmitOrder();
            Entity order = Entity.newBuilder()
                    .setOrder(Order.newBuilder()
                            .setId(submit.getOrderId())
                            .setSealed(submit.getSealed())
                            .setCreatedAtMs(nowMs))
                    .build();
            return new Decision.Accepted(
                    List.of(new Decision.Change(EntityKey.order(submit.getOrderId()), order)),
                    List.of(),
                    List.of(new Decision.IndexChange("orders-by-resident:r-1", submit.getOrderId(), true)),
                    List.of(),
                    List.of(),
                    Reply.newBuilder()
                            .setId(submit.getOrderId())
                            .setCreated(true)
                            .build());
        }
    }
}
