package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.MINUTE;
import static org.linli.matcher.registry.core.Neighbourhood.resident;
import static org.linli.matcher.registry.core.Neighbourhood.staff;
import static org.linli.matcher.registry.core.Neighbourhood.window;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linli.domain.EntityKey;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.AcceptTeamOffer;
import org.linli.proto.DeclineReason;
import org.linli.proto.GuardianConsent;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.Reply;
import org.linli.proto.ReplyFault;
import org.linli.proto.Role;
import org.linli.proto.SkillClaim;
import org.linli.proto.SkillLevel;
import org.linli.proto.TeamOffer;
import org.linli.proto.Timer;
import org.linli.proto.VisitState;
import org.linli.proto.VolunteerState;

class TeamOfferDecisionsTest {
    private Neighbourhood here = new Neighbourhood();
    private Crews crews = new Crews(here);

    @AfterEach
    void invariants() {
        new Invariants(here.store).check();
    }

    /** An order for so many, four hours from now. */
    private String order(int people) {
        return here.submit(
                        resident("r-1"),
                        "r-1",
                        here.request("talk")
                                .setPeople(people)
                                .setWindow(window(here.now + 4 * HOUR, here.now + 8 * HOUR)))
                .getId();
    }

    /** The same, offered to a team of these. */
    private String offered(int people, String... members) {
        crews.team(members);
        String order = order(people);
        assertThat(crews.propose(order, here.now + 4 * HOUR).getProblem()).isEmpty();
        return order;
    }

    private TeamOffer last(String order) {
        List<TeamOffer> offers = here.store.order(order).getTeamOffersList();
        return offers.get(offers.size() - 1);
    }

    private List<VisitState> states(String order) {
        return here.store.order(order).getVisitsList().stream()
                .map(visit -> visit.getState())
                .toList();
    }

    @Test
    void offerThatLives_keepsEverybodyElseFromTheSeats() {
        String order = offered(3, "v-1", "v-2", "v-3");
        here.onDuty("v-9");
        assertThat(here.offer(order + ".1", "v-9", here.now + 4 * HOUR).getProblem())
                .isEqualTo("team-asked");
        assertThat(here.invite(order + ".1", "v-9").getProblem()).isEqualTo("team-asked");
        assertThat(here.claim(order + ".1", "v-9").getProblem()).isEqualTo("team-asked");
        assertThat(crews.propose(order, here.now + 4 * HOUR).getProblem()).isEqualTo("team-asked");
        assertThat(crews.byHand(order).getProblem()).isEqualTo("team-asked");
    }

    @Test
    void accepted_withThreePeople_assignsAllInOneEntry() {
        String order = offered(3, "v-1", "v-2", "v-3");
        long version = here.store.get(EntityKey.order(order)).version();
        Reply reply = crews.accept(order + ".t1", "v-1", "v-2", "v-3");
        assertThat(reply.getState()).isEqualTo("ACCEPTED");
        assertThat(here.store.get(EntityKey.order(order)).version()).isEqualTo(version + 1);
        assertThat(states(order)).containsOnly(VisitState.VISIT_STATE_ASSIGNED);
        assertThat(here.store.order(order).getVisits(1).getOffers(0).getOrigin())
                .isEqualTo("team");
        assertThat(here.store.order(order).getVisits(1).getOffers(0).getTeam()).isEqualTo(Crews.TEAM);
        assertThat(last(order).getNamedList()).containsExactly("v-1", "v-2", "v-3");
    }

    @Test
    void accepted_withOneWhoCannot_assignsNobody_andSaysWhoAndWhy() {
        String order = offered(3, "v-1", "v-2", "v-3");
        here.onDuty("v-2");
        here.enrol("v-9", file -> {});
        String other = here.order("r-2") + ".1";
        here.assign(staff(Role.ROLE_DISPATCHER), other, "v-2", here.now + 4 * HOUR - 30 * MINUTE);
        Reply reply = crews.accept(order + ".t1", "v-1", "v-9", "v-3");
        assertThat(reply.getProblem()).isEqualTo("team-people-refused");
        assertThat(reply.getFaultsList()).extracting(ReplyFault::getPointer).containsExactly("/people/1");
        assertThat(reply.getFaults(0).getProblem()).isEqualTo("not-a-member");
        assertThat(states(order)).containsOnly(VisitState.VISIT_STATE_OPEN);
        assertThat(here.store.calendar("v-1").getHoldsList()).isEmpty();
        assertThat(last(order).getState()).isEqualTo(OfferState.OFFER_STATE_SENT);
    }

