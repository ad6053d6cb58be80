package org.linli.matcher.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneRoute;
import org.linli.proto.ZoneVisit;
import org.linli.proto.ZoneVolunteer;
import org.linli.solver.facts.FactReader;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.facts.StraightLineTravel;
import org.linli.solver.score.RouteScorer;

class DifferenceCheckTest implements BookView {
    private final FactReader reader = new FactReader(County.policy());
    private final DifferenceCheck check = new DifferenceCheck(
            County.policy(),
            new RouteScorer(
                    County.policy(), new StraightLineTravel(County.policy().planning()), County.NOW));
    private final Map<String, PlanVolunteer> volunteers = new HashMap<>();
    private final Map<String, PlanVisit> visits = new LinkedHashMap<>();
    private final Map<String, List<String>> routes = new LinkedHashMap<>();
    private boolean inGrace;

    private void has(ZoneVolunteer.Builder volunteer, String... route) {
        volunteers.put(volunteer.getId(), reader.volunteer(volunteer.build()));
        routes.put(volunteer.getId(), List.of(route));
    }

    private String has(ZoneVisit.Builder visit) {
        visits.put(visit.getId(), reader.visit(visit.build()));
        return visit.getId();
    }

    private static ZoneRoute route(String volunteer, long version, String... visits) {
        return ZoneRoute.newBuilder()
                .setVolunteerId(volunteer)
                .setBaseVersion(version)
                .addAllVisits(List.of(visits))
                .build();
    }

    private Verdict check(ZoneRoute... changed) {
        return check.check(
                ZoneDifference.newBuilder().addAllRoutes(List.of(changed)).build(), this);
    }

    private static Verdict refused(String code, String ref) {
        return new Verdict.Refused(code, ref);
    }

    @Override
    public Optional<PlanVolunteer> findVolunteer(String volunteerId) {
        return Optional.ofNullable(volunteers.get(volunteerId));
    }

    @Override
    public Optional<PlanVisit> findVisit(String visitId) {
        return Optional.ofNullable(visits.get(visitId));
    }

    @Override
    public List<PlanVisit> route(String volunteerId) {
        return routes.getOrDefault(volunteerId, List.of()).stream()
                .map(visits::get)
                .toList();
    }

    @Override
    public Optional<String> findServer(String visitId) {
        return routes.entrySet().stream()
                .filter(route -> route.getValue().contains(visitId))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public Collection<PlanVisit> siblings(String orderId) {
        return visits.values().stream()
                .filter(visit -> visit.orderId().equals(orderId))
                .toList();
    }

    @Override
    public boolean mayWithdraw(String visitId) {
        return !inGrace;
    }

    @Test
    void servingAnOpenVisit_isAccepted_withItsStart() {
        has(County.volunteer("v", 0, 0).setRouteVersion(4));
        String visit = has(County.visit(1, 1, 1500, 0));
        assertThat(check(route("v", 4, visit)))
                .asInstanceOf(type(Verdict.Accepted.class))
                .satisfies(accepted -> {
                    assertThat(accepted.medium()).isEqualTo(100);
                    assertThat(accepted.routes())
                            .singleElement()
                            .satisfies(route -> assertThat(route.startsMs()).containsExactly(County.NOW + 360_000));
                });
    }

    @Test
    void routeThatHasChangedSince_isRefused() {
        has(County.volunteer("v", 0, 0).setRouteVersion(5));
        String visit = has(County.visit(1, 1, 1500, 0));
        assertThat(check(route("v", 4, visit))).isEqualTo(refused("route-changed", "v"));
    }

    @Test
    void volunteerOrVisitThatIsGone_isRefused() {
        has(County.volunteer("v", 0, 0));
        assertThat(check(route("w", 0))).isEqualTo(refused("volunteer-gone", "w"));
        assertThat(check(route("v", 0, "t1-order-1.1"))).isEqualTo(refused("visit-gone", "t1-order-1.1"));
    }

    @Test
    void visitOnARouteOutside_isRefused() {
        String visit = has(County.visit(1, 1, 0, 0));
        has(County.volunteer("v", 0, 0));
        has(County.volunteer("w", 0, 0), visit);
        assertThat(check(route("v", 0, visit))).isEqualTo(refused("visit-elsewhere", visit));
    }

    @Test
    void visitOnTwoRoutes_isRefused() {
        String visit = has(County.visit(1, 1, 0, 0));
        has(County.volunteer("v", 0, 0));
        has(County.volunteer("w", 0, 0));
        assertThat(check(route("v", 0, visit), route("w", 0, visit))).isEqualTo(refused("visit-twice", visit));
    }

    @Test
    void brokenHardRule_isRefused() {
        String visit = has(County.visit(1, 1, 0, 0).addExcludedVolunteers("v"));
        has(County.volunteer("v", 0, 0));
        assertThat(check(route("v", 0, visit))).isEqualTo(refused("breaks-hard-rule", ""));
    }

    @Test
    void worseRoute_isRefused() {
        String visit = has(County.visit(1, 1, 0, 0));
        has(County.volunteer("v", 0, 0), visit);
        has(County.volunteer("w", 3000, 0));
        assertThat(check(route("v", 0), route("w", 0, visit))).isEqualTo(refused("no-gain", ""));
        assertThat(check(route("v", 0))).isEqualTo(refused("no-gain", ""));
    }

    @Test
    void offerThatIsOut_movesOnlyForAGainThatEarnsIt() {
        String visit = has(County.visit(1, 1, 0, 0).setOfferedTo("v").setOfferedStartMs(County.NOW));
        has(County.volunteer("v", 1250, 0), visit);
        has(County.volunteer("w", 0, 0));
        assertThat(check(route("v", 0), route("w", 0, visit))).isEqualTo(refused("too-little-gain", visit));
        has(County.volunteer("v", 3000, 0), visit);
        assertThat(check(route("v", 0), route("w", 0, visit)))
                .asInstanceOf(type(Verdict.Accepted.class))
                .satisfies(accepted -> assertThat(accepted.withdrawn())
                        .extracting(PlanVisit::id)
                        .containsExactly(visit));
    }

    @Test
    void offerInItsGracePeriod_neverMoves() {
        String visit = has(County.visit(1, 1, 0, 0).setOfferedTo("v").setOfferedStartMs(County.NOW));
        has(County.volunteer("v", 3000, 0), visit);
        has(County.volunteer("w", 0, 0));
        inGrace = true;
        assertThat(check(route("v", 0), route("w", 0, visit))).isEqualTo(refused("in-grace", visit));
    }

    @Test
    void siblingOnARouteOutside_isTimedWithTheRest() {
        var two = County.request(0, 0).setPeople(2);
        String inside = has(County.visit(1, 1, 0, 0).setRequest(two));
        String outside = has(County.visit(1, 2, 0, 0).setRequest(two));
        has(County.volunteer("v", 0, 0));
        has(County.volunteer("w", 0, 0).setAvailableFromMs(County.NOW + County.HOUR), outside);
        assertThat(check(route("v", 0, inside)))
                .asInstanceOf(type(Verdict.Accepted.class))
                .satisfies(accepted ->
                        assertThat(accepted.routes().get(0).startsMs()).containsExactly(County.NOW + County.HOUR));
    }
}
