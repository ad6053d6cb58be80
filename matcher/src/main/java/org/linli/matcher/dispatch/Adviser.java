package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.linli.proto.Candidate;
import org.linli.proto.Reason;
import org.linli.solver.score.Insertion;
import org.linli.solver.score.InsertionFinder;
import org.linli.solver.score.RulePart;

/**
 * Looks at one visit and everybody near: who would be best, by how much, and why the others not. Works on a snapshot,
 * for one question on one thread.
 */
final class Adviser {
    static final int BEST = 3;
    /** As many as a screen shows. */
    static final int PASSED_OVER = 8;
    /** Of these, at most so many who may not be planned at all. */
    private static final int AWAY = 3;
    /** An hour's way; farther ones are nobody's neighbours. */
    private static final double NEAR_SECONDS = 3600;

    private final Snapshot snapshot;
    private final BookVisit visit;
    private final InsertionFinder finder;
    private final Obstacles obstacles;
    private final Contrast contrast;
    private final List<Insertion> fitting;

    Adviser(Snapshot snapshot, BookVisit visit) {
        this.snapshot = snapshot;
        this.visit = visit;
        finder = new InsertionFinder(snapshot.rules().scorer().at(snapshot.nowMs()));
        obstacles = new Obstacles(snapshot, visit);
        contrast = new Contrast(snapshot.rules(), visit.fact());
        fitting = fitting();
    }

    private List<Insertion> fitting() {
        List<Insertion> found = new ArrayList<>();
        for (int slot : Candidates.of(visit, snapshot.roster(), snapshot.rules(), Set.of(), volunteer -> true)) {
            BookVolunteer volunteer = snapshot.roster().get(slot);
            finder.best(volunteer.fact(), volunteer.route(), visit.fact()).ifPresent(found::add);
        }
        found.sort(Insertion.BEST_FIRST);
        return found;
    }

    BookVisit visit() {
        return visit;
    }

    /** Those who could take the visit, best first. */
    List<Insertion> fits() {
        return fitting;
    }

    /** The best three, each with why, and with what would turn the choice between them. */
    List<Candidate> best() {
        List<Candidate> best = new ArrayList<>();
        for (int i = 0; i < Math.min(BEST, fitting.size()); i++) {
            Insertion insertion = fitting.get(i);
            best.add(candidate(insertion, reasons(i))
                    .addAllFlips(i == 0 ? toLose(insertion, margin(0)) : toWin(insertion))
                    .build());
        }
        return best;
    }

    private long margin(int index) {
        int next = index + 1;
        return next < fitting.size()
                ? fitting.get(index).deltaSoft() - fitting.get(next).deltaSoft()
                : 0;
    }

    private List<Reason> reasons(int index) {
        int next = index + 1;
        Choice choice = next >= fitting.size()
                ? new Choice(fitting.size(), "", 0)
                : new Choice(fitting.size(), fitting.get(next).volunteer().id(), margin(index));
        Insertion insertion = fitting.get(index);
        return Reasons.of(
                insertion.volunteer(),
                visit.fact(),
                snapshot.rules().policy(),
                snapshot.nowMs(),
                insertion.travelSeconds(),
                choice);
    }

    private List<Reason> toLose(Insertion first, long margin) {
        BookVolunteer volunteer = snapshot.roster().find(first.volunteer().id());
        if (fitting.size() < 2 || volunteer == null) {
            return List.of();
        }
        boolean onArrival = first.startMs() == first.arrivalMs()
                && first.startMs() > visit.fact().windowStartMs();
        return List.of(contrast.toLose(margin, onArrival, contrast.metersPerSecond(volunteer)));
    }

    private List<Reason> toWin(Insertion other) {
        return contrast.toWin(other, fitting.get(0).deltaSoft() - other.deltaSoft());
    }

