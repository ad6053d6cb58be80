package org.linli.solver.score;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.linli.solver.Region;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

/** In the region an e-bike takes 0.24 s for a metre. */
class PlanTotalTest {
    private static final PlanVolunteer ONE = fact(volunteer("v1"));
    private static final PlanVolunteer OTHER = fact(volunteer("v2"));

    private record Line(@Nullable PlanVolunteer volunteer, List<PlanVisit> visits) implements Itinerary {}

    private static Line line(PlanVolunteer volunteer, PlanVisit... visits) {
        return new Line(volunteer, new ArrayList<>(List.of(visits)));
    }

    private static PlanVisit seat(int order, int seat, long fromMinute, int gapMin, int gapMax) {
        return fact(visit(order, seat)
                .setRequest(request()
                        .setPeople(2)
                        .setGapMinMinutes(gapMin)
                        .setGapMaxMinutes(gapMax)
                        .setWindow(window(NOW + fromMinute * MINUTE, NOW + 600 * MINUTE))));
    }

    private static PlanTotal total(RouteScorer scorer, Line... lines) {
        List<PlanVisit> visits = new ArrayList<>();
        List.of(lines).forEach(line -> visits.addAll(line.visits()));
        return new PlanTotal(scorer, List.of(lines), visits);
    }

    private static List<Long> minutes(PlanTotal total, int route) {
        return total.startsMs(route).stream()
                .map(startMs -> (startMs - NOW) / MINUTE)
                .toList();
    }

    @Test
    void siblings_thatStartTogether_waitForTheLaterOne_andSoDoesWhatFollows() {
        PlanVisit next = seat(3, 1, 0, 0, 0);
        PlanTotal total =
                total(Region.scorer(), line(ONE, seat(1, 1, 0, 0, 0), next), line(OTHER, seat(1, 2, 40, 0, 0)));
        assertThat(minutes(total, 0)).containsExactly(40L, 70L);
        assertThat(minutes(total, 1)).containsExactly(40L);
        assertThat(total.hard()).isZero();
    }

    @Test
    void siblings_inOrder_keepTheGap_whicheverWouldBeTooEarly() {
        PlanTotal second = total(Region.scorer(), line(ONE, seat(1, 1, 10, 5, 20)), line(OTHER, seat(1, 2, 0, 5, 20)));
        assertThat(minutes(second, 1)).containsExactly(15L);
        PlanTotal first = total(Region.scorer(), line(ONE, seat(1, 1, 0, 5, 20)), line(OTHER, seat(1, 2, 60, 5, 20)));
        assertThat(minutes(first, 0)).containsExactly(40L);
    }

    @Test
    void orders_thatWaitForEachOtherInACircle_areChargedForThatAlone_untilItIsBroken() {
        PlanVisit a1 = seat(1, 1, 0, 0, 0);
        PlanVisit a2 = seat(1, 2, 0, 0, 0);
        PlanVisit b1 = seat(2, 1, 0, 0, 0);
        PlanVisit b2 = seat(2, 2, 0, 0, 0);
        Line crossed = line(OTHER, b2, a2);
        PlanTotal total = total(Region.scorer(), line(ONE, a1, b1), crossed);
        assertThat(total.hard()).isEqualTo(Region.scorer().weights().points(Rule.CIRCLE, 1));
        assertThat(total.medium()).isZero();
        crossed.visits().add(crossed.visits().remove(0));
        total.touch(1);
        total.settle();
        assertThat(total.hard()).isZero();
        assertThat(minutes(total, 1)).containsExactly(0L, 30L);
    }

    @Test
    void wayBack_isCharged_andAnUnusedVolunteerPaysNothing() {
        PlanVolunteer returns = fact(volunteer("v3").setEndPlace(place(0, 0)));
        PlanVisit away = fact(visit(1, 1).setRequest(request().setLocation(place(1000, 0))));
        RouteScorer scorer = Region.scorer();
        long there = scorer.score(ONE, List.of(away)).amount(Rule.TRAVEL);
        assertThat(scorer.score(returns, List.of(away)).amount(Rule.TRAVEL)).isEqualTo(2 * there);
        assertThat(scorer.score(returns, List.of()).soft()).isZero();
    }

    @Test
    void largestLateness_isChargedOnce_besideTheSum() {
        PlanVisit late = fact(visit(1, 1).setDueStartMs(NOW - 10 * MINUTE));
        PlanVisit later = fact(visit(2, 1).setDueStartMs(NOW - 30 * MINUTE));
        Line[] lines = {line(ONE, late), line(OTHER, later)};
        long without = total(Region.scorerOfWorstLateness(0), lines).soft();
        assertThat(total(Region.scorerOfWorstLateness(7), lines).soft()).isEqualTo(without - 7 * 30 * 60);
    }

    @Test
    void move_thatIsTakenBack_leavesTheScoreAsItWas() {
        PlanVisit a1 = seat(1, 1, 0, 0, 0);
        Line first = line(ONE, a1);
        Line second = line(OTHER, seat(1, 2, 40, 0, 0));
        PlanTotal total = total(Region.scorer(), first, second);
        long soft = total.soft();
        first.visits().clear();
        total.touch(0);
        total.settle();
        assertThat(total.soft()).isNotEqualTo(soft);
        first.visits().add(a1);
        total.touch(0);
        total.settle();
        assertThat(total.soft()).isEqualTo(soft);
        assertThat(minutes(total, 0)).containsExactly(40L);
    }
}
