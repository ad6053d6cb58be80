package org.linli.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong now = new AtomicLong();

    @Test
    void bucket_empty_saysWhenAndFillsAgain() {
        RateLimit limit = new RateLimit(1, 2, now::get);
        assertThat(limit.take("a", 1)).isZero();
        assertThat(limit.take("a", 1)).isZero();
        assertThat(limit.take("a", 1)).isEqualTo(1);
        assertThat(limit.take("b", 1)).isZero();
        now.addAndGet(1_000_000_000L);
        assertThat(limit.take("a", 1)).isZero();
    }

    @Test
    void rateOfZero_neverRefuses() {
        RateLimit limit = new RateLimit(0, 1, now::get);
        for (int i = 0; i < 1000; i++) {
            assertThat(limit.take("a", 1)).isZero();
        }
    }

    @Test
    void factor_ofStaff_widensTheBurst() {
        RateLimit limit = new RateLimit(1, 2, now::get);
        for (int i = 0; i < 8; i++) {
            assertThat(limit.take("agent", 4)).isZero();
        }
        assertThat(limit.take("agent", 4)).isEqualTo(1);
    }
}
