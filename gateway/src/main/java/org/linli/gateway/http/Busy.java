package org.linli.gateway.http;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is said to those who cannot be served now. Made beforehand, because a node that is full says it often; the seconds
 * differ from one to the next, so that those refused together do not come again together. Its trace id is in the header
 * alone. Safe to call from any thread.
 */
final class Busy {
    private static final int[] RETRY_SECONDS = {1, 2, 3, 4};

    private final Map<Language, List<Answer>> answers = new EnumMap<>(Language.class);
    private final AtomicInteger turn = new AtomicInteger();

    Busy() {
        for (Language language : Language.values()) {
            List<Answer> all = new ArrayList<>();
            for (int seconds : RETRY_SECONDS) {
                all.add(answer(language, seconds));
            }
            answers.put(language, List.copyOf(all));
        }
    }

    private static Answer answer(Language language, int seconds) {
        Problem problem = Problem.later(ProblemCode.OVERLOADED, seconds);
        return new Answer(
                problem.code().status(),
                "application/problem+json",
                ProblemTexts.json(problem, language, "-").toBuffer(),
                Map.of("Content-Language", language.tag(), "Retry-After", Integer.toString(seconds)));
    }

    /** The refusal. */
    Answer answer(Language language) {
        List<Answer> all = Objects.requireNonNull(answers.get(language));
        return all.get(turn.getAndIncrement() & (RETRY_SECONDS.length - 1));
    }
}
