package org.linli.matcher.dispatch;

import java.util.Set;
import org.linli.matcher.Loop;
import org.linli.proto.Place;
import org.linli.solver.score.InsertionFinder;

/**
 * Lets orders out of the overflow into the book: the most urgent one as room comes, and, room or not, one that somebody
 * could take for whom nothing is planned. Used on one loop.
 */
final class Admitting {
    /** So many near a volunteer who becomes free are looked at. */
    private static final int NEAR = 8;

    private final ShortTurns turns;
    private final RegionClock clock;
    private final Desk desk;
    private final Book book;

    Admitting(Loop loop, RegionClock clock, Desk desk) {
        turns = new ShortTurns(loop, desk::mayRematch, this::look, this::isMoreLeft);
        this.clock = clock;
        this.desk = desk;
        book = desk.book();
        book.overflow().watchedBy(this::wake);
    }

    /** Looks from now on at each that comes, and at those that came before. */
    void begin() {
        wake();
    }

    private void wake() {
        if (isMoreLeft()) {
            turns.wake();
        }
    }

    private boolean isMoreLeft() {
        return desk.isActive() && book.overflow().hasFresh();
    }

    /** Looks at some of those that came. */
    private void look() {
        Inserter inserter = new Inserter(book, clock.nowMs());
        boolean any = false;
        for (int left = ShortTurns.LENGTH; left > 0; left--) {
            String next = book.overflow().pollFresh();
            BookVisit visit = next == null ? null : book.outside(next);
            if (next == null || visit == null) {
                break;
            }
            if (isAnybodyFreeNear(visit)
                    && inserter.best(visit, visit.fact(), Set.of(), this::isFree)
                            .isPresent()) {
                book.admit(next);
                any = true;
            }
        }
        if (any) {
            desk.pump();
        }
    }

    /** Asked first, because what a visit wants of somebody is work to find out. */
    private boolean isAnybodyFreeNear(BookVisit visit) {
        int[] nearest = book.roster()
                .whereabouts()
                .nearest(
                        Set.of(),
                        visit.place(),
                        1,
                        Candidates.MOST_TRAVEL_SECONDS,
                        slot -> isFree(book.roster().get(slot)));
        return nearest.length > 0;
    }

    private boolean isFree(BookVolunteer volunteer) {
        return volunteer.route().isEmpty() && !desk.asking().isAskedEnough(volunteer);
    }

    /** The volunteer can do more than before: one of those outside is let in, if there is one for whoever has nothing else. */
    void near(BookVolunteer volunteer) {
        Place at = volunteer.known().at();
        if (at == null || book.overflow().isEmpty() || !volunteer.isAvailable() || !isFree(volunteer)) {
            return;
        }
        InsertionFinder finder = new InsertionFinder(book.rules().scorer().at(clock.nowMs()));
        for (String orderId : book.overflow().near(at, NEAR, volunteer.reachMeters())) {
            BookVisit visit = book.outside(orderId);
            if (visit != null
                    && Candidates.mayServe(volunteer, visit.fact(), visit.exclusions())
                    && finder.trial(volunteer.fact(), volunteer.route(), visit.fact())
                            .isFeasible()) {
                book.admit(orderId);
                return;
            }
        }
    }

    /** Lets the most urgent one in where there is room. */
    void takeIn() {
        String next = desk.hasRoom() ? book.overflow().first() : null;
        if (next != null) {
            book.admit(next);
        }
    }
}
