package org.linli.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tickets for the stream, because a browser's WebSocket cannot carry a bearer token: good once, for 30 seconds, on the
 * node that gave them. Safe to call from any thread.
 */
public final class Tickets {
    public static final Duration LIFETIME = Duration.ofSeconds(30);
    /** Given but not yet used; more than this in 30 s means somebody collects them, and the oldest lapse. */
    private static final int MAX_OPEN = 50_000;

    private final Supplier<String> words;
    private final LongSupplier nowMs;
    private final Cache<String, Ticket> open;

    private record Ticket(Caller caller, long expiresAtMs) {}

    /** @param words secrets of at least 128 bits of chance */
    public Tickets(Supplier<String> words, LongSupplier nowMs) {
        this.words = words;
        this.nowMs = nowMs;
        this.open = Caffeine.newBuilder()
                .maximumSize(MAX_OPEN)
                .expireAfterWrite(LIFETIME)
                .build();
    }

    public String give(Caller caller) {
        String word = words.get();
        open.put(word, new Ticket(caller, nowMs.getAsLong() + LIFETIME.toMillis()));
        return word;
    }

    /** Takes the ticket; empty if it was used, has lapsed or never was. */
    public Optional<Caller> take(String word) {
        return Optional.ofNullable(open.asMap().remove(word))
                .filter(ticket -> nowMs.getAsLong() < ticket.expiresAtMs())
                .map(Ticket::caller);
    }
}
