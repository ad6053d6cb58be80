package org.linli.matcher.registry.store;

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
 * Asks the store many questions of one kind in few calls, without ever waiting: when idle it asks at once, and what comes
 * while a call is on its way makes the next one. A table of people brings hundreds at a time. Used on the loop alone.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
public final class Gathering<Q, A> {
    /** One script that holds up everybody else for about 0.1 ms. */
    static final int MOST = 64;
    /** As many commands as may wait for the store at once, and each asks once. */
    static final int QUEUE_LIMIT = 8_192;

    private final Function<List<Q>, CompletionStage<List<A>>> call;
    private final Deque<Waiting<Q, A>> waiting = new ArrayDeque<>();
    private boolean inFlight;

    private record Waiting<Q, A>(Q question, CompletableFuture<A> answer) {}

    /** @param call answers every question, in order */
    public Gathering(Function<List<Q>, CompletionStage<List<A>>> call) {
        this.call = call;
    }

    /** Fails as the call does, and with {@link Registry.Unavailable} where too many wait already. */
    public CompletionStage<A> ask(Q question) {
        if (waiting.size() >= QUEUE_LIMIT) {
            return CompletableFuture.failedFuture(
                    new Registry.Unavailable("Too many questions (" + waiting.size() + ") wait for the store."));
        }
        Waiting<Q, A> next = new Waiting<>(question, new CompletableFuture<>());
        waiting.add(next);
        askNext();
        return next.answer;
    }

    private void askNext() {
        while (!inFlight && !waiting.isEmpty()) {
            inFlight = true;
            List<Waiting<Q, A>> asked = new ArrayList<>(Math.min(waiting.size(), MOST));
            while (asked.size() < MOST && !waiting.isEmpty()) {
                asked.add(waiting.remove());
            }
            call.apply(asked.stream().map(Waiting::question).toList())
                    .whenComplete((answers, error) -> answered(asked, answers, error));
        }
    }

    /** The next call leaves before anybody is told, so that the store never idles meanwhile. */
    private void answered(List<Waiting<Q, A>> asked, @Nullable List<A> answers, @Nullable Throwable error) {
        inFlight = false;
        askNext();
        for (int i = 0; i < asked.size(); i++) {
            CompletableFuture<A> answer = asked.get(i).answer;
            if (answers != null) {
                answer.complete(answers.get(i));
            } else {
                answer.completeExceptionally(error == null ? new IllegalStateException("no answers") : error);
            }
        }
    }
}
