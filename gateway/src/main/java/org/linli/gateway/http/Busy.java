package org.linli.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is said to those who cannot be served now. Made beforehand, because at ten times the load nine of ten calls get
 * it; the seconds differ from one to the next, so that those refused together do not come again together. It is said
 * after a second: whoever would come again at once, on the same connection, costs the node one look a second at most. Its trace
 * id is in the header alone. Safe to call from any thread.
 */
final class Busy {
    /** As long as the shortest time that is asked for. */
    static final long HELD_MS = 1_000;
    /** About 3 kB each; beyond it refusals are said at once. */
    static final int HELD_LIMIT = 16_384;

    private static final int[] RETRY_SECONDS = {1, 2, 3, 4};

    private final Map<Language, List<Answer>> answers = new EnumMap<>(Language.class);
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final Door.Later later;

    Busy(Door.Later later) {
        this.later = later;
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

    /** The refusal, in its time. */
    Future<Answer> refuse(Language language) {
        List<Answer> all = Objects.requireNonNull(answers.get(language));
        Answer answer = all.get(turn.getAndIncrement() & (RETRY_SECONDS.length - 1));
        if (held.get() >= HELD_LIMIT) {
            return Future.succeededFuture(answer);
        }
        held.incrementAndGet();
        Promise<Answer> said = Promise.promise();
        later.run(HELD_MS, () -> {
            held.decrementAndGet();
            said.complete(answer);
        });
        return said.future();
    }
}
