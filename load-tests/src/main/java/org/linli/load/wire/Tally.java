package org.linli.load.wire;

import org.HdrHistogram.Histogram;

/** What became of one lane's requests that were due since {@link Volley#begin}. For one thread. */
public final class Tally {
    private final Histogram micros = new Histogram(3);
    private long due;
    private long made;
    private long refused;
    private long failed;

    void due() {
        due++;
    }

    void answered(int status, long nanos) {
        if (status >= 200 && status < 300) {
            made++;
            micros.recordValue(Math.max(0, nanos / 1_000));
        } else if (status == 429 || status == 503) {
            refused++;
        } else {
            failed++;
        }
    }

    void broken() {
        failed++;
    }

    /** Times of those that succeeded, in microseconds from when they were due. */
    public Histogram micros() {
        return micros;
    }

    public long dueCount() {
        return due;
    }

    /** Answered with 2xx. */
    public long made() {
        return made;
    }

    /** Answered with 429 or 503. */
    public long refused() {
        return refused;
    }

    /** Answered with anything else, or not at all. */
    public long failed() {
        return failed;
    }
}