    static Candidate.Builder candidate(Insertion insertion, List<Reason> reasons) {
        return Candidate.newBuilder()
                .setVolunteerId(insertion.volunteer().id())
                .setArrivalMs(insertion.arrivalMs())
                .setTravelSeconds(insertion.travelSeconds())
                .setTravelMeters(insertion.travelMeters())
                .setHard(insertion.deltaHard())
                .setMedium(insertion.deltaMedium())
                .setSoft(insertion.deltaSoft())
                .addAllParts(insertion.parts().stream().map(RulePart::toProto).toList())
                .addAllReasons(reasons);
    }

    /** One who could take the visit, beside the one who was chosen. */
    Candidate beside(Candidate chosen, Insertion other) {
        return candidate(other, against(chosen, other))
                .addAllFlips(changes(chosen, other))
                .build();
    }

    private List<Reason> against(Candidate chosen, Insertion other) {
        List<Reason> reasons = new ArrayList<>();
        if (isAskedEnough(other)) {
            reasons.add(ReasonCode.OPEN_OFFER.of(openOffers(other)));
        }
        if (isCompared(chosen, other)) {
            reasons.addAll(contrast.worse(chosen.getPartsList(), chosen.getSoft(), other));
        }
        return reasons;
    }

    private List<Reason> changes(Candidate chosen, Insertion other) {
        long worseBy = chosen.getSoft() - other.deltaSoft();
        if (isAskedEnough(other)) {
            return List.of(ReasonCode.ANSWER_OFFER.of(openOffers(other)));
        }
        return isCompared(chosen, other) && worseBy >= 0 ? contrast.toWin(other, worseBy) : List.of();
    }

    /** Who was assigned by hand or has claimed was not chosen by a score, and nobody is compared with oneself. */
    private static boolean isCompared(Candidate chosen, Insertion other) {
        return chosen.getPartsCount() > 0
                && !chosen.getVolunteerId().equals(other.volunteer().id());
    }

    private boolean isAskedEnough(Insertion insertion) {
        return openOffers(insertion) >= snapshot.rules().offering().openOffersPerVolunteer();
    }

    private int openOffers(Insertion insertion) {
        BookVolunteer volunteer = snapshot.roster().find(insertion.volunteer().id());
        return volunteer == null ? 0 : volunteer.openOffers();
    }

    /**
     * Those near who were not chosen, each with what stands against it and the changes that would turn it: first those
     * who may be planned, nearest first, then some who may not.
     *
     * @param named the chosen one and whoever else is spoken of elsewhere
     */
    List<Candidate> passedOver(Candidate chosen, Set<String> named) {
        List<Candidate> passed = new ArrayList<>();
        Set<String> known = new HashSet<>(named);
        for (Insertion insertion : fitting) {
            if (known.add(insertion.volunteer().id()) && passed.size() < PASSED_OVER) {
                passed.add(beside(chosen, insertion));
            }
        }
        Whereabouts whereabouts = snapshot.roster().whereabouts();
        for (int slot : whereabouts.nearest(
                Set.of(), visit.place(), PASSED_OVER, NEAR_SECONDS, slot -> !known.contains(id(slot)))) {
            passed.add(notFitting(slot));
        }
        passed.sort(Comparator.comparingInt(Candidate::getTravelSeconds));
        List<Candidate> shown = new ArrayList<>(passed.subList(0, Math.min(PASSED_OVER, passed.size())));
        int room = Math.min(AWAY, PASSED_OVER - shown.size());
        if (room > 0) {
            for (int slot : whereabouts.away(visit.place(), room, NEAR_SECONDS, slot -> !known.contains(id(slot)))) {
                shown.add(notFitting(slot));
            }
        }
        return shown;
    }

    private String id(int slot) {
        return snapshot.roster().get(slot).id();
    }

    private Candidate notFitting(int slot) {
        BookVolunteer volunteer = snapshot.roster().get(slot);
        Insertion least = finder.leastBad(volunteer.fact(), volunteer.route(), visit.fact());
        List<Reason> reasons = obstacles.of(volunteer, least);
        return candidate(least, reasons)
                .addAllFlips(obstacles.changes(volunteer, reasons, least))
                .build();
    }
}
