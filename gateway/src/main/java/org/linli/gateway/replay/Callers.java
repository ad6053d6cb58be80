package org.linli.gateway.replay;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.linli.gateway.client.Session;
import org.linli.gateway.demo.Enrolment;

/** The fictional residents in whose names calls are ordered: a log of calls knows no names. */
final class Callers {
    /** Each call is given to the next of them, so that none has more than a few orders open at once. */
    private static final int MOST = 400;

    private final int count;

    Callers(int calls) {
        this.count = Math.max(1, Math.min(MOST, calls));
    }

    String of(int call) {
        return "caller-" + (call % count);
    }

    Future<Integer> enrol(Session agent) {
        List<Integer> numbers = IntStream.range(0, count).boxed().toList();
        return Enrolment.all(agent, "residents", numbers, this::of, Callers::file);
    }

    private static JsonObject file(int number) {
        return new JsonObject()
                .put("name", "来电" + number + "（演）")
                .put("phone", "140000%05d".formatted(30_000 + number))
                .put("address", "（示意）")
                .put("languages", new JsonArray().add("zh"));
    }
}
