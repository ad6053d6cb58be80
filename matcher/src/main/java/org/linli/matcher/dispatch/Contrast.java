package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linli.proto.Reason;
import org.linli.proto.ScorePart;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.score.Insertion;
import org.linli.solver.score.Rule;
import org.linli.solver.score.RulePart;
import org.linli.solver.score.RuleWeights;

/**
 * Compares somebody who would fit with the one who was chosen: rule by rule, in each rule's own unit, what makes the
 * difference, and the smallest single change that would turn it. Immutable; for any thread.
 */
final class Contrast {
    /** A sentence each; more than a screen wants to say. */
    private static final int MOST_SAID = 3;

    private static final long SQUARED_MINUTES_PER_SQUARED_HOUR = 3_600;
    private static final long MINUTE_MS = 60_000;
    /** One to win by, and one because ways are rounded up to whole seconds. */
    private static final long ROUNDED_SECONDS = 2;

    private final Rules rules;
    private final RuleWeights weights;
    private final PlanVisit visit;

    Contrast(Rules rules, PlanVisit visit) {
        this.rules = rules;
        weights = rules.scorer().weights();
        this.visit = visit;
    }

    /** By how much the other is worse, and in what most of all. */
    List<Reason> worse(List<ScorePart> chosen, long chosenSoft, Insertion other) {
        long worseBy = chosenSoft - other.deltaSoft();
        if (worseBy < 0) {
            return List.of(ReasonCode.BETTER_NOW.of(-worseBy));
        }
        List<Reason> reasons = new ArrayList<>(List.of(ReasonCode.WORSE_BY.of(worseBy)));
        reasons.addAll(inWhat(chosen, other));
        return reasons;
    }

    private List<Reason> inWhat(List<ScorePart> chosen, Insertion other) {
        Map<String, Long> points = new HashMap<>();
        Map<Rule, Long> theirs = new EnumMap<>(Rule.class);
        chosen.forEach(part -> points.merge(part.getName(), part.getAmount(), Long::sum));
        for (RulePart part : other.parts()) {
            points.merge(part.rule().code(), -part.points(), Long::sum);
            theirs.merge(part.rule(), part.points(), Long::sum);
        }
        return Arrays.stream(Rule.values())
                .filter(rule -> rule.level() == Rule.Level.SOFT)
                .filter(rule -> points.getOrDefault(rule.code(), 0L) > 0)
                .sorted(Comparator.comparing((Rule rule) -> points.getOrDefault(rule.code(), 0L))
                        .reversed())
                .flatMap(rule ->
                        said(rule, points.getOrDefault(rule.code(), 0L), theirs.getOrDefault(rule, 0L)).stream())
                .limit(MOST_SAID)
                .toList();
    }

    /** @param theirs the other's own points in that rule */
    private Optional<Reason> said(Rule rule, long points, long theirs) {
        long weight = Math.max(1, Math.abs(weights.weight(rule)));
        long amount = (points + weight - 1) / weight;
        return switch (rule) {
            case TRAVEL -> Optional.of(ReasonCode.FURTHER_AWAY.of(amount));
            case LATENESS -> Optional.of(ReasonCode.STARTS_LATER.of(amount));
            case LOAD -> Optional.of(ReasonCode.MORE_LOAD.of(loadMinutes(points, weight)));
            case WILLING ->
                Optional.of(ReasonCode.WAITED_LESS.of(
                        Math.round(weights.waitedHours(theirs + points) - weights.waitedHours(theirs))));
            case SAME_PERSON -> Optional.of(ReasonCode.NOT_KNOWN.of(amount));
            case PREFERRED -> Optional.of(ReasonCode.NOT_NAMED.of(amount));
            case RARE_SKILL -> Optional.of(ReasonCode.RARE_SKILL_KEPT.of(amount));
            case TIER_FOR_VULNERABLE -> Optional.of(ReasonCode.LOWER_STANDING.of(amount));
            case COMMUNITY -> Optional.of(ReasonCode.OTHER_COMMUNITY.of(amount));
            default -> Optional.empty();
        };
    }

    /** The load grows by m (m + 2 L) squared minutes for m minutes on top of L: so much more L makes the difference. */
    private long loadMinutes(long points, long weight) {
        long squaredMinutes = points * SQUARED_MINUTES_PER_SQUARED_HOUR / weight;
        long minutes = Math.max(1, visit.durationMs() / MINUTE_MS);
        return Math.max(1, (squaredMinutes + minutes) / (2 * minutes));
    }

    /** What alone would make somebody the chosen one who is worse by so many points. */
    List<Reason> toWin(Insertion other, long worseBy) {
        List<Reason> changes = new ArrayList<>();
        long perSecond = perSecond(other.startMs() == other.arrivalMs() && other.startMs() > visit.windowStartMs());
        long seconds = perSecond == 0 ? Long.MAX_VALUE : worseBy / perSecond + ROUNDED_SECONDS;
        if (seconds <= other.travelSeconds()) {
            changes.add(ReasonCode.IF_NEARER.of(meters(other, seconds)));
        }
        boolean named = visit.preferVolunteer().equals(other.volunteer().id());
        if (!named && weights.weight(Rule.PREFERRED) > worseBy) {
            changes.add(ReasonCode.IF_NAMED.of(1));
        }
        return changes;
    }

    /** How much further away the chosen one might be and still be chosen, and a little more. */
    Reason toLose(long margin, boolean startsOnArrival, double metersPerSecond) {
        long perSecond = Math.max(1, perSecond(startsOnArrival));
        return ReasonCode.IF_FURTHER.of(Math.round((margin / perSecond + ROUNDED_SECONDS) * metersPerSecond));
    }

    private long perSecond(boolean startsOnArrival) {
        long travel = -weights.weight(Rule.TRAVEL);
        return startsOnArrival ? travel - weights.weight(Rule.LATENESS) : travel;
    }

    private static long meters(Insertion insertion, long seconds) {
        return (insertion.travelMeters() * seconds + insertion.travelSeconds() - 1)
                / Math.max(1, insertion.travelSeconds());
    }

    /** The pace of somebody on the road, in metres of road a second. */
    double metersPerSecond(BookVolunteer volunteer) {
        double secondsPerStraightMeter =
                rules.pace().of(volunteer.calendar().getDuty().getTravelMode());
        return rules.planning().detour() / 1000.0 / secondsPerStraightMeter;
    }
}
