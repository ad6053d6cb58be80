package org.linli.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.linli.matcher.registry.Rank;

class WaitingRoomTest {
    private static final long MS = 1_000_000;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Admission admission = new Admission(new AdaptiveLimit(), meters);
    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::dueMs));
    private long nowMs;
    private final WaitingRoom room = new WaitingRoom(
            admission,
            () -> Runnable::run,
            (delayMs, task) -> tasks.add(new Task(nowMs + delayMs, task)),
            () -> nowMs * MS);

    private record Task(long dueMs, Runnable task) {}

    /** A call that waits or waited. */
    private record Asked(Rank rank, long atMs, Future<Boolean> said) {}

    private void fill() {
        boolean room = true;
        while (room) {
            room = admission.enter(Rank.SOON);
        }
    }

    private void pass(long ms) {
        long untilMs = nowMs + ms;
        while (!tasks.isEmpty() && tasks.element().dueMs() <= untilMs) {
            Task next = tasks.remove();
            nowMs = Math.max(nowMs, next.dueMs());
            next.task().run();
        }
        nowMs = untilMs;
    }

    private void leave() {
        room.leave(Rank.SOON, nowMs * MS, MS, false);
    }

    private double waiting() {
        return meters.get("linli.lane.waiting").gauge().value();
    }

    @Test
    void call_thatFindsRoom_goesOnAtOnce() {
        assertThat(room.enter(Rank.BULK).result()).isTrue();
        assertThat(waiting()).isZero();
    }

    @Test
    void call_thatFindsNone_goesOnWhenSomebodyLeaves() {
        fill();
        Future<Boolean> said = room.enter(Rank.SOON);
        pass(WaitingRoom.PATIENCE_MS - 1);
        assertThat(said.isComplete()).isFalse();

        leave();

        assertThat(said.result()).isTrue();
        assertThat(meters.counter("linli.lane.shed", "lane", "soon").count()).isZero();
    }

    @Test
    void call_thatWaitedForItsTime_isRefused_andNotLetInLater() {
        fill();
        Future<Boolean> first = room.enter(Rank.SOON);
        pass(1_000);
        Future<Boolean> second = room.enter(Rank.SOON);

        pass(WaitingRoom.PATIENCE_MS - 1_000);

        assertThat(first.result()).isFalse();
        assertThat(second.isComplete()).isFalse();
        leave();
        assertThat(second.result()).isTrue();
        assertThat(meters.counter("linli.lane.shed", "lane", "soon").count()).isOne();
        assertThat(waiting()).isZero();
    }

    @Test
    void whoeverLeaves_makesRoomForTheHighestRank_andInItForTheFirst() {
        fill();
        Future<Boolean> bulk = room.enter(Rank.BULK);
        Future<Boolean> firstSoon = room.enter(Rank.SOON);
        Future<Boolean> secondSoon = room.enter(Rank.SOON);

        leave();

        assertThat(firstSoon.result()).isTrue();
        assertThat(secondSoon.isComplete()).isFalse();
        assertThat(bulk.isComplete()).isFalse();
    }

    @Test
    void calls_beyondTheSeats_areRefusedAtOnce() {
        fill();
        for (int seat = 0; seat < WaitingRoom.SEATS; seat++) {
            assertThat(room.enter(Rank.BULK).isComplete()).isFalse();
        }

        assertThat(room.enter(Rank.BULK).result()).isFalse();
    }

    @Test
    void emergencies_doNotWaitForWhomIsWaiting() {
        fill();
        assertThat(room.enter(Rank.ROUTINE).isComplete()).isFalse();

        assertThat(room.enter(Rank.EMERGENCY).result()).isTrue();
    }

    /**
     * Whatever comes and goes: nobody waits beyond the time and a look, nor while there is room for the rank, within a rank
     * the first is the first, and each who was let in and no other has a place.
     */
    @Test
    void room_withAnyComingAndGoing_keepsItsOrder() {
        SplittableRandom chance = new SplittableRandom(11);
        Deque<Rank> inside = new ArrayDeque<>();
        for (boolean more = true; more; ) {
            more = admission.enter(Rank.SOON);
            if (more) {
                inside.add(Rank.SOON);
            }
        }
        List<Asked> waiting = new ArrayList<>();
        int refused = 0;
        for (int step = 0; step < 20_000; step++) {
            for (int comes = chance.nextInt(5); comes > 0; comes--) {
                Rank rank = Rank.values()[chance.nextInt(Rank.values().length)];
                waiting.add(new Asked(rank, nowMs, room.enter(rank)));
            }
            for (int goes = chance.nextInt(4); goes > 0 && !inside.isEmpty(); goes--) {
                room.leave(inside.remove(), nowMs * MS, chance.nextLong(90) * MS, true);
            }
            pass(chance.nextInt(40));
            refused += settle(waiting, inside);
        }
        assertThat(refused).isPositive();
        assertThat(waiting()).isEqualTo(waiting.size());
        assertThat(meters.get("linli.lane.under.way").gauge().value()).isEqualTo(inside.size());
    }

    private int settle(List<Asked> waiting, Deque<Rank> inside) {
        for (Asked one : waiting) {
            if (!one.said().isComplete()) {
                assertThat(nowMs - one.atMs()).isLessThan(WaitingRoom.PATIENCE_MS + 10);
                assertThat(admission.enter(one.rank())).isFalse();
                assertThat(waiting)
                        .noneMatch(other -> other.rank() == one.rank()
                                && other.atMs() > one.atMs()
                                && other.said().isComplete());
            }
        }
        int refused = 0;
        for (Asked one : waiting) {
            if (one.said().isComplete() && one.said().result()) {
                inside.add(one.rank());
            } else if (one.said().isComplete()) {
                refused++;
            }
        }
        waiting.removeIf(one -> one.said().isComplete());
        return refused;
    }
}
