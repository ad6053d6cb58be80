package org.linli.matcher.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadLoopTest {
    @Test
    void tasks_runOnTheLoopInOrder_evenAfterOneFails() throws Exception {
        List<String> ran = new CopyOnWriteArrayList<>();
        CompletableFuture<Boolean> last = new CompletableFuture<>();
        try (ThreadLoop loop = ThreadLoop.start("test-loop")) {
            loop.execute(() -> ran.add("one"));
            loop.execute(() -> {
                throw new IllegalStateException("meant to be");
            });
            loop.schedule(1, () -> last.complete(loop.inLoop()));

            assertThat(last.get(60, TimeUnit.SECONDS)).isTrue();
            assertThat(ran).containsExactly("one");
            assertThat(loop.inLoop()).isFalse();
        }
    }
}
