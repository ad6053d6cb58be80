package org.linli.matcher.dispatch;

import java.util.function.BooleanSupplier;
import org.linli.matcher.Loop;

/**
 * Work of the second tier in turns of about half a millisecond, so that the log and new orders are not kept waiting:
 * begins a moment after it is woken, and comes back for as long as something is left. Used on one loop.
 */
final class ShortTurns {
    /** So many things of one kind a turn. */
    static final int LENGTH = 16;
    /** One order touches its visit and its volunteer several times within a moment, and orders come in bursts. */
    private static final long GATHER_MS = 10;
    /** While nothing may be offered, or the first tier is behind. */
    private static final long HELD_UP_MS = 100;

    private final Loop loop;
    private final BooleanSupplier may;
    private final Runnable turn;
    private final BooleanSupplier isMoreLeft;
    private boolean scheduled;

    /**
     * @param may        whether a turn may be taken now
     * @param isMoreLeft whether another turn has something to do; never where the work has ended
     */
    ShortTurns(Loop loop, BooleanSupplier may, Runnable turn, BooleanSupplier isMoreLeft) {
        this.loop = loop;
        this.may = may;
        this.turn = turn;
        this.isMoreLeft = isMoreLeft;
    }

    void wake() {
        wake(GATHER_MS);
    }

    private void wake(long afterMs) {
        if (!scheduled) {
            scheduled = true;
            loop.schedule(afterMs, this::take);
        }
    }

    private void take() {
        scheduled = false;
        if (!isMoreLeft.getAsBoolean()) {
            return;
        }
        boolean now = may.getAsBoolean();
        if (now) {
            turn.run();
        }
        if (isMoreLeft.getAsBoolean()) {
            wake(now ? GATHER_MS : HELD_UP_MS);
        }
    }
}
