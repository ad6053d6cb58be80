package org.linli.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final long SECOND = 1_000 * World.MILLI;

    private final World world = new World(3);
    private final Network network = new Network(world);
    private final Membership membership = new Membership(world);
    private final Mortal firstProcess = new Mortal();
    private final Mortal secondProcess = new Mortal();
    private final List<String> heard = new ArrayList<>();
    private SimBus first;
    private SimBus second;

    @BeforeEach
    void join() {
        first = new SimBus(world, network, membership, firstProcess, "node-1", "node-1/1");
        second = new SimBus(world, network, membership, secondProcess, "node-2", "node-2/1");
        first.listen("news", message -> heard.add("first"));
        second.listen("news", message -> heard.add("second"));
        world.runUntil(SECOND);
    }

    private List<String> published(SimBus by) {
        heard.clear();
        by.publish("news", new byte[0]);
        world.runUntil(world.nowNanos() + SECOND / 2);
        return heard;
    }

    @Test
    void news_reachAllMembers() {
        assertThat(published(first)).contains("first", "second");
    }

    @Test
    void suspectedNode_hearsNothing_andTellsTheOthersStill() {
        membership.suspect("node-2", world.nowNanos() + 5 * SECOND);
        assertThat(published(first)).containsOnly("first");
        assertThat(published(second)).contains("first", "second");
        world.runUntil(world.nowNanos() + 9 * SECOND);
        assertThat(published(first)).contains("first", "second");
    }

    @Test
    void split_partsBoth_untilSomeTimeAfterItsEnd() {
        membership.split(1, world.nowNanos() + 5 * SECOND);
        assertThat(published(first)).containsOnly("first");
        assertThat(published(second)).containsOnly("second");
        world.runUntil(world.nowNanos() + 9 * SECOND);
        assertThat(published(first)).contains("first", "second");
    }

    @Test
    void frozenView_knowsNoNewcomer() {
        membership.freeze();
        secondProcess.die();
        second.died();
        SimBus again = new SimBus(world, network, membership, new Mortal(), "node-2", "node-2/2");
        again.listen("news", message -> heard.add("again"));
        world.runUntil(world.nowNanos() + SECOND);
        assertThat(published(first)).containsOnly("first");
        membership.thaw();
        assertThat(published(first)).contains("first", "again");
    }

    @Test
    void question_toADeadNode_failsWhenItsTimeIsUp() {
        second.answer("help", message -> CompletableFuture.completedFuture(message));
        secondProcess.die();
        second.died();
        CompletionStage<byte[]> answer = first.ask("help", new byte[] {7}, 80);
        world.runUntil(world.nowNanos() + SECOND);
        assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
    }
}
