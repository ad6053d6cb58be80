package org.linli.sim;

import org.jspecify.annotations.Nullable;
import org.linli.matcher.registry.memory.MemoryRegion;
import org.linli.matcher.registry.node.Rules;

/** The one planted mistake of a run, or none. */
final class Bugs {
    static final Bugs NONE = new Bugs(null);

    private final @Nullable Bug planted;

    private Bugs(@Nullable Bug planted) {
        this.planted = planted;
    }

    static Bugs of(Bug planted) {
        return new Bugs(planted);
    }

    boolean is(Bug bug) {
        return planted == bug;
    }

    MemoryRegion region(long generation) {
        return planted == null ? new MemoryRegion(generation) : new BuggyRegion(generation, planted);
    }

    Rules rules() {
        return is(Bug.OVERLAP_OFF_BY_ONE) ? new ShortHolds(Rules.ofDecider()) : Rules.ofDecider();
    }
}
