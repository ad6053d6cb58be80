package org.linli.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final String ORDER = Ids.order("520181", Ids.uuidV7(1_700_000_000_000L, 1, 2));

    @Test
    void uuidV7_anyChance_keepsMillisVersionAndVariant() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long millis = random.nextLong(1L << 47);
            UUID uuid = Ids.uuidV7(millis, random.nextLong(), random.nextLong());

            assertThat(uuid.version()).isEqualTo(7);
            assertThat(uuid.variant()).isEqualTo(2);
            assertThat(Ids.uuidV7Millis(uuid.toString())).contains(millis);
        }
    }

    @Test
    void uuidV7_laterMillis_sortsLater() {
        String earlier = Ids.uuidV7(1_000, -1, -1).toString();
        String later = Ids.uuidV7(1_001, 0, 0).toString();

        assertThat(earlier).isLessThan(later);
    }

    @Test
    void uuidV7Millis_otherText_isEmpty() {
        assertThat(Ids.uuidV7Millis("not a uuid")).isEmpty();
        assertThat(Ids.uuidV7Millis("zzzzzzzz-zzzz-7zzz-zzzz-zzzzzzzzzzzz")).isEmpty();
        assertThat(Ids.uuidV7Millis("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")).isEmpty();
    }

    @Test
    void offer_ofVisitOfOrder_namesBoth() {
        String visit = Ids.visit(ORDER, 2);
        String offer = Ids.offer(visit, 13);

        assertThat(Ids.orderOf(offer)).isEqualTo(ORDER);
        assertThat(Ids.visitOf(offer)).isEqualTo(visit);
        assertThat(Ids.visitOf(visit)).isEqualTo(visit);
        assertThat(Ids.visitNumber(offer)).isEqualTo(2);
        assertThat(Ids.offerNumber(offer)).isEqualTo(13);
    }

    @Test
    void numbers_absentOrMalformed_areZero() {
        assertThat(Ids.visitNumber(ORDER)).isZero();
        assertThat(Ids.offerNumber(ORDER + ".1")).isZero();
        assertThat(Ids.visitNumber(ORDER + ".x")).isZero();
        assertThat(Ids.visitNumber(ORDER + ".")).isZero();
        assertThat(Ids.visitNumber(ORDER + ".12345678901")).isZero();
    }

    @Test
    void visitOf_orderId_throws() {
        assertThatThrownBy(() -> Ids.visitOf(ORDER)).hasMessageContaining(ORDER);
    }

    @Test
    void isPerson_textFromOutside_mustBeShortAndPlain() {
        assertThat(Ids.isPerson("v-1")).isTrue();
        assertThat(Ids.isPerson("")).isFalse();
        assertThat(Ids.isPerson("a:b")).isFalse();
        assertThat(Ids.isPerson("-a")).isFalse();
        assertThat(Ids.isPerson("x".repeat(65))).isFalse();
    }
}
