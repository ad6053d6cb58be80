package org.linli.matcher.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.linli.matcher.registry.Registry;

class GatheringTest {
    private final List<List<Integer>> calls = new ArrayList<>();
    private final List<CompletableFuture<List<String>>> answers = new ArrayList<>();
    private final Gathering<Integer, String> gathering = new Gathering<>(this::call);

    private CompletionStage<List<String>> call(List<Integer> questions) {
        calls.add(questions);
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    private void answer(int call) {
        answers.get(call).complete(calls.get(call).stream().map(String::valueOf).toList());
    }

    private List<CompletableFuture<String>> ask(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(question -> gathering.ask(question).toCompletableFuture())
                .toList();
    }

    @Test
    void question_whileIdle_isAskedAtOnce() {
        CompletableFuture<String> first = ask(7, 8).get(0);
        answer(0);
        assertThat(first).isCompletedWithValue("7");
        assertThat(calls).containsExactly(List.of(7));
    }

    @Test
    void questions_whileACallIsOnItsWay_makeTheNextOnesInOrder() {
        List<CompletableFuture<String>> asked = ask(0, 1 + Gathering.MOST + 3);
        answer(0);
        answer(1);
        answer(2);
        assertThat(calls).extracting(List::size).containsExactly(1, Gathering.MOST, 3);
        for (int i = 0; i < asked.size(); i++) {
            assertThat(asked.get(i)).isCompletedWithValue(String.valueOf(i));
        }
    }

    @Test
    void failedCall_failsItsOwnQuestionsAlone() {
        List<CompletableFuture<String>> asked = ask(0, 3);
        answers.get(0).completeExceptionally(new Registry.Unavailable("gone"));
        answer(1);
        assertThat(asked.get(0)).isCompletedExceptionally();
        assertThat(asked.get(1)).isCompletedWithValue("1");
        assertThat(asked.get(2)).isCompletedWithValue("2");
    }

    @Test
    void question_beyondTheLimit_isRefused() {
        ask(0, 1 + Gathering.QUEUE_LIMIT);
        assertThat(ask(0, 1).get(0)).isCompletedExceptionally();
        assertThat(calls).hasSize(1);
    }
}
