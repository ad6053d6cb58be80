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
import org.linli.matcher.registry.Registry;

class BatcherTest {
    private static final long ROUND_TRIP_MS = 3;

    private final VirtualLoop loop = new VirtualLoop();
    private final List<List<Integer>> sent = new ArrayList<>();
    private final Batcher<Integer, String> batcher = new Batcher<>(this::send);

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
        batcher.ask(1);

        assertThat(sent).containsExactly(List.of(1));
        assertThat(loop.nowMs()).isZero();
    }

    @Test
    void whileABatchIsInFlight_theNextCollects() {
        List<CompletionStage<String>> answers =
                IntStream.range(0, 100).mapToObj(batcher::ask).toList();

        loop.advance(ROUND_TRIP_MS);
        loop.advance(ROUND_TRIP_MS);
        loop.advance(ROUND_TRIP_MS);

        assertThat(sent).extracting(List::size).containsExactly(1, Batcher.BATCH_LIMIT, 35);
        assertThat(answers.get(99).toCompletableFuture()).isCompletedWithValue("answer 99");
    }

    @Test
    void nextBatch_leavesBeforeAnybodyIsTold() {
        List<Integer> batchesSentWhenTold = new ArrayList<>();
        batcher.ask(1).thenRun(() -> batchesSentWhenTold.add(sent.size()));
        batcher.ask(2);

        loop.advance(ROUND_TRIP_MS);
        assertThat(batchesSentWhenTold).containsExactly(2);
    }

    @Test
    void fullQueue_isUnavailable() {
        for (int i = 0; i <= Batcher.QUEUE_LIMIT; i++) {
            batcher.ask(i);
        }

        assertThatThrownBy(() -> batcher.ask(-1).toCompletableFuture().join())
                .hasCauseInstanceOf(Registry.Unavailable.class);
    }
}
