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
    /** Orders come in bursts. */
    private static final long GATHER_MS = 10;
    /** While nothing may be offered, or the first tier is behind. */
    private static final long HELD_UP_MS = 100;
    /** Less than half a millisecond, so that the log and new orders are not kept waiting. */
    private static final int LOOKS_PER_TURN = 16;
    /** So many near a volunteer who becomes free are looked at. */
    private static final int NEAR = 8;

    private final Loop loop;
    private final RegionClock clock;
    private final Desk desk;
    private final Book book;
    private boolean scheduled;

    Admitting(Loop loop, RegionClock clock, Desk desk) {
        this.loop = loop;
        this.clock = clock;
        this.desk = desk;
        book = desk.book();
        book.overflow().watchedBy(this::wake);
    }

    /** Looks from now on at each that comes, and at those that came before. */
    void begin() {
        if (book.overflow().hasFresh()) {
            wake();
        }
    }

    private void wake() {
        wake(GATHER_MS);
    }

    private void wake(long afterMs) {
        if (desk.isActive() && !scheduled) {
            scheduled = true;
            loop.schedule(afterMs, this::turn);
        }
    }

    private void turn() {
        scheduled = false;
        if (!desk.isActive()) {
            return;
        }
        boolean may = desk.mayRematch();
        if (may && look()) {
            desk.pump();
        }
        if (book.overflow().hasFresh()) {
            wake(may ? GATHER_MS : HELD_UP_MS);
        }
    }

    /** Looks at some of those that came; says whether any was let in. */
    private boolean look() {
        Inserter inserter = new Inserter(book, clock.nowMs());
        boolean any = false;
        for (int left = LOOKS_PER_TURN; left > 0; left--) {
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
        return any;
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
