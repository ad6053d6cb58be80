package org.linli.matcher.registry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.linli.matcher.loop.VirtualLoop;
import org.linli.matcher.registry.Rank;
import org.linli.matcher.registry.Registry;

class BatcherTest {
    private static final long ROUND_TRIP_MS = 3;

    private final VirtualLoop loop = new VirtualLoop();
    private final RegistryFigures figures = new RegistryFigures();
    private final List<List<Integer>> sent = new ArrayList<>();
    private final Batcher<Integer, String> batcher = new Batcher<>(loop, figures, 1, this::send);

    private CompletionStage<List<String>> send(List<Integer> batch) {
        sent.add(batch);
        CompletableFuture<List<String>> answered = new CompletableFuture<>();
        loop.schedule(
                ROUND_TRIP_MS,
                () -> answered.complete(batch.stream().map(n -> "answer " + n).toList()));
        return answered;
    }

    @Test
    void idle_sendsAtOnce() {
        batcher.ask(Rank.SOON, 1);

        assertThat(sent).containsExactly(List.of(1));
        assertThat(loop.nowMs()).isZero();
    }

    @Test
    void whileABatchIsInFlight_theNextCollects() {
        List<CompletionStage<String>> answers = IntStream.range(0, 100)
                .mapToObj(number -> batcher.ask(Rank.SOON, number))
                .toList();

        loop.advance(ROUND_TRIP_MS);
        loop.advance(ROUND_TRIP_MS);
        loop.advance(ROUND_TRIP_MS);

        assertThat(sent).extracting(List::size).containsExactly(1, Batcher.BATCH_LIMIT, 35);
        assertThat(answers.get(99).toCompletableFuture()).isCompletedWithValue("answer 99");
    }

    @Test
    void twoAtOnce_theThirdCollects_andLeavesWithTheFirstAnswer() {
        Batcher<Integer, String> two = new Batcher<>(loop, figures, 2, this::send);
        two.ask(Rank.SOON, 1);
        loop.advance(1);
        IntStream.range(2, 10).forEach(number -> two.ask(Rank.SOON, number));
        assertThat(sent).extracting(List::size).containsExactly(1, 1);

        loop.advance(ROUND_TRIP_MS - 1);

        assertThat(sent).extracting(List::size).containsExactly(1, 1, 7);
    }

    @Test
    void nextBatch_leavesBeforeAnybodyIsTold() {
        List<Integer> batchesSentWhenTold = new ArrayList<>();
        batcher.ask(Rank.SOON, 1).thenRun(() -> batchesSentWhenTold.add(sent.size()));
        batcher.ask(Rank.SOON, 2);

        loop.advance(ROUND_TRIP_MS);
        assertThat(batchesSentWhenTold).containsExactly(2);
    }

    @Test
    void fullQueue_isUnavailable() {
        for (int i = 0; i <= Batcher.QUEUE_LIMIT; i++) {
            batcher.ask(Rank.SOON, i);
        }

        assertThatThrownBy(
                        () -> batcher.ask(Rank.SOON, -1).toCompletableFuture().join())
                .hasCauseInstanceOf(Registry.Unavailable.class);
    }

    @Test
    void nextBatch_takesTheHigherRanksFirst() {
        batcher.ask(Rank.SOON, 0);
        batcher.ask(Rank.BULK, 1);
        batcher.ask(Rank.ROUTINE, 2);
        batcher.ask(Rank.EMERGENCY, 3);
        batcher.ask(Rank.ROUTINE, 4);
        batcher.ask(Rank.URGENT, 5);

        loop.advance(ROUND_TRIP_MS);

        assertThat(sent.get(1)).containsExactly(3, 5, 2, 4, 1);
        assertThat(figures.waits(Rank.EMERGENCY)).isOne();
        assertThat(figures.waitedNanos(Rank.EMERGENCY)).isEqualTo(ROUND_TRIP_MS * 1_000_000);
    }

    @Test
    void fullQueue_stillTakesWhatIsUrgent() {
        for (int i = 0; i <= Batcher.QUEUE_LIMIT; i++) {
            batcher.ask(Rank.SOON, i);
        }

        CompletionStage<String> urgent = batcher.ask(Rank.URGENT, -1);
        loop.advance(ROUND_TRIP_MS);
        loop.advance(ROUND_TRIP_MS);

        assertThat(urgent.toCompletableFuture()).isCompletedWithValue("answer -1");
    }

    @Test
    void fullQueue_takesTheEndOfWhatHasBegun() {
        for (int i = 0; i <= Batcher.QUEUE_LIMIT; i++) {
            batcher.ask(Rank.SOON, i);
        }

        assertThat(batcher.askAnyway(Rank.BULK, -1).toCompletableFuture()).isNotDone();
    }
}
