package org.linli.matcher.solve;

import java.util.List;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

/** What comes of checking a difference: all of it, or nothing with the reason. */
public sealed interface Verdict {
    /**
     * To be applied whole.
     *
     * @param withdrawn offered visits that leave their volunteer
     */
    record Accepted(long hard, long medium, long soft, List<NewRoute> routes, List<PlanVisit> withdrawn)
            implements Verdict {
        public Accepted {
            routes = List.copyOf(routes);
            withdrawn = List.copyOf(withdrawn);
        }
    }

    /**
     * Not to be applied; an expected event, to be counted.
     *
     * @param code one of {@code route-changed}, {@code volunteer-gone}, {@code visit-gone}, {@code visit-elsewhere},
     *             {@code visit-twice}, {@code in-grace}, {@code breaks-hard-rule}, {@code no-gain}, {@code too-little-gain}
     * @param ref  the volunteer or visit that the code speaks of, or empty
     */
    record Refused(String code, String ref) implements Verdict {}

    /** A volunteer's route as it is to be, with the starts of its visits in milliseconds since 1970. */
    record NewRoute(PlanVolunteer volunteer, List<PlanVisit> visits, List<Long> startsMs) {
        public NewRoute {
            visits = List.copyOf(visits);
            startsMs = List.copyOf(startsMs);
        }
    }
}
