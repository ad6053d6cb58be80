package org.linli.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    @Test
    void each_ofVeryMany_endsWhenAllAreDone() {
        int people = 200_000;
        Deque<Promise<Void>> underWay = new ArrayDeque<>();

        Future<Void> all = Generator.each(Collections.nCopies(people, "somebody"), 2, who -> begin(underWay));

        int done = 0;
        for (Promise<Void> next = underWay.poll(); next != null; next = underWay.poll()) {
            assertThat(all.isComplete()).isFalse();
            next.complete();
            done++;
        }
        assertThat(done).isEqualTo(people);
        assertThat(all.succeeded()).isTrue();
    }

    @Test
    void each_stepThatFailsOrThrows_failsTheWhole_andBeginsNothingMoreThere() {
        List<Integer> begun = new ArrayList<>();

        Future<Void> failed = Generator.each(List.of(1, 2, 3), 1, number -> {
            begun.add(number);
            return number == 2 ? Future.failedFuture("refused") : Future.succeededFuture();
        });
        Future<Void> thrown = Generator.each(List.of(1), 1, number -> {
            throw new IllegalStateException("broken");
        });

        assertThat(failed.cause()).hasMessage("refused");
        assertThat(begun).containsExactly(1, 2);
        assertThat(thrown.cause()).hasMessage("broken");
    }

    private static Future<Void> begin(Deque<Promise<Void>> underWay) {
        Promise<Void> step = Promise.promise();
        underWay.add(step);
        return step.future();
    }
}
