package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.START;
import static org.linli.matcher.registry.core.Neighbourhood.window;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.Gender;
import org.linli.proto.GuardianConsent;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.SkillClaim;
import org.linli.proto.SkillLevel;
import org.linli.proto.VolunteerFile;

class QualificationTest {
    private final OrderRequest.Builder request =
            OrderRequest.newBuilder().setService("talk").setWindow(window(START, START + 4 * HOUR));
    private final VolunteerFile.Builder volunteer = VolunteerFile.newBuilder().setBirthYear(1980);

    private Optional<Qualification.Lack> lack(String yaml, int visit, String tier, boolean accompanied) {
        RegionPolicy policy = PolicyReader.read(yaml);
        Order order = Order.newBuilder().setRequest(request).build();
        return new Qualification(policy)
                .lack(order, visit, window(START, START + HOUR), volunteer.build(), tier, accompanied);
    }

    private String lack() {
        return lack(PolicyReader.defaultYaml("520181"), 1, "A", false)
                .map(Qualification.Lack::what)
                .orElse("nothing");
    }

    @Test
    void plainService_anybodyAdult_lacksNothing() {
        assertThat(lack()).isEqualTo("nothing");
    }

    @Test
    void skill_belowItsLevel_isLacking() {
        request.addSkills(SkillLevel.newBuilder().setSkill("repair").setLevel(2));
        volunteer.addSkills(SkillClaim.newBuilder().setSkill("repair").setLevel(1));
        assertThat(lack()).isEqualTo("skill");
        volunteer.addSkills(SkillClaim.newBuilder().setSkill("repair").setLevel(2));
        assertThat(lack()).isEqualTo("nothing");
    }

    @Test
    void skill_whereOnlyVerifiedOnesCount_mustBeVerifiedUntilTheEnd() {
        String yaml = PolicyReader.defaultYaml("520181")
                .replace(
                        "  talk:\n    name: 陪聊",
                        "  talk:\n    verifiedOnly: true\n    skills: {companion: 1}\n    name: 陪聊");
        SkillClaim.Builder claim = SkillClaim.newBuilder().setSkill("companion").setLevel(1);
        volunteer.addSkills(claim);
        assertThat(lack(yaml, 1, "A", false)).isPresent();
        volunteer.setSkills(0, claim.setVerified(true).setVerifiedUntilMs(START + HOUR - 1));
        assertThat(lack(yaml, 1, "A", false)).isPresent();
        volunteer.setSkills(0, claim.setVerifiedUntilMs(START + HOUR));
        assertThat(lack(yaml, 1, "A", false)).isEmpty();
        volunteer.setSkills(0, claim.setVerifiedUntilMs(0));
        assertThat(lack(yaml, 1, "A", false)).isEmpty();
    }

    @Test
    void leaderSkills_areAskedOfTheFirstVisitOnly() {
        request.setPeople(2)
                .addLeaderSkills(SkillLevel.newBuilder().setSkill("first-aid").setLevel(1));
        assertThat(lack(PolicyReader.defaultYaml("520181"), 1, "A", false)).isPresent();
        assertThat(lack(PolicyReader.defaultYaml("520181"), 2, "A", false)).isEmpty();
    }

    @Test
    void tier_belowTheLeast_isLacking_andNoneIsTheStart() {
        request.setMinTier("A");
        assertThat(lack(PolicyReader.defaultYaml("520181"), 1, "", false)).isEmpty();
        assertThat(lack(PolicyReader.defaultYaml("520181"), 1, "B", false))
                .contains(new Qualification.Lack("tier", "A"));
        assertThat(lack(PolicyReader.defaultYaml("520181"), 1, "AAA", false)).isEmpty();
    }

    @Test
    void minor_alone_isLacking_accompanied_onlyWhereAdultsAreAsked() {
        volunteer.setBirthYear(2009).setGuardianConsent(GuardianConsent.getDefaultInstance());
        String open = PolicyReader.defaultYaml("520181").replace("adultsOnly: true", "adultsOnly: false");
        assertThat(lack(open, 1, "A", false)).isPresent();
        assertThat(lack(open, 1, "A", true)).isEmpty();
        assertThat(lack(PolicyReader.defaultYaml("520181"), 1, "A", true)).isPresent();
        volunteer.setBirthYear(2008);
        assertThat(lack(open, 1, "A", false)).isPresent();
        volunteer.setBirthYear(2007);
        assertThat(lack(open, 1, "A", false)).isEmpty();
    }

    @Test
    void minor_withoutAGuardiansConsent_isLackingEvenWhenAccompanied() {
        volunteer.setBirthYear(2009);
        String open = PolicyReader.defaultYaml("520181").replace("adultsOnly: true", "adultsOnly: false");
        assertThat(lack(open, 1, "A", true)).contains(new Qualification.Lack("age", "18"));
        volunteer.setGuardianConsent(GuardianConsent.getDefaultInstance());
        assertThat(lack(open, 1, "A", true)).isEmpty();
    }

    @Test
    void minor_hasNoTier_soNoneThatIsAskedFor() {
        volunteer.setBirthYear(2009).setGuardianConsent(GuardianConsent.getDefaultInstance());
        String open = PolicyReader.defaultYaml("520181").replace("adultsOnly: true", "adultsOnly: false");
        request.setMinTier("D");
        assertThat(lack(open, 1, "AAA", true)).contains(new Qualification.Lack("tier", "D"));
        volunteer.setBirthYear(1990);
        assertThat(lack(open, 1, "D", true)).isEmpty();
    }

    @Test
    void language_oneInCommon_isEnough() {
        request.addLanguages("zh").addLanguages("yi");
        assertThat(lack()).isEqualTo("language");
        volunteer.addLanguages("yi");
        assertThat(lack()).isEqualTo("nothing");
    }

    @Test
    void gender_whereAsked_mustBeThat() {
        request.setGenderPreference(Gender.GENDER_FEMALE);
        assertThat(lack()).isEqualTo("gender");
        volunteer.setGender(Gender.GENDER_FEMALE);
        assertThat(lack()).isEqualTo("nothing");
    }
}
