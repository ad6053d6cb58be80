package org.linli.load.matching;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.linli.matcher.match.Certificate;
import org.linli.matcher.match.Matching;

/**
 * One instance, matched in every way.
 *
 * @param exact       the optimum of {@link Matching}
 * @param judged      the optimum of OR-Tools, where it is on the class path
 * @param proved      whether the prices proved the optimum at first, and again after the day's operations
 * @param fromScratch to build the graph of everybody and match it
 * @param rematch     to forget all pairs and prices and match again
 * @param operations  what each kind of operation took
 */
record Run(
        long seed,
        Outcome exact,
        Outcome greedy,
        OptionalLong judged,
        boolean proved,
        Stopwatch.Lap fromScratch,
        Stopwatch.Lap rematch,
        Map<Day.Event, Timings> operations) {
    static Run of(Instance.Size size, int rounds, Stopwatch stopwatch) {
        Instance instance = Instance.draw(size);
        Matching matching = new Matching();
        Stopwatch.Lap fromScratch = stopwatch.time(() -> fill(matching, instance));
        Stopwatch.Lap rematch = stopwatch.time(matching::rematch);
        boolean proved = Certificate.of(matching).isProof();
        Outcome exact = outcome(instance, matching);
        Outcome greedy = Greedy.match(instance);
        OptionalLong judged = MinCostFlowJudge.optimum(instance);
        Map<Day.Event, Timings> operations = new Day(instance, matching, stopwatch).run(rounds);
        boolean stillProved = Certificate.of(matching).isProof();
        return new Run(size.seed(), exact, greedy, judged, proved && stillProved, fromScratch, rematch, operations);
    }

    Timings timingsOf(Day.Event event) {
        return Objects.requireNonNull(operations.get(event));
    }

    /** Whether nothing speaks against the optimum: the prices prove it, and OR-Tools, if asked, found the same. */
    boolean isOptimal() {
        return proved && judged.orElse(exact.cost()) == exact.cost();
    }

    private static void fill(Matching matching, Instance instance) {
        for (int volunteer = 0; volunteer < instance.volunteers().size(); volunteer++) {
            matching.addVolunteer(volunteer);
        }
        for (int order = 0; order < instance.size(); order++) {
            matching.addVisit(
                    order, instance.unservedCost()[order], instance.costs()[order], instance.candidates()[order]);
        }
    }

    private static Outcome outcome(Instance instance, Matching matching) {
        int[] volunteerOf = new int[instance.size()];
        for (int order = 0; order < volunteerOf.length; order++) {
            volunteerOf[order] = matching.volunteerOf(order);
        }
        Outcome outcome = Outcome.of(instance, volunteerOf);
        if (outcome.cost() != matching.totalCost()) {
            throw new IllegalStateException(
                    "The pairs cost " + outcome.cost() + " but the matching says " + matching.totalCost() + ".");
        }
        return outcome;
    }
}
