package org.linli.solver.score;

import org.jspecify.annotations.Nullable;
import org.linli.proto.TravelMode;
import org.linli.solver.facts.Commitment;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.facts.Spot;
import org.linli.solver.facts.TravelTimes;

/**
 * Goes along a route from visit to visit, around the volunteer's commitments, and charges the rules. A visit is made
 * before the next commitment where it ends early enough to reach that, else after it. Mutable, for one thread; used
 * again and again without allocating.
 *
 * <p>Times are milliseconds since 1970. A later start of one visit never makes a later one start earlier, so starts that
 * siblings must share can be found by raising floors until nothing changes.
 */
public final class RouteWalk {
    private static final long MOST_WAITED_HOURS = 168;
    /** So long somebody counts as having waited who was never offered anything. */
    private static final long NEWCOMER_HOURS = 120;

    private static final long HOUR_MS = 3_600_000;
    private static final long MINUTE_MS = 60_000;

    private final TravelTimes travel;
    private final long nowMs;
    private final int year;
    private final Tally tally;

    private PlanVolunteer volunteer;
    private TravelMode mode;
    private Spot at;
    private Spot anchor;
    private long freeMs;
    private int commitment;
    private boolean afterVisit;
    private long minutes;

    private long arrivalMs;
    private long ownMs;
    private long startMs;
    private long endMs;
    private int travelSeconds;
    private Spot legFrom;
    private long late;
    private long worstLateness;

    @SuppressWarnings("NullAway.Init") // a walk is at nobody's until start()
    RouteWalk(TravelTimes travel, long nowMs, int year, Tally tally) {
        this.travel = travel;
        this.nowMs = nowMs;
        this.year = year;
        this.tally = tally;
    }

    /** Sets out with the volunteer from where the volunteer is, with a clean tally. */
    public void start(PlanVolunteer who) {
        tally.clear();
        volunteer = who;
        mode = who.travelMode();
        at = who.spot();
        anchor = at;
        freeMs = Math.max(nowMs, who.availableFromMs());
        commitment = 0;
        afterVisit = false;
        minutes = 0;
        worstLateness = 0;
    }

    /** Makes the next visit, not before the floor. */
    public void call(PlanVisit visit, long floorMs) {
        time(visit, floorMs);
        Pairing.charge(volunteer, visit, year, tally);
    }

    /** Makes the next visit, and charges only what depends on times and ways. */
    void time(PlanVisit visit, long floorMs) {
        boolean held = visit.isHeldBy(volunteer);
        schedule(visit, held, floorMs);
        while (commitmentComesFirst(visit, held)) {
            keepCommitment();
            schedule(visit, held, floorMs);
        }
        late = held && afterVisit ? secondsBetween(startMs, arrivalMs) : 0;
        chargeTimes(visit, held);
        goOn(visit);
    }

    private void schedule(PlanVisit visit, boolean held, long floorMs) {
        legFrom = at;
        travelSeconds = travel.seconds(at, visit.from(), mode);
        arrivalMs = freeMs + travelSeconds * 1000L;
        ownMs = held
                ? visit.offeredStartMs()
                : Math.max(arrivalMs, Math.max(visit.windowStartMs(), visit.earliestStartMs()));
        startMs = held ? ownMs : Math.max(ownMs, floorMs);
        endMs = startMs + visit.lastsMs(travel, mode);
    }

    private boolean commitmentComesFirst(PlanVisit visit, boolean held) {
        if (commitment >= volunteer.commitments().size()) {
            return false;
        }
        Commitment next = volunteer.commitments().get(commitment);
        if (held) {
            return next.startMs() < startMs;
        }
        return endMs + travel.seconds(visit.to(), next.from(), mode) * 1000L > next.startMs();
    }

    private void keepCommitment() {
        Commitment next = volunteer.commitments().get(commitment++);
        if (afterVisit) {
            reachCommitment(next);
        } else if (next.startMs() > freeMs) {
            freeMs += travel.seconds(at, next.from(), mode) * 1000L;
        }
        freeMs = Math.max(freeMs, next.endMs());
        at = next.to();
        anchor = at;
        afterVisit = false;
    }

    /** Only what the visits before it add is charged: the way to a commitment has to be gone anyway. */
    private void reachCommitment(Commitment next) {
        int leg = travel.seconds(at, next.from(), mode);
        freeMs += leg * 1000L;
        tally.charge(Rule.TRAVEL, leg - travel.seconds(anchor, next.from(), mode));
        tally.charge(Rule.OVERLAP, secondsBetween(next.startMs(), freeMs));
    }

