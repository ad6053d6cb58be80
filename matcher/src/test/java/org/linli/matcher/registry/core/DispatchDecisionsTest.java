package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.MINUTE;
import static org.linli.matcher.registry.core.Neighbourhood.resident;
import static org.linli.matcher.registry.core.Neighbourhood.staff;
import static org.linli.matcher.registry.core.Neighbourhood.volunteer;
import static org.linli.matcher.registry.core.Neighbourhood.window;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.linli.domain.Ids;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.DeclineReason;
import org.linli.proto.Dispatch;
import org.linli.proto.Gender;
import org.linli.proto.GuardianConsent;
import org.linli.proto.Hold;
import org.linli.proto.Paper;
import org.linli.proto.ProposedInvitation;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.Shift;
import org.linli.proto.SkillClaim;
import org.linli.proto.SkillLevel;
import org.linli.proto.Timer;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;
import org.linli.proto.Withdrawal;

class DispatchDecisionsTest {
    private final Neighbourhood here = new Neighbourhood();

    private Visit visit(String visitId) {
        return here.store.order(Ids.orderOf(visitId)).getVisits(Ids.visitNumber(visitId) - 1);
    }

    @Test
    void offer_toSomebodyFit_isAHoldInTheCalendar() {
        here.onDuty("v-1");
        String visit = here.order("r-1") + ".1";
        Reply reply = here.offer(visit, "v-1");
        assertThat(reply.getProblem()).isEmpty();
        assertThat(reply.getVisits(0).getState()).isEqualTo("OFFERED");
        assertThat(here.store.calendar("v-1").getHoldsList()).singleElement().satisfies(hold -> {
            assertThat(hold.getKind()).isEqualTo(Hold.Kind.KIND_OFFER);
            assertThat(hold.getRef()).isEqualTo(visit + ".1");
            assertThat(hold.getWindow()).isEqualTo(visit(visit).getWindow());
        });
        assertThat(here.store.calendar("v-1").getLastOfferMs()).isEqualTo(here.now);
        assertThat(here.store.calendar("v-1").getPreviousOfferMs()).isZero();
        assertThat(here.store.timers)
                .containsEntry(new Effects.TimerName(Timer.Kind.KIND_OFFER_LAPSE, visit + ".1"), here.now + 60_000);
    }

    @Test
    void offer_byAnybodyButTheEngine_isNotAllowed() {
        String visit = here.order("r-1") + ".1";
        Reply reply = here.as(
                staff(Role.ROLE_DISPATCHER),
                command -> command.setDispatch(Dispatch.newBuilder().addOffers(here.proposal(visit, "v-1", here.now))));
        assertThat(reply.getProblem()).isEqualTo("not-allowed");
    }

    @Test
    void offer_ofAVisitThatIsOut_isIllegal() {
        here.onDuty("v-1", "v-2");
        String visit = here.order("r-1") + ".1";
        here.offer(visit, "v-1");
        assertThat(here.offer(visit, "v-2").getProblem()).isEqualTo("illegal-transition");
        here.invite(here.order("r-2") + ".1");
    }

    @Test
    void offer_ofAnInvitedVisit_isIllegal() {
        here.onDuty("v-1");
        String visit = here.order("r-1") + ".1";
        here.invite(visit);
        assertThat(here.offer(visit, "v-1").getProblem()).isEqualTo("illegal-transition");
    }

    @Test
    void offer_touchingACommitment_isHalfOpen() {
        here.onDuty("v-1");
        String first = here.order("r-1") + ".1";
        String second = here.order("r-2") + ".1";
        here.offer(first, "v-1", here.now + 5 * MINUTE);
        here.accept("v-1", first + ".1");
        assertThat(here.offer(second, "v-1", here.now + 5 * MINUTE + HOUR - 1).getProblem())
                .isEqualTo("calendar-overlap");
        assertThat(here.offer(second, "v-1", here.now + 5 * MINUTE + HOUR).getProblem())
                .isEmpty();
    }

