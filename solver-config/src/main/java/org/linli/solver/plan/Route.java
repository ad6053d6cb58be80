package org.linli.solver.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.score.Itinerary;
import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.lookup.PlanningId;
import org.optaplanner.core.api.domain.variable.PlanningListVariable;

/**
 * A volunteer's visits in their order: what the search changes. The route without a volunteer is the bench, for a list
 * variable must hold every visit somewhere.
 */
@PlanningEntity
public class Route implements Itinerary {
    static final String VISITS = "visits";

    @PlanningId
    private final int index;

    private final @Nullable PlanVolunteer volunteer;

    @PlanningListVariable(valueRangeProviderRefs = VISITS)
    private List<PlanVisit> visits;

    /** For the framework alone, which makes one to look at the class. */
    Route() {
        this(0, null, List.of());
    }

    Route(int index, @Nullable PlanVolunteer volunteer, List<PlanVisit> visits) {
        this.index = index;
        this.volunteer = volunteer;
        this.visits = new ArrayList<>(visits);
    }

    Route copy() {
        return new Route(index, volunteer, visits);
    }

    /** Its place in the plan's list of routes. */
    public int index() {
        return index;
    }

    @Override
    public @Nullable PlanVolunteer volunteer() {
        return volunteer;
    }

    public boolean isBench() {
        return volunteer == null;
    }

    @Override
    public List<PlanVisit> visits() {
        return visits;
    }

    public List<PlanVisit> getVisits() {
        return visits;
    }

    public void setVisits(List<PlanVisit> visits) {
        this.visits = visits;
    }

    @Override
    public String toString() {
        return (volunteer == null ? "bench" : volunteer.id()) + visits;
    }
}
