package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Crews.leader;
import static org.linli.matcher.registry.core.Neighbourhood.actor;
import static org.linli.matcher.registry.core.Neighbourhood.staff;
import static org.linli.matcher.registry.core.Neighbourhood.volunteer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.domain.EntityKey;
import org.linli.proto.MemberState;
import org.linli.proto.Organisation;
import org.linli.proto.OrganisationKind;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.VolunteerState;

class TeamDecisionsTest {
    private final Neighbourhood here = new Neighbourhood();
    private final Crews crews = new Crews(here);

    private static Organisation.Builder college(Organisation.Builder organisation) {
        return organisation
                .setId("o-1")
                .setName("邻里学院")
                .setKind(OrganisationKind.ORGANISATION_KIND_COLLEGE)
                .setCreditCode("12520181MB0000001A")
                .addCommunities("桂花园")
                .addAccounts("org-1");
    }

    private Reply college() {
        return crews.organisation(staff(Role.ROLE_COMMUNITY), TeamDecisionsTest::college);
    }

    @Test
    void team_begunByItsLeader_hasTheLeaderAsItsFirstMember() {
        crews.team();
        assertThat(crews.state("v-lead")).isEqualTo(MemberState.MEMBER_STATE_JOINED);
    }

    @Test
    void team_begunByStaff_waitsForTheLeadersOwnYes() {
        here.enrol("v-lead", file -> {});
        crews.put(staff(Role.ROLE_COMMUNITY), team -> {});
        assertThat(crews.state("v-lead")).isEqualTo(MemberState.MEMBER_STATE_INVITED);
        assertThat(crews.join("v-lead").getState()).isEqualTo("JOINED");
    }

    @Test
    void invited_joinByThemselves_andLeaveFreely() {
        crews.team();
        here.enrol("v-1", file -> {});
        assertThat(crews.join("v-1").getProblem()).isEqualTo("not-a-member");
        assertThat(crews.invite(leader("v-lead"), "v-1").getProblem()).isEmpty();
        assertThat(crews.join(leader("v-lead"), "v-1").getProblem()).isEqualTo("not-allowed");
        assertThat(crews.join("v-1").getState()).isEqualTo("JOINED");
        assertThat(crews.leave(volunteer("v-1"), "v-1").getState()).isEqualTo("LEFT");
        assertThat(crews.join("v-1").getProblem()).isEqualTo("not-a-member");
        crews.invite(leader("v-lead"), "v-1");
        assertThat(crews.state("v-1")).isEqualTo(MemberState.MEMBER_STATE_INVITED);
    }

    @Test
    void invited_twice_changesNothing() {
        crews.team("v-1");
        long version = here.store.get(EntityKey.team(Crews.TEAM)).version();
        crews.invite(leader("v-lead"), "v-1");
        assertThat(here.store.get(EntityKey.team(Crews.TEAM)).version()).isEqualTo(version);
    }

    @Test
    void somebodyElsesTeam_isNotForAnotherLeaderOrMember() {
        crews.team("v-1");
        assertThat(crews.put(leader("v-1"), team -> {}).getProblem()).isEqualTo("not-allowed");
        assertThat(crews.invite(volunteer("v-1"), "v-2").getProblem()).isEqualTo("not-allowed");
        assertThat(crews.leave(volunteer("v-2"), "v-1").getProblem()).isEqualTo("not-allowed");
        assertThat(crews.leave(leader("v-lead"), "v-1").getState()).isEqualTo("LEFT");
    }

    @Test
    void minor_withoutAGuardiansConsent_doesNotJoin() {
        crews.team();
        here.enrol("v-17", file -> file.setBirthYear(2012));
        assertThat(here.store
                        .get(EntityKey.profile("v-17"))
                        .entity()
                        .getProfile()
                        .getVolunteer()
                        .getState())
                .isEqualTo(VolunteerState.VOLUNTEER_STATE_PENDING);
        crews.invite(leader("v-lead"), "v-17");
        assertThat(crews.join("v-17").getProblem()).isEqualTo("guardian-consent-missing");
    }

    @Test
    void organisation_withACodeWhoseCheckDigitIsWrong_isRefusedByTheField() {
        Reply reply = crews.organisation(
                staff(Role.ROLE_COMMUNITY), one -> college(one).setCreditCode("12520181MB0000001B"));
        assertThat(reply.getProblem()).isEqualTo("credit-code-invalid");
        assertThat(reply.getPointer()).isEqualTo("/creditCode");
        assertThat(college().getCreated()).isTrue();
    }

    @Test
    void organisationsAccount_changesWhatIsItsOwn_andNoPartners() {
        college();
        assertThat(crews.organisation(
                                actor(Role.ROLE_ORG, "org-1"),
                                one -> college(one).setName("清镇职院"))
                        .getProblem())
                .isEmpty();
        assertThat(crews.organisation(
                                actor(Role.ROLE_ORG, "org-1"),
                                one -> college(one).addCommunities("红枫湖"))
                        .getProblem())
                .isEqualTo("not-allowed");
        assertThat(crews.organisation(actor(Role.ROLE_ORG, "org-2"), TeamDecisionsTest::college)
                        .getProblem())
                .isEqualTo("not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROLE_ORG", "ROLE_COMMUNITY"})
    void team_ofAnOrganisation_isKeptByItsAccountsAndByStaff(Role role) {
        college();
        here.enrol("v-lead", file -> {});
        assertThat(crews.put(actor(role, "org-1"), team -> team.setOrganisation("o-1"))
                        .getProblem())
                .isEmpty();
        assertThat(crews.put(
                                leader("v-lead"),
                                team -> team.setOrganisation("o-1").setName("新名字"))
                        .getProblem())
                .isEmpty();
        assertThat(crews.put(actor(Role.ROLE_ORG, "org-2"), team -> team.setOrganisation("o-1"))
                        .getProblem())
                .isEqualTo("not-allowed");
    }

    @Test
    void leader_putsTheOwnTeamIntoNoOrganisation() {
        college();
        here.enrol("v-lead", file -> {});
        assertThat(crews.put(leader("v-lead"), team -> team.setOrganisation("o-1"))
                        .getProblem())
                .isEqualTo("not-allowed");
        assertThat(crews.put(staff(Role.ROLE_ADMIN), team -> team.setOrganisation("o-9"))
                        .getProblem())
                .isEqualTo("organisation-not-found");
    }
}
