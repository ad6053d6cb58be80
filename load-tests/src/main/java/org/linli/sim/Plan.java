package org.linli.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What a run consists of, made of its seed. Each seed draws which kinds of fault it has at all, so that some runs are
 * of one kind alone (swarm testing: Groce et al., ISSTA 2012).
 *
 * @param nodes   1 to 3
 * @param servers of the store, 1 to 3: where there are several, a supervisor keeps one of them the primary
 */
record Plan(long seed, int nodes, int volunteers, int residents, int servers, List<Step> steps) {
    /** Things break for so long, and then nothing does until the end. */
    static final long CHAOS_MS = 120_000;

    static final long CALM_MS = 85_000;
    /** After the last fault nodes may still be starting and taking over for so long. */
    static final long SETTLING_MS = 20_000;

    /** Then nothing is committed any more: a lost hint costs a poll, and a slow message half a second. */
    static final long REST_MS = 2_000;

    private static final long LONGEST_PAUSE_MS = 60_000;

    Plan {
        steps = List.copyOf(steps);
    }

    static Plan of(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        int nodes = 1 + chance.nextInt(3);
        int servers = Math.max(1, chance.nextInt(4));
        List<Step> steps = new ArrayList<>();
        int orders = 8 + chance.nextInt(16);
        for (int i = 0; i < orders; i++) {
            steps.add(new Step(3_000 + chance.nextLong(CHAOS_MS), Step.Kind.ORDER, i, 0));
        }
        int byHand = chance.nextInt(10);
        for (int i = 0; i < byHand; i++) {
            steps.add(new Step(10_000 + chance.nextLong(CHAOS_MS - 10_000), Step.Kind.ASSIGN_BY_HAND, i, 0));
        }
        int off = chance.nextInt(4);
        for (int i = 0; i < off; i++) {
            steps.add(new Step(
                    10_000 + chance.nextLong(CHAOS_MS),
                    Step.Kind.DUTY_OFF,
                    chance.nextInt(8),
                    5_000 + chance.nextLong(40_000)));
        }
        activities(seed, steps);
        repeats(seed, steps);
        teams(seed, steps);
        emergencies(seed, steps);
        trims(seed, steps);
        faults(chance, servers, steps);
        steps.sort(Comparator.comparingLong(Step::atMs));
        return new Plan(seed, nodes, 4 + chance.nextInt(5), 3 + chance.nextInt(4), servers, steps);
    }

    /** By a chance of their own, so that the rest of a run is what it would be without them. */
    private static void activities(long seed, List<Step> steps) {
        SplittableRandom chance = new SplittableRandom(~seed);
        int activities = 1 + chance.nextInt(4);
        for (int i = 0; i < activities; i++) {
            steps.add(new Step(4_000 + chance.nextLong(CHAOS_MS - 4_000), Step.Kind.ACTIVITY, i, 0));
        }
    }

    /** By a chance of their own, as activities. */
    private static void repeats(long seed, List<Step> steps) {
        SplittableRandom chance = new SplittableRandom(~seed * 31);
        int repeats = chance.nextInt(3);
        for (int i = 0; i < repeats; i++) {
            steps.add(new Step(4_000 + chance.nextLong(CHAOS_MS - 4_000), Step.Kind.REPEAT, i, 0));
        }
    }

    /** By a chance of their own; every third run has no team. */
    private static void teams(long seed, List<Step> steps) {
        SplittableRandom chance = new SplittableRandom(~seed * 37);
        if (chance.nextInt(3) == 0) {
            return;
        }
        steps.add(new Step(4_000 + chance.nextLong(4_000), Step.Kind.TEAM, 0, 0));
        int orders = 1 + chance.nextInt(4);
        for (int i = 0; i < orders; i++) {
            steps.add(new Step(15_000 + chance.nextLong(CHAOS_MS - 15_000), Step.Kind.TEAM_ORDER, i, 0));
        }
    }

    /** By a chance of their own, as activities. One may fall into another, and is refused then. */
    private static void emergencies(long seed, List<Step> steps) {
        SplittableRandom chance = new SplittableRandom(~seed * 37);
        int emergencies = chance.nextInt(3);
        for (int i = 0; i < emergencies; i++) {
            long atMs = 4_000 + chance.nextLong(CHAOS_MS - 4_000);
            steps.add(new Step(atMs, Step.Kind.EMERGENCY, i, 3_000 + chance.nextLong(25_000)));
        }
    }

    /** By a chance of their own, as activities. What takes a week elsewhere takes seconds here. */
    private static void trims(long seed, List<Step> steps) {
        SplittableRandom chance = new SplittableRandom(~seed * 41);
        int trims = chance.nextInt(5);
        for (int i = 0; i < trims; i++) {
            long atMs = 30_000 + chance.nextLong(CHAOS_MS - 30_000);
            steps.add(new Step(atMs, Step.Kind.TRIM, i, chance.nextLong(60_000)));
        }
    }

    private static void faults(SplittableRandom chance, int servers, List<Step> steps) {
        Set<Step.Kind> kinds = EnumSet.noneOf(Step.Kind.class);
        for (Step.Kind kind : Step.Kind.values()) {
            boolean can = kind.isFault() && (servers > 1 || !kind.needsReplicas());
            if (can && chance.nextInt(3) == 0) {
                kinds.add(kind);
            }
        }
        if (kinds.contains(Step.Kind.RESTORE)) {
            kinds.add(Step.Kind.BACK_UP);
        }
        for (Step.Kind kind : kinds) {
            int times = 1 + chance.nextInt(4);
            for (int i = 0; i < times; i++) {
                steps.add(new Step(
                        5_000 + chance.nextLong(CHAOS_MS - 5_000), kind, chance.nextInt(12), lasting(kind, chance)));
            }
        }
    }

    private static long lasting(Step.Kind kind, SplittableRandom chance) {
        return switch (kind) {
            case PAUSE -> chance.nextLong(chance.nextBoolean() ? 5_000 : LONGEST_PAUSE_MS);
            case CRASH, CRASH_AT_COMMIT -> 200 + chance.nextLong(20_000);
            case STORE_PAUSE, SUPERVISOR_PAUSE, SUPERVISOR_CRASH -> 200 + chance.nextLong(10_000);
            case POWER_LOSS, FAIL_OVER, RESTORE -> 200 + chance.nextLong(5_000);
            case CLOCK_JUMP -> chance.nextLong(7_200_000) - 1_800_000;
            default -> 500 + chance.nextLong(20_000);
        };
    }

    /** The same run with other steps. */
    Plan with(List<Step> fewer) {
        return new Plan(seed, nodes, volunteers, residents, servers, fewer);
    }
}
