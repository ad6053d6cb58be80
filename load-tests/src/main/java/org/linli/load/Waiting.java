package org.linli.load;

import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits on the generator's loop for something to become true. */
final class Waiting {
    private static final long LOOK_MS = 20;

    private Waiting() {}

    /** True as soon as it holds, false when the time is over. Blocks the caller, which is not the loop. */
    static boolean until(Generator generator, Duration most, BooleanSupplier condition) {
        long end = System.nanoTime() + most.toNanos();
        return generator.await(() -> {
            Promise<Boolean> outcome = Promise.promise();
            look(generator, end, condition, outcome);
            return outcome.future();
        });
    }

    private static void look(Generator generator, long end, BooleanSupplier condition, Promise<Boolean> outcome) {
        if (condition.getAsBoolean()) {
            outcome.complete(true);
        } else if (System.nanoTime() > end) {
            outcome.complete(false);
        } else {
            generator.vertx().setTimer(LOOK_MS, fired -> look(generator, end, condition, outcome));
        }
    }
}