    @Test
    void named_whoseTimeIsTaken_orWhoIsBlocked_orNotApproved_isRefusedLikeAnybody() {
        String order = offered(3, "v-1", "v-2", "v-3");
        String other = here.submit(
                        resident("r-2"),
                        "r-2",
                        here.request("talk").setWindow(window(here.now + 4 * HOUR, here.now + 6 * HOUR)))
                .getId();
        here.assign(staff(Role.ROLE_DISPATCHER), other + ".1", "v-1", here.now + 4 * HOUR);
        here.putResident(staff(Role.ROLE_AGENT), "r-1", file -> file.addBlockedVolunteers("v-2"));
        here.approve(staff(Role.ROLE_COMMUNITY), "v-3", VolunteerState.VOLUNTEER_STATE_SUSPENDED);
        Reply reply = crews.accept(order + ".t1", "v-1", "v-2", "v-3");
        assertThat(reply.getFaultsList())
                .extracting(ReplyFault::getProblem)
                .containsExactly("calendar-overlap", "not-qualified", "volunteer-not-approved");
    }

    @Test
    void named_twice_isRefused() {
        String order = offered(3, "v-1", "v-2", "v-3");
        assertThat(crews.accept(order + ".t1", "v-1", "v-1", "v-2").getFaultsList())
                .extracting(ReplyFault::getPointer)
                .containsExactly("/people/1");
    }

    @Test
    void fewerThanSeats_areEnough_onlyWhereTheServiceSaysSo() {
        String order = offered(3, "v-1", "v-2", "v-3");
        assertThat(crews.accept(order + ".t1", "v-1", "v-2").getPointer()).isEqualTo("/people");
        here = new Neighbourhood(PolicyReader.read(PolicyReader.defaultYaml("520181")
                .replace("  talk:\n    name: 陪聊", "  talk:\n    fewestPeople: 2\n    name: 陪聊")));
        crews = new Crews(here);
        String modest = offered(3, "v-1", "v-2", "v-3");
        assertThat(crews.accept(modest + ".t1", "v-1", "v-2").getProblem()).isEmpty();
        assertThat(states(modest))
                .containsExactly(
                        VisitState.VISIT_STATE_ASSIGNED, VisitState.VISIT_STATE_ASSIGNED, VisitState.VISIT_STATE_OPEN);
        here.onDuty("v-9");
        assertThat(here.offer(modest + ".3", "v-9", here.now + 4 * HOUR).getProblem())
                .isEmpty();
    }

    @Test
    void leadersSeat_goesToTheFirstWhoHasTheSkill() {
        crews.team("v-1", "v-2", "v-3");
        here.enrol(
                "v-3",
                file -> file.addSkills(
                        SkillClaim.newBuilder().setSkill("first-aid").setLevel(2)));
        String order = here.submit(
                        resident("r-1"),
                        "r-1",
                        here.request("talk")
                                .setPeople(3)
                                .addLeaderSkills(SkillLevel.newBuilder()
                                        .setSkill("first-aid")
                                        .setLevel(2))
                                .setWindow(window(here.now + 4 * HOUR, here.now + 8 * HOUR)))
                .getId();
        crews.propose(order, here.now + 4 * HOUR);
        assertThat(crews.accept(order + ".t1", "v-1", "v-2", "v-3").getProblem())
                .isEmpty();
        assertThat(here.store.order(order).getVisits(0).getVolunteerId()).isEqualTo("v-3");
    }

    @Test
    void minor_goesWithAGrownUp_andNeverAlone() {
        here = new Neighbourhood(
                PolicyReader.read(PolicyReader.defaultYaml("520181").replace("    adultsOnly: true\n", "")));
        crews = new Crews(here);
        crews.team("v-1", "v-2");
        here.enrol("v-17", file -> file.setBirthYear(2012).setGuardianConsent(GuardianConsent.newBuilder()));
        crews.invite(Crews.leader("v-lead"), "v-17");
        crews.join("v-17");
        String order = order(3);
        crews.propose(order, here.now + 4 * HOUR);
        assertThat(crews.accept(order + ".t1", "v-17", "v-1", "v-2").getFaultsList())
                .isEmpty();
        assertThat(here.store.order(order).getVisits(2).getVolunteerId()).isEqualTo("v-17");
    }

    @Test
    void declined_orLapsed_givesTheSeatsBackAtOnce() {
        String order = offered(3, "v-1", "v-2", "v-3");
        here.onDuty("v-9");
        assertThat(crews.decline(order + ".t1").getState()).isEqualTo("DECLINED");
        assertThat(here.offer(order + ".1", "v-9", here.now + 4 * HOUR).getProblem())
                .isEmpty();
        assertThat(crews.accept(order + ".t1", "v-1", "v-2", "v-3").getProblem())
                .isEqualTo("offer-closed");

        String second = order(3);
        crews.propose(second, here.now + 4 * HOUR);
        here.pass(30 * MINUTE - 1);
        assertThat(here.fire(Timer.Kind.KIND_TEAM_OFFER_LAPSE, second + ".t1").getState())
                .isEqualTo("NOT_DUE");
        here.pass(1);
        assertThat(crews.accept(second + ".t1", "v-1", "v-2", "v-3").getProblem())
                .isEqualTo("offer-lapsed");
        assertThat(here.fire(Timer.Kind.KIND_TEAM_OFFER_LAPSE, second + ".t1").getState())
                .isEqualTo("FIRED");
        assertThat(last(second).getState()).isEqualTo(OfferState.OFFER_STATE_EXPIRED);
    }

