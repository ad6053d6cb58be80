package org.linli.matcher.registry.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.registry.Registry;

/**
 * Groups questions to the store without ever waiting: when idle it sends at once, and what comes while a batch is on
 * its way makes the next one. One fsync then carries a whole batch. Used on the loop alone.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
final class Batcher<Q, A> {
    /** Beyond about 50 in flight an fsync carries no more, and the last of a batch only waits longer. */
    static final int BATCH_LIMIT = 64;
    /** About a second of work at 4,000/s; whoever comes later is better served by "try again". */
    static final int QUEUE_LIMIT = 4_096;

    private final Function<List<Q>, CompletionStage<List<A>>> send;
    private final Deque<Waiting<Q, A>> queue = new ArrayDeque<>();
    private boolean inFlight;

    /** @param send answers every question in order, and never fails as a whole */
    Batcher(Function<List<Q>, CompletionStage<List<A>>> send) {
        this.send = send;
    }

    /** Fails with {@link Registry.Unavailable} where too many wait already. */
    CompletionStage<A> ask(Q question) {
        if (queue.size() >= QUEUE_LIMIT) {
            return CompletableFuture.failedFuture(
                    new Registry.Unavailable("Too many commands (" + QUEUE_LIMIT + ") wait for the store."));
        }
        Waiting<Q, A> waiting = new Waiting<>(question, new CompletableFuture<>());
        queue.add(waiting);
        sendNext();
        return waiting.answer;
    }

    private void sendNext() {
        while (!inFlight && !queue.isEmpty()) {
            inFlight = true;
            List<Waiting<Q, A>> batch = nextBatch();
            send.apply(batch.stream().map(Waiting::question).toList())
                    .whenComplete((answers, error) -> answered(batch, answers, error));
        }
    }

    private List<Waiting<Q, A>> nextBatch() {
        int size = Math.min(queue.size(), BATCH_LIMIT);
        List<Waiting<Q, A>> batch = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            batch.add(queue.remove());
        }
        return batch;
    }

    /** The next batch leaves before anybody is told, so that the store never idles meanwhile. */
    private void answered(List<Waiting<Q, A>> batch, @Nullable List<A> answers, @Nullable Throwable error) {
        inFlight = false;
        sendNext();
        for (int i = 0; i < batch.size(); i++) {
            CompletableFuture<A> answer = batch.get(i).answer;
            if (answers != null) {
                answer.complete(answers.get(i));
            } else {
                answer.completeExceptionally(error == null ? new IllegalStateException("no answers") : error);
            }
        }
    }

    private record Waiting<Q, A>(Q question, CompletableFuture<A> answer) {}
}
