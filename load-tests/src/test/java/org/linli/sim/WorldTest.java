package org.linli.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.load.check.Happening;

class WorldTest {
    private final World world = new World(1);
    private final Mortal process = new Mortal();
    private final List<String> done = new ArrayList<>();

    @Test
    void pause_workDueMeanwhile_isDoneInItsOrderWhenItEnds() {
        at(10, "first");
        at(20, "second");
        world.pause(process, 50 * World.MILLI);

        world.runUntil(49 * World.MILLI);
        assertThat(done).isEmpty();
        world.runUntil(60 * World.MILLI);
        assertThat(done).containsExactly("first at 50", "second at 50");
    }

    @Test
    void wake_beforeThePausesEnd_doesAtOnceWhatWasDue() {
        at(10, "due");
        world.pause(process, 50 * World.MILLI);
        world.runUntil(30 * World.MILLI);

        process.wake();

        world.runUntil(40 * World.MILLI);
        assertThat(done).containsExactly("due at 30");
    }

    @Test
    void pause_withinALongerOne_doesNotShortenIt() {
        at(10, "due");
        world.pause(process, 50 * World.MILLI);
        world.pause(process, 20 * World.MILLI);

        world.runUntil(30 * World.MILLI);
        assertThat(done).isEmpty();
        world.runUntil(60 * World.MILLI);
        assertThat(done).containsExactly("due at 50");
    }

    @Test
    void tasks_thatHandInTheNextWithoutEnd_endTheRun_andAreWrittenDown() {
        at(5_000, "later");
        goOnForEver();

        world.runUntil(10_000 * World.MILLI);

        assertThat(world.history.all())
                .singleElement()
                .isInstanceOfSatisfying(
                        Happening.Broke.class, broke -> assertThat(broke.what()).contains("tasks in a second"));
        assertThat(done).isEmpty();
    }

    private void goOnForEver() {
        world.after(10_000, process, this::goOnForEver);
    }

    private void at(long ms, String what) {
        world.after(ms * World.MILLI, process, () -> done.add(what + " at " + world.nowMs()));
    }
}
