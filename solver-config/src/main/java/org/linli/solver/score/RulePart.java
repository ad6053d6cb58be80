package org.linli.solver.score;

import org.linli.proto.ScorePart;

/**
 * One rule's share of a score or of a change.
 *
 * @param amount in the rule's natural unit
 * @param points the same, weighed: the parts' points add up to the score
 */
public record RulePart(Rule rule, long amount, long points) {
    /** On the wire, where the amount is in points. */
    public ScorePart toProto() {
        return ScorePart.newBuilder()
                .setName(rule.code())
                .setLevel(rule.level().name())
                .setAmount(points)
                .build();
    }
}
