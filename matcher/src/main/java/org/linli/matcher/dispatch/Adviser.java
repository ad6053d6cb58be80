package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.linli.domain.Ids;
import org.linli.proto.Candidate;
import org.linli.proto.Order;
import org.linli.proto.Reason;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.Window;
import org.linli.proto.ZoneVisit;
import org.linli.solver.score.Insertion;
import org.linli.solver.score.InsertionFinder;
import org.linli.solver.score.Qualification;
import org.linli.solver.score.RulePart;

/**
 * Looks at one visit and everybody near: who would be best, by how much, and why the others not. Works on a snapshot,
 * for one question on one thread.
 */
final class Adviser {
    static final int BEST = 3;
    /** As many as a screen shows. */
    static final int PASSED_OVER = 8;
    /** An hour's way; farther ones are nobody's neighbours. */
    private static final double NEAR_SECONDS = 3600;
    /** For a request that names no end. */
    private static final long DAY_MS = 24 * 3_600_000L;

    private final Snapshot snapshot;
    private final BookVisit visit;
    private final InsertionFinder finder;
    private final Qualification qualification;
    private final List<Insertion> fitting;

    Adviser(Snapshot snapshot, BookVisit visit) {
        this.snapshot = snapshot;
        this.visit = visit;
        var scorer = snapshot.rules().scorer().at(snapshot.nowMs());
        finder = new InsertionFinder(scorer);
        qualification = new Qualification(scorer);
        fitting = fitting();
    }

    /** A visit as it would stand in the book, of an order that need not be stored. */
    static BookVisit asOpen(Order order, Visit visit, Snapshot snapshot) {
        Order whole = order.toBuilder()
                .setRequest(order.getRequest().toBuilder().setWindow(window(order, snapshot.nowMs())))
                .build();
        Visit open = visit.toBuilder().setState(VisitState.VISIT_STATE_OPEN).build();
        Map<String, ReasonCode> exclusions = VisitFacts.exclusions(whole, visit, snapshot.resident(), false);
        ZoneVisit wire = VisitFacts.wire(whole, open, exclusions, VisitFacts.isVulnerable(snapshot.resident()));
        String id = Ids.visit(order.getId(), visit.getNumber());
        return new BookVisit(
                0,
                id,
                whole,
                open,
                false,
                exclusions,
                wire,
                snapshot.rules().reader().visit(wire),
                null);
    }

    private static Window window(Order order, long nowMs) {
        Window asked = order.getRequest().getWindow();
        long startMs = Math.max(asked.getStartMs(), 0) == 0 ? nowMs : asked.getStartMs();
        long endMs = asked.getEndMs() > 0 ? asked.getEndMs() : startMs + DAY_MS;
        return Window.newBuilder().setStartMs(startMs).setEndMs(endMs).build();
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

    /** Those who could take the visit, best first. */
    List<Insertion> fits() {
        return fitting;
    }

    List<Candidate> best() {
        List<Candidate> best = new ArrayList<>();
        for (Insertion insertion : fitting.subList(0, Math.min(BEST, fitting.size()))) {
            best.add(candidate(insertion, reasons(insertion)));
        }
        return best;
    }

    private List<Reason> reasons(Insertion insertion) {
        int next = fitting.indexOf(insertion) + 1;
        Choice choice = next >= fitting.size()
                ? new Choice(fitting.size(), "", 0)
                : new Choice(
                        fitting.size(),
                        fitting.get(next).volunteer().id(),
                        insertion.deltaSoft() - fitting.get(next).deltaSoft());
        return Reasons.of(
                insertion.volunteer(),
                visit.fact(),
                snapshot.rules().policy(),
                snapshot.nowMs(),
                insertion.travelSeconds(),
                choice);
    }

    Candidate candidate(Insertion insertion, List<Reason> reasons) {
        return Candidate.newBuilder()
                .setVolunteerId(insertion.volunteer().id())
                .setArrivalMs(insertion.arrivalMs())
                .setTravelSeconds(insertion.travelSeconds())
                .setTravelMeters(insertion.travelMeters())
                .setHard(insertion.deltaHard())
                .setMedium(insertion.deltaMedium())
                .setSoft(insertion.deltaSoft())
                .addAllParts(insertion.parts().stream().map(RulePart::toProto).toList())
                .addAllReasons(reasons)
                .build();
    }

    /** Those near who were not chosen, nearest first, each with what stands against it. */
    List<Candidate> passedOver(Set<String> chosen) {
        List<Candidate> passed = new ArrayList<>();
        Set<String> fits = new HashSet<>();
        for (Insertion insertion : fitting) {
            fits.add(insertion.volunteer().id());
            if (!chosen.contains(insertion.volunteer().id()) && passed.size() < PASSED_OVER) {
                long worse = fitting.get(0).deltaSoft() - insertion.deltaSoft();
                passed.add(candidate(insertion, List.of(ReasonCode.WORSE_BY.of(worse))));
            }
        }
        for (int slot : near(volunteer -> !fits.contains(volunteer.id()) && !chosen.contains(volunteer.id()))) {
            BookVolunteer volunteer = snapshot.roster().get(slot);
            Insertion least = finder.leastBad(volunteer.fact(), volunteer.route(), visit.fact());
            passed.add(candidate(least, against(volunteer)));
        }
        passed.sort(Comparator.comparingInt(Candidate::getTravelSeconds));
        return passed.size() > PASSED_OVER ? passed.subList(0, PASSED_OVER) : passed;
    }

    private int[] near(Predicate<BookVolunteer> passes) {
        return snapshot.roster()
                .whereabouts()
                .nearest(
                        Set.of(),
                        visit.place(),
                        PASSED_OVER,
                        NEAR_SECONDS,
                        slot -> passes.test(snapshot.roster().get(slot)));
    }

    /** The hard rules that the pair breaks, the history between them first. */
    private List<Reason> against(BookVolunteer volunteer) {
        List<Reason> reasons = new ArrayList<>();
        ReasonCode history = visit.exclusions().get(volunteer.id());
        if (history != null) {
            reasons.add(history.of(1));
        } else if (volunteer
                .calendar()
                .getBlockedByResidentsList()
                .contains(visit.order().getResidentId())) {
            reasons.add(ReasonCode.BLOCKED_PAIR.of(1));
        }
        qualification.check(volunteer.fact(), visit.fact()).stream()
                .filter(reason -> !reason.getCode().equals(ReasonCode.BLOCKED_PAIR.code()))
                .forEach(reasons::add);
        if (reasons.isEmpty()) {
            // Alone the visit would fit: what is planned already is in the way.
            reasons.add(ReasonCode.OVERLAP.of(0));
        }
        return reasons;
    }
}
