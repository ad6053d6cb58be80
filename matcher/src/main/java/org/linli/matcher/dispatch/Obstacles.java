package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Duty;
import org.linli.proto.Reason;
import org.linli.proto.VolunteerState;
import org.linli.solver.score.Insertion;
import org.linli.solver.score.Qualification;
import org.linli.solver.score.Rule;
import org.linli.solver.score.RulePart;

/**
 * What forbids that a volunteer takes a visit, with amounts, and the changes that together would allow it. For one
 * question on one thread.
 */
final class Obstacles {
    private static final long MINUTE_MS = 60_000;
    private static final long SECONDS_PER_MINUTE = 60;

    private final Snapshot snapshot;
    private final BookVisit visit;
    private final Qualification qualification;

    Obstacles(Snapshot snapshot, BookVisit visit) {
        this.snapshot = snapshot;
        this.visit = visit;
        qualification = new Qualification(snapshot.rules().scorer().at(snapshot.nowMs()));
    }

    /**
     * The hard rules that the pair breaks, the history between them first.
     *
     * @param leastBad the best place on the volunteer's route
     */
    List<Reason> of(BookVolunteer volunteer, Insertion leastBad) {
        List<Reason> reasons = new ArrayList<>();
        addStanding(volunteer, reasons);
        addHistory(volunteer, reasons);
        qualification.check(volunteer.fact(), visit.fact()).stream()
                .filter(reason -> !reason.getCode().equals(ReasonCode.BLOCKED_PAIR.code()))
                .forEach(reasons::add);
        if (reasons.isEmpty()) {
            // Alone the visit would fit: what is planned already is in the way.
            reasons.add(ReasonCode.OVERLAP.of(secondsInTheWay(leastBad)));
        }
        return reasons;
    }

    private static long secondsInTheWay(Insertion leastBad) {
        return leastBad.parts().stream()
                .filter(part -> part.rule().level() == Rule.Level.HARD)
                .mapToLong(RulePart::amount)
                .sum();
    }

    private void addStanding(BookVolunteer volunteer, List<Reason> reasons) {
        if (volunteer.file().getState() != VolunteerState.VOLUNTEER_STATE_APPROVED) {
            reasons.add(ReasonCode.NOT_APPROVED.of(1));
        } else if (volunteer.window() == null) {
            reasons.add(ReasonCode.OFF_DUTY.of(minutesOff(volunteer.calendar().getDuty())));
        }
    }

    private long minutesOff(Duty duty) {
        long sinceMs = duty.getOn() ? duty.getUntilMs() : duty.getSinceMs();
        return sinceMs <= 0 ? 0 : Math.max(0, snapshot.nowMs() - sinceMs) / MINUTE_MS;
    }

    private void addHistory(BookVolunteer volunteer, List<Reason> reasons) {
        ReasonCode history = visit.exclusions().get(volunteer.id());
        if (history != null) {
            reasons.add(history.of(1));
        } else if (volunteer
                .calendar()
                .getBlockedByResidentsList()
                .contains(visit.order().getResidentId())) {
            reasons.add(ReasonCode.BLOCKED_PAIR.of(1));
        }
    }

    /** What all would have to change; empty where something cannot be changed. */
    List<Reason> changes(BookVolunteer volunteer, List<Reason> obstacles, Insertion leastBad) {
        List<Reason> changes = new ArrayList<>();
        for (Reason obstacle : obstacles) {
            Reason change = change(volunteer, obstacle, leastBad);
            if (change == null) {
                return List.of();
            }
            changes.add(change);
        }
        return changes;
    }

    private @Nullable Reason change(BookVolunteer volunteer, Reason obstacle, Insertion leastBad) {
        ReasonCode code = ReasonCode.find(obstacle.getCode());
        if (code == null) {
            return null;
        }
        long amount = obstacle.getAmount();
        return switch (code) {
            case SKILL_MISSING -> skill(volunteer, obstacle);
            case PAPER_MISSING -> ReasonCode.SHOW_PAPER.of(amount, obstacle.getRef());
            case TIER_BELOW ->
                ReasonCode.LOWER_TIER.of(amount, tier(volunteer.known().tierRank()));
            case LANGUAGE_MISSING -> ReasonCode.WITHOUT_LANGUAGE.of(1, obstacle.getRef());
            case OTHER_GENDER -> ReasonCode.ANY_GENDER.of(1);
            case TOO_FAR -> ReasonCode.METERS_FURTHER.of(meters(leastBad, amount));
            case TOO_LATE -> ReasonCode.MINUTES_LATER.of(minutes(amount));
            case OFF_SHIFT -> ReasonCode.LONGER_DUTY.of(minutes(amount));
            case OVERLAP -> ReasonCode.FREE_EARLIER.of(minutes(amount));
            case OFF_DUTY -> ReasonCode.ASK_ON_DUTY.of(minutes(leastBad.travelSeconds()));
            case DECLINED_BEFORE, LAPSED_BEFORE -> ReasonCode.ASK_AGAIN.of(1);
            default -> null;
        };
    }

    private Reason skill(BookVolunteer volunteer, Reason missing) {
        int claimed = volunteer.fact().skills().level(missing.getRef());
        boolean unverified =
                visit.fact().verifiedOnly() && claimed >= visit.fact().skills().level(missing.getRef());
        return (unverified ? ReasonCode.VERIFY_SKILL : ReasonCode.WITHOUT_SKILL)
                .of(missing.getAmount(), missing.getRef());
    }

    private String tier(int rank) {
        return snapshot.rules().policy().ladder().stream()
                .filter(step -> step.rank() == rank)
                .map(RegionPolicy.TierStep::code)
                .findFirst()
                .orElse("");
    }

    static long minutes(long seconds) {
        return (seconds + SECONDS_PER_MINUTE - 1) / SECONDS_PER_MINUTE;
    }

    /** Metres of the way that take so many seconds. */
    static long meters(Insertion insertion, long seconds) {
        long all = Math.max(1, insertion.travelSeconds());
        return ((long) insertion.travelMeters() * seconds + all - 1) / all;
    }
}
