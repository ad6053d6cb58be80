package org.linli.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BlockingThreadTest {
    private final World world = new World(1);
    private final Mortal process = new Mortal();
    private final List<String> done = new ArrayList<>();

    private CompletableFuture<String> in(long ms) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        world.after(ms * World.MILLI, process, () -> answer.complete("answer at " + world.nowMs()));
        return answer;
    }

    @Test
    void blockedTask_goesOnAtItsMoment_andTellsWhenItHasEnded() {
        try (BlockingThread thread = new BlockingThread()) {
            thread.run(
                    () -> {
                        done.add(thread.await(in(20)));
                        done.add(thread.await(in(30)));
                    },
                    () -> done.add("ended at " + world.nowMs()));
            assertThat(done).isEmpty();
            world.runUntil(100 * World.MILLI);
        }
        assertThat(done).containsExactly("answer at 20", "answer at 50", "ended at 50");
    }

    @Test
    void closed_inTheMiddle_doesNotGoOn() {
        BlockingThread thread = new BlockingThread();
        thread.run(
                () -> {
                    thread.await(in(20));
                    done.add("went on");
                },
                () -> done.add("ended"));
        thread.close();
        world.runUntil(100 * World.MILLI);
        assertThat(done).isEmpty();
    }

    @Test
    void failure_isKeptForTheWorld() {
        try (BlockingThread thread = new BlockingThread()) {
            thread.run(
                    () -> {
                        throw new IllegalStateException("not its own");
                    },
                    () -> done.add(String.valueOf(thread.failure())));
        }
        assertThat(done).containsExactly("java.lang.IllegalStateException: not its own");
    }
}
