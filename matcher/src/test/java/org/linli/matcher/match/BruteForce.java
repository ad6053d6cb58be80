package org.linli.matcher.match;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tries every matching; for a handful of visits. */
final class BruteForce {
    private BruteForce() {}

    static long optimum(Model model) {
        return model.fixedCost() + cheapest(model, model.openVisits(), new HashSet<>());
    }

    private static long cheapest(Model model, List<Integer> visits, Set<Integer> taken) {
        if (visits.isEmpty()) {
            return 0;
        }
        int visit = visits.get(0);
        List<Integer> rest = visits.subList(1, visits.size());
        long best = model.visit(visit).unservedCost() + cheapest(model, rest, taken);
        for (Map.Entry<Integer, Long> candidate : model.openCosts(visit).entrySet()) {
            if (taken.add(candidate.getKey())) {
                best = Math.min(best, candidate.getValue() + cheapest(model, rest, taken));
                taken.remove(candidate.getKey());
            }
        }
        return best;
    }
}
