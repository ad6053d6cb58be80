package org.linli.load.week;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** What residents say at their doors, by order: from their pages, or read to them over the telephone. */
final class CodeWords {
    private final Map<String, Hall.Desk> desks = new ConcurrentHashMap<>();

    /** Whoever may see the order's code word for the resident. */
    void askedBy(String order, Hall.Desk desk) {
        desks.put(order, desk);
    }

    String of(String order) {
        Pause.until("somebody knows order " + order, () -> desks.containsKey(order));
        return Objects.requireNonNull(desks.get(order))
                .get("/v1/orders/" + order)
                .getString("codeWord", "");
    }
}
