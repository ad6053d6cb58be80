package org.linli.solver.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.solver.Region.NOW;
import static org.linli.solver.Region.fact;
import static org.linli.solver.Region.place;
import static org.linli.solver.Region.request;
import static org.linli.solver.Region.skill;
import static org.linli.solver.Region.visit;
import static org.linli.solver.Region.volunteer;
import static org.linli.solver.Region.window;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.solver.Region;
import org.linli.solver.facts.PlanVisit;

class NeighbourhoodTest {
    private static PlanVisit at(int order, int meters, String skill) {
        return fact(visit(order, 1)
                .setRequest(request()
                        .addSkills(skill(skill, 1))
                        .setLocation(place(meters, 0))
                        .setWindow(window(NOW, NOW + Region.HOUR))));
    }

    /** Two who repair and two who sign, from so many places. */
    private static Neighbourhood neighbourhood(int places, PlanVisit... visits) {
        List<VisitPlan.Start> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(new VisitPlan.Start(
                    fact(volunteer("v" + i)
                            .setPlace(place(i % places, 0))
                            .addSkills(skill(i < 2 ? "repair" : "sign", 1))),
                    List.of()));
        }
        return VisitPlan.of(Region.scorer(), starts, List.of(visits), Gate.OPEN).neighbourhood();
    }

    @Test
    void alike_areOnlyThoseThatSomebodyNearBothMayServe_nearestFirst() {
        PlanVisit one = at(1, 0, "repair");
        PlanVisit far = at(2, 900, "repair");
        PlanVisit near = at(3, 100, "repair");
        PlanVisit other = at(4, 50, "sign");
        assertThat(neighbourhood(1, one, far, near, other).alike(one)).containsExactly(near, far);
    }

    @Test
    void beside_isDrawnWhereAllStartFromOneDepot_andNeverWhereEachStartsFromHome() {
        PlanVisit one = at(1, 0, "repair");
        assertThat(neighbourhood(1, one).besidePercent()).isEqualTo(45);
        assertThat(neighbourhood(2, one).besidePercent()).isEqualTo(30);
        assertThat(neighbourhood(4, one).besidePercent()).isZero();
    }
}
