package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Does something for many things, a few at a time, in order; the outcomes stand in the order of the things. One context. */
final class InFlight<T, R> {
    private final List<T> things;
    private final Function<T, Future<R>> each;
    private final Promise<List<R>> done = Promise.promise();
    private final Object[] outcomes;
    private int next;
    private int ended;

    private InFlight(List<T> things, Function<T, Future<R>> each) {
        this.things = things;
        this.each = each;
        this.outcomes = new Object[things.size()];
    }

    /** Fails with the first failure; what is under way then goes on to its end. */
    static <T, R> Future<List<R>> each(List<T> things, int most, Function<T, Future<R>> each) {
        InFlight<T, R> all = new InFlight<>(things, each);
        for (int i = 0; i < Math.max(1, most); i++) {
            all.goOn();
        }
        return all.done.future();
    }

    /** A loop, and no recursion for what is done at once. */
    private void goOn() {
        while (next < things.size() && !done.future().failed()) {
            int index = next++;
            Future<R> one = each.apply(things.get(index));
            if (!one.isComplete()) {
                one.onComplete(outcome -> {
                    ended(index, one);
                    goOn();
                });
                return;
            }
            ended(index, one);
        }
        if (ended == things.size()) {
            finish();
        }
    }

    private void ended(int index, Future<R> one) {
        ended++;
        if (one.failed()) {
            done.tryFail(one.cause());
        } else {
            outcomes[index] = one.result();
        }
    }

    @SuppressWarnings("unchecked")
    private void finish() {
        done.tryComplete((List<R>) Arrays.asList(outcomes));
    }
}
