package org.linli.sim;

import java.util.Map;
import org.linli.load.check.Findings;
import org.linli.load.check.History;

/**
 * What became of a run.
 *
 * @param simulatedMs how much virtual time passed
 * @param counts      how often what came about that one wants to see
 * @param traceHash   of everything that anybody could see: the same for the same plan
 */
record Run(
        Plan plan,
        History history,
        Findings findings,
        long events,
        long simulatedMs,
        Map<String, Long> counts,
        long traceHash) {
    boolean isSound() {
        return findings.violations().isEmpty();
    }
}
