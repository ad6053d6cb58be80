package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.dispatch.Town.at;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SolverPlanTest {
    @Test
    void orders_underTheSolverAlone_areAllOfferedByIt() {
        FirstFound solver = new FirstFound();
        Town town = new Town(Town.POLICY, DispatchSettings.Plan.OPTAPLANNER, solver).open();
        for (int i = 0; i < 6; i++) {
            town.volunteer("v-" + i, at(400 * i, 0));
        }
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            orders.add(town.order("r-" + i, town.talk(at(300 * i, 200))));
        }
        town.pass(2_000);
        assertThat(orders).allSatisfy(order -> {
            assertThat(town.visit(order).getOffersCount()).isEqualTo(1);
            assertThat(town.offer(order).getOrigin()).isEqualTo("solver");
        });
        assertThat(solver.searches).isPositive();
        String first = orders.get(0);
        town.accept(town.offer(first).getVolunteerId(), Town.offerId(first, 1));
        assertThat(town.meters.get("linli.dispatch.solved.share").gauge().value())
                .isEqualTo(1);
    }
}