    @Test
    void offer_isOverBeforeSinglePeopleWouldBeAsked() {
        crews.team("v-1", "v-2", "v-3");
        long leadMs = here.store.policy().findService("talk").orElseThrow().leadMinutes() * MINUTE;
        String order = here.submit(
                        resident("r-1"),
                        "r-1",
                        here.request("talk")
                                .setPeople(3)
                                .setWindow(window(here.now + leadMs + 12 * MINUTE, here.now + leadMs + 3 * HOUR)))
                .getId();
        crews.propose(order, here.now + leadMs + 12 * MINUTE);
        assertThat(last(order).getExpiresAtMs()).isEqualTo(here.now + 12 * MINUTE);
        String now = here.submit(resident("r-1"), "r-1", here.request("talk").setPeople(3))
                .getId();
        assertThat(crews.propose(now, here.now + leadMs).getProblem()).isEqualTo("window-invalid");
    }

    @Test
    void handedBack_isForTheLeaderToNameAnother_orForAnybody() {
        String order = offered(3, "v-1", "v-2", "v-3", "v-4");
        crews.accept(order + ".t1", "v-1", "v-2", "v-3");
        here.handBack("v-2", order + ".2.1", DeclineReason.DECLINE_REASON_UNWELL);
        assertThat(crews.accept(order + ".t1", "v-4").getProblem()).isEmpty();
        assertThat(here.store.order(order).getVisits(1).getVolunteerId()).isEqualTo("v-4");
        assertThat(crews.accept(order + ".t1", "v-lead").getProblem()).isEqualTo("visit-taken");
        here.handBack("v-4", order + ".2.2", DeclineReason.DECLINE_REASON_UNWELL);
        here.onDuty("v-9");
        assertThat(here.offer(order + ".2", "v-9", here.now + 4 * HOUR).getProblem())
                .isEmpty();
        assertThat(crews.accept(order + ".t1", "v-lead").getProblem()).isEqualTo("visit-taken");
    }

    @Test
    void cancelled_takesTheOfferBack() {
        String order = offered(3, "v-1", "v-2", "v-3");
        here.cancel(resident("r-1"), order);
        assertThat(last(order).getState()).isEqualTo(OfferState.OFFER_STATE_WITHDRAWN);
        assertThat(crews.accept(order + ".t1", "v-1", "v-2", "v-3").getProblem())
                .isEqualTo("offer-withdrawn");
    }

    @Test
    void byHand_takesBackWhatIsOut_andIsOnlyForDispatchers() {
        crews.team("v-1", "v-2", "v-3");
        here.onDuty("v-9");
        String order = order(3);
        here.offer(order + ".1", "v-9", here.now + 4 * HOUR);
        assertThat(crews.byHand(order).getState()).isEqualTo("SENT");
        assertThat(here.store.order(order).getVisits(0).getOffers(0).getCloseCode())
                .isEqualTo("team-asked");
        assertThat(here.store.calendar("v-9").getHoldsList()).isEmpty();
        assertThat(here.assign(staff(Role.ROLE_DISPATCHER), order + ".1", "v-9", here.now + 4 * HOUR)
                        .getProblem())
                .isEmpty();
        assertThat(last(order).getCloseCode()).isEqualTo("assigned-by-hand");
    }

    @Test
    void teamWithTooFewWhoSaidYes_isNotAsked() {
        crews.team("v-1");
        assertThat(crews.propose(order(3), here.now + 4 * HOUR).getProblem()).isEqualTo("team-too-few");
    }

    @Test
    void anotherLeader_mayNotAnswer() {
        String order = offered(3, "v-1", "v-2", "v-3");
        Reply reply = here.as(
                Crews.leader("v-1"),
                command -> command.setAcceptTeamOffer(AcceptTeamOffer.newBuilder()
                        .setOfferId(order + ".t1")
                        .addAllPeople(List.of("v-1", "v-2", "v-3"))));
        assertThat(reply.getProblem()).isEqualTo("not-allowed");
        Order unchanged = here.store.order(order);
        assertThat(unchanged.getTeamOffers(0).getState()).isEqualTo(OfferState.OFFER_STATE_SENT);
    }
}
