package org.linli.load.hhcrsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.linli.proto.ZoneProblem;

class CareSearchTest {
    private static JsonObject instance() throws IOException {
        try (InputStream in = CareSearchTest.class.getResourceAsStream("InstanzCPLEX_HCSRP_10_1.json")) {
            return new JsonObject(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void instance_asAZone_hasAVisitForEachServiceAndAVolunteerForEachCarer() throws IOException {
        ZoneProblem problem = CareZone.problem(Instance.of(instance()), 1, 1);
        assertThat(problem.getVisitsCount()).isEqualTo(13);
        assertThat(problem.getVolunteersList()).hasSize(3).allMatch(volunteer -> volunteer.hasEndPlace());
    }

    @Test
    void search_ofAPublishedInstance_givesAPlanThatTheCheckerPasses() throws IOException, InterruptedException {
        JsonObject instance = instance();
        CareSearch.solve(Instance.of(instance), List.of(1L), CareBudget.of(1, 0))
                .forEach((seed, solution) -> assertThat(
                                Checker.check(instance, solution).violations())
                        .isEmpty());
    }

    @Test
    void table_ofRows_endsWithTheMeanGapsOfEachSize() {
        String table = CareTable.table(List.of(
                new CareTable.Row("a", 10, new double[] {100, 102, 104}, 100, 101),
                new CareTable.Row("b", 10, new double[] {200, 208, 220}, 200, 202)));
        assertThat(table)
                .contains("| a | 102.000 | 104.000 | 100.000 | 101.00 | 2.00 % | 4.00 % | 1.00 % |")
                .contains("**mean gap of 10 patients** | | | | | **3.00 %** | 7.00 % | 1.00 % |");
    }
}
