package org.linli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FiguresTest {
    private final Figures figures = new Figures();

    @Test
    void runs_haveAMedianAndAWorst() {
        figures.add("p50 ms", 1.5, "≤ 2");
        figures.add("p50 ms", 9, "≤ 2");
        figures.add("p50 ms", 1.25, "≤ 2");

        assertThat(figures.median("p50 ms")).isEqualTo(1.5);
        assertThat(figures.worst("p50 ms")).isEqualTo(9);
        assertThat(figures.table()).contains("| p50 ms | 1.50, 9, 1.25 | 1.50 | 9 | ≤ 2 |");
    }

    @Test
    void gains_areWorstWhereTheyAreLeast() {
        figures.addGain("orders a second", 900, "≥ 1000");
        figures.addGain("orders a second", 1_100, "≥ 1000");

        assertThat(figures.worst("orders a second")).isEqualTo(900);
    }

    @Test
    void evenRuns_haveTheirMiddle() {
        figures.add("x", 1, "");
        figures.add("x", 2, "");

        assertThat(figures.median("x")).isEqualTo(1.5);
        assertThatThrownBy(() -> figures.median("y")).hasMessageContaining("row (y)");
    }

    @Test
    void memory_isReadFromRedisWords() {
        assertThat(Store.parse("# Memory\r\nused_memory:1048576\r\nused_memory_human:1M\r\n", "used_memory"))
                .isEqualTo(1_048_576);
    }

    @Test
    void crew_thatCannotBe_isRefusedByValue() {
        assertThat(new Crew(10_000, 9_000, 5_000, 0, "json").silent()).isEqualTo(1_000);
        assertThatThrownBy(() -> new Crew(10, 11, 5, 0, "json")).hasMessageContaining("sockets (11)");
        assertThatThrownBy(() -> new Crew(10, 5, 4, 0, "json")).hasMessageContaining("open-orders (4)");
    }
}
