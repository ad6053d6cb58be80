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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.solver.Region;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.facts.Spot;

/** Visits with a way of their own: from one place to another, from door to door. */
class JourneyTest {
    private static final int VISITS = 4;

    private final RouteScorer scorer = Region.scorer();
    private final InsertionFinder finder = new InsertionFinder(scorer);

    private static Place anywhere(Random chance) {
        return place(chance.nextInt(4000) - 2000, chance.nextInt(4000) - 2000);
    }

    private static PlanVisit journey(int number, Random chance) {
        OrderRequest.Builder request = request()
                .setLocation(anywhere(chance))
                .setDurationMinutes(5 + chance.nextInt(40))
                .setWindow(window(NOW + chance.nextInt(30) * MINUTE, NOW + 12 * HOUR));
        if (chance.nextBoolean()) {
            request.setTo(anywhere(chance));
        }
        for (int stop = chance.nextInt(5); stop > 0; stop--) {
            request.addStops(anywhere(chance));
        }
        if (request.getStopsCount() > 0 && chance.nextBoolean()) {
            request.clearLocation();
        }
        return fact(visit(number, 1).setRequest(request));
    }

    /** Written down anew: what a route is, by hand. */
    private final class ByHand {
        private final PlanVolunteer volunteer;
        private Spot at;
        private long nowMs = NOW;
        private long travelSeconds;
        private final List<Long> ends = new ArrayList<>();

        ByHand(PlanVolunteer volunteer) {
            this.volunteer = volunteer;
            this.at = volunteer.spot();
        }

        private long seconds(Spot from, Spot to) {
            return scorer.travel().seconds(from, to, volunteer.travelMode());
        }

        ByHand go(List<PlanVisit> route) {
            for (PlanVisit visit : route) {
                long leg = seconds(at, visit.from());
                travelSeconds += leg;
                nowMs = Math.max(nowMs + leg * 1000, visit.windowStartMs());
                List<Spot> way = new ArrayList<>(visit.stops());
                way.add(0, visit.from());
                way.add(visit.to());
                long own = 0;
                for (int i = 1; i < way.size(); i++) {
                    own += seconds(way.get(i - 1), way.get(i));
                }
                nowMs += Math.max(visit.durationMs(), own * 1000);
                ends.add(nowMs);
                at = visit.to();
            }
            return this;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void route_withJourneysAndRounds_isWalkedAsByHand(int seed) {
        Random chance = new Random(seed);
        for (int i = 0; i < 200; i++) {
            PlanVolunteer volunteer = fact(volunteer("v").setPlace(anywhere(chance)));
            List<PlanVisit> route = new ArrayList<>();
            for (int number = 1; number <= VISITS; number++) {
                route.add(journey(number, chance));
            }
            RouteScore score = scorer.score(volunteer, route);
            ByHand hand = new ByHand(volunteer).go(route);
            assertThat(score.calls()).extracting(Call::endMs).isEqualTo(hand.ends);
            assertThat(score.amount(Rule.TRAVEL)).isEqualTo(hand.travelSeconds);
        }
    }

    /** Each place of the route in turn, the whole route scored. */
    private long bestOfAll(PlanVolunteer volunteer, List<PlanVisit> route, PlanVisit visit) {
        RouteScore before = scorer.score(volunteer, route);
        long best = Long.MIN_VALUE;
        for (int position = 0; position <= route.size(); position++) {
            List<PlanVisit> with = new ArrayList<>(route);
            with.add(position, visit);
            RouteScore score = scorer.score(volunteer, with);
            if (score.isFeasible()) {
                best = Math.max(best, score.soft() - before.soft());
            }
        }
        return best;
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13, 14})
    void insertion_ofAJourney_isTheBestOfAllPlaces(int seed) {
        Random chance = new Random(seed);
        for (int i = 0; i < 100; i++) {
            PlanVolunteer volunteer = fact(volunteer("v").setPlace(anywhere(chance)));
            List<PlanVisit> route = new ArrayList<>();
            for (int number = 1; number < VISITS; number++) {
                route.add(journey(number, chance));
            }
            PlanVisit visit = journey(VISITS, chance);
            Optional<Insertion> found = finder.best(volunteer, route, visit);
            assertThat(found.map(Insertion::deltaSoft).orElse(Long.MIN_VALUE))
                    .isEqualTo(bestOfAll(volunteer, route, visit));
        }
    }

    @Test
    void journey_neverLastsLessThanItsOwnWay() {
        PlanVisit far = fact(visit(1, 1)
                .setRequest(
                        request().setLocation(place(0, 0)).setTo(place(1500, 0)).setDurationMinutes(2)));
        Call call = scorer.score(fact(volunteer("v")), List.of(far)).calls().get(0);
        assertThat(call.endMs() - call.startMs()).isEqualTo(6 * MINUTE);
    }
}
