package org.linli.solver.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Amounts by rule, added up. Mutable, for one thread. */
public final class Tally {
    private static final Rule[] RULES = Rule.values();

    /** A bit for each rule of a level, by the level's number. */
    private static final long[] OF_LEVEL =
            Arrays.stream(Rule.Level.values()).mapToLong(Tally::bitsOf).toArray();

    private final long[] amounts = new long[Rule.COUNT];
    /** A bit for each rule that something was charged for. */
    private long charged;

    private static long bitsOf(Rule.Level level) {
        return Arrays.stream(RULES)
                .filter(rule -> rule.level() == level)
                .mapToLong(rule -> 1L << rule.ordinal())
                .sum();
    }

    public void clear() {
        for (long left = charged; left != 0; left &= left - 1) {
            amounts[Long.numberOfTrailingZeros(left)] = 0;
        }
        charged = 0;
    }

    public void charge(Rule rule, long amount) {
        if (amount != 0) {
            amounts[rule.ordinal()] += amount;
            charged |= 1L << rule.ordinal();
        }
    }

    public long amount(Rule rule) {
        return amounts[rule.ordinal()];
    }

    /** The points of one level. */
    public long points(Rule.Level level, RuleWeights weights) {
        long points = 0;
        for (long left = charged & OF_LEVEL[level.ordinal()]; left != 0; left &= left - 1) {
            int rule = Long.numberOfTrailingZeros(left);
            points += weights.points(RULES[rule], amounts[rule]);
        }
        return points;
    }

    /** The rules that count for something. */
    public List<RulePart> parts(RuleWeights weights) {
        List<RulePart> parts = new ArrayList<>();
        for (Rule rule : RULES) {
            addPart(parts, rule, amounts[rule.ordinal()], weights.points(rule, amounts[rule.ordinal()]));
        }
        return parts;
    }

    /** The rules that count for something else than before. */
    public List<RulePart> partsSince(Tally before, RuleWeights weights) {
        List<RulePart> parts = new ArrayList<>();
        for (Rule rule : RULES) {
            long now = amount(rule);
            long then = before.amount(rule);
            addPart(parts, rule, now - then, weights.points(rule, now) - weights.points(rule, then));
        }
        return parts;
    }

    private static void addPart(List<RulePart> parts, Rule rule, long amount, long points) {
        if (amount != 0) {
            parts.add(new RulePart(rule, amount, points));
        }
    }
}
