package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.score.InsertionFinder;
import org.linli.solver.score.Trial;

/**
 * The first tier of planning: the exact change of score for each place in each near volunteer's route, and the best of
 * them. Sees the book as it is and changes nothing. Used on one loop.
 */
final class Inserter {
    private final Book book;
    private InsertionFinder finder;

    Inserter(Book book, long nowMs) {
        this.book = book;
        finder = finderAt(nowMs);
    }

    /** Plans as of this moment from now on. */
    void at(long nowMs) {
        finder = finderAt(nowMs);
    }

    private InsertionFinder finderAt(long nowMs) {
        return new InsertionFinder(book.rules().scorer().at(nowMs));
    }

    /**
     * The best place for the visit.
     *
     * @param others who may not take it, beside those whom the visit itself excludes
     * @param passes who is asked at all
     */
    Optional<Proposal> best(BookVisit visit, PlanVisit bound, Set<String> others, Predicate<BookVolunteer> passes) {
        Trial best = null;
        Trial second = null;
        int bestSlot = -1;
        int fitting = 0;
        for (int slot : Candidates.of(visit, book.roster(), book.rules(), others, passes)) {
            BookVolunteer volunteer = book.roster().get(slot);
            Trial found = finder.trial(volunteer.fact(), volunteer.route(), bound);
            if (found.isFeasible()) {
                fitting++;
                if (best == null || Trial.BEST_FIRST.compare(found, best) < 0) {
                    second = best;
                    best = found;
                    bestSlot = slot;
                } else if (second == null || Trial.BEST_FIRST.compare(found, second) < 0) {
                    second = found;
                }
            }
        }
        return best == null
                ? Optional.empty()
                : Optional.of(proposal(visit, bound, bestSlot, best.position(), choice(fitting, best, second)));
    }

    private Proposal proposal(BookVisit visit, PlanVisit bound, int slot, int position, Choice choice) {
        BookVolunteer volunteer = book.roster().get(slot);
        return new Proposal(
                visit, bound, slot, finder.at(volunteer.fact(), volunteer.route(), bound, position), choice);
    }

    private static Choice choice(int fitting, Trial best, @Nullable Trial second) {
        return second == null
                ? new Choice(fitting, "", 0)
                : new Choice(fitting, second.volunteer().id(), best.deltaSoft() - second.deltaSoft());
    }

    /**
     * Proposals for several visits of one order, each by another person. Those who start together all start when the last
     * of them can; those with gaps between them start one after the other. Visits for which nobody was found are left
     * out.
     */
    List<Proposal> together(List<BookVisit> visits, Set<String> others, Predicate<BookVolunteer> passes) {
        if (visits.size() == 1) {
            BookVisit only = visits.get(0);
            return best(only, only.fact(), others, passes).map(List::of).orElse(List.of());
        }
        boolean atOnce = visits.get(0).fact().gapMaxMs() == 0;
        List<Proposal> first = inTurn(visits, others, passes, atOnce ? 0 : Long.MIN_VALUE);
        long last = first.stream()
                .mapToLong(proposal -> proposal.insertion().startMs())
                .max()
                .orElse(0);
        boolean agree = first.stream().allMatch(proposal -> proposal.insertion().startMs() == last);
        return !atOnce || agree ? first : inTurn(visits, others, passes, last);
    }

    /** @param startMs when all are to start; 0: each as it likes; below: by the gaps, from the one before */
    private List<Proposal> inTurn(
            List<BookVisit> visits, Set<String> others, Predicate<BookVolunteer> passes, long startMs) {
        Set<String> taken = new HashSet<>(others);
        List<Proposal> proposals = new ArrayList<>();
        for (BookVisit visit : visits) {
            best(visit, bound(visit, startMs, proposals), taken, passes).ifPresent(proposal -> {
                proposals.add(proposal);
                taken.add(proposal.insertion().volunteer().id());
            });
        }
        return proposals;
    }

    private static PlanVisit bound(BookVisit visit, long startMs, List<Proposal> before) {
        PlanVisit fact = visit.fact();
        if (startMs > 0) {
            return fact.startingBetween(startMs, startMs);
        }
        if (startMs == 0 || before.isEmpty()) {
            return fact;
        }
        Proposal previous = before.get(before.size() - 1);
        int seats = fact.seat() - previous.bound().seat();
        return fact.startingBetween(
                previous.insertion().startMs() + seats * fact.gapMinMs(),
                previous.insertion().startMs() + seats * fact.gapMaxMs());
    }
}
