package org.linli.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditCodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"91350100M000100Y43", "12520181MB0000001A", "52520181MJ00000178"})
    void code_asTheStandardWritesIt_isValid(String code) {
        assertThat(CreditCode.isValid(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "91350100M000100Y4",
                "91350100M000100Y430",
                "91350100M000100Y44",
                "91350100m000100y43",
                "9135O100M000100Y43",
                "91A50100M000100Y43",
                "９1350100M000100Y43"
            })
    void code_thatIsWrittenOtherwise_isNot(String code) {
        assertThat(CreditCode.isValid(code)).isFalse();
    }

    /** The check digit finds every single character that is wrong, as the standard promises. */
    @Test
    void code_withOneCharacterWrong_isNeverValid() {
        String code = "91350100M000100Y43";
        for (int i = 0; i < code.length(); i++) {
            for (char other : "0123456789ABCDEFGHJKLMNPQRTUWXY".toCharArray()) {
                String wrong = code.substring(0, i) + other + code.substring(i + 1);
                assertThat(CreditCode.isValid(wrong)).as(wrong).isEqualTo(other == code.charAt(i));
            }
        }
    }
}
