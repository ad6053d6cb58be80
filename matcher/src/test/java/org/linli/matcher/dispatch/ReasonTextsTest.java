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
            String text = ReasonTexts.in(language, (kind, ref) -> ref).text(code.of(7, "X"));
            assertThat(text).isNotBlank().isNotEqualTo(code.code()).doesNotContain("{");
        }
    }

    @ParameterizedTest
    @EnumSource(ReasonCode.class)
    void everyCode_thatNamesAPerson_canBeSaidWithoutTheName(ReasonCode code) {
        for (Locale language : new Locale[] {Locale.CHINESE, Locale.ENGLISH}) {
            ReasonTexts texts = ReasonTexts.in(language, (kind, ref) -> ref);
            boolean named = texts.text(code.of(7, "X")).contains("X");
            assertThat(named).isEqualTo(code.refers() != ReasonCode.Refers.NOTHING);
            if (code.refers() == ReasonCode.Refers.PERSON) {
                assertThat(texts.text(code.of(7)))
                        .isNotBlank()
                        .doesNotContain("{", "  ", "X", "（）", "()")
                        .doesNotStartWith(" ");
            }
        }
    }

    @Test
    void amounts_inNaturalUnits_areReadAsPeopleSayThem() {
        ReasonTexts en = ReasonTexts.in(Locale.UK, (kind, ref) -> ref);
        ReasonTexts zh = ReasonTexts.in(Locale.CHINESE, (kind, ref) -> ref);
        assertThat(en.text(ReasonCode.MINUTES_LATER.of(20))).isEqualTo("Possible if it might end 20 min later");
        assertThat(en.text(ReasonCode.MINUTES_LATER.of(150))).isEqualTo("Possible if it might end 2 h 30 min later");
        assertThat(en.text(ReasonCode.METERS_FURTHER.of(1240))).isEqualTo("Possible by going 1.2 km further");
        assertThat(zh.text(ReasonCode.METERS_FURTHER.of(350, "王芳"))).isEqualTo("如果王芳愿意多走 350 米，就可以");
        assertThat(zh.text(ReasonCode.OFF_DUTY.of(0))).isEqualTo("不在岗");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void everyLine_ofABundle_isACode(String language) {
        ResourceBundle bundle = ResourceBundle.getBundle("org.linli.matcher.dispatch.reasons_" + language, Locale.ROOT);
        assertThat(bundle.keySet())
                .filteredOn(key -> !key.contains("."))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ReasonCode.values()).map(ReasonCode::code).toList());
    }

    @Test
    void text_withAmountAndReference_isFilledIn() {
        ReasonTexts zh = ReasonTexts.in(Locale.SIMPLIFIED_CHINESE, (kind, ref) -> NAMES.getOrDefault(ref, ref));
        ReasonTexts en = ReasonTexts.in(Locale.UK, (kind, ref) -> ref);
        assertThat(zh.text(ReasonCode.SKILL_MATCH.of(1, "first-aid"))).isEqualTo("有所需技能：急救");
        assertThat(zh.text(ReasonCode.TRAVEL_MINUTES.of(4))).isEqualTo("约 4 分钟可到");
        assertThat(en.text(ReasonCode.RUNNER_UP_BY.of(120, "v-2")))
                .isEqualTo("Better than the next best, v-2, by 120 points");
    }

    @Test
    void text_ofAnUnknownCode_isTheCode() {
        assertThat(ReasonTexts.in(Locale.ENGLISH, (kind, ref) -> ref)
                        .text(Reason.newBuilder().setCode("future").build()))
                .isEqualTo("future");
    }
}
