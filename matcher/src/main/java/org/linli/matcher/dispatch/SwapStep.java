package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.linli.solver.facts.PlanVisit;

/**
 * One augmenting step, where nobody has room for a visit: somebody near hands a visit that is only planned to somebody
 * else, and takes this one instead. Used on one loop.
 */
final class SwapStep {
    /** Looked at in the order of nearness; a step that needs more is the solvers' work. */
    private static final int MOST_TRIED = 12;

    private final Book book;
    private final Plans plans;
    private final Inserter inserter;

    SwapStep(Book book, Plans plans, Inserter inserter) {
        this.book = book;
        this.plans = plans;
        this.inserter = inserter;
    }

    /** Where the visit fits once another has moved, which is done; empty, and nothing is changed, where none can. */
    Optional<Proposal> find(BookVisit visit, Set<String> others, Predicate<BookVolunteer> passes) {
        int tried = 0;
        for (int slot : Candidates.of(visit, book.roster(), book.rules(), others, passes)) {
            for (PlanVisit planned : new ArrayList<>(book.roster().get(slot).route())) {
                if (tried++ >= MOST_TRIED) {
                    return Optional.empty();
                }
                Optional<Proposal> found = instead(visit, slot, planned, others, passes);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Proposal> instead(
            BookVisit visit, int slot, PlanVisit planned, Set<String> others, Predicate<BookVolunteer> passes) {
        BookVisit moving = book.open().find(planned.id());
        Placement from = moving == null ? null : moving.placement();
        if (moving == null || from == null || from.reserved()) {
            return Optional.empty();
        }
        int position = book.roster().get(slot).route().indexOf(planned);
        BookVisit lifted = plans.unplan(moving);
        Optional<Proposal> here =
                inserter.best(visit, visit.fact(), others, one(slot).and(passes));
        Optional<Proposal> there = here.flatMap(any -> elsewhere(lifted, planned, slot));
        if (there.isEmpty()) {
            plans.plan(lifted, planned, from, position);
            return Optional.empty();
        }
        there.ifPresent(proposal -> plans.plan(
                lifted,
                proposal.bound(),
                proposal.placement(from.origin()),
                proposal.insertion().position()));
        return here;
    }

    private Optional<Proposal> elsewhere(BookVisit lifted, PlanVisit bound, int slot) {
        return inserter.best(lifted, bound, siblingsOf(lifted), one(slot).negate());
    }

    private Set<String> siblingsOf(BookVisit visit) {
        List<String> siblings = new ArrayList<>();
        for (BookVisit sibling : book.open().ofOrder(visit.orderId())) {
            Placement where = sibling.placement();
            if (where != null && where.volunteer() >= 0) {
                siblings.add(book.roster().get(where.volunteer()).id());
            }
        }
        return Set.copyOf(siblings);
    }

    private static Predicate<BookVolunteer> one(int slot) {
        return volunteer -> volunteer.slot() == slot;
    }
}
