package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.dispatch.Town.HOUR;
import static org.linli.matcher.dispatch.Town.MINUTE;
import static org.linli.matcher.dispatch.Town.at;
import static org.linli.matcher.dispatch.Town.window;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.proto.AcceptTeamOffer;
import org.linli.proto.DeclineTeamOffer;
import org.linli.proto.InviteToTeam;
import org.linli.proto.JoinTeam;
import org.linli.proto.OfferState;
import org.linli.proto.OrderRequest;
import org.linli.proto.Organisation;
import org.linli.proto.OrganisationKind;
import org.linli.proto.PlanAnswer;
import org.linli.proto.PlannedVisit;
import org.linli.proto.Priority;
import org.linli.proto.PutOrganisation;
import org.linli.proto.PutTeam;
import org.linli.proto.Reason;
import org.linli.proto.Role;
import org.linli.proto.Team;
import org.linli.proto.TeamOffer;
import org.linli.proto.VisitState;

/** Which orders go to a team, to which, and what becomes of those that no team takes. */
class TeamsTest {
    private final Town town = new Town().open();

    @BeforeEach
    void people() {
        for (int i = 1; i <= 4; i++) {
            town.enrol("near-" + i, at(100 * i, 0), file -> {});
            town.enrol("far-" + i, at(3_000 + 100 * i, 0), file -> {});
        }
    }

    private void team(String id, String prefix, String community, String organisation) {
        town.as(
                Role.ROLE_COMMUNITY,
                "staff-1",
                command -> command.setPutTeam(PutTeam.newBuilder()
                        .setTeam(Team.newBuilder()
                                .setId(id)
                                .setName(id)
                                .setLeaderId(prefix + "1")
                                .setOrganisation(organisation)
                                .addAllCommunities(community.isEmpty() ? List.of() : List.of(community)))));
        for (int i = 1; i <= 4; i++) {
            String person = prefix + i;
            town.as(
                    Role.ROLE_COMMUNITY,
                    "staff-1",
                    command -> command.setInviteToTeam(
                            InviteToTeam.newBuilder().setTeamId(id).addPersonIds(person)));
            town.as(
                    Role.ROLE_VOLUNTEER,
                    person,
                    command -> command.setJoinTeam(
                            JoinTeam.newBuilder().setTeamId(id).setPersonId(person)));
        }
    }

    private OrderRequest.Builder later() {
        return town.talk(at(0, 0))
                .setPeople(3)
                .setCommunity("桂花园")
                .setWindow(window(town.now() + 5 * HOUR, town.now() + 7 * HOUR));
    }

    private List<TeamOffer> offers(String order) {
        return town.stored(order).getTeamOffersList();
    }

    @Test
    void orderForThree_goesToTheNearestTeamOfItsCommunity_andToNobodyBeside() {
        team("t-near", "near-", "桂花园", "");
        team("t-far", "far-", "桂花园", "");
        String order = town.order(later());
        assertThat(offers(order)).extracting(TeamOffer::getTeam).containsExactly("t-near");
        assertThat(offers(order).get(0).getReasonsList())
                .extracting(Reason::getCode)
                .contains("team-able", "own-community", "team-served", "travel-minutes");
        town.volunteer("v-9", at(10, 0));
        assertThat(town.visit(order, 1).getOffersCount()).isZero();
    }

    @Test
    void order_ofAPartnerCommunity_goesToTheOrganisationsTeam() {
        town.as(
                Role.ROLE_ADMIN,
                "boss",
                command -> command.setPutOrganisation(PutOrganisation.newBuilder()
                        .setOrganisation(Organisation.newBuilder()
                                .setId("o-1")
                                .setName("学院")
                                .setKind(OrganisationKind.ORGANISATION_KIND_COLLEGE)
                                .addCommunities("桂花园"))));
        team("t-1", "far-", "", "o-1");
        team("t-2", "near-", "别处", "");
        assertThat(offers(town.order(later()))).extracting(TeamOffer::getTeam).containsExactly("t-1");
    }

