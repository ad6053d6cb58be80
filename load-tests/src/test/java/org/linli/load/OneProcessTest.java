package org.linli.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class OneProcessTest {
    @Test
    void orders_ofASmallCity_areAllOffered_andTimed() {
        try (OneProcess city = new OneProcess(1, 60, 0, 2, false, new SimpleMeterRegistry())) {
            city.settle();
            city.begin();
            assertThat(city.steady(20, 1)).isEqualTo(20);
            city.rest();

            assertThat(city.unoffered()).isZero();
            assertThat(city.offered().getTotalCount()).isEqualTo(20);
            assertThat(city.changesPerOrder()).isLessThanOrEqualTo(0.2);
        }
    }
}
