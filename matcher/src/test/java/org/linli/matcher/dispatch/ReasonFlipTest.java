package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.dispatch.Scene.in;
import static org.linli.matcher.dispatch.Town.START;
import static org.linli.matcher.dispatch.Town.at;

import org.junit.jupiter.api.Test;
import org.linli.proto.Candidate;
import org.linli.proto.Reason;
import org.linli.proto.SkillClaim;
import org.linli.proto.SkillLevel;
import org.linli.proto.VisitExplanation;

/** The smallest change that is named does turn the choice, and a smaller one does not. */
class ReasonFlipTest {
    private static final double DETOUR = Town.POLICY.planning().detour() / 1000.0;

    private static long flip(VisitExplanation why, ReasonCode code) {
        return why.getPassedOver(0).getFlipsList().stream()
                .filter(reason -> reason.getCode().equals(code.code()))
                .mapToLong(Reason::getAmount)
                .findFirst()
                .orElseThrow();
    }

    private static Scene late(long extraMinutes) {
        return new Scene()
                .volunteer("v-1", at(6_000, 0))
                .request(r -> r.setWindow(Town.window(START, in(60 + extraMinutes))));
    }

    @Test
    void minutesLater_asSaid_letSomebodyCome() {
        long minutes = flip(late(0).explain(), ReasonCode.MINUTES_LATER);
        assertThat(late(minutes).explain().hasChosen()).isTrue();
        assertThat(late(minutes - 1).explain().hasChosen()).isFalse();
    }

    private static Scene leaving(long minute) {
        return new Scene().volunteer("v-1", at(300, 0), one -> one.duty.setUntilMs(in(minute)));
    }

    @Test
    void longerOnDuty_asSaid_letsSomebodyCome() {
        long minutes = flip(leaving(110).explain(), ReasonCode.LONGER_DUTY);
        assertThat(leaving(110 + minutes).explain().hasChosen()).isTrue();
        assertThat(leaving(110 + minutes - 1).explain().hasChosen()).isFalse();
    }

    private static Scene skilled(int needed) {
        return new Scene()
                .volunteer(
                        "v-1",
                        at(300, 0),
                        one -> one.file.addSkills(
                                SkillClaim.newBuilder().setSkill("first-aid").setLevel(1)))
                .request(r -> r.addSkills(
                        SkillLevel.newBuilder().setSkill("first-aid").setLevel(needed)));
    }

    @Test
    void levelsLess_asSaid_letSomebodyCome() {
        long levels = flip(skilled(3).explain(), ReasonCode.WITHOUT_SKILL);
        assertThat(levels).isEqualTo(2);
        assertThat(skilled(3 - (int) levels).explain().hasChosen()).isTrue();
    }

    private static VisitExplanation twoAt(double first, double second) {
        return new Scene()
                .volunteer("v-1", at(first, 0))
                .volunteer("v-2", at(second, 0))
                .explain();
    }

    private static long flipOf(Candidate one, ReasonCode code) {
        return one.getFlipsList().stream()
                .filter(reason -> reason.getCode().equals(code.code()))
                .mapToLong(Reason::getAmount)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nearer_asSaid_turnsTheChoice() {
        VisitExplanation why = twoAt(300, 1_500);
        double straight = flipOf(why.getRunnerUp(), ReasonCode.IF_NEARER) / DETOUR;
        assertThat(twoAt(300, 1_500 - straight).getChosen().getVolunteerId()).isEqualTo("v-2");
        assertThat(twoAt(300, 1_500 - straight + 30).getChosen().getVolunteerId())
                .isEqualTo("v-1");
    }

    @Test
    void further_asSaid_turnsTheChoice() {
        VisitExplanation why = twoAt(300, 1_500);
        double straight = flipOf(why.getChosen(), ReasonCode.IF_FURTHER) / DETOUR;
        assertThat(twoAt(300 + straight, 1_500).getChosen().getVolunteerId()).isEqualTo("v-2");
        assertThat(twoAt(300 + straight - 30, 1_500).getChosen().getVolunteerId())
                .isEqualTo("v-1");
    }

    @Test
    void named_asSaid_turnsTheChoice() {
        Scene scene = new Scene()
                .volunteer("v-1", at(300, 0))
                .volunteer("v-2", at(450, 0))
                .request(r -> r.setPreferVolunteer("v-2"));
        assertThat(twoAt(300, 450).getRunnerUp().getFlipsList())
                .extracting(Reason::getCode)
                .contains(ReasonCode.IF_NAMED.code());
        assertThat(scene.explain().getChosen().getVolunteerId()).isEqualTo("v-2");
    }
}
