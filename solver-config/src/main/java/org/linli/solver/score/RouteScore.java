package org.linli.solver.score;

import java.util.List;

/**
 * What a route is worth, how that comes about, and when its visits start.
 *
 * @param hard   0 where no hard rule is broken, else negative
 * @param medium points for what is served
 * @param soft   points for how well
 * @param calls  the visits in their order, with their times
 * @param parts  the rules that count for something, in the order of {@link Rule}
 */
public record RouteScore(long hard, long medium, long soft, List<Call> calls, List<RulePart> parts) {
    public RouteScore {
        calls = List.copyOf(calls);
        parts = List.copyOf(parts);
    }

    public boolean isFeasible() {
        return hard >= 0;
    }

    /** The amount that a rule was charged, in its unit. */
    public long amount(Rule rule) {
        return parts.stream()
                .filter(part -> part.rule() == rule)
                .mapToLong(RulePart::amount)
                .sum();
    }
}
