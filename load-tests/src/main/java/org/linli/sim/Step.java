package org.linli.sim;

/**
 * One thing on a run's schedule: somebody orders, or something breaks. Which numbers mean what depends on the kind.
 *
 * @param target which of the nodes, people or volunteers, as far as there are so many
 * @param forMs  how long it lasts
 */
record Step(long atMs, Kind kind, int target, long forMs) {
    /** What may be on a schedule; the first ones are people's everyday deeds. */
    enum Kind {
        ORDER(false),
        ASSIGN_BY_HAND(false),
        DUTY_OFF(false),
        ACTIVITY(false),
        REPEAT(false),
        TEAM(false),
        TEAM_ORDER(false),
        EMERGENCY(false),
        TRIM(false),
        CRASH(true),
        CRASH_AT_COMMIT(true),
        PAUSE(true),
        LIE(true),
        POWER_LOSS(true),
        FAIL_OVER(true, true),
        BACK_UP(true),
        RESTORE(true),
        FULL(true),
        SLOW(true),
        LAG(true, true),
        CLOCK_JUMP(true),
        STORM(true),
        CUT_TO_STORE(true),
        CUT_FROM_STORE(true),
        LOSE_REPLY(true),
        DROP_STREAM(true),
        STALL_STREAM(true),
        ALL_LIE(true),
        SUSPECT(true),
        SPLIT(true),
        FREEZE(true),
        MISLEAD(true),
        CUT_NODES(true),
        SOLVER_LATE(true),
        SOLVER_OLD(true),
        SOLVER_WILD(true),
        STORE_PAUSE(true),
        CUT_SERVERS(true, true),
        CUT_TO_SUPERVISOR(true, true),
        CUT_FROM_SUPERVISOR(true, true),
        SUPERVISOR_PAUSE(true, true),
        SUPERVISOR_CRASH(true, true);

        private final boolean breaks;
        private final boolean ofReplicas;

        Kind(boolean breaks) {
            this(breaks, false);
        }

        Kind(boolean breaks, boolean ofReplicas) {
            this.breaks = breaks;
            this.ofReplicas = ofReplicas;
        }

        boolean isFault() {
            return breaks;
        }

        /** Whether there must be several servers for it. */
        boolean needsReplicas() {
            return ofReplicas;
        }
    }

    @Override
    public String toString() {
        return String.format("%7.3f s  %s target %d for %d ms", atMs / 1000.0, kind, target, forMs);
    }
}
