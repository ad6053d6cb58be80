package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The solver alone assigns: no insertion. */
class OptaPlannerPlanTest {
    private static final int MANY = 4;

    @Test
    void orders_withTheSolverAlone_areAllAssignedByIt(@TempDir Path data) {
        try (Node node = Node.start(Street.settings(data, "optaplanner"));
                Client client = new Client(node.port())) {
            Street street = new Street(client);
            List<String> volunteers = IntStream.range(0, MANY)
                    .mapToObj(i -> street.volunteer("v-" + i))
                    .toList();
            String resident = client.token("resident", "r-1");
            List<String> orders = IntStream.range(0, MANY)
                    .mapToObj(i -> street.order(resident))
                    .toList();
            await().atMost(NodeProcess.WITHIN).untilAsserted(() -> {
                volunteers.forEach(street::acceptAll);
                assertThat(orders).extracting(id -> street.state(resident, id)).containsOnly("ASSIGNED");
            });
            int management = node.managementPort();
            await().untilAsserted(() -> assertThat(
                            NodeProcess.figure(management, "linli_dispatch_assignments_total{origin=\"solver\"}"))
                    .isEqualTo(MANY));
            assertThat(NodeProcess.figure(management, "linli_dispatch_solved_share"))
                    .isEqualTo(1);
            await().atMost(NodeProcess.WITHIN)
                    .untilAsserted(() -> assertThat(NodeProcess.figure(management, "linli_solver_searches_total"))
                            .as("searches that have run their whole time")
                            .isPositive());
        }
    }
}
