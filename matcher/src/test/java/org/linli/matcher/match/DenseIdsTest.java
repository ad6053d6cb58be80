package org.linli.matcher.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DenseIdsTest {
    private final DenseIds<String> ids = new DenseIds<>();

    @Test
    void acquire_newKeys_countsFromZero() {
        assertThat(ids.acquire("a")).isZero();
        assertThat(ids.acquire("b")).isEqualTo(1);
        assertThat(ids.size()).isEqualTo(2);
    }

    @Test
    void acquire_keyThatHoldsANumber_givesTheSame() {
        ids.acquire("a");
        int number = ids.acquire("b");
        assertThat(ids.acquire("b")).isEqualTo(number);
        assertThat(ids.find("b")).isEqualTo(number);
        assertThat(ids.key(number)).isEqualTo("b");
    }

    @Test
    void acquire_afterRelease_usesTheNumberAgain() {
        int number = ids.acquire("a");
        ids.acquire("b");
        ids.release("a");
        assertThat(ids.find("a")).isEqualTo(DenseIds.NONE);
        assertThat(ids.acquire("c")).isEqualTo(number);
        assertThat(ids.key(number)).isEqualTo("c");
    }

    @Test
    void release_twice_freesOneNumber() {
        ids.acquire("a");
        ids.release("a");
        ids.release("a");
        assertThat(ids.acquire("b")).isNotEqualTo(ids.acquire("c"));
    }

    @Test
    void key_ofAReleasedNumber_isRefused() {
        int number = ids.acquire("a");
        ids.release("a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ids.key(number))
                .withMessage("The number (0) is held by no key. Maybe acquire it first.");
    }
}