    @Test
    void offer_beyondTheMostOpenOnes_isRefused() {
        here.onDuty("v-1");
        here.offer(here.order("r-1") + ".1", "v-1");
        Reply reply = here.offer(here.order("r-2") + ".1", "v-1", here.now + 2 * HOUR);
        assertThat(reply.getProblem()).isEqualTo("not-qualified");
        assertThat(reply.getPointer()).isEqualTo("/offers/0");
        assertThat(reply.getArgumentsList()).containsExactly("v-1", "open-offers", "1");
    }

    @Test
    void offer_outsideTheOrdersWindow_isInvalid() {
        here.onDuty("v-1");
        String visit = here.order("r-1") + ".1";
        assertThat(here.offer(visit, "v-1", here.now - 1).getProblem()).isEqualTo("window-invalid");
        assertThat(here.offer(visit, "v-1", here.now + 3 * HOUR + 1).getProblem())
                .isEqualTo("window-invalid");
        Reply tooShort = here.dispatch(parts -> parts.addOffers(
                here.proposal(visit, "v-1", here.now).setWindow(window(here.now, here.now + HOUR - 1))));
        assertThat(tooShort.getProblem()).isEqualTo("window-invalid");
        assertThat(tooShort.getPointer()).isEqualTo("/offers/0/window");
    }

    @Test
    void offer_toSomebodyOffDuty_isRefusedUnlessAShiftCoversIt() {
        here.enrol("v-1", file -> {});
        String visit = here.order("r-1") + ".1";
        assertThat(here.offer(visit, "v-1").getProblem()).isEqualTo("not-on-duty");
        here.enrol(
                "v-1",
                file -> file.addShifts(
                        Shift.newBuilder().setDay(3).setStartMinute(9 * 60).setEndMinute(12 * 60)));
        assertThat(here.offer(visit, "v-1", here.now + HOUR + 1).getProblem()).isEqualTo("not-on-duty");
        assertThat(here.offer(visit, "v-1", here.now + HOUR).getProblem()).isEmpty();
    }

    @Test
    void offer_beyondTheEndOfDuty_isRefused() {
        here.onDuty("v-1");
        here.duty(volunteer("v-1"), "v-1", true, here.now + HOUR);
        String visit = here.order("r-1") + ".1";
        assertThat(here.offer(visit, "v-1", here.now + 1).getProblem()).isEqualTo("not-on-duty");
        assertThat(here.offer(visit, "v-1", here.now).getProblem()).isEmpty();
    }

    @Test
    void offer_toSomebodyNotApproved_isRefused() {
        here.onDuty("v-1");
        here.approve(staff(Role.ROLE_ADMIN), "v-1", VolunteerState.VOLUNTEER_STATE_SUSPENDED);
        String visit = here.order("r-1") + ".1";
        assertThat(here.offer(visit, "v-1").getProblem()).isEqualTo("volunteer-not-approved");
        assertThat(here.offer(visit, "nobody").getProblem()).isEqualTo("person-not-found");
    }

    @Test
    void offer_toSomebodyBlocked_isRefused() {
        here.onDuty("v-1");
        here.putResident(resident("r-1"), "r-1", file -> file.addBlockedVolunteers("v-1"));
        String visit = here.order("r-1") + ".1";
        assertThat(here.offer(visit, "v-1").getArgumentsList()).contains("blocked");
        here.putResident(resident("r-1"), "r-1", file -> {});
        assertThat(here.offer(visit, "v-1").getProblem()).isEmpty();
    }

    @Test
    void offer_lackingWhatIsAsked_saysWhat() {
        here.onDuty("v-1");
        lacks(
                "skill",
                here.request("talk")
                        .addSkills(SkillLevel.newBuilder().setSkill("first-aid").setLevel(1)));
        lacks("skill", here.request("repair"));
        lacks("tier", here.request("talk").setMinTier("AA"));
        lacks("language", here.request("talk").addLanguages("fr").addLanguages("de"));
        lacks("gender", here.request("talk").setGenderPreference(Gender.GENDER_FEMALE));
        here.enrol("v-1", file -> file.setBirthYear(2010).setGuardianConsent(GuardianConsent.getDefaultInstance()));
        lacks("age", here.request("talk"));
    }