    @Test
    void teamThatTheOrderNames_isAskedWhoeverIsNearer() {
        team("t-near", "near-", "桂花园", "");
        team("t-far", "far-", "别处", "");
        String order = town.order(later().setTeam("t-far").setPeople(2));
        assertThat(offers(order)).extracting(TeamOffer::getTeam).containsExactly("t-far");
        assertThat(offers(order).get(0).getReasonsList())
                .extracting(Reason::getCode)
                .contains("team-wished");
    }

    @Test
    void order_forNow_orUrgent_orForTwo_orElsewhere_waitsForNoTeam() {
        team("t-near", "near-", "桂花园", "");
        assertThat(offers(town.order(later().setWindow(window(town.now(), town.now() + 3 * HOUR)))))
                .isEmpty();
        assertThat(offers(town.order(later().setPriority(Priority.PRIORITY_URGENT))))
                .isEmpty();
        assertThat(offers(town.order(later().setPeople(2)))).isEmpty();
        assertThat(offers(town.order(later().setCommunity("别处")))).isEmpty();
    }

    @Test
    void team_whosePeopleAreHeldThen_isNotAsked() {
        team("t-near", "near-", "桂花园", "");
        team("t-far", "far-", "桂花园", "");
        String first = town.order(later().setWindow(window(town.now() + 5 * HOUR, town.now() + 6 * HOUR)));
        accept(first, "near-1", "near-2", "near-3");
        String second = town.order(later().setWindow(window(town.now() + 5 * HOUR, town.now() + 6 * HOUR)));
        assertThat(offers(second)).extracting(TeamOffer::getTeam).containsExactly("t-far");
    }

    private void accept(String order, String... people) {
        assertThat(town.as(
                                Role.ROLE_LEADER,
                                people[0].replaceAll("[0-9]", "1"),
                                command -> command.setAcceptTeamOffer(AcceptTeamOffer.newBuilder()
                                        .setOfferId(order + ".t1")
                                        .addAllPeople(List.of(people))))
                        .getProblem())
                .isEmpty();
    }

    private List<String> planned() {
        CompletableFuture<PlanAnswer> plan = town.dispatcher.plan().toCompletableFuture();
        town.settle();
        return plan.join().getVisitsList().stream()
                .map(PlannedVisit::getVisitId)
                .toList();
    }

    @Test
    void declined_isAskedOfSinglePeopleAtOnce() {
        for (int i = 1; i <= 3; i++) {
            town.volunteer("v-" + i, at(50 * i, 0));
        }
        team("t-near", "near-", "桂花园", "");
        String order = town.order(later());
        town.as(
                Role.ROLE_LEADER,
                "near-1",
                command -> command.setDeclineTeamOffer(
                        DeclineTeamOffer.newBuilder().setOfferId(order + ".t1")));
        assertThat(offers(order)).extracting(TeamOffer::getState).containsExactly(OfferState.OFFER_STATE_DECLINED);
        assertThat(planned()).containsExactlyInAnyOrder(order + ".1", order + ".2", order + ".3");
    }

    @Test
    void unanswered_lapses_andIsAskedOfSinglePeople() {
        for (int i = 1; i <= 3; i++) {
            town.volunteer("v-" + i, at(50 * i, 0));
        }
        team("t-near", "near-", "桂花园", "");
        String order = town.order(later());
        assertThat(planned()).isEmpty();
        town.pass(31 * MINUTE);
        assertThat(offers(order)).extracting(TeamOffer::getState).containsExactly(OfferState.OFFER_STATE_EXPIRED);
        assertThat(planned()).hasSize(3);
    }

    @Test
    void accepted_withAllNamed_asksNobodyElse_andARefilledSeatIsOfferedAsUsual() {
        team("t-near", "near-", "桂花园", "");
        String order = town.order(later());
        accept(order, "near-1", "near-2", "near-3");
        assertThat(town.stored(order).getVisitsList())
                .extracting(visit -> visit.getState())
                .containsOnly(VisitState.VISIT_STATE_ASSIGNED);
    }
}
