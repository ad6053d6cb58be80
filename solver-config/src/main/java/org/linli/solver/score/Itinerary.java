package org.linli.solver.score;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

/** A volunteer and the visits in their order; without a volunteer it is the bench, where unserved visits wait. */
public interface Itinerary {
    /** Null for the bench. */
    @Nullable
    PlanVolunteer volunteer();

    List<PlanVisit> visits();
}
