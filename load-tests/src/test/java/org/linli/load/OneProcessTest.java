package org.linli.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class OneProcessTest {
    @Test
    void orders_ofASmallCity_areOffered_andTimed() {
        try (OneProcess city = new OneProcess(1, 60, 0, 2, false, new SimpleMeterRegistry())) {
            city.settle();
            city.begin();
            assertThat(city.steady(20, 1)).isEqualTo(20);
            city.rest();

            // Among sixty people a skill or a tier that one order asks for may be missing.
            assertThat(city.unoffered()).isLessThanOrEqualTo(2);
            assertThat(city.offered().getTotalCount()).isEqualTo(20 - city.unoffered());
            assertThat(city.changesPerOrder()).isLessThanOrEqualTo(0.2);
        }
    }
}
