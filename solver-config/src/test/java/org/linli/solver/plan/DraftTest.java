package org.linli.solver.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.solver.facts.PlanVisit;

class DraftTest {
    private static final int ROUTES = 4;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void startMs_ofARouteWithJourneysAndRounds_isWhatTheScoreSays(long seed) {
        VisitPlan plan = new RandomZone(seed, 4000).plain(ROUTES, 20, 60);
        try (var director = Directors.incremental(plan)) {
            director.calculateScore();
            Random chance = new Random(seed);
            List<Draft> drafts = IntStream.range(0, ROUTES)
                    .mapToObj(index -> new Draft(plan, plan.routes().get(index)))
                    .toList();
            while (!plan.bench().visits().isEmpty()) {
                Draft draft = drafts.get(chance.nextInt(ROUTES));
                Route route = draft.route();
                draft.begin();
                PlanVisit visit = plan.bench().visits().get(0);
                int place = chance.nextInt(route.visits().size() + 1);
                draft.insert(visit, place, Companions.NONE);
                RouteMove.relocate(plan.bench(), 0, route, place).doMoveOnly(director);
                director.calculateScore();
                for (int i = 0; i < draft.visits().size(); i++) {
                    assertThat(draft.startMs(i))
                            .isEqualTo(plan.total().startMs(draft.visits().get(i)));
                }
            }
        }
    }
}
