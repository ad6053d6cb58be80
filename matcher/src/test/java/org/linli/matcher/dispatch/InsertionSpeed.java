package org.linli.matcher.dispatch;

import static org.linli.matcher.dispatch.Town.START;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Measures one insertion in a city: {@value #VOLUNTEERS} volunteers on duty, {@value #OPEN} open orders of which what fits
 * is planned, and orders that come on top, with no skill asked for, a common one and a rare one; then one change for the matching. Run by hand; prints
 * microseconds.
 */
final class InsertionSpeed {
    private static final int VOLUNTEERS = 10_000;
    private static final int OPEN = 5_000;
    private static final int WARM = 4_000;
    private static final int MEASURED = 4_000;
    private static final double SIDE_METERS = 25_000;

    private final Crowd crowd = new Crowd(1, SIDE_METERS);
    private final Plans plans = new Plans(crowd.book);
    private final Inserter inserter = new Inserter(crowd.book, START);

    private InsertionSpeed() {}

    public static void main(String[] args) {
        InsertionSpeed speed = new InsertionSpeed();
        speed.fill();
        for (String skill : new String[] {"", "repair", "nursing", "psychology"}) {
            speed.measure(skill);
        }
        speed.match();
    }

    /** The second tier: taking in all visits, then one moved volunteer after the other. */
    private void match() {
        Matchmaker matchmaker = new Matchmaker(crowd.book, new Bans());
        matchmaker.now(START);
        crowd.book.open().all().forEach(visit -> matchmaker.visit(visit.id()));
        long[] nanos = new long[VOLUNTEERS];
        for (int round = 0; round < 2; round++) {
            for (int slot = 0; slot < VOLUNTEERS; slot++) {
                BookVolunteer volunteer = crowd.book.roster().get(slot);
                crowd.book
                        .roster()
                        .move(volunteer.at(
                                Objects.requireNonNull(volunteer.known().at())));
                long before = System.nanoTime();
                matchmaker.volunteer(slot);
                nanos[slot] = System.nanoTime() - before;
            }
        }
        print("rematched", nanos, matchmaker.visits());
    }

    private static void print(String what, long[] nanos, int found) {
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-12s p50 %7.1f us   p99 %8.1f us   found %d of %d%n",
                what,
                nanos[nanos.length / 2] / 1e3,
                nanos[nanos.length * 99 / 100] / 1e3,
                found,
                nanos.length);
    }

    private void fill() {
        crowd.volunteers(VOLUNTEERS);
        int planned = 0;
        for (int i = 0; i < OPEN; i++) {
            planned += plan(crowd.order(crowd.request(i % 10 == 0 ? "repair" : ""))) ? 1 : 0;
        }
        System.out.printf("%d volunteers, %d open orders, %d of them planned%n", VOLUNTEERS, OPEN, planned);
    }

    private boolean plan(BookVisit visit) {
        Optional<Proposal> best = inserter.best(visit, visit.fact(), Set.of(), volunteer -> true);
        best.ifPresent(proposal -> plans.plan(
                visit,
                proposal.bound(),
                proposal.placement(Placement.INSERT),
                proposal.insertion().position()));
        return best.isPresent();
    }

    private void measure(String skill) {
        BookVisit[] visits = new BookVisit[WARM + MEASURED];
        for (int i = 0; i < visits.length; i++) {
            visits[i] = crowd.order(crowd.request(skill));
            crowd.book.open().remove(visits[i]);
        }
        long[] nanos = new long[MEASURED];
        int found = 0;
        for (int i = 0; i < visits.length; i++) {
            long before = System.nanoTime();
            boolean fits = inserter.best(visits[i], visits[i].fact(), Set.of(), volunteer -> true)
                    .isPresent();
            long took = System.nanoTime() - before;
            if (i >= WARM) {
                nanos[i - WARM] = took;
                found += fits ? 1 : 0;
            }
        }
        print(skill.isEmpty() ? "any" : skill, nanos, found);
    }
}
