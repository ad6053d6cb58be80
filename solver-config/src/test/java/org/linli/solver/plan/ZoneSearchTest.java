package org.linli.solver.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linli.solver.Region.MINUTE;
import static org.linli.solver.Region.NOW;
import static org.linli.solver.Region.place;
import static org.linli.solver.Region.request;
import static org.linli.solver.Region.visit;
import static org.linli.solver.Region.volunteer;
import static org.linli.solver.Region.window;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.linli.proto.OrderRequest;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneProblem;
import org.linli.proto.ZoneRoute;
import org.linli.solver.Region;
import org.linli.solver.facts.StraightLineTravel;

class ZoneSearchTest {
    private static final StraightLineTravel TRAVEL = new StraightLineTravel(Region.planning());

    private static ZoneProblem.Builder problem() {
        return ZoneProblem.newBuilder()
                .setRegion("t1")
                .setZone("z")
                .setSnapshotSequence(7)
                .setNowMs(NOW)
                .setSeed(1)
                .setSeconds(1);
    }

    private static List<ZoneDifference> last(ZoneProblem problem) {
        List<List<ZoneDifference>> given = new ArrayList<>();
        search(problem).run(given::add);
        return given.isEmpty() ? List.of() : given.get(given.size() - 1);
    }

    private static ZoneSearch search(ZoneProblem problem) {
        return new ZoneSearch(problem, Region.policy(), TRAVEL, Gate.OPEN, new AtomicLong()::incrementAndGet);
    }

    @Test
    void unservedVisits_apart_giveOneDifferenceEach_withTheirGain() {
        List<ZoneDifference> differences = last(problem()
                .addVolunteers(volunteer("v").setRouteVersion(3))
                .addVolunteers(volunteer("w").setPlace(place(9000, 0)).setRouteVersion(4))
                .addVisits(visit(1, 1))
                .addVisits(visit(2, 1).setRequest(request().setLocation(place(9000, 0))))
                .build());
        assertThat(differences).hasSize(2).allSatisfy(difference -> {
            assertThat(difference.getRegion()).isEqualTo("t1");
            assertThat(difference.getZone()).isEqualTo("z");
            assertThat(difference.getSnapshotSequence()).isEqualTo(7);
            assertThat(difference.getHard()).isZero();
            assertThat(difference.getMedium()).isEqualTo(100);
        });
        assertThat(differences)
                .flatExtracting(ZoneDifference::getRoutesList)
                .containsExactly(route("v", 3, "t1-order-1.1"), route("w", 4, "t1-order-2.1"));
    }

    private static ZoneRoute route(String volunteer, long version, String visit) {
        return ZoneRoute.newBuilder()
                .setVolunteerId(volunteer)
                .setBaseVersion(version)
                .addVisits(visit)
                .build();
    }

    @Test
    void crossedRoutes_areUncrossed_inOneDifference() {
        OrderRequest.Builder north = request().setLocation(place(3000, 0));
        OrderRequest.Builder south = request().setLocation(place(-3000, 0));
        List<ZoneDifference> differences = last(problem()
                .addVolunteers(volunteer("n").setPlace(place(3000, 0)).addRoute("t1-order-2.1"))
                .addVolunteers(volunteer("s").setPlace(place(-3000, 0)).addRoute("t1-order-1.1"))
                .addVisits(visit(1, 1).setRequest(north))
                .addVisits(visit(2, 1).setRequest(south))
                .build());
        assertThat(differences).singleElement().satisfies(difference -> {
            assertThat(difference.getRoutesList()).hasSize(2);
            assertThat(difference.getMedium()).isZero();
            assertThat(difference.getSoft()).isPositive();
        });
    }

    @Test
    void severalPeople_startTogether_onDifferentRoutes() {
        OrderRequest.Builder two = request().setPeople(2);
        List<ZoneDifference> differences = last(problem()
                .addVolunteers(volunteer("v"))
                .addVolunteers(volunteer("w").setPlace(place(1500, 0)))
                .addVisits(visit(1, 1).setRequest(two))
                .addVisits(visit(1, 2).setRequest(two))
                .build());
        assertThat(differences).singleElement().satisfies(difference -> {
            assertThat(difference.getHard()).isZero();
            assertThat(difference.getRoutesList())
                    .extracting(ZoneRoute::getVisitsCount)
                    .containsExactly(1, 1);
        });
    }

    @Test
    void offeredVisit_staysWhereItIs_forASmallGain() {
        ZoneProblem problem = problem()
                .addVolunteers(volunteer("v").setPlace(place(300, 0)).addRoute("t1-order-1.1"))
                .addVolunteers(volunteer("w"))
                .addVisits(visit(1, 1).setOfferedTo("v").setOfferedStartMs(NOW + 5 * MINUTE))
                .build();
        assertThat(last(problem)).isEmpty();
    }

    @Test
    void visitThatNobodyCanReachInTime_staysUnserved() {
        ZoneProblem problem = problem()
                .addVolunteers(volunteer("v"))
                .addVisits(visit(1, 1).setRequest(request().setWindow(window(NOW, NOW + 20 * MINUTE))))
                .build();
        assertThat(last(problem)).isEmpty();
    }

    @Test
    void stoppedSearch_givesNothing() {
        List<List<ZoneDifference>> given = new ArrayList<>();
        ZoneSearch search = search(
                problem().addVolunteers(volunteer("v")).addVisits(visit(1, 1)).build());
        search.stop();
        search.run(given::add);
        assertThat(given).isEmpty();
    }

    @Test
    void routeWithAnUnknownVisit_isRefused() {
        ZoneProblem problem =
                problem().addVolunteers(volunteer("v").addRoute("t1-order-9.1")).build();
        assertThatThrownBy(() -> search(problem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("t1-order-9.1");
    }
}
