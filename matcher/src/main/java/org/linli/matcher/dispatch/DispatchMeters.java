package org.linli.matcher.dispatch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the dispatcher counts, for the metrics page. Safe for any thread. */
final class DispatchMeters {
    /** Origins of assignments that OptaPlanner made or improved. */
    private static final Set<String> SOLVED = Set.of(Placement.IMPROVE, Placement.SOLVER);

    private final MeterRegistry meters;
    private final Counter assigned;
    private final Counter solved;
    private final Counter matched;
    private final Timer insertion;
    private final DistributionSummary gain;

    DispatchMeters(MeterRegistry meters) {
        this.meters = meters;
        assigned = meters.counter("linli.dispatch.assigned");
        solved = meters.counter("linli.dispatch.assigned.solved");
        matched = meters.counter("linli.dispatch.assigned.matched");
        insertion = Timer.builder("linli.dispatch.insertion")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        gain = meters.summary("linli.dispatch.withdrawn.gain");
        meters.gauge("linli.dispatch.solved.share", this, DispatchMeters::solvedShare);
        meters.gauge("linli.dispatch.matched.share", this, DispatchMeters::matchedShare);
    }

    /** The share of all assignments that OptaPlanner made or improved; 0 while there are none. */
    double solvedShare() {
        return assigned.count() == 0 ? 0 : solved.count() / assigned.count();
    }

    /** The share of all assignments that the exact matching made or improved; 0 while there are none. */
    double matchedShare() {
        return assigned.count() == 0 ? 0 : matched.count() / assigned.count();
    }

    void gauge(String name, Supplier<Number> value) {
        Gauge.builder(name, value).register(meters);
    }

    void assigned(String origin) {
        assigned.increment();
        meters.counter("linli.dispatch.assignments", "origin", origin).increment();
        if (SOLVED.contains(origin)) {
            solved.increment();
        }
        if (origin.equals(Placement.MATCH)) {
            matched.increment();
        }
    }

    void offered(String origin) {
        meters.counter("linli.dispatch.offers", "origin", origin).increment();
    }

    void invited() {
        meters.counter("linli.dispatch.invitations").increment();
    }

    void refused(String problem) {
        meters.counter("linli.dispatch.refusals", "problem", problem).increment();
    }

    /** An offer that was out was withdrawn for a better one. */
    void changedOffer(long softPoints) {
        meters.counter("linli.dispatch.offers.changed").increment();
        gain.record((double) softPoints);
    }

    /** What the matching or a zone solver found was applied, or why not. */
    void difference(String origin, String outcome) {
        meters.counter("linli.dispatch.differences", "origin", origin, "outcome", outcome)
                .increment();
    }

    void inserted(long nanos) {
        insertion.record(nanos, TimeUnit.NANOSECONDS);
    }
}
