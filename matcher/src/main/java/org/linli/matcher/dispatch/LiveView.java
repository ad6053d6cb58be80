package org.linli.matcher.dispatch;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.linli.matcher.solve.BookView;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

/** The book as it is now, for checking a difference. Used on the book's loop, for one check. */
final class LiveView implements BookView {
    private final Book book;
    private final Offering offering;
    private final ZoneView view;

    LiveView(Book book, long nowMs) {
        this.book = book;
        offering = new Offering(book.rules().policy());
        view = new ZoneView(book.rules(), nowMs, book.open()::find);
    }

    @Override
    public Optional<PlanVolunteer> findVolunteer(String volunteerId) {
        return Optional.ofNullable(book.roster().find(volunteerId))
                .filter(BookVolunteer::isAvailable)
                .map(view::fact);
    }

    @Override
    public Optional<PlanVisit> findVisit(String visitId) {
        return Optional.ofNullable(book.open().find(visitId))
                .filter(visit -> ZoneView.isMovable(visit, offering))
                .map(visit -> visit.needs().fact());
    }

    @Override
    public List<PlanVisit> route(String volunteerId) {
        BookVolunteer volunteer = book.roster().find(volunteerId);
        return volunteer == null ? List.of() : view.route(volunteer);
    }

    @Override
    public Optional<String> findServer(String visitId) {
        BookVisit visit = book.open().find(visitId);
        if (visit == null) {
            return Optional.empty();
        }
        Placement where = visit.placement();
        if (where != null && where.volunteer() >= 0) {
            return Optional.of(book.roster().get(where.volunteer()).id());
        }
        return visit.isOffered() ? Optional.of(VisitFacts.holderOf(visit.visit())) : Optional.empty();
    }

    @Override
    public Collection<PlanVisit> siblings(String orderId) {
        return book.open().ofOrder(orderId).stream()
                .filter(visit -> ZoneView.isMovable(visit, offering))
                .map(visit -> visit.needs().fact())
                .toList();
    }

    @Override
    public boolean mayWithdraw(String visitId) {
        BookVisit visit = book.open().find(visitId);
        return visit != null && visit.isOffered() && ZoneView.isMovable(visit, offering);
    }
}
