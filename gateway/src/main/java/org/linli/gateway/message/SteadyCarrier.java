package org.linli.gateway.message;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.client.RetryBudget;
import org.linli.matcher.Loop;
import org.linli.matcher.StageFailure;

/**
 * A carrier that is asked again where it failed for now: under the same key, after pauses that grow, as long as the budget of
 * repeats and the deadline allow; and left alone while it is sick. Everything happens on the loop.
 */
public final class SteadyCarrier implements Carrier {
    /** Less than a claim lasts, with room for one last call: who claims next must find that this one has stopped. */
    static final long DEADLINE_MS = 25_000;
    /** How many messages may be under way; the rest is told at once that it must wait. */
    static final int MOST_UNDER_WAY = 128;

    private static final long FIRST_PAUSE_MS = 500;
    private static final long MOST_PAUSE_MS = 8_000;
    private static final double REPEATS_A_MESSAGE = 0.2;

    private final Carrier carrier;
    private final Loop loop;
    private final RandomGenerator chance;
    private final RetryBudget budget = new RetryBudget(REPEATS_A_MESSAGE);
    private final Circuit circuit = new Circuit();
    private int underWay;

    public SteadyCarrier(Carrier carrier, Loop loop, RandomGenerator chance) {
        this.carrier = carrier;
        this.loop = loop;
        this.chance = chance;
    }

    @Override
    public String name() {
        return carrier.name();
    }

    /** On the loop. */
    @Override
    public boolean isWell() {
        return circuit.isWell(nowMs()) && underWay < MOST_UNDER_WAY;
    }

    @Override
    public CompletionStage<String> send(Letter letter) {
        CompletableFuture<String> done = new CompletableFuture<>();
        loop.here(() -> begin(new Errand(letter, done, nowMs() + DEADLINE_MS)));
        return done;
    }

    private record Errand(Letter letter, CompletableFuture<String> done, long deadlineMs) {}

    private long nowMs() {
        return loop.nanoTime() / 1_000_000;
    }

    private void begin(Errand errand) {
        if (underWay >= MOST_UNDER_WAY) {
            errand.done.completeExceptionally(Undelivered.forNow("too-many"));
            return;
        }
        underWay++;
        budget.firstAttempt();
        attempt(errand, 1);
    }

    private void attempt(Errand errand, int number) {
        if (!circuit.enter(nowMs())) {
            fail(errand, Undelivered.forNow("carrier-sick"));
            return;
        }
        asked(errand.letter).whenComplete((ref, error) -> loop.here(() -> heard(errand, number, ref, cause(error))));
    }

    private CompletionStage<String> asked(Letter letter) {
        try {
            return carrier.send(letter);
        } catch (Undelivered refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private static @Nullable Throwable cause(@Nullable Throwable error) {
        return error == null ? null : StageFailure.behind(error);
    }

    private void heard(Errand errand, int number, @Nullable String ref, @Nullable Throwable error) {
        if (error == null || (error instanceof Undelivered refused && refused.isForGood())) {
            circuit.succeeded();
            if (error == null) {
                underWay--;
                errand.done.complete(ref == null ? "" : ref);
            } else {
                fail(errand, error);
            }
            return;
        }
        circuit.failed(nowMs());
        long pauseMs = pauseMs(number);
        if (!(error instanceof Undelivered) || nowMs() + pauseMs >= errand.deadlineMs || !budget.take()) {
            fail(errand, error);
        } else {
            loop.schedule(pauseMs, () -> attempt(errand, number + 1));
        }
    }

    private void fail(Errand errand, Throwable error) {
        underWay--;
        errand.done.completeExceptionally(error);
    }

    /** Exponential, with jitter: half of it certain, so that a carrier gets time to recover. */
    private long pauseMs(int number) {
        long ceiling = Math.min(MOST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(number - 1, 10));
        return ceiling / 2 + chance.nextLong(ceiling / 2 + 1);
    }
}
