package org.linli.solver.score;

import java.util.EnumMap;
import java.util.Map;
import org.linli.domain.policy.RegionPolicy;

/** Points per unit of each rule: negative for what is to be avoided, positive for what is wished for. Immutable. */
public final class RuleWeights {
    /** What one level, rank or person weighs beside a second: as much as an hour. */
    private static final long COUNTED = -3_600;

    private static final long SECOND = -1;
    /** Worse than anything else that a plan may break, for nothing else of it can be reckoned. */
    private static final long CIRCLE = -1_000_000_000_000L;
    /** Load is charged in squared minutes and weighed per squared hour. */
    private static final long SQUARED_MINUTES_PER_SQUARED_HOUR = 3_600;
    /** An hour of waiting weighs its weight after half a week, twice that after a week. */
    private static final long HALF_WEEK_HOURS = 84;

    private final long[] points = new long[Rule.COUNT];

    public RuleWeights(RegionPolicy.Planning planning) {
        Map<Rule, Long> byRule = new EnumMap<>(Rule.class);
        hard(byRule);
        byRule.put(Rule.SERVED, 1L);
        byRule.put(Rule.WAITED, (long) planning.servePerWaitingMinute());
        soft(byRule, planning);
        byRule.forEach((rule, weight) -> points[rule.ordinal()] = weight);
    }

    private static void hard(Map<Rule, Long> byRule) {
        for (Rule rule : Rule.values()) {
            if (rule.level() == Rule.Level.HARD) {
                byRule.put(rule, COUNTED);
            }
        }
        byRule.put(Rule.TOO_FAR, SECOND);
        byRule.put(Rule.OFF_SHIFT, SECOND);
        byRule.put(Rule.TOO_LATE, SECOND);
        byRule.put(Rule.OVERLAP, SECOND);
        byRule.put(Rule.GAP, SECOND);
        byRule.put(Rule.CIRCLE, CIRCLE);
    }

    private static void soft(Map<Rule, Long> byRule, RegionPolicy.Planning planning) {
        byRule.put(Rule.TRAVEL, -(long) planning.travelPerSecond());
        byRule.put(Rule.LATENESS, -(long) planning.latenessPerSecond());
        byRule.put(Rule.WORST_LATENESS, -(long) planning.worstLatenessPerSecond());
        byRule.put(Rule.LOAD, -(long) planning.loadPerSquaredHour());
        byRule.put(Rule.WILLING, (long) planning.waitingPerHour());
        byRule.put(Rule.SAME_PERSON, (long) planning.samePersonReward());
        byRule.put(Rule.PREFERRED, (long) planning.preferredReward());
        byRule.put(Rule.RARE_SKILL, -(long) planning.rareSkillPenalty());
        byRule.put(Rule.TIER_FOR_VULNERABLE, (long) planning.tierReward());
        byRule.put(Rule.COMMUNITY, (long) planning.communityReward());
        byRule.put(Rule.DISRUPTION, -(long) planning.disruptionPenalty());
    }

    /** Points per unit; for {@link Rule#LOAD} per squared hour, for {@link Rule#WILLING} per hour of half a week. */
    public long weight(Rule rule) {
        return points[rule.ordinal()];
    }

    /** The points of an amount in the rule's unit. */
    public long points(Rule rule, long amount) {
        long weighted = amount * points[rule.ordinal()];
        return switch (rule) {
            case LOAD -> weighted / SQUARED_MINUTES_PER_SQUARED_HOUR;
            case WILLING -> weighted / HALF_WEEK_HOURS;
            default -> weighted;
        };
    }

    /** How many hours of waiting come to so many points of {@link Rule#WILLING}. */
    public double waitedHours(long points) {
        long weight = weight(Rule.WILLING);
        return weight <= 0 ? 0 : Math.sqrt((double) points * HALF_WEEK_HOURS / weight);
    }
}
