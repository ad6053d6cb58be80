package org.linli.solver.plan;

import java.util.ArrayList;
import java.util.List;
import org.linli.proto.TravelMode;
import org.linli.solver.facts.Commitment;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.facts.Spot;
import org.linli.solver.facts.TravelTimes;
import org.linli.solver.score.RouteScorer;

/**
 * A route as it is gone: visits and commitments in their order, with their times. What the streams look at.
 *
 * @param served the visits in their order
 * @param agenda visits and commitments in their order
 */
record Trip(PlanVolunteer volunteer, List<Served> served, List<Appointment> agenda, RouteScorer scorer) {
    /**
     * A visit on a trip, with its times and the way to it.
     *
     * @param ownMs when it would start if it waited for no sibling
     */
    record Served(
            PlanVolunteer volunteer,
            PlanVisit visit,
            long ownMs,
            long startMs,
            long endMs,
            int travelSeconds,
            RouteScorer scorer) {
        boolean held() {
            return visit.isHeldBy(volunteer);
        }
    }

    /**
     * Something at a time and a place.
     *
     * @param travelSeconds from the appointment before
     * @param missedSeconds how far its start is missed because of a visit before it
     */
    record Appointment(
            boolean commitment,
            long startMs,
            long endMs,
            Spot from,
            Spot to,
            boolean fixed,
            int travelSeconds,
            long missedSeconds) {}

    static Trip of(PlanVolunteer volunteer, List<Served> served, RouteScorer scorer) {
        return new Trip(volunteer, served, chain(volunteer, merge(volunteer, served), scorer.travel()), scorer);
    }

    /** Puts each commitment before the first visit that starts after it. */
    private static List<Appointment> merge(PlanVolunteer volunteer, List<Served> served) {
        List<Appointment> merged = new ArrayList<>();
        int next = 0;
        for (Served visit : served) {
            while (next < volunteer.commitments().size()
                    && startsFirst(volunteer.commitments().get(next), visit)) {
                merged.add(appointment(volunteer.commitments().get(next++)));
            }
            merged.add(appointment(visit));
        }
        volunteer.commitments().stream().skip(next).map(Trip::appointment).forEach(merged::add);
        return merged;
    }

    private static boolean startsFirst(Commitment commitment, Served visit) {
        return visit.held() ? commitment.startMs() < visit.startMs() : commitment.startMs() <= visit.startMs();
    }

    private static Appointment appointment(Commitment commitment) {
        return new Appointment(
                true, commitment.startMs(), commitment.endMs(), commitment.from(), commitment.to(), true, 0, 0);
    }

    private static Appointment appointment(Served served) {
        PlanVisit visit = served.visit();
        return new Appointment(false, served.startMs(), served.endMs(), visit.from(), visit.to(), served.held(), 0, 0);
    }

    /** Works out the ways from one appointment to the next, and what is missed. */
    private static List<Appointment> chain(PlanVolunteer volunteer, List<Appointment> merged, TravelTimes travel) {
        List<Appointment> chained = new ArrayList<>();
        Spot at = volunteer.spot();
        for (int i = 0; i < merged.size(); i++) {
            Appointment next = merged.get(i);
            int seconds = travel.seconds(at, next.from(), volunteer.travelMode());
            boolean afterVisit = i > 0 && !merged.get(i - 1).commitment();
            long missed = afterVisit && next.fixed()
                    ? ceilSeconds(merged.get(i - 1).endMs() + seconds * 1000L - next.startMs())
                    : 0;
            chained.add(new Appointment(
                    next.commitment(),
                    next.startMs(),
                    next.endMs(),
                    next.from(),
                    next.to(),
                    next.fixed(),
                    seconds,
                    missed));
            at = next.to();
        }
        return chained;
    }

    static long ceilSeconds(long ms) {
        return ms <= 0 ? 0 : (ms + 999) / 1000;
    }

    /** Seconds on the way beyond those that the commitments alone would need. */
    long addedTravelSeconds() {
        long seconds = 0;
        for (Appointment appointment : agenda) {
            seconds += appointment.travelSeconds();
        }
        return seconds + wayBackSeconds() - travelForCommitments(scorer.travel(), volunteer.travelMode());
    }

    /** The way back from the last visit beyond that from the last commitment. */
    private long wayBackSeconds() {
        Spot end = volunteer.endSpot();
        if (end == null || agenda.isEmpty()) {
            return 0;
        }
        List<Commitment> commitments = volunteer.commitments();
        Spot otherwise = commitments.isEmpty()
                ? volunteer.spot()
                : commitments.get(commitments.size() - 1).to();
        TravelTimes travel = scorer.travel();
        return (long) travel.seconds(agenda.get(agenda.size() - 1).to(), end, volunteer.travelMode())
                - travel.seconds(otherwise, end, volunteer.travelMode());
    }

    private long travelForCommitments(TravelTimes travel, TravelMode mode) {
        long seconds = 0;
        Spot at = volunteer.spot();
        for (Commitment commitment : volunteer.commitments()) {
            seconds += travel.seconds(at, commitment.from(), mode);
            at = commitment.to();
        }
        return seconds;
    }

    long missedSeconds() {
        return agenda.stream().mapToLong(Appointment::missedSeconds).sum();
    }

    long servedMinutes() {
        return served.stream()
                .mapToLong(visit -> visit.visit().durationMs() / 60_000)
                .sum();
    }
}
