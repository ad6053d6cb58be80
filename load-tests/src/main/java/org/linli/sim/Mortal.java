package org.linli.sim;

import java.util.ArrayDeque;
import java.util.Deque;

/** Something that runs, may stand still for a while, and may die. */
final class Mortal {
    private final Deque<Runnable> parked = new ArrayDeque<>();
    private boolean alive = true;
    private long pausedUntilNanos;

    boolean isAlive() {
        return alive;
    }

    long pausedUntilNanos() {
        return pausedUntilNanos;
    }

    /** Stands still until it is woken, but not longer; {@link World#pause} sees to that. */
    void pauseUntil(long nanos) {
        pausedUntilNanos = Math.max(pausedUntilNanos, nanos);
    }

    /** Keeps for later what is due while it stands still. */
    void park(Runnable resume) {
        parked.add(resume);
    }

    /** Goes on: what was due meanwhile happens now, in its order. */
    void wake() {
        pausedUntilNanos = 0;
        for (Runnable resume = parked.poll(); resume != null; resume = parked.poll()) {
            resume.run();
        }
    }

    void die() {
        alive = false;
    }
}
