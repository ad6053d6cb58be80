package org.linli.gateway.demo;

import java.util.random.RandomGenerator;

/** A stretch of time of uncertain length: at least {@code minMs}, at most {@code maxMs}. */
public record Span(long minMs, long maxMs) {
    public Span {
        if (minMs < 0 || maxMs < minMs) {
            throw new IllegalArgumentException("span (" + minMs + " to " + maxMs + " ms) must be ascending from 0 on");
        }
    }

    static Span seconds(double min, double max) {
        return new Span(Math.round(min * 1000), Math.round(max * 1000));
    }

    long draw(RandomGenerator chance) {
        return minMs + chance.nextLong(maxMs - minMs + 1);
    }

    /** The same, that many times faster; never so fast that it takes no time at all. */
    Span faster(double factor) {
        return new Span(Math.max(1, Math.round(minMs / factor)), Math.max(1, Math.round(maxMs / factor)));
    }
}
