package org.linli.solver.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.solver.Region.HOUR;
import static org.linli.solver.Region.MINUTE;
import static org.linli.solver.Region.NOW;
import static org.linli.solver.Region.fact;
import static org.linli.solver.Region.place;
import static org.linli.solver.Region.request;
import static org.linli.solver.Region.visit;
import static org.linli.solver.Region.volunteer;
import static org.linli.solver.Region.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.linli.solver.Region;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

class InsertionFinderTest {
    private static final long DAY = 24 * HOUR;
    private final RouteScorer scorer = Region.scorer();
    private final InsertionFinder finder = new InsertionFinder(scorer);

    @Test
    void visit_onTheWay_isInsertedWhereItCostsNoDetour() {
        PlanVisit near = at(1, 1000);
        PlanVisit far = at(2, 3000);
        Insertion insertion = finder.best(fact(volunteer("v")), List.of(near, far), at(3, 2000))
                .orElseThrow();
        assertThat(insertion.position()).isEqualTo(1);
        assertThat(insertion.travelMeters()).isBetween(999, 1002);
        assertThat(insertion.deltaMedium()).isEqualTo(100);
        assertThat(insertion.isFeasible()).isTrue();
    }

    private static PlanVisit at(int order, int north) {
        return fact(visit(order, 1)
                .setRequest(request().setLocation(place(north, 0)).setWindow(window(NOW, NOW + DAY))));
    }

    @Test
    void visit_nobodyMayServe_isInsertedNowhere() {
        assertThat(finder.best(fact(volunteer("v")), List.of(), fact(visit(1, 1).addExcludedVolunteers("v"))))
                .isEmpty();
    }

    @Test
    void visit_thatWouldBreakAnothersWindow_isInsertedNowhere_butTheLeastBadIsKnown() {
        PlanVisit tight = fact(visit(1, 1).setRequest(request().setWindow(window(NOW, NOW + 45 * MINUTE))));
        PlanVisit other = fact(visit(2, 1).setRequest(request().setWindow(window(NOW, NOW + 45 * MINUTE))));
        PlanVolunteer volunteer = fact(volunteer("v"));
        assertThat(finder.best(volunteer, List.of(tight), other)).isEmpty();
        Insertion least = finder.leastBad(volunteer, List.of(tight), other);
        assertThat(least.deltaHard()).isEqualTo(-15 * 60);
        assertThat(least.parts()).extracting(RulePart::rule).contains(Rule.TOO_LATE);
    }

    @Test
    void randomInsertions_changeTheScoreByExactlyTheirDelta_andAreTheBestOfAllPositions() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            List<PlanVisit> route = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                route.add(at(100 + i, random.nextInt(5000)));
            }
            PlanVolunteer volunteer = fact(volunteer("v"));
            PlanVisit visit = at(1, random.nextInt(5000));
            Insertion best = finder.leastBad(volunteer, route, visit);
            assertDeltaIsExact(volunteer, route, visit, best);
            for (int position = 0; position <= route.size(); position++) {
                Insertion other = finder.at(volunteer, route, visit, position);
                assertDeltaIsExact(volunteer, route, visit, other);
                assertThat(Insertion.BEST_FIRST.compare(best, other)).isLessThanOrEqualTo(0);
            }
        }
    }

    private void assertDeltaIsExact(
            PlanVolunteer volunteer, List<PlanVisit> route, PlanVisit visit, Insertion insertion) {
        RouteScore before = scorer.score(volunteer, route);
        List<PlanVisit> with = new ArrayList<>(route);
        with.add(insertion.position(), visit);
        RouteScore after = scorer.score(volunteer, with);
        assertThat(insertion.deltaHard()).isEqualTo(after.hard() - before.hard());
        assertThat(insertion.deltaMedium()).isEqualTo(after.medium() - before.medium());
        assertThat(insertion.deltaSoft()).isEqualTo(after.soft() - before.soft());
        assertThat(insertion.startMs())
                .isEqualTo(after.calls().get(insertion.position()).startMs());
        assertThat(insertion.parts().stream().mapToLong(RulePart::points).sum())
                .isEqualTo(insertion.deltaHard() + insertion.deltaMedium() + insertion.deltaSoft());
    }

    @Test
    void bestFirst_prefersTheFeasibleOne() {
        PlanVisit visit = at(1, 1000);
        Optional<Insertion> near = finder.best(fact(volunteer("a").setPlace(place(900, 0))), List.of(), visit);
        Optional<Insertion> far = finder.best(fact(volunteer("b")), List.of(), visit);
        assertThat(Insertion.BEST_FIRST.compare(near.orElseThrow(), far.orElseThrow()))
                .isNegative();
    }
}
