package org.linli.matcher.registry.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.linli.matcher.loop.VirtualLoop;
import org.linli.matcher.registry.LogFollower;
import org.linli.matcher.registry.Registry;
import org.linli.matcher.registry.store.TimerStore;
import org.linli.proto.Command;
import org.linli.proto.Reply;
import org.linli.proto.Timer;

/** Timers in virtual time, whose milliseconds are the region's. */
class TimersTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final FakeTimers store = new FakeTimers();
    private final FakeRegistry registry = new FakeRegistry();
    private final Timers timers = new Timers(loop, store, registry);

    @Test
    void timer_isNeverEarly_andAtMostAQuarterSecondLate() {
        timers.start();
        loop.advance(100);
        for (int due = 1_000; due < 2_000; due += 7) {
            store.arm("o" + due, due);
        }
        store.arm("soon", 101);
        loop.advance(10_000);

        assertThat(registry.fired)
                .hasSize(144)
                .allSatisfy(fired -> assertThat(fired.lateMs()).isBetween(0L, Timers.POLL_MS));
        assertThat(store.armed).isEmpty();
    }

    @Test
    void knownTimer_firesOnTheDot() {
        store.arm("o1", 160);
        timers.start();
        loop.advance(1_000);

        assertThat(registry.fired).containsExactly(new Fired("o1", 0));
    }

    @Test
    void pointlessTimer_isDisarmed() {
        registry.problem = "order-not-found";
        store.arm("o1", 10);
        timers.start();
        loop.advance(5_000);

        assertThat(registry.fired).hasSize(1);
        assertThat(store.armed).isEmpty();
    }

    @Test
    void unreachableStore_isAskedAgain() {
        registry.unavailable = true;
        store.arm("o1", 10);
        timers.start();
        loop.advance(1_000);
        assertThat(store.armed).hasSize(1);

        registry.unavailable = false;
        loop.advance(Timers.POLL_MS);
        assertThat(registry.fired).hasSize(1);
        assertThat(store.armed).isEmpty();
    }

    @Test
    void closed_firesNoMore() {
        timers.start();
        timers.close();
        store.arm("o1", 10);
        loop.advance(1_000);

        assertThat(registry.fired).isEmpty();
    }

    private record Fired(String subject, long lateMs) {}

    private final class FakeTimers implements TimerStore {
        private final TreeMap<String, Long> armed = new TreeMap<>();

        void arm(String subject, long dueMs) {
            armed.put(subject, dueMs);
        }

        @Override
        public CompletionStage<Due> due(int limit) {
            List<Timer> due = armed.entrySet().stream()
                    .filter(timer -> timer.getValue() <= loop.nowMs())
                    .limit(limit)
                    .map(timer -> Timer.newBuilder()
                            .setSubject(timer.getKey())
                            .setDueMs(timer.getValue())
                            .build())
                    .toList();
            long next = armed.values().stream()
                    .filter(at -> at > loop.nowMs())
                    .mapToLong(Long::longValue)
                    .min()
                    .orElse(0);
            return CompletableFuture.completedFuture(new Due(loop.nowMs(), due, next));
        }

        @Override
        public CompletionStage<Void> disarm(List<Timer> timers) {
            timers.forEach(timer -> armed.remove(timer.getSubject(), timer.getDueMs()));
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Disarms what it fires, as decisions do. */
    private final class FakeRegistry implements Registry {
        private final List<Fired> fired = new ArrayList<>();
        private String problem = "";
        private boolean unavailable;

        @Override
        public CompletionStage<Reply> submit(String requestKey, ByteString bodyHash, long leaseEpoch, Command command) {
            if (unavailable) {
                return CompletableFuture.failedFuture(new Unavailable("no store"));
            }
            Timer timer = command.getFireTimer().getTimer();
            fired.add(new Fired(timer.getSubject(), loop.nowMs() - timer.getDueMs()));
            if (problem.isEmpty()) {
                store.armed.remove(timer.getSubject());
            }
            return CompletableFuture.completedFuture(
                    Reply.newBuilder().setProblem(problem).build());
        }

        @Override
        public String region() {
            return "520181";
        }

        @Override
        public CompletionStage<Reading> read(List<String> keys) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<List<String>> members(String index) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void follow(LogFollower follower) {
            throw new UnsupportedOperationException();
        }
    }
}
