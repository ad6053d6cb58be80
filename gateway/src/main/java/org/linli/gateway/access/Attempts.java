package org.linli.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Slows down who tries to sign in again and again: by who tries for whom, by account, and by network address. Nobody is
 * ever locked out for good, and nobody by another's tries where they have signed in before: from an address that the
 * account knows, the tries of strangers do not count. Lives in this node's memory; so many nodes, so many times the tries.
 * Safe to call from any thread.
 */
public final class Attempts {
    /** More at once is an attack on many; whoever is forgotten starts afresh. */
    private static final int MAX_REMEMBERED = 100_000;

    private final Limits limits;
    private final LongSupplier nowMs;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterAccess(Duration.ofHours(2))
            .build();

    /** So many tries at once, and then one each so many seconds. */
    public record Limit(int atOnce, int secondsEach) {}

    /**
     * What is allowed.
     *
     * @param pair    of one address for one account
     * @param account of all addresses that the account does not know, together
     * @param address for all accounts together; an office shares one
     */
    public record Limits(Limit pair, Limit account, Limit address) {
        /** A password or a code: enough for a morning's slips of the pen, hopeless for a machine. */
        public static final Limits CREDENTIALS = new Limits(new Limit(5, 30), new Limit(20, 20), new Limit(60, 5));
        /** A code by message, which costs money and rings somebody's telephone. */
        public static final Limits MESSAGES = new Limits(new Limit(3, 300), new Limit(5, 600), new Limit(30, 20));
    }

    public Attempts(Limits limits, LongSupplier nowMs) {
        this.limits = limits;
        this.nowMs = nowMs;
    }

    /**
     * Takes one try.
     *
     * @param known whether the account has signed in from this address before
     * @return 0 where it may be made, else the seconds until then
     */
    public int take(String account, String address, boolean known) {
        List<Bucket> those = known
                ? List.of(pair(account, address))
                : List.of(
                        pair(account, address),
                        bucket("account " + account, limits.account()),
                        bucket("address " + address, limits.address()));
        long now = nowMs.getAsLong();
        int wait = those.stream()
                .mapToInt(bucket -> bucket.secondsUntilFree(now))
                .max()
                .orElse(0);
        if (wait == 0) {
            those.forEach(bucket -> bucket.take(now));
        }
        return wait;
    }

    /** It was the right one: the slips before it are forgiven. */
    public void succeeded(String account, String address) {
        pair(account, address).fill();
        bucket("account " + account, limits.account()).giveBack();
        bucket("address " + address, limits.address()).giveBack();
    }

    private Bucket pair(String account, String address) {
        return bucket("pair " + account + ' ' + address, limits.pair());
    }

    private Bucket bucket(String name, Limit limit) {
        return buckets.get(name, unknown -> new Bucket(limit, nowMs.getAsLong()));
    }

    private static final class Bucket {
        private final Limit limit;
        private double left;
        private long atMs;

        Bucket(Limit limit, long nowMs) {
            this.limit = limit;
            this.left = limit.atOnce();
            this.atMs = nowMs;
        }

        synchronized int secondsUntilFree(long nowMs) {
            left = Math.min(limit.atOnce(), left + Math.max(0, nowMs - atMs) / 1000.0 / limit.secondsEach());
            atMs = nowMs;
            return left >= 1 ? 0 : Math.max(1, (int) Math.ceil((1 - left) * limit.secondsEach()));
        }

        synchronized void take(long nowMs) {
            secondsUntilFree(nowMs);
            left -= 1;
        }

        synchronized void giveBack() {
            left = Math.min(limit.atOnce(), left + 1);
        }

        synchronized void fill() {
            left = limit.atOnce();
        }
    }
}