    @Test
    void offer_ofAServiceThatAsksForPapers_needsThemUntilTheVisitsEnd() {
        here.onDuty("v-1");
        long end = here.now + 5 * MINUTE + HOUR;
        papers(file -> {});
        lacks("paper", here.request("bathing"));
        papers(file -> file.addPapers(paper("insurance", 0)).addPapers(paper("care-training", end - 1)));
        lacks("paper", here.request("bathing"));
        papers(file -> file.addPapers(paper("insurance", 0)).addPapers(paper("care-training", end)));
        String visit = here.submit(resident("r-1"), "r-1", here.request("bathing"))
                .getVisits(0)
                .getId();
        assertThat(here.offer(visit, "v-1").getProblem()).isEmpty();
    }

    private void papers(Consumer<VolunteerFile.Builder> papers) {
        here.enrol(
                "v-1",
                file -> papers.accept(file.addSkills(
                        SkillClaim.newBuilder().setSkill("nursing").setLevel(1).setVerified(true))));
    }

    private static Paper paper(String code, long untilMs) {
        return Paper.newBuilder().setPaper(code).setUntilMs(untilMs).build();
    }

    private void lacks(String what, org.linli.proto.OrderRequest.Builder request) {
        String visit = here.submit(resident("r-1"), "r-1", request).getVisits(0).getId();
        Reply reply = here.offer(visit, "v-1");
        assertThat(reply.getProblem()).isEqualTo("not-qualified");
        assertThat(reply.getArguments(1)).isEqualTo(what);
    }

    @Test
    void offer_withTheSkillAtItsLevel_isMade() {
        here.onDuty("v-1");
        here.enrol(
                "v-1",
                file -> file.addSkills(
                        SkillClaim.newBuilder().setSkill("repair").setLevel(1)));
        String visit = here.submit(resident("r-1"), "r-1", here.request("repair"))
                .getVisits(0)
                .getId();
        assertThat(here.offer(visit, "v-1").getProblem()).isEmpty();
        assertThat(visit(visit).getOffers(0).getPointsMilli()).isEqualTo(1200);
    }

    @Test
    void offer_oftwoSeats_neverGoesToTheSamePerson() {
        Neighbourhood generous = new Neighbourhood(PolicyReader.read(
                PolicyReader.defaultYaml("520181").replace("openOffersPerVolunteer: 1", "openOffersPerVolunteer: 3")));
        generous.onDuty("v-1", "v-2");
        Reply order =
                generous.submit(resident("r-1"), "r-1", generous.request("talk").setPeople(2));
        Reply same = generous.dispatch(
                parts -> parts.addOffers(generous.proposal(order.getVisits(0).getId(), "v-1", generous.now))
                        .addOffers(generous.proposal(order.getVisits(1).getId(), "v-1", generous.now + HOUR)));
        assertThat(same.getPointer()).isEqualTo("/offers/1");
        assertThat(same.getArgumentsList()).contains("same-order");
        assertThat(generous.store.calendar("v-1").getHoldsList()).isEmpty();
        Reply both = generous.dispatch(
                parts -> parts.addOffers(generous.proposal(order.getVisits(0).getId(), "v-1", generous.now))
                        .addOffers(generous.proposal(order.getVisits(1).getId(), "v-2", generous.now)));
        assertThat(both.getVisitsCount()).isEqualTo(2);
    }

