package org.linli.matcher.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.domain.policy.RegionPolicy;

class PolicyReaderTest {
    private static final String YAML = PolicyReader.defaultYaml("520181");

    private static List<PolicyInvalid.Problem> problems(String yaml) {
        return catchThrowableOfType(PolicyInvalid.class, () -> PolicyReader.read(yaml))
                .problems();
    }

    private static int lineOf(String text) {
        return 1
                + (int) YAML.substring(0, YAML.indexOf(text))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    @Test
    void defaultPolicy_isWhole() {
        RegionPolicy policy = PolicyReader.defaultFor("520181");
        assertThat(policy.name()).isEqualTo("清镇市");
        assertThat(policy.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(policy.services())
                .containsKeys(
                        "escort",
                        "meal",
                        "repair",
                        "talk",
                        "shopping",
                        "cleaning",
                        "haircut",
                        "tutoring",
                        "tech-help",
                        "medicine-pickup",
                        "medical-emergency",
                        "fire",
                        "welfare-check");
        assertThat(policy.findService("medical-emergency").orElseThrow().referTo())
                .isEqualTo("120");
        assertThat(policy.findService("fire").orElseThrow().referTo()).isEqualTo("119");
        assertThat(policy.findService("repair").orElseThrow().skills())
                .containsExactly(new RegionPolicy.SkillNeed("repair", 1));
        assertThat(policy.findService("escort").orElseThrow().skills()).isEmpty();
        assertThat(policy.services().values())
                .allSatisfy(service -> assertThat(service.minTier()).isEmpty());
        assertThat(policy.startTier()).isEqualTo("A");
        assertThat(policy.tierAt(1050)).isEqualTo("AAA");
        assertThat(policy.tierAt(-5)).isEqualTo("D");
        assertThat(policy.tierRank("AAA")).isEqualTo(5);
        assertThat(policy.tierRank("D")).isZero();
        assertThat(policy.offering().offerSeconds()).isEqualTo(60);
        assertThat(policy.credit().bands()).hasSize(4).last().isEqualTo(new RegionPolicy.Band(0, 4));
        assertThat(policy.planning().serve()).containsEntry("EMERGENCY", 10_000);
        assertThat(policy.area().ring()).hasSize(13);
        assertThat(policy.hotlinePhone()).isEqualTo("12345");
    }

    @Test
    void defaultPolicy_ofAnotherRegion_borrowsThisOne() {
        assertThat(PolicyReader.defaultFor("371082").region()).isEqualTo("371082");
        assertThatThrownBy(() -> PolicyReader.defaultFor("../x")).hasMessageContaining("region (../x)");
    }

    @Test
    void faults_areAllFoundAtOnce_withLineAndPointer() {
        String yaml = YAML.replace("offerSeconds: 60", "offerSeconds: 1")
                .replace("skills: {repair: 1}", "skills: {magic: 1}")
                .replace("confirmHours: 24", "confirmHour: 24")
                .replace("zone: Asia/Shanghai", "zone: Asia/Qingzhen");
        assertThat(problems(yaml))
                .extracting(PolicyInvalid.Problem::line, PolicyInvalid.Problem::pointer)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(lineOf("zone: Asia"), "/zone"),
                        org.assertj.core.groups.Tuple.tuple(lineOf("skills: {repair"), "/services/repair/skills/magic"),
                        org.assertj.core.groups.Tuple.tuple(lineOf("offerSeconds: 60"), "/offering/offerSeconds"),
                        org.assertj.core.groups.Tuple.tuple(lineOf("confirmHours"), "/credit/confirmHour"))
                .hasSize(5);
        assertThat(problems(yaml)).extracting(PolicyInvalid.Problem::pointer).contains("/credit/confirmHours");
    }

    @Test
    void hotlinePhone_mayBeLeftOut_andMustBeDigits() {
        assertThat(PolicyReader.read(YAML.replace("hotlinePhone: \"12345\"", ""))
                        .hotlinePhone())
                .isEmpty();
        assertThat(problems(YAML.replace("hotlinePhone: \"12345\"", "hotlinePhone: call us")))
                .singleElement()
                .asString()
                .contains("/hotlinePhone: (call us)");
    }

    @Test
    void missingSections_areNamed() {
        assertThat(problems("region: \"520181\""))
                .extracting(PolicyInvalid.Problem::pointer)
                .contains("/name", "/zone", "/area", "/skills", "/services", "/ladder", "/offering", "/credit");
    }

    @Test
    void wrongShapes_areNamed() {
        assertThat(problems(YAML.replace("offering:\n", "offering: 5\nother:\n")))
                .isNotEmpty();
        assertThat(problems("- a\n- b").get(0).message()).isEqualTo("must be a mapping");
        assertThat(problems(YAML.replace("tier: AA,", "tier: AAA,")))
                .singleElement()
                .asString()
                .contains("comes twice");
        assertThat(problems(YAML.replace("atLeast: 1030", "atLeast: 2000"))).isNotEmpty();
        assertThat(problems(YAML.replace("name: 清镇市", "name: 清镇市\nname: 又一")))
                .singleElement()
                .asString()
                .contains("/name: comes twice");
        assertThat(problems(YAML.replace("lat: 26.9600", "lat: NaN"))).isNotEmpty();
        assertThat(problems(YAML.replace("{hoursPerPoint: 4}", "{toHour: 300, hoursPerPoint: 4}")))
                .isNotEmpty();
    }

    @Test
    void brokenYaml_namesTheLine() {
        assertThat(problems("region: \"520181\"\nname: [").get(0).line()).isGreaterThanOrEqualTo(2);
        assertThat(problems("").get(0).message()).isEqualTo("is empty");
        assertThat(problems("a: !!javax.script.ScriptEngineManager [1]")).isNotEmpty();
    }

    @Test
    void hugeOrDeepText_isRefused() {
        assertThat(problems("x".repeat(PolicyReader.MOST_CHARACTERS + 1)).get(0).message())
                .contains("at most");
        assertThat(problems("a: " + "[".repeat(1000))).isNotEmpty();
    }
}
