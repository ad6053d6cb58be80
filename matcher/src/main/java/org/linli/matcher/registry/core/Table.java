package org.linli.matcher.registry.core;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table of transitions: what a state becomes on an event; an empty cell is illegal. */
final class Table<S extends Enum<S>, E extends Enum<E>> {
    private final Map<S, Map<E, S>> cells;
    private final Class<E> events;

    Table(Class<S> states, Class<E> events) {
        this.cells = new EnumMap<>(states);
        this.events = events;
    }

    Table<S, E> on(S from, E event, S to) {
        @Nullable
        S former = cells.computeIfAbsent(from, state -> new EnumMap<>(events)).put(event, to);
        if (former != null) {
            throw new IllegalStateException("cell (" + from + ", " + event + ") is written twice");
        }
        return this;
    }

    Optional<S> next(S from, E event) {
        return Optional.ofNullable(cells.getOrDefault(from, Map.of()).get(event));
    }
}
