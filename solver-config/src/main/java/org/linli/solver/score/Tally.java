package org.linli.solver.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Amounts by rule, added up. Mutable, for one thread. */
public final class Tally {
    private static final Rule[] RULES = Rule.values();

    private static final List<Rule[]> BY_LEVEL =
            Arrays.stream(Rule.Level.values()).map(Tally::rulesOf).toList();

    private final long[] amounts = new long[Rule.COUNT];

    private static Rule[] rulesOf(Rule.Level level) {
        return Arrays.stream(RULES).filter(rule -> rule.level() == level).toArray(Rule[]::new);
    }

    public void clear() {
        Arrays.fill(amounts, 0);
    }

    public void charge(Rule rule, long amount) {
        amounts[rule.ordinal()] += amount;
    }

    public long amount(Rule rule) {
        return amounts[rule.ordinal()];
    }

    /** The points of one level. */
    public long points(Rule.Level level, RuleWeights weights) {
        long points = 0;
        for (Rule rule : BY_LEVEL.get(level.ordinal())) {
            long amount = amounts[rule.ordinal()];
            points += amount == 0 ? 0 : weights.points(rule, amount);
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