    private void chargeTimes(PlanVisit visit, boolean held) {
        tally.charge(Rule.TRAVEL, travelSeconds);
        long lateness = secondsBetween(visit.dueStartMs(), startMs);
        tally.charge(Rule.LATENESS, lateness);
        worstLateness = Math.max(worstLateness, lateness);
        tally.charge(Rule.OVERLAP, late);
        tally.charge(Rule.OFF_SHIFT, secondsBetween(volunteer.availableUntilMs(), endMs));
        tally.charge(Rule.TOO_LATE, secondsBetween(visit.windowEndMs(), endMs));
        tally.charge(Rule.GAP, secondsBetween(visit.latestStartMs(), startMs));
        // Somebody who walks on after an offer was shown does not break it.
        tally.charge(Rule.TOO_FAR, held ? 0 : Math.max(0, travelSeconds - volunteer.maxTravelSeconds()));
        tally.charge(Rule.SERVED, visit.servePoints());
        tally.charge(Rule.WAITED, Math.max(0, nowMs - visit.openedAtMs()) / MINUTE_MS);
    }

    private void goOn(PlanVisit visit) {
        at = visit.to();
        freeMs = endMs;
        afterVisit = true;
        minutes += visit.durationMs() / MINUTE_MS;
    }

    /** Keeps the next commitment, if one is left, and charges what belongs to the route as a whole. */
    public void finish() {
        if (afterVisit) {
            if (commitment < volunteer.commitments().size()) {
                keepCommitment();
            } else {
                goBack(volunteer.endSpot());
            }
        }
        if (minutes > 0) {
            tally.charge(Rule.LOAD, squaredGrowth(volunteer, minutes));
            tally.charge(Rule.WILLING, squaredWait(volunteer, nowMs));
        }
    }

    /** The way back from the last visit, beyond the one that was to be gone without it. */
    private void goBack(@Nullable Spot end) {
        if (end != null) {
            tally.charge(Rule.TRAVEL, travel.seconds(at, end, mode) - travel.seconds(anchor, end, mode));
        }
    }

    private static long squaredWait(PlanVolunteer volunteer, long nowMs) {
        long hours = volunteer.lastOfferMs() <= 0
                ? NEWCOMER_HOURS
                : Math.min(MOST_WAITED_HOURS, Math.max(0, nowMs - volunteer.lastOfferMs()) / HOUR_MS);
        return hours * hours;
    }

    /** The points of a volunteer's load and waiting with so many minutes of visits. */
    public static long loadPoints(PlanVolunteer volunteer, long minutes, long nowMs, RuleWeights weights) {
        return minutes <= 0
                ? 0
                : weights.points(Rule.LOAD, squaredGrowth(volunteer, minutes))
                        + weights.points(Rule.WILLING, squaredWait(volunteer, nowMs));
    }

    private static long squaredGrowth(PlanVolunteer volunteer, long minutes) {
        return minutes * (minutes + 2L * volunteer.loadMinutes());
    }

    /** Whole seconds from one moment to a later one, rounded up; 0 where it is not later. */
    static long secondsBetween(long fromMs, long toMs) {
        return toMs <= fromMs ? 0 : (toMs - fromMs + 999) / 1000;
    }

    public Tally tally() {
        return tally;
    }

    /** The start of the visit made last. */
    public long startMs() {
        return startMs;
    }

    /** The largest lateness of a visit made since the start, in seconds. */
    public long worstLatenessSeconds() {
        return worstLateness;
    }

    /** When the visit made last would start if it waited for no sibling. */
    public long ownMs() {
        return ownMs;
    }

    boolean hasCommitments() {
        return !volunteer.commitments().isEmpty();
    }

    long arrivalMs() {
        return arrivalMs;
    }

    /** The end of the visit made last. */
    public long endMs() {
        return endMs;
    }

    /** The way to the visit made last. */
    public int travelSeconds() {
        return travelSeconds;
    }

    /** Where the way to the visit made last began. */
    Spot legFrom() {
        return legFrom;
    }

    Call lastCall(PlanVisit visit) {
        return new Call(volunteer, visit, arrivalMs, startMs, endMs, travelSeconds, late);
    }
}
