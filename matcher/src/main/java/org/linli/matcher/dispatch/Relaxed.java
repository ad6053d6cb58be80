package org.linli.matcher.dispatch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.linli.proto.Gender;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.facts.SkillLevels;

/** A volunteer's fact with one rule relaxed, for asking what would be. */
final class Relaxed {
    private Relaxed() {}

    static PlanVolunteer anyDistance(PlanVolunteer one) {
        return with(one, one.availableFromMs(), one.availableUntilMs(), Integer.MAX_VALUE, one.tierRank());
    }

    static PlanVolunteer anyTier(PlanVolunteer one) {
        return with(one, one.availableFromMs(), one.availableUntilMs(), one.maxTravelSeconds(), Integer.MAX_VALUE);
    }

    static PlanVolunteer onDuty(PlanVolunteer one, long fromMs, long untilMs) {
        return with(one, fromMs, untilMs, one.maxTravelSeconds(), one.tierRank());
    }

    static PlanVolunteer anyEnd(PlanVolunteer one) {
        return onDuty(one, one.availableFromMs(), Long.MAX_VALUE);
    }

    static PlanVolunteer verified(PlanVolunteer one) {
        return with(one, one.skills(), one.skills(), one.languages(), one.gender());
    }

    static PlanVolunteer skilled(PlanVolunteer one, String skill, int level) {
        return with(
                one,
                and(one.skills(), skill, level),
                and(one.verifiedSkills(), skill, level),
                one.languages(),
                one.gender());
    }

    private static SkillLevels and(SkillLevels skills, String skill, int level) {
        Map<String, Integer> more = new HashMap<>(skills.byCode());
        more.merge(skill, level, Math::max);
        return new SkillLevels(more, skills.rare());
    }

    static PlanVolunteer speaking(PlanVolunteer one, Set<String> languages) {
        Set<String> all = new HashSet<>(one.languages());
        all.addAll(languages);
        return with(one, one.skills(), one.verifiedSkills(), all, one.gender());
    }

    static PlanVolunteer ofGender(PlanVolunteer one, Gender gender) {
        return with(one, one.skills(), one.verifiedSkills(), one.languages(), gender);
    }

    private static PlanVolunteer with(PlanVolunteer one, long fromMs, long untilMs, int maxTravelSeconds, int tier) {
        return new PlanVolunteer(
                one.id(),
                one.spot(),
                one.endSpot(),
                fromMs,
                untilMs,
                one.travelMode(),
                maxTravelSeconds,
                one.skills(),
                one.verifiedSkills(),
                one.languages(),
                tier,
                one.birthYear(),
                one.gender(),
                one.loadMinutes(),
                one.lastOfferMs(),
                one.commitments(),
                one.servedResidents(),
                one.communities(),
                one.routeVersion());
    }

    private static PlanVolunteer with(
            PlanVolunteer one, SkillLevels skills, SkillLevels verified, Set<String> languages, Gender gender) {
        return new PlanVolunteer(
                one.id(),
                one.spot(),
                one.endSpot(),
                one.availableFromMs(),
                one.availableUntilMs(),
                one.travelMode(),
                one.maxTravelSeconds(),
                skills,
                verified,
                languages,
                one.tierRank(),
                one.birthYear(),
                gender,
                one.loadMinutes(),
                one.lastOfferMs(),
                one.commitments(),
                one.servedResidents(),
                one.communities(),
                one.routeVersion());
    }
}
