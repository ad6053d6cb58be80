package org.linli.matcher.dispatch;

import org.linli.matcher.solve.Judge;
import org.linli.matcher.solve.Verdict;
import org.linli.proto.ZoneDifference;

/**
 * Takes what a later tier of planning found into the plan: each difference whole, after it was checked and scored again
 * as of now, or not at all. Used on one loop.
 */
final class Merging {
    private final Desk desk;
    private final RegionClock clock;
    private final DispatchMeters meters;
    private Judge judge = Judge.EXACT;

    Merging(Desk desk, RegionClock clock, DispatchMeters meters) {
        this.desk = desk;
        this.clock = clock;
        this.meters = meters;
    }

    /** Who decides from now on. */
    void judgedBy(Judge other) {
        judge = other;
    }

    /**
     * Whether the plan is now what the difference says.
     *
     * @param origin of what it places anew or elsewhere
     */
    boolean apply(ZoneDifference difference, String origin) {
        Book book = desk.book();
        Verdict verdict = judge.check(
                difference,
                new LiveView(book, clock.nowMs()),
                book.rules().policy(),
                book.rules().scorer().at(clock.nowMs()));
        if (verdict instanceof Verdict.Refused refused) {
            meters.difference(origin, refused.code());
            return false;
        }
        boolean applied = new Rerouting(desk, origin, clock.nowMs()).apply((Verdict.Accepted) verdict);
        meters.difference(origin, applied ? "applied" : "not-possible");
        return applied;
    }
}
