package org.linli.matcher.dispatch;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.linli.proto.Gender;
import org.linli.solver.facts.Papers;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

/**
 * The volunteers worth a closer look for a visit, of those who could take it at all: the nearest by travel time, and, where
 * they are not among these, some who will be near later, when something that they have or are planned for ends. Used on
 * one loop, or on a still roster by any thread.
 */
final class Candidates {
    /** Nobody is sent on a way of more than an hour, whatever limit they set themselves. */
    static final double MOST_TRAVEL_SECONDS = 3600;
    /** For one who will be near later so many are looked at who are near now. */
    private static final int NOW_FOR_LATER = 3;

    private Candidates() {}

    static int[] of(
            BookVisit visit, Volunteers roster, Rules rules, Set<String> others, Predicate<BookVolunteer> passes) {
        int count = rules.planning().candidates();
        IntPredicate test = slot -> {
            BookVolunteer volunteer = roster.get(slot);
            return passes.test(volunteer)
                    && !others.contains(volunteer.id())
                    && mayServe(volunteer, visit.fact(), visit.exclusions());
        };
        int[] near = roster.whereabouts().nearest(skills(visit), visit.place(), count, MOST_TRAVEL_SECONDS, test);
        int[] later = roster.whereabouts()
                .passing(
                        skills(visit),
                        visit.place(),
                        Math.max(1, count / NOW_FOR_LATER),
                        MOST_TRAVEL_SECONDS,
                        visit.fact().lastStartMs(),
                        slot -> !contains(near, slot) && test.test(slot));
        return later.length == 0 ? near : joined(near, later);
    }

    /** The codes of the skills that the visit asks for, papers aside. */
    static Set<String> skills(BookVisit visit) {
        Set<String> all = visit.fact().skills().byCode().keySet();
        return all.stream().noneMatch(Papers::isPaper)
                ? all
                : all.stream().filter(skill -> !Papers.isPaper(skill)).collect(Collectors.toSet());
    }

    private static boolean contains(int[] slots, int slot) {
        for (int one : slots) {
            if (one == slot) {
                return true;
            }
        }
        return false;
    }

    private static int[] joined(int[] near, int[] later) {
        int[] all = Arrays.copyOf(near, near.length + later.length);
        System.arraycopy(later, 0, all, near.length, later.length);
        return all;
    }

    /** Whether the pair breaks no rule, wherever and whenever it is. The exact score asks again. */
    static boolean mayServe(BookVolunteer volunteer, PlanVisit visit, Map<String, ReasonCode> exclusions) {
        PlanVolunteer fact = volunteer.fact();
        return fact.tierRank() >= visit.minTierRank()
                && skills(fact, visit)
                && (visit.gender() == Gender.GENDER_UNSPECIFIED || visit.gender() == fact.gender())
                && (visit.languages().isEmpty() || !Collections.disjoint(visit.languages(), fact.languages()))
                && !exclusions.containsKey(volunteer.id())
                && !volunteer.calendar().getBlockedByResidentsList().contains(visit.residentId());
    }

    private static boolean skills(PlanVolunteer volunteer, PlanVisit visit) {
        return (visit.verifiedOnly() ? volunteer.verifiedSkills() : volunteer.skills()).missing(visit.skills()) == 0;
    }
}
