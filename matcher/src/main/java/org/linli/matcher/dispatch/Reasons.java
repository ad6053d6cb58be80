package org.linli.matcher.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Reason;
import org.linli.solver.facts.Papers;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

/** Says why a volunteer suits a visit, as codes with amounts. */
final class Reasons {
    private static final int SECONDS_PER_MINUTE = 60;
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    /** Shorter waits are nothing to speak of. */
    private static final long WORTH_A_WORD_HOURS = 24;

    private Reasons() {}

    static List<Reason> of(
            PlanVolunteer volunteer,
            PlanVisit visit,
            RegionPolicy policy,
            long nowMs,
            int travelSeconds,
            Choice choice) {
        List<Reason> reasons = new ArrayList<>();
        reasons.add(ReasonCode.TRAVEL_MINUTES.of(ceilMinutes(travelSeconds)));
        addPerson(reasons, volunteer, visit);
        visit.skills()
                .byCode()
                .forEach((skill, level) -> reasons.add(
                        Papers.isPaper(skill)
                                ? ReasonCode.PAPER_MATCH.of(1, Papers.code(skill))
                                : ReasonCode.SKILL_MATCH.of(level, skill)));
        visit.languages().stream()
                .filter(volunteer.languages()::contains)
                .sorted()
                .forEach(language -> reasons.add(ReasonCode.LANGUAGE_MATCH.of(1, language)));
        addStanding(reasons, volunteer, visit, policy);
        addWaiting(reasons, volunteer, nowMs);
        addChoice(reasons, choice);
        return reasons;
    }

    static long ceilMinutes(int seconds) {
        return (seconds + SECONDS_PER_MINUTE - 1) / SECONDS_PER_MINUTE;
    }

    private static void addPerson(List<Reason> reasons, PlanVolunteer volunteer, PlanVisit visit) {
        if (visit.preferVolunteer().equals(volunteer.id())) {
            reasons.add(ReasonCode.PREFERRED.of(1));
        }
        if (visit.servedLast().equals(volunteer.id())) {
            reasons.add(ReasonCode.SERVED_LAST.of(1));
        } else if (volunteer.servedResidents().contains(visit.residentId())) {
            reasons.add(ReasonCode.SAME_PERSON.of(1));
        }
    }

    private static void addStanding(
            List<Reason> reasons, PlanVolunteer volunteer, PlanVisit visit, RegionPolicy policy) {
        if (visit.vulnerable() && volunteer.tierRank() > 0) {
            policy.ladder().stream()
                    .filter(step -> step.rank() == volunteer.tierRank())
                    .forEach(step -> reasons.add(ReasonCode.TIER_PREFERRED.of(step.rank(), step.code())));
        }
        if (!visit.community().isEmpty() && volunteer.communities().contains(visit.community())) {
            reasons.add(ReasonCode.OWN_COMMUNITY.of(1));
        }
    }

    private static void addWaiting(List<Reason> reasons, PlanVolunteer volunteer, long nowMs) {
        long hours = volunteer.lastOfferMs() <= 0 ? 0 : (nowMs - volunteer.lastOfferMs()) / HOUR_MS;
        if (hours >= WORTH_A_WORD_HOURS) {
            reasons.add(ReasonCode.WAITING_VOLUNTEER.of(hours));
        }
    }

    private static void addChoice(List<Reason> reasons, Choice choice) {
        if (choice.candidates() == 1) {
            reasons.add(ReasonCode.ONLY_CANDIDATE.of(1));
        } else if (!choice.runnerUp().isEmpty()) {
            reasons.add(ReasonCode.RUNNER_UP_BY.of(choice.margin(), choice.runnerUp()));
        }
    }
}
