package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.dispatch.Town.at;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.linli.proto.Candidate;
import org.linli.proto.Reason;
import org.linli.proto.RecommendAnswer;
import org.linli.proto.RecommendRequest;
import org.linli.proto.ScorePart;
import org.linli.proto.SkillClaim;
import org.linli.proto.SkillLevel;
import org.linli.proto.VisitExplanation;

class ExplainerTest {
    private final Town town = new Town().open();

    private VisitExplanation explain(String orderId) {
        var snapshot = town.dispatcher.snapshot(orderId, "r-1").toCompletableFuture();
        town.settle();
        return Explainer.explain(town.stored(orderId), snapshot.join()).getVisits(0);
    }

    private static List<String> texts(Locale language, List<Reason> reasons) {
        return ReasonTexts.in(language, (kind, ref) -> ref).texts(reasons);
    }

    @Test
    void recommend_ofSeveralNear_givesTheBestThreeAndWhyNotTheOthers() {
        for (int i = 1; i <= 5; i++) {
            town.volunteer("v-" + i, at(300 * i, 0));
        }
        var snapshot = town.dispatcher.snapshot("", "r-1").toCompletableFuture();
        town.settle();
        RecommendAnswer answer = Explainer.recommend(
                RecommendRequest.newBuilder()
                        .setResidentId("r-1")
                        .setRequest(town.talk(at(0, 0)))
                        .build(),
                snapshot.join());
        assertThat(answer.getBestList().stream().map(Candidate::getVolunteerId)).containsExactly("v-1", "v-2", "v-3");
        assertThat(answer.getBest(0).getPartsList()).isNotEmpty();
        assertThat(answer.getPassedOverList())
                .allSatisfy(passed -> assertThat(passed.getReasonsList())
                        .extracting(Reason::getCode)
                        .startsWith("worse-by", "further-away"));
    }

    @Test
    void explanation_ofAnOffer_saysWhyInBothLanguages() {
        town.volunteer("v-1", at(300, 0));
        String order = town.order(town.talk(at(0, 0)));
        VisitExplanation why = explain(order);
        assertThat(why.getChosen().getVolunteerId()).isEqualTo("v-1");
        assertThat(texts(Locale.CHINESE, why.getChosen().getReasonsList())).containsExactly("约 2 分钟可到", "附近只有这位志愿者合适");
        assertThat(texts(Locale.ENGLISH, why.getChosen().getReasonsList()))
                .containsExactly("About 2 min away", "The only suitable volunteer near");
    }

    @Test
    void explanation_ofAVisitThatNobodyCanTake_namesTheSmallestChange() {
        town.volunteer("v-1", at(300, 0));
        String order = town.order(town.talk(at(0, 0))
                .addSkills(SkillLevel.newBuilder().setSkill("nursing").setLevel(1)));
        VisitExplanation why = explain(order);
        assertThat(why.hasChosen()).isFalse();
        assertThat(texts(Locale.CHINESE, why.getPassedOver(0).getReasonsList())).containsExactly("缺少技能：nursing（差 1 级）");
        assertThat(texts(Locale.CHINESE, why.getRemediesList())).containsExactly("如果不要求技能“nursing”，就可以");
        assertThat(texts(Locale.ENGLISH, why.getRemediesList())).containsExactly("Possible without the skill nursing");
    }

    @Test
    void explanation_ofAWindowThatIsTooShort_saysHowManyMinutesLater() {
        town.volunteer(
                "v-1",
                at(3000, 0),
                file -> file.addSkills(
                        SkillClaim.newBuilder().setSkill("repair").setLevel(1)));
        String order =
                town.order(town.talk(at(0, 0)).setWindow(Town.window(town.now(), town.now() + 61 * Town.MINUTE)));
        VisitExplanation why = explain(order);
        assertThat(why.getRemediesList()).extracting(Reason::getCode).containsExactly("minutes-later");
        assertThat(why.getRemedies(0).getAmount()).isBetween(12L, 15L);
    }

    @Test
    void explanation_ofAnAssignedVisit_givesTheScoreOfTheChoiceAsItWas() {
        town.volunteer("v-1", at(300, 0));
        town.volunteer("v-2", at(1500, 0));
        String order = town.order(town.talk(at(0, 0)));
        Candidate offered = explain(order).getChosen();
        assertThat(offered.getTravelMeters()).isBetween(400, 440);
        assertThat(offered.getPartsList()).extracting(ScorePart::getName).contains("travel", "served");
        assertThat(offered.getPartsList()).extracting(ScorePart::getLevel).contains("SOFT", "MEDIUM");
        assertThat(offered.getPartsList().stream()
                        .filter(part -> part.getLevel().equals("SOFT"))
                        .mapToLong(ScorePart::getAmount)
                        .sum())
                .isEqualTo(offered.getSoft());
        town.accept("v-1", Town.offerId(order, 1));
        town.positions.report("v-1", at(5_000, 0));
        town.pass(30 * Town.MINUTE);
        VisitExplanation why = explain(order);
        assertThat(why.getChosen().getPartsList()).isEqualTo(offered.getPartsList());
        assertThat(why.getChosen().getTravelMeters()).isEqualTo(offered.getTravelMeters());
        assertThat(why.getChosen().getSoft()).isEqualTo(offered.getSoft());
        assertThat(why.getRunnerUp().getVolunteerId()).isEqualTo("v-2");
        assertThat(why.getMargin()).isPositive();
    }

    @Test
    void explanation_ofAPlanThatWaitsForAnAnswer_saysSo() {
        town.volunteer("v-1", at(300, 0));
        town.order("r-1", town.talk(at(0, 0)));
        VisitExplanation why = explain(town.order("r-2", town.talk(at(50, 0))));
        assertThat(why.getChosen().getReasonsList()).extracting(Reason::getCode).contains(ReasonCode.OPEN_OFFER.code());
        assertThat(why.getChosen().getPartsList()).isNotEmpty();
    }
}
