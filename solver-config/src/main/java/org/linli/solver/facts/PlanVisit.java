package org.linli.solver.facts;

import java.util.List;
import java.util.Set;
import org.linli.proto.Gender;
import org.linli.proto.TravelMode;

/**
 * One person's part of an order, as a plan sees it: a fact that no search changes, in a list variable. Equality is
 * identity.
 *
 * @param seat            its number in the order, from 1
 * @param people          how many persons the order asks for
 * @param stops           the doors of a round in their order, the first and the last included; empty but for rounds
 * @param from            where it starts
 * @param to              where it ends, and the route goes on
 * @param windowStartMs   the earliest start
 * @param windowEndMs     the latest end; {@link Long#MAX_VALUE}: open
 * @param dueStartMs      from where on a start counts as late
 * @param minTierRank     the least rank on the ladder
 * @param adultsOnly      whether nobody under 18 is sent at all
 * @param skills          what the volunteer needs
 * @param verifiedOnly    whether only verified skills count
 * @param languages       the volunteer must speak one of them; empty: any
 * @param gender          unspecified: any
 * @param servedLast      who came the last time, where it is one of a repeat; empty: nobody yet
 * @param servePoints     medium points for serving it
 * @param excluded        volunteers who may not serve it: blocked pairs, declined, already on the order
 * @param offeredTo       whom an offer that is out holds it for; empty: nobody
 * @param offeredStartMs  the start which that offer shows
 * @param earliestStartMs bound by accepted siblings; 0: none
 * @param latestStartMs   bound by accepted siblings; {@link Long#MAX_VALUE}: none
 * @param adultSibling    whether an accepted sibling is of age
 * @param gapMinMs        least time between the starts of one seat and the next
 * @param gapMaxMs        most time between them; both 0: all start together
 */
public record PlanVisit(
        String id,
        String orderId,
        int seat,
        int people,
        String residentId,
        Spot from,
        Spot to,
        List<Spot> stops,
        long windowStartMs,
        long windowEndMs,
        long dueStartMs,
        long durationMs,
        int minTierRank,
        boolean adultsOnly,
        SkillLevels skills,
        boolean verifiedOnly,
        Set<String> languages,
        Gender gender,
        String preferVolunteer,
        String servedLast,
        String community,
        int servePoints,
        long openedAtMs,
        Set<String> excluded,
        String offeredTo,
        long offeredStartMs,
        boolean vulnerable,
        long earliestStartMs,
        long latestStartMs,
        boolean adultSibling,
        long gapMinMs,
        long gapMaxMs) {

    public PlanVisit {
        stops = List.copyOf(stops);
        languages = Set.copyOf(languages);
        excluded = Set.copyOf(excluded);
        if (durationMs <= 0) {
            throw new IllegalArgumentException("visit.durationMs (" + durationMs + ") must be positive");
        }
        if (gapMaxMs < gapMinMs) {
            throw new IllegalArgumentException(
                    "visit.gapMaxMs (" + gapMaxMs + ") must not be below its gapMinMs (" + gapMinMs + ")");
        }
    }

    /** Whether it is a journey or a round: it has a way of its own. */
    public boolean isOnTheMove() {
        return !stops.isEmpty() || !from.equals(to);
    }

    /** A journey or a round takes as long as was ordered, but never less than its own way from door to door. */
    public long lastsMs(TravelTimes travel, TravelMode mode) {
        return isOnTheMove() ? Math.max(durationMs, ownWayMs(travel, mode)) : durationMs;
    }

    private long ownWayMs(TravelTimes travel, TravelMode mode) {
        long seconds = 0;
        Spot before = from;
        for (Spot stop : stops) {
            seconds += travel.seconds(before, stop, mode);
            before = stop;
        }
        return (seconds + travel.seconds(before, to, mode)) * 1000;
    }

    /** Whether the volunteer came the last time, or served the resident of late. */
    public boolean isKnownTo(PlanVolunteer volunteer) {
        return servedLast.equals(volunteer.id()) || volunteer.servedResidents().contains(residentId);
    }

    /** Whether an offer that is out holds this visit for the volunteer, so that its start is fixed there. */
    public boolean isHeldBy(PlanVolunteer volunteer) {
        return !offeredTo.isEmpty() && offeredTo.equals(volunteer.id());
    }

    public boolean isOffered() {
        return !offeredTo.isEmpty();
    }

    /** Whether others are to serve the same order. */
    public boolean hasSiblings() {
        return people > 1;
    }

    /** The last moment to start and still end in time. */
    public long lastStartMs() {
        return windowEndMs == Long.MAX_VALUE ? latestStartMs : Math.min(latestStartMs, windowEndMs - durationMs);
    }

    /** The same visit with other bounds on its start, for siblings that must start together. */
    public PlanVisit startingBetween(long earliestMs, long latestMs) {
        return new PlanVisit(
                id,
                orderId,
                seat,
                people,
                residentId,
                from,
                to,
                stops,
                windowStartMs,
                windowEndMs,
                dueStartMs,
                durationMs,
                minTierRank,
                adultsOnly,
                skills,
                verifiedOnly,
                languages,
                gender,
                preferVolunteer,
                servedLast,
                community,
                servePoints,
                openedAtMs,
                excluded,
                offeredTo,
                offeredStartMs,
                vulnerable,
                earliestMs,
                latestMs,
                adultSibling,
                gapMinMs,
                gapMaxMs);
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
