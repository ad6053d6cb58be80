package org.linli.sim;

/** Something that runs, may stand still for a while, and may die. */
final class Mortal {
    private boolean alive = true;
    private long pausedUntilNanos;

    boolean isAlive() {
        return alive;
    }

    long pausedUntilNanos() {
        return pausedUntilNanos;
    }

    /** Stands still: what is due meanwhile happens at once afterwards, in its order. */
    void pauseUntil(long nanos) {
        pausedUntilNanos = Math.max(pausedUntilNanos, nanos);
    }

    void wake() {
        pausedUntilNanos = 0;
    }

    void die() {
        alive = false;
    }
}
