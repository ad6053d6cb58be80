package org.linli.matcher.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.matcher.Loop;

class VirtualLoopTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final List<String> ran = new ArrayList<>();

    @Test
    void tasks_runInOrderOfTimeAndThenOfHandingIn() {
        loop.schedule(10, () -> ran.add("late"));
        loop.execute(() -> ran.add("first"));
        loop.execute(() -> ran.add("second"));
        loop.schedule(5, () -> ran.add("early at " + loop.nowMs()));

        loop.advance(9);
        assertThat(ran).containsExactly("first", "second", "early at 5");
        loop.advance(1);
        assertThat(ran).last().isEqualTo("late");
        assertThat(loop.nowMs()).isEqualTo(10);
    }

    @Test
    void cancelled_neverRuns() {
        Loop.Cancellable task = loop.schedule(5, () -> ran.add("never"));
        task.cancel();

        loop.advance(10);
        assertThat(ran).isEmpty();
    }

    @Test
    void inLoop_onlyWhileATaskRuns() {
        loop.execute(() -> ran.add("in loop: " + loop.inLoop()));
        loop.runReady();

        assertThat(ran).containsExactly("in loop: true");
        assertThat(loop.inLoop()).isFalse();
    }
}
