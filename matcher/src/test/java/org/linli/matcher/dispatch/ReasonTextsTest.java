package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.proto.Reason;

class ReasonTextsTest {
    private static final Map<String, String> NAMES = Map.of("first-aid", "急救");

    @ParameterizedTest
    @EnumSource(ReasonCode.class)
    void everyCode_inBothLanguages_hasItsOwnWords(ReasonCode code) {
        for (Locale language : new Locale[] {Locale.CHINESE, Locale.ENGLISH}) {
            String text = ReasonTexts.in(language, ref -> ref).text(code.of(7, "X"));
            assertThat(text).isNotBlank().isNotEqualTo(code.code()).doesNotContain("{");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void everyLine_ofABundle_isACode(String language) {
        ResourceBundle bundle = ResourceBundle.getBundle("org.linli.matcher.dispatch.reasons_" + language, Locale.ROOT);
        assertThat(bundle.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ReasonCode.values()).map(ReasonCode::code).toList());
    }

    @Test
    void text_withAmountAndReference_isFilledIn() {
        ReasonTexts zh = ReasonTexts.in(Locale.SIMPLIFIED_CHINESE, ref -> NAMES.getOrDefault(ref, ref));
        ReasonTexts en = ReasonTexts.in(Locale.UK, ref -> ref);
        assertThat(zh.text(ReasonCode.SKILL_MATCH.of(1, "first-aid"))).isEqualTo("有所需技能：急救");
        assertThat(zh.text(ReasonCode.TRAVEL_MINUTES.of(4))).isEqualTo("约 4 分钟可到");
        assertThat(en.text(ReasonCode.RUNNER_UP_BY.of(120, "v-2")))
                .isEqualTo("Better than the next best (v-2) by 120 points");
    }

    @Test
    void text_ofAnUnknownCode_isTheCode() {
        assertThat(ReasonTexts.in(Locale.ENGLISH, ref -> ref)
                        .text(Reason.newBuilder().setCode("future").build()))
                .isEqualTo("future");
    }
}
