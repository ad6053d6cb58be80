package org.linli.matcher.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final int MANY = 100;

    private final AtomicLong nowNs = new AtomicLong();
    private final List<Long> rests = new ArrayList<>();
    private final Throttle half = new Throttle(0.5, nowNs::get, rests::add);

    /** Each pass takes ten microseconds. */
    private void work(int passes) {
        for (int i = 0; i < passes; i++) {
            nowNs.addAndGet(10_000);
            half.pass();
        }
    }

    @Test
    void halfACore_restsAsLongAsItWorked() {
        work(MANY);

        assertThat(rests).containsExactly(320_000L, 320_000L, 320_000L);
    }

    @Test
    void searchThatBeginsAfterHoursWithoutOne_doesNotRestForHours() {
        nowNs.addAndGet(Duration.ofHours(8).toNanos());
        half.begin();

        work(MANY);

        assertThat(rests).containsExactly(320_000L, 320_000L, 320_000L);
    }

    @Test
    void searchThatWasParked_doesNotRestForThatTimeToo() throws InterruptedException {
        work(10);
        half.park();
        CountDownLatch through = new CountDownLatch(1);
        Thread search = new Thread(() -> {
            half.pass();
            through.countDown();
        });
        search.start();
        while (search.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        nowNs.addAndGet(Duration.ofMinutes(10).toNanos());
        half.release();
        assertThat(through.await(10, TimeUnit.SECONDS)).isTrue();

        work(MANY);

        assertThat(rests).as("the pass that waited is the first").containsExactly(310_000L, 320_000L, 320_000L);
    }
}
