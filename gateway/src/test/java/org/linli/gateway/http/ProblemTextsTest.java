package org.linli.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTextsTest {
    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void code_any_hasTitleAndDetailInBothLanguages(ProblemCode code) {
        for (Language language : Language.values()) {
            assertThat(ProblemTexts.has(code.word() + ".title", language)).isTrue();
            assertThat(ProblemTexts.has(code.word() + ".detail", language)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void code_any_isNotEnglishInChinese(ProblemCode code) {
        assertThat(ProblemTexts.title(code, Language.ZH)).matches(".*\\p{IsHan}.*");
        assertThat(ProblemTexts.title(code, Language.EN)).doesNotContainPattern("\\p{IsHan}");
    }

    @Test
    void detail_missingValue_showsAnEllipsis() {
        assertThat(ProblemTexts.detail(ProblemCode.UNKNOWN_SKILL, List.of(), Language.EN))
                .contains("…");
        assertThat(ProblemTexts.detail(ProblemCode.UNKNOWN_SKILL, List.of("x"), Language.EN))
                .contains("skill x");
    }

    @Test
    void json_withFaults_namesTheirPointers() {
        Problem problem = Problem.field("/people", "太多", "too many");
        JsonObject json = ProblemTexts.json(problem, Language.EN, "t-1");
        assertThat(json.getString("type")).isEqualTo("https://linli.org/problems/field-invalid");
        assertThat(json.getInteger("status")).isEqualTo(422);
        assertThat(json.getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/people");
        assertThat(json.getString("traceId")).isEqualTo("t-1");
    }

    @Test
    void language_byWeight_isTheBetterOfTheTwo() {
        assertThat(Language.of(null)).isEqualTo(Language.ZH);
        assertThat(Language.of("en-GB,zh;q=0.8")).isEqualTo(Language.EN);
        assertThat(Language.of("en;q=0.3, zh-CN;q=0.9")).isEqualTo(Language.ZH);
        assertThat(Language.of("fr, en;q=0.5")).isEqualTo(Language.EN);
        assertThat(Language.of(";;;=")).isEqualTo(Language.ZH);
    }
}
