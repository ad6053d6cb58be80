package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
    private record Waiting(String id, int priority, long openedAtMs) {
        static final Comparator<Waiting> TURN = Comparator.comparing(Waiting::priority, Comparator.reverseOrder())
                .thenComparing(Waiting::openedAtMs)
                .thenComparing(Waiting::id);
    }

    @Test
    void turns_afterAnyCourse_areThoseOfASortedList() {
        SplittableRandom chance = new SplittableRandom(3);
        WorkQueue queue = new WorkQueue();
        List<Waiting> expected = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            String id = "o-" + chance.nextInt(5_000);
            Waiting known = find(expected, id);
            switch (chance.nextInt(known == null ? 5 : 7)) {
                case 0, 1, 2, 3 -> {
                    Waiting one = new Waiting(id, chance.nextInt(4), chance.nextInt(100));
                    int number = queue.add(id, one.priority(), one.openedAtMs());
                    if (known == null) {
                        assertThat(numbers.values()).doesNotContain(number);
                        expected.add(one);
                        numbers.put(id, number);
                    }
                    assertThat(number).isEqualTo(numbers.get(id));
                    assertThat(queue.name(number)).isEqualTo(id);
                }
                case 4 -> {
                    expected.sort(Waiting.TURN);
                    String next = expected.isEmpty() ? null : expected.remove(0).id();
                    assertThat(queue.peek()).isEqualTo(next);
                    assertThat(queue.poll()).isEqualTo(next);
                    numbers.remove(next);
                }
                default -> {
                    assertThat(queue.ahead(id)).isEqualTo(ahead(expected, known));
                    assertThat(queue.remove(id)).isEqualTo(numbers.remove(id));
                    assertThat(queue.ahead(id)).isNegative();
                    expected.remove(known);
                }
            }
            assertThat(queue.size()).isEqualTo(expected.size());
        }
        queue.clear();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.poll()).isNull();
    }

    private static @Nullable Waiting find(List<Waiting> all, String id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
    }

    private static long ahead(List<Waiting> all, @Nullable Waiting one) {
        return all.stream()
                .filter(other -> Waiting.TURN.compare(other, one) < 0)
                .count();
    }
}
