package org.linli.gateway.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A token bucket for each subject. Safe to call from any thread.
 *
 * <p>At most 100,000 subjects are remembered: a subject that is forgotten starts with a full bucket, which is what a
 * minute of silence would have given it anyway.
 */
public final class RateLimit {
    private static final int MAX_SUBJECTS = 100_000;
    private static final double NANOS = 1e9;

    private final int perSecond;
    private final int burst;
    private final LongSupplier nanoTime;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_SUBJECTS)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();

    /** @param perSecond tokens a second; 0 switches the limit off */
    public RateLimit(int perSecond, int burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes one token.
     *
     * @param factor how many times faster than others the subject may be, such as an agent's page that asks while typing
     * @return 0 when taken, else the seconds until the next one, at least 1
     */
    public int take(String subject, int factor) {
        if (perSecond == 0) {
            return 0;
        }
        long now = nanoTime.getAsLong();
        return buckets.get(subject, unknown -> new Bucket((double) burst * factor, now))
                .take((double) perSecond * factor, (double) burst * factor, now);
    }

    private static final class Bucket {
        private double tokens;
        private long at;

        Bucket(double tokens, long at) {
            this.tokens = tokens;
            this.at = at;
        }

        synchronized int take(double perSecond, double burst, long now) {
            tokens = Math.min(burst, tokens + Math.max(0, now - at) / NANOS * perSecond);
            at = now;
            if (tokens < 1) {
                return Math.max(1, (int) Math.ceil((1 - tokens) / perSecond));
            }
            tokens -= 1;
            return 0;
        }
    }
}
