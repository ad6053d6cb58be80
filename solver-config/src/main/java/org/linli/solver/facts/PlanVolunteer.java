package org.linli.solver.facts;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Age;
import org.linli.proto.Gender;
import org.linli.proto.TravelMode;

/**
 * A volunteer on duty, as a plan sees one: a fact that no search changes. Two snapshots of one volunteer are two facts:
 * equality is identity.
 *
 * @param spot             where the volunteer is now
 * @param endSpot          where the way ends after the last visit, at any time; null: with the last visit
 * @param availableUntilMs when duty or shift ends; {@link Long#MAX_VALUE}: open
 * @param maxTravelSeconds the longest way to a visit; {@link Integer#MAX_VALUE}: any
 * @param skills           all skills, claimed or verified
 * @param verifiedSkills   those that somebody verified
 * @param birthYear        0: unknown, which counts as of age
 * @param loadMinutes      minutes given over the last 7 days
 * @param lastOfferMs      when something was last offered; 0: never
 * @param commitments      by start
 * @param servedResidents  ids of residents served before
 */
public record PlanVolunteer(
        String id,
        Spot spot,
        @Nullable Spot endSpot,
        long availableFromMs,
        long availableUntilMs,
        TravelMode travelMode,
        int maxTravelSeconds,
        SkillLevels skills,
        SkillLevels verifiedSkills,
        Set<String> languages,
        int tierRank,
        int birthYear,
        Gender gender,
        int loadMinutes,
        long lastOfferMs,
        List<Commitment> commitments,
        Set<String> servedResidents,
        Set<String> communities,
        long routeVersion) {

    public PlanVolunteer {
        languages = Set.copyOf(languages);
        commitments = List.copyOf(commitments);
        servedResidents = Set.copyOf(servedResidents);
        communities = Set.copyOf(communities);
    }

    /**
     * Whether surely under 18 in that year or not surely of age: a year of birth alone leaves the year of the 18th
     * birthday open, and nobody who may be 17 is sent alone.
     */
    public boolean minorIn(int year) {
        return Age.isMinor(birthYear, year);
    }

    /** Without what the planner may not move. */
    public PlanVolunteer withoutCommitments() {
        return new PlanVolunteer(
                id,
                spot,
                endSpot,
                availableFromMs,
                availableUntilMs,
                travelMode,
                maxTravelSeconds,
                skills,
                verifiedSkills,
                languages,
                tierRank,
                birthYear,
                gender,
                loadMinutes,
                lastOfferMs,
                List.of(),
                servedResidents,
                communities,
                routeVersion);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return id;
    }
}
