package org.linli.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SignInCodesTest {
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final SignInCodes codes = new SignInCodes(() -> "123456", now::get);

    @Test
    void code_right_countsOnce() {
        codes.make("139");
        assertThat(codes.take("139", "123456")).isTrue();
        assertThat(codes.take("139", "123456")).isFalse();
    }

    @Test
    void code_afterFiveWrongTries_isUsedUp() {
        codes.make("139");
        for (int i = 0; i < SignInCodes.MAX_TRIES; i++) {
            assertThat(codes.take("139", "000000")).isFalse();
        }
        assertThat(codes.take("139", "123456")).isFalse();
    }

    @Test
    void code_afterFiveMinutes_hasLapsed() {
        codes.make("139");
        now.addAndGet(SignInCodes.LIFETIME_MS);
        assertThat(codes.take("139", "123456")).isFalse();
    }

    @Test
    void code_twiceInAMinute_isNotMade() {
        assertThat(codes.make("139")).isPresent();
        assertThat(codes.make("139")).isEmpty();
        now.addAndGet(SignInCodes.PAUSE_MS);
        assertThat(codes.make("139")).isPresent();
    }

    @Test
    void ticket_usedOrOld_countsNoMore() {
        Tickets tickets = new Tickets(() -> "t" + now.incrementAndGet(), now::get);
        Caller caller = new Caller("me", Set.of(Role.RESIDENT), "520181", Set.of(), Long.MAX_VALUE);
        String once = tickets.give(caller);
        assertThat(tickets.take(once)).contains(caller);
        assertThat(tickets.take(once)).isEmpty();
        String old = tickets.give(caller);
        now.addAndGet(Tickets.LIFETIME.toMillis());
        assertThat(tickets.take(old)).isEmpty();
    }
}
