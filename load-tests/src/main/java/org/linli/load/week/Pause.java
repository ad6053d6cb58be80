package org.linli.load.week;

import java.util.function.BooleanSupplier;

/** Real time, which a real node needs. */
final class Pause {
    private static final long LOOK_MS = 100;
    private static final long PATIENCE_MS = 60_000;

    private Pause() {}

    static void of(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    /** Throws where it does not come true within a minute. */
    static void until(String what, BooleanSupplier isSo) {
        long untilMs = System.currentTimeMillis() + PATIENCE_MS;
        while (!isSo.getAsBoolean()) {
            if (System.currentTimeMillis() > untilMs) {
                throw new IllegalStateException("after " + PATIENCE_MS / 1000 + " s it is still not so: " + what);
            }
            of(LOOK_MS);
        }
    }
}
