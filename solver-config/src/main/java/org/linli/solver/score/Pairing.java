package org.linli.solver.score;

import java.util.Set;
import org.linli.proto.Gender;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.facts.SkillLevels;

/** The rules that look at a volunteer and a visit alone, wherever it stands on the route. One method a rule. */
final class Pairing {
    private Pairing() {}

    static void charge(PlanVolunteer volunteer, PlanVisit visit, int year, Tally tally) {
        tally.charge(Rule.SKILL, missingSkills(volunteer, visit));
        tally.charge(Rule.TIER, ranksBelow(volunteer, visit));
        tally.charge(Rule.MINOR, minorAlone(volunteer, visit, year));
        tally.charge(Rule.BLOCKED, blocked(volunteer, visit));
        tally.charge(Rule.LANGUAGE, languageMissing(volunteer, visit));
        tally.charge(Rule.GENDER, otherGender(volunteer, visit));
        tally.charge(Rule.SAME_PERSON, samePerson(volunteer, visit));
        tally.charge(Rule.PREFERRED, preferred(volunteer, visit));
        tally.charge(Rule.RARE_SKILL, rareSkills(volunteer, visit));
        tally.charge(Rule.TIER_FOR_VULNERABLE, tierForVulnerable(volunteer, visit));
        tally.charge(Rule.COMMUNITY, community(volunteer, visit));
        tally.charge(Rule.DISRUPTION, disruption(volunteer, visit));
    }

    static int missingSkills(PlanVolunteer volunteer, PlanVisit visit) {
        return counted(volunteer, visit).missing(visit.skills());
    }

    /** The skills that count for the visit. */
    static SkillLevels counted(PlanVolunteer volunteer, PlanVisit visit) {
        return visit.verifiedOnly() ? volunteer.verifiedSkills() : volunteer.skills();
    }

    static int ranksBelow(PlanVolunteer volunteer, PlanVisit visit) {
        return visit.minTierRank() < 0 ? 0 : Math.max(0, visit.minTierRank() - volunteer.tierRank());
    }

    static int minorAlone(PlanVolunteer volunteer, PlanVisit visit, int year) {
        return volunteer.minorIn(year) && (visit.adultsOnly() || !visit.adultSibling()) ? 1 : 0;
    }

    static int blocked(PlanVolunteer volunteer, PlanVisit visit) {
        return visit.excluded().contains(volunteer.id()) ? 1 : 0;
    }

    static int languageMissing(PlanVolunteer volunteer, PlanVisit visit) {
        Set<String> asked = visit.languages();
        return asked.isEmpty() || asked.stream().anyMatch(volunteer.languages()::contains) ? 0 : 1;
    }

    static int otherGender(PlanVolunteer volunteer, PlanVisit visit) {
        return visit.gender() == Gender.GENDER_UNSPECIFIED || visit.gender() == volunteer.gender() ? 0 : 1;
    }

    static int samePerson(PlanVolunteer volunteer, PlanVisit visit) {
        return visit.isKnownTo(volunteer) ? 1 : 0;
    }

    static int preferred(PlanVolunteer volunteer, PlanVisit visit) {
        return visit.preferVolunteer().equals(volunteer.id()) ? 1 : 0;
    }

    static int rareSkills(PlanVolunteer volunteer, PlanVisit visit) {
        return volunteer.skills().rareBeyond(visit.skills());
    }

    static int tierForVulnerable(PlanVolunteer volunteer, PlanVisit visit) {
        return visit.vulnerable() ? Math.max(0, volunteer.tierRank()) : 0;
    }

    static int community(PlanVolunteer volunteer, PlanVisit visit) {
        return !visit.community().isEmpty() && volunteer.communities().contains(visit.community()) ? 1 : 0;
    }

    static int disruption(PlanVolunteer volunteer, PlanVisit visit) {
        return visit.isOffered() && !visit.isHeldBy(volunteer) ? 1 : 0;
    }
}
