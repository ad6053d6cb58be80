package org.linli.matcher.dispatch;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.linli.matcher.Loop;

/**
 * Finds for the visits of one order the best places in the routes as they are, or by one exchange, and plans them there:
 * for what is wanted now, of those who can be asked now first. Used on one loop.
 */
final class Placing {
    private final Loop loop;
    private final RegionClock clock;
    private final Plans plans;
    private final Asking asking;
    private final Bans bans;
    private final DispatchMeters meters;
    private final Inserter inserter;
    private final SwapStep swap;
    private final Runnable planned;
    private final Consumer<BookVisit> unserved;

    /**
     * @param planned  told after each visit that found its place
     * @param unserved told each visit that nobody can take
     */
    Placing(
            Loop loop,
            RegionClock clock,
            Book book,
            Plans plans,
            Asking asking,
            Bans bans,
            DispatchMeters meters,
            Runnable planned,
            Consumer<BookVisit> unserved) {
        this.loop = loop;
        this.clock = clock;
        this.plans = plans;
        this.asking = asking;
        this.bans = bans;
        this.meters = meters;
        this.planned = planned;
        this.unserved = unserved;
        inserter = new Inserter(book, 0);
        swap = new SwapStep(book, plans, inserter);
    }

    /** What follows is reckoned from this moment. */
    void at(long nowMs) {
        inserter.at(nowMs);
    }

    void insert(String orderId, List<BookVisit> visits) {
        long started = loop.nanoTime();
        Set<String> others = asking.holdersOf(orderId);
        List<BookVisit> left = place(visits, others, free(orderId, asking.isForNow(visits.get(0))));
        left = left.isEmpty() ? left : place(left, asking.holdersOf(orderId), free(orderId, false));
        for (BookVisit visit : left) {
            Optional<Proposal> swapped = swap.find(visit, asking.holdersOf(orderId), free(orderId, false));
            swapped.ifPresentOrElse(proposal -> settle(proposal), () -> unserved.accept(visit));
        }
        meters.inserted(loop.nanoTime() - started);
    }

    /** Plans those for whom somebody passes; returns the others. */
    private List<BookVisit> place(List<BookVisit> visits, Set<String> others, Predicate<BookVolunteer> passes) {
        List<Proposal> proposals = inserter.together(visits, others, passes);
        Set<String> placed = new HashSet<>();
        for (Proposal proposal : proposals) {
            settle(sooner(proposal, others, passes));
            placed.add(proposal.visit().id());
        }
        return visits.stream().filter(visit -> !placed.contains(visit.id())).toList();
    }

    /** What is wanted now goes to whoever is free, rather than to one who would come by later. */
    private Proposal sooner(Proposal proposal, Set<String> others, Predicate<BookVolunteer> passes) {
        BookVisit visit = proposal.visit();
        boolean late =
                asking.isForNow(visit) && asking.offerAtMs(visit, proposal.placement(Placement.INSERT)) > clock.nowMs();
        return late && visit.order().getVisitsCount() == 1
                ? inserter.best(visit, proposal.bound(), others, passes.and(BookVolunteer::isIdle))
                        .orElse(proposal)
                : proposal;
    }

    private void settle(Proposal proposal) {
        plans.plan(
                proposal.visit(),
                proposal.bound(),
                proposal.placement(Placement.INSERT),
                proposal.insertion().position());
        planned.run();
    }

    /** For now only those who can be offered something; for later, and where there is none, those who are busy too. */
    private Predicate<BookVolunteer> free(String orderId, boolean forNow) {
        long now = clock.nowMs();
        return volunteer -> !(forNow && asking.isAskedEnough(volunteer)) && !bans.stands(orderId, volunteer.id(), now);
    }
}
