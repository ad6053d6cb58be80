package org.linli.matcher.dispatch;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Still pictures of the roster, taken when somebody asks and shown to everybody who asks in the next moment, so that
 * questions cost the loop no more than a few copies a second. Used on one loop.
 */
final class Stills {
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private Roster.@Nullable Still last;
    private long takenNanos;

    Roster.Still still(Roster roster, long nowNanos) {
        Roster.Still still = last;
        if (still == null || nowNanos - takenNanos > FRESH_NANOS) {
            still = roster.snapshot();
            last = still;
            takenNanos = nowNanos;
        }
        return still;
    }
}
