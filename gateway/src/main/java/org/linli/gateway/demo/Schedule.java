package org.linli.gateway.demo;

/** The clock and the alarm of all actors: an event loop in a running demo, virtual time in a test. One thread. */
public interface Schedule {
    /** Unix milliseconds. */
    long nowMs();

    /** Runs the task once, not before {@code delayMs} have passed. */
    void after(long delayMs, Runnable task);
}
