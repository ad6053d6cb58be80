package org.linli.matcher.dispatch;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.linli.proto.Gender;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

/**
 * The volunteers worth a closer look for a visit: the nearest by travel time of those who could take it at all, whatever
 * is on their routes. Used on one loop, or on a still roster by any thread.
 */
final class Candidates {
    /** Nobody is sent on a way of more than an hour, whatever limit they set themselves. */
    private static final double MOST_TRAVEL_SECONDS = 3600;

    private Candidates() {}

    static int[] of(
            BookVisit visit, Volunteers roster, Rules rules, Set<String> others, Predicate<BookVolunteer> passes) {
        PlanVisit fact = visit.fact();
        return roster.nearest(visit.place(), rules.planning().candidates(), MOST_TRAVEL_SECONDS, slot -> {
            BookVolunteer volunteer = roster.get(slot);
            return passes.test(volunteer)
                    && !others.contains(volunteer.id())
                    && mayServe(volunteer, fact, visit.exclusions());
        });
    }

    /** Whether the pair breaks no rule, wherever and whenever it is. The exact score asks again. */
    static boolean mayServe(BookVolunteer volunteer, PlanVisit visit, Map<String, ReasonCode> exclusions) {
        PlanVolunteer fact = volunteer.fact();
        return fact.tierRank() >= visit.minTierRank()
                && skills(fact, visit)
                && (visit.gender() == Gender.GENDER_UNSPECIFIED || visit.gender() == fact.gender())
                && (visit.languages().isEmpty() || visit.languages().stream().anyMatch(fact.languages()::contains))
                && !exclusions.containsKey(volunteer.id())
                && !volunteer.calendar().getBlockedByResidentsList().contains(visit.residentId());
    }

    private static boolean skills(PlanVolunteer volunteer, PlanVisit visit) {
        return (visit.verifiedOnly() ? volunteer.verifiedSkills() : volunteer.skills()).missing(visit.skills()) == 0;
    }
}
