package org.linli.solver.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.linli.proto.Reason;
import org.linli.solver.facts.Papers;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.facts.SkillLevels;

/**
 * Says why a volunteer cannot serve a visit, as coded reasons with amounts: levels for a skill, ranks for a tier,
 * seconds for times and ways. Looks at the volunteer's commitments but at no planned visit. Immutable; thread-safe.
 */
public final class Qualification {
    /** A paper is weighed as a skill, and named as what it is. */
    public static final String PAPER_MISSING = "paper-missing";

    private final RouteScorer scorer;

    public Qualification(RouteScorer scorer) {
        this.scorer = scorer;
    }

    public boolean isQualified(PlanVolunteer volunteer, PlanVisit visit) {
        return scorer.score(volunteer, List.of(visit)).isFeasible();
    }

    /** The hard rules that the pair breaks; empty where it breaks none. */
    public List<Reason> check(PlanVolunteer volunteer, PlanVisit visit) {
        RouteScore score = scorer.score(volunteer, List.of(visit));
        List<Reason> reasons = new ArrayList<>();
        for (RulePart part : score.parts()) {
            if (part.rule().level() == Rule.Level.HARD) {
                explain(volunteer, visit, part, reasons);
            }
        }
        return reasons;
    }

    private void explain(PlanVolunteer volunteer, PlanVisit visit, RulePart part, List<Reason> reasons) {
        switch (part.rule()) {
            case SKILL -> addMissingSkills(Pairing.counted(volunteer, visit), visit, reasons);
            case LANGUAGE -> reasons.add(reason(part, String.join(",", visit.languages())));
            case OFF_SHIFT, TOO_LATE -> addUnlessSaid(lateOrOverlapping(volunteer, visit, part), reasons);
            default -> reasons.add(reason(part, ""));
        }
    }

    private static void addMissingSkills(SkillLevels held, PlanVisit visit, List<Reason> reasons) {
        for (Map.Entry<String, Integer> need : visit.skills().byCode().entrySet()) {
            int missing = need.getValue() - held.level(need.getKey());
            if (missing > 0) {
                reasons.add(missing(need.getKey(), missing));
            }
        }
    }

    private static Reason missing(String skill, int levels) {
        return Papers.isPaper(skill)
                ? Reason.newBuilder()
                        .setCode(PAPER_MISSING)
                        .setAmount(1)
                        .setRef(Papers.code(skill))
                        .build()
                : reason(Rule.SKILL, levels, skill);
    }

    private static void addUnlessSaid(Reason reason, List<Reason> reasons) {
        if (reasons.stream().noneMatch(said -> said.getCode().equals(reason.getCode()))) {
            reasons.add(reason);
        }
    }

    /** Too late only because of a commitment is an overlap. */
    private Reason lateOrOverlapping(PlanVolunteer volunteer, PlanVisit visit, RulePart part) {
        boolean lateAnyway = volunteer.commitments().isEmpty()
                || scorer.score(volunteer.withoutCommitments(), List.of(visit)).amount(part.rule()) > 0;
        return lateAnyway ? reason(part, "") : reason(Rule.OVERLAP, part.amount(), "");
    }

    private static Reason reason(RulePart part, String ref) {
        return reason(part.rule(), part.amount(), ref);
    }

    private static Reason reason(Rule rule, long amount, String ref) {
        return Reason.newBuilder()
                .setCode(rule.code())
                .setAmount(amount)
                .setRef(ref)
                .build();
    }
}
