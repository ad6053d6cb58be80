package org.linli.load.online;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.linli.matcher.match.Matching;

/**
 * Runs a stream under the rule that a pair is offered at once, in the exact optimum of all that is still open, and becomes
 * final when the same offer has stood for as long as a volunteer takes to accept; until then a better matching may change
 * it. In a timed stream one who leaves takes the offer that is out (it was made while both were here).
 */
final class UntilAccepted {
    private final Stream stream;
    private final double acceptance;
    private final double spacing;
    private final Market market;
    private final double[] offeredAt;
    private final int[] offeredTo;
    private final boolean[] gone;
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingDouble(Due::at));
    private final List<Pair> pairs = new ArrayList<>();
    private int known;
    private int changes;

    private record Due(double at, int place, boolean leaves) {}

    /**
     * What came of a run.
     *
     * @param changes how often an offer that was out went to somebody else or was withdrawn
     */
    record Outcome(List<Pair> pairs, int changes) {}

    private UntilAccepted(Stream stream, double acceptance, double spacing) {
        this.stream = stream;
        this.acceptance = acceptance;
        this.spacing = spacing;
        this.market = new Market(stream);
        this.offeredAt = new double[stream.size()];
        this.offeredTo = new int[stream.size()];
        this.gone = new boolean[stream.size()];
        Arrays.fill(offeredTo, Matching.NOBODY);
    }

    /**
     * @param acceptance how long an offer stands before it is final, in the file's unit
     * @param spacing    between two arrivals of a drawn order, which has no clock of its own
     */
    static Outcome run(Stream stream, double acceptance, double spacing) {
        return new UntilAccepted(stream, acceptance, spacing).run();
    }

    private Outcome run() {
        for (int place = 0; place < stream.size(); place++) {
            double now = stream.timed() ? stream.at(place).time() : place * spacing;
            settleUntil(now);
            known = place + 1;
            market.add(place);
            if (stream.timed()) {
                due.add(new Due(stream.at(place).end(), place, true));
            }
            offer(now);
        }
        settleUntil(Double.POSITIVE_INFINITY);
        return new Outcome(pairs, changes);
    }

    private void settleUntil(double now) {
        while (!due.isEmpty() && due.peek().at() <= now) {
            Due next = due.remove();
            if (!gone[next.place()]) {
                settle(next);
            }
        }
    }

    private void settle(Due next) {
        int place = next.place();
        int partner = market.partnerOf(place);
        if (partner != Matching.NOBODY && (next.leaves() || hasStood(place, partner, next.at()))) {
            pairs.add(Pair.of(stream.at(place), stream.at(partner), known));
            leave(place);
            leave(partner);
            offer(next.at());
        } else if (next.leaves()) {
            leave(place);
            offer(next.at());
        }
    }

    private boolean hasStood(int task, int partner, double now) {
        return partner == offeredTo[task] && offeredAt[task] + acceptance <= now;
    }

    private void leave(int place) {
        gone[place] = true;
        market.remove(place);
    }

    /** Tells of the offers that the matching has changed. */
    private void offer(double now) {
        market.matching().drainChanges((task, before, after) -> {
            if (!gone[task] && offeredTo[task] != after) {
                changes += offeredTo[task] == Matching.NOBODY ? 0 : 1;
                offeredTo[task] = after;
                offeredAt[task] = now;
                if (after != Matching.NOBODY) {
                    due.add(new Due(now + acceptance, task, false));
                }
            }
        });
    }
}
