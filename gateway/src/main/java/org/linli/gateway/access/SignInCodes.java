package org.linli.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One-time codes for signing in by telephone: six digits, five minutes, five tries, at most one a minute for each
 * number. They live in this node's memory. Safe to call from any thread.
 */
public final class SignInCodes {
    static final int MAX_TRIES = 5;
    static final long LIFETIME_MS = Duration.ofMinutes(5).toMillis();
    static final long PAUSE_MS = Duration.ofMinutes(1).toMillis();
    /** More numbers than this in five minutes is an attack, not a county; the oldest codes then lapse early. */
    private static final int MAX_OPEN = 100_000;

    private final Supplier<String> digits;
    private final LongSupplier nowMs;
    private final Cache<String, Code> open = Caffeine.newBuilder()
            .maximumSize(MAX_OPEN)
            .expireAfterWrite(Duration.ofMillis(LIFETIME_MS))
            .build();

    private record Code(String digits, long madeAtMs, int tries) {}

    /** @param digits six fresh digits from a cryptographic source */
    public SignInCodes(Supplier<String> digits, LongSupplier nowMs) {
        this.digits = digits;
        this.nowMs = nowMs;
    }

    /** A fresh code for the number; empty where the last one is younger than a minute. */
    public Optional<String> make(String phone) {
        long now = nowMs.getAsLong();
        Code known = open.getIfPresent(phone);
        if (known != null && now - known.madeAtMs() < PAUSE_MS) {
            return Optional.empty();
        }
        String fresh = digits.get();
        open.put(phone, new Code(fresh, now, 0));
        return Optional.of(fresh);
    }

    /** Whether the code is right; a right one is used up, and so is the last wrong try. */
    public boolean take(String phone, String said) {
        boolean[] right = new boolean[1];
        open.asMap().computeIfPresent(phone, (number, code) -> {
            boolean alive = nowMs.getAsLong() - code.madeAtMs() < LIFETIME_MS && code.tries() < MAX_TRIES;
            right[0] = alive && code.digits().equals(said);
            return right[0] || !alive ? null : new Code(code.digits(), code.madeAtMs(), code.tries() + 1);
        });
        return right[0];
    }
}
