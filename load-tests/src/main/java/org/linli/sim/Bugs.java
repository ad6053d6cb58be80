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
        Rules house = Rules.ofDecider();
        if (planted == null) {
            return house;
        }
        return switch (planted) {
            case OVERLAP_OFF_BY_ONE -> new ShortHolds(house);
            case SEAT_REFILLED_TWICE,
                    HAND_BACK_LEAVES_HOLD,
                    COMMITMENTS_NOT_READ,
                    DISPUTED_IS_POSTED,
                    CALLED_UP_FOR_EVER -> new WrongRules(house, planted);
            default -> house;
        };
    }
}
