package org.linli.load;

import io.vertx.core.Future;
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
        return generator.await(() -> look(generator, end, condition));
    }

    private static Future<Boolean> look(Generator generator, long end, BooleanSupplier condition) {
        if (condition.getAsBoolean()) {
            return Future.succeededFuture(true);
        }
        if (System.nanoTime() > end) {
            return Future.succeededFuture(false);
        }
        Promise<Boolean> later = Promise.promise();
        generator
                .vertx()
                .setTimer(LOOK_MS, fired -> look(generator, end, condition).onComplete(later));
        return later.future();
    }
}