    @Test
    void dispatch_withdrawingAndOfferingAnew_isOneCommit() {
        here.onDuty("v-1", "v-2");
        String visit = here.order("r-1") + ".1";
        here.offer(visit, "v-1");
        Reply reply = here.dispatch(parts -> parts.addWithdrawals(
                        Withdrawal.newBuilder().setOfferId(visit + ".1").setReason("nearer"))
                .addOffers(here.proposal(visit, "v-2", here.now + MINUTE)));
        assertThat(reply.getProblem()).isEmpty();
        assertThat(here.store.calendar("v-1").getHoldsList()).isEmpty();
        assertThat(here.store.calendar("v-2").getHolds(0).getRef()).isEqualTo(visit + ".2");
        assertThat(visit(visit).getOffers(0).getCloseCode()).isEqualTo("nearer");
        assertThat(here.accept("v-1", visit + ".1").getProblem()).isEqualTo("offer-withdrawn");
        assertThat(here.accept("v-2", visit + ".2").getState()).isEqualTo("ACCEPTED");
    }

    @Test
    void dispatch_oneFaultyPart_changesNothing() {
        here.onDuty("v-1");
        String good = here.order("r-1") + ".1";
        String bad = here.order("r-2") + ".1";
        Reply reply = here.dispatch(parts ->
                parts.addOffers(here.proposal(good, "v-1", here.now)).addOffers(here.proposal(bad, "v-9", here.now)));
        assertThat(reply.getPointer()).isEqualTo("/offers/1");
        assertThat(visit(good).getState()).isEqualTo(VisitState.VISIT_STATE_OPEN);
    }

    @Test
    void withdraw_inTheGracePeriodAfterSeen_isRefused() {
        here.onDuty("v-1");
        String visit = here.order("r-1") + ".1";
        here.offer(visit, "v-1");
        here.see("v-1", visit + ".1");
        here.pass(19_999);
        assertThat(here.withdraw(visit + ".1").getProblem()).isEqualTo("illegal-transition");
        here.pass(1);
        assertThat(here.withdraw(visit + ".1").getProblem()).isEmpty();
    }

    @Test
    void invite_untilItsEnd_staysAndThenEscalates() {
        String visit = here.order("r-1") + ".1";
        assertThat(here.invite(visit, "v-1", "v-2").getVisits(0).getState()).isEqualTo("INVITED");
        here.pass(900_000 - 1);
        assertThat(here.fire(Timer.Kind.KIND_INVITATION_END, visit).getState()).isEqualTo("NOT_DUE");
        here.pass(1);
        assertThat(here.fire(Timer.Kind.KIND_INVITATION_END, visit).getState()).isEqualTo("FIRED");
        assertThat(visit(visit).getState()).isEqualTo(VisitState.VISIT_STATE_OPEN);
        assertThat(here.store.order(Ids.orderOf(visit)).getEscalated()).isTrue();
    }

    @Test
    void invite_beyondTheOrdersWindow_isInvalid() {
        String visit = here.order("r-1") + ".1";
        Reply reply = here.dispatch(parts -> parts.addInvitations(
                ProposedInvitation.newBuilder().setVisitId(visit).setUntilMs(here.now + 5 * HOUR)));
        assertThat(reply.getPointer()).isEqualTo("/invitations/0/untilMs");
    }

    @Test
    void offer_toSomebodyWhoHandedItBack_isRefused() {
        here.onDuty("v-1");
        String visit = here.accepted("v-1");
        here.handBack("v-1", visit + ".1", DeclineReason.DECLINE_REASON_OTHER);
        assertThat(here.offer(visit, "v-1").getArgumentsList()).contains("declined-before");
    }

    @Test
    void offer_afterFiftySixOfAVisit_leavesItToPeople() {
        here.onDuty("v-1");
        here.duty(volunteer("v-1"), "v-1", true, here.now + 20 * HOUR);
        String visit = here.order("r-1") + ".1";
        for (int i = 0; i < Seat.MOST_OFFERS; i++) {
            assertThat(here.offer(visit, "v-1").getProblem()).isEmpty();
            here.pass(MINUTE);
            here.fire(Timer.Kind.KIND_OFFER_LAPSE, visit + '.' + (i + 1));
        }
        assertThat(visit(visit).getLapses()).isEqualTo(Seat.MOST_OFFERS);
        assertThat(here.offer(visit, "v-1").getProblem()).isEqualTo("illegal-transition");
        assertThat(here.claim(visit, "v-1").getState()).isEqualTo("ASSIGNED");
    }
}
