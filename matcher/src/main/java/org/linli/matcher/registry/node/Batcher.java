package org.linli.matcher.registry.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.Loop;
import org.linli.matcher.registry.Rank;
import org.linli.matcher.registry.Registry;

/**
 * Groups questions to the store without ever waiting: when idle it sends at once, and what comes while its batches are on
 * their way makes the next one, the higher ranks first. One fsync then carries a whole batch. Used on the loop alone.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
final class Batcher<Q, A> {
    /** Beyond about 50 in flight an fsync carries no more, and the last of a batch only waits longer. */
    static final int BATCH_LIMIT = 64;
    /** About a second of work at 4,000/s; whoever comes later is better served by "try again". */
    static final int QUEUE_LIMIT = 4_096;

    private final Loop loop;
    private final RegistryFigures figures;
    private final Function<List<Q>, CompletionStage<List<A>>> send;
    private final Map<Rank, Deque<Waiting<Q, A>>> queues = new EnumMap<>(Rank.class);
    private int size;
    private final int atOnce;
    private int inFlight;

    /**
     * @param atOnce how many batches may be on their way: with more than one the store has its next while it answers the last
     * @param send   answers every question in order, and never fails as a whole
     */
    Batcher(Loop loop, RegistryFigures figures, int atOnce, Function<List<Q>, CompletionStage<List<A>>> send) {
        this.atOnce = atOnce;
        this.loop = loop;
        this.figures = figures;
        this.send = send;
        for (Rank rank : Rank.values()) {
            queues.put(rank, new ArrayDeque<>());
        }
    }

    /** Fails with {@link Registry.Unavailable} where too many wait already for one of this rank to wait as well. */
    CompletionStage<A> ask(Rank rank, Q question) {
        if (!rank.admits(size, QUEUE_LIMIT)) {
            return CompletableFuture.failedFuture(
                    new Registry.Unavailable("Too many commands (" + size + ") wait for the store."));
        }
        return askAnyway(rank, question);
    }

    /** For the end of what was let in before: it is as many as those who were let in. */
    CompletionStage<A> askAnyway(Rank rank, Q question) {
        Waiting<Q, A> waiting = new Waiting<>(rank, question, loop.nanoTime(), new CompletableFuture<>());
        queue(rank).add(waiting);
        size++;
        sendNext();
        return waiting.answer;
    }

    private Deque<Waiting<Q, A>> queue(Rank rank) {
        return java.util.Objects.requireNonNull(queues.get(rank));
    }

    private void sendNext() {
        while (inFlight < atOnce && size > 0) {
            inFlight++;
            List<Waiting<Q, A>> batch = nextBatch();
            send.apply(batch.stream().map(Waiting::question).toList())
                    .whenComplete((answers, error) -> answered(batch, answers, error));
        }
    }

    private List<Waiting<Q, A>> nextBatch() {
        List<Waiting<Q, A>> batch = new ArrayList<>(Math.min(size, BATCH_LIMIT));
        long now = loop.nanoTime();
        for (Deque<Waiting<Q, A>> queue : queues.values()) {
            while (batch.size() < BATCH_LIMIT && !queue.isEmpty()) {
                Waiting<Q, A> next = queue.remove();
                figures.waited(next.rank, now - next.since);
                batch.add(next);
            }
        }
        size -= batch.size();
        return batch;
    }

    /** The next batch leaves before anybody is told, so that the store never idles meanwhile. */
    private void answered(List<Waiting<Q, A>> batch, @Nullable List<A> answers, @Nullable Throwable error) {
        inFlight--;
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

    private record Waiting<Q, A>(Rank rank, Q question, long since, CompletableFuture<A> answer) {}
}
