package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.frame.DoorWords;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.http.Language;
import org.linli.matcher.dispatch.ReasonCode;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.Offer;
import org.linli.proto.OfferFrame;
import org.linli.proto.Order;
import org.linli.proto.Reason;
import org.linli.proto.ReasonText;
import org.linli.proto.Visit;

/** Who reads whose name in a reason, and in what words. */
class ReasonWordsTest {
    private static final RegionPolicy POLICY = PolicyReader.defaultFor("520181");
    private static final Reason RUNNER_UP = ReasonCode.RUNNER_UP_BY.of(120, "v-19");

    private final Frames frames = new Frames(
            () -> POLICY,
            new ReasonWords(() -> POLICY)::text,
            new DoorWords((purpose, text) -> ByteString.copyFromUtf8(text)));

    @Test
    void reason_thatSpeaksOfAPerson_namesThemToStaff() {
        ReasonText zh = frames.reason(RUNNER_UP, Language.ZH, id -> "王芳");
        assertThat(zh.getText()).isEqualTo("比下一位人选（王芳）好 120 分");
        assertThat(zh.getRef()).isEqualTo("v-19");
        assertThat(frames.reason(RUNNER_UP, Language.EN, id -> "Wang Fang").getText())
                .isEqualTo("Better than the next best, Wang Fang, by 120 points");
    }

    @Test
    void offer_toItsVolunteer_tellsOfNobodyElse() {
        Offer offer = Offer.newBuilder()
                .setNumber(1)
                .setVolunteerId("v-1")
                .addReasons(ReasonCode.TRAVEL_MINUTES.of(4))
                .addReasons(RUNNER_UP)
                .build();
        OfferFrame frame = frames.offer(
                Order.newBuilder().setId("520181-order-1").build(),
                Visit.newBuilder().setNumber(1).build(),
                offer,
                Language.ZH);
        assertThat(frame.toString()).doesNotContain("v-19");
        assertThat(frame.getReasonsList()).extracting(ReasonText::getText).containsExactly("约 4 分钟可到", "比下一位人选好 120 分");
    }

    @Test
    void reason_thatSpeaksOfASkillOrALanguage_saysItInWords() {
        assertThat(frames.reason(ReasonCode.SKILL_MISSING.of(1, "nursing"), Language.ZH)
                        .getText())
                .isEqualTo("缺少技能：护理（差 1 级）");
        assertThat(frames.reason(ReasonCode.SKILL_MISSING.of(1, "nursing"), Language.EN)
                        .getText())
                .isEqualTo("Lacks the skill Nursing care (1 level short)");
        assertThat(frames.reason(ReasonCode.LANGUAGE_MATCH.of(1, "en"), Language.EN)
                        .getText())
                .isEqualTo("Speaks English");
        assertThat(frames.reason(ReasonCode.LANGUAGE_MATCH.of(1, "en"), Language.ZH)
                        .getText())
                .isEqualTo("会说英语");
    }
}
