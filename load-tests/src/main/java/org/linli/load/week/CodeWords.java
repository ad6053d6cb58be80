package org.linli.load.week;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.linli.load.faults.Patience;

/** What residents say at their doors, by order. Safe for several threads. */
final class CodeWords {
    private final Map<String, Supplier<String>> doors = new ConcurrentHashMap<>();

    /** @param answer what the resident says; may wait until it was told */
    void askedBy(String order, Supplier<String> answer) {
        doors.put(order, answer);
    }

    String of(String order) {
        Patience.until("somebody knows order " + order, Week.WITHIN, () -> doors.containsKey(order));
        return Objects.requireNonNull(doors.get(order)).get();
    }
}
