package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.MINUTE;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_CALLED_OFF;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_JOINED;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_PASSED;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_WAITING;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.proto.ActivityState;
import org.linli.proto.Eligibility;
import org.linli.proto.Hold;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.SkillClaim;
import org.linli.proto.SkillLevel;
import org.linli.proto.VolunteerState;

/** Publishing an activity, joining it, waiting, moving up, leaving, and being let go. */
class SignUpTest {
    private final Neighbourhood here = new Neighbourhood();
    private final Events events = new Events(here);

    @BeforeEach
    void people() {
        here.onDuty("v-1", "v-2", "v-3", "v-4", "v-5");
    }

    @AfterEach
    void everyInvariantHolds() {
        new Invariants(here.store).check();
    }

    @Test
    void publish_byLeaderForThemselves_isPublished() {
        Reply reply = events.publish(Events.LEADER, events.cleanUp());
        assertThat(reply.getState()).isEqualTo("PUBLISHED");
        assertThat(reply.getCreated()).isTrue();
    }

    @Test
    void publish_byLeaderForAnother_isNotAllowed() {
        Reply reply = events.publish(Neighbourhood.actor(Role.ROLE_LEADER, "l-2"), events.cleanUp());
        assertThat(reply.getProblem()).isEqualTo("not-allowed");
    }

    @Test
    void publish_byVolunteer_isNotAllowed() {
        assertThat(events.publish(Neighbourhood.volunteer("l-1"), events.cleanUp())
                        .getProblem())
                .isEqualTo("not-allowed");
    }

    @Test
    void publish_byCommunityStaffForALeader_isPublished() {
        assertThat(events.publish(Neighbourhood.staff(Role.ROLE_COMMUNITY), events.cleanUp())
                        .getProblem())
                .isEmpty();
    }

    @Test
    void publish_withWhatNoActivityCanBe_namesTheField() {
        assertThat(events.publish(Events.LEADER, events.cleanUp().setTitle(" ")).getPointer())
                .isEqualTo("/title");
        assertThat(events.publish(Events.LEADER, events.cleanUp().setPlaces(0)).getPointer())
                .isEqualTo("/places");
        assertThat(events.publish(Events.LEADER, events.cleanUp().setFewest(4)).getPointer())
                .isEqualTo("/fewest");
        assertThat(events.publish(Events.LEADER, events.cleanUp().setWindow(Neighbourhood.window(here.now, here.now)))
                        .getPointer())
                .isEqualTo("/window/start");
        assertThat(events.publish(
                                Events.LEADER,
                                events.cleanUp()
                                        .setEligibility(Eligibility.newBuilder().setMinTier("?")))
                        .getProblem())
                .isEqualTo("unknown-tier");
        assertThat(events.publish(Events.LEADER, events.cleanUp().setLocation(Neighbourhood.place(0, 0)))
                        .getProblem())
                .isEqualTo("outside-region");
    }

    @Test
    void join_withAPlaceFree_holdsTheTime() {
        String activity = events.published(a -> {});
        Reply reply = events.join(activity, "v-1");
        assertThat(reply.getArgumentsList()).containsExactly("JOINED", "0");
        Hold hold = here.store.calendar("v-1").getHolds(0);
        assertThat(hold.getKind()).isEqualTo(Hold.Kind.KIND_ACTIVITY);
        assertThat(hold.getRef()).isEqualTo(activity + ".1");
        assertThat(hold.getWindow()).isEqualTo(events.get(activity).getWindow());
    }

    @Test
    void join_twice_changesNothing() {
        String activity = events.published(a -> {});
        events.join(activity, "v-1");
        Reply again = events.join(activity, "v-1");
        assertThat(again.getArgumentsList()).containsExactly("JOINED", "0");
        assertThat(events.get(activity).getParticipantsCount()).isEqualTo(1);
    }

    @Test
    void join_forAnother_isNotAllowed() {
        String activity = events.published(a -> {});
        assertThat(events.join(Neighbourhood.volunteer("v-2"), activity, "v-1").getProblem())
                .isEqualTo("not-allowed");
        assertThat(events.join(Neighbourhood.staffFor(Role.ROLE_COMMUNITY, "v-1"), activity, "v-1")
                        .getProblem())
                .isEmpty();
    }

    @Test
    void join_whenFull_waitsWithANumber() {
        String activity = events.published(a -> a.setPlaces(1));
        events.join(activity, "v-1");
        assertThat(events.join(activity, "v-2").getArgumentsList()).containsExactly("WAITING", "1");
        assertThat(events.join(activity, "v-3").getArgumentsList()).containsExactly("WAITING", "2");
        assertThat(here.store.calendar("v-2").getHoldsCount()).isZero();
    }

    @Test
    void join_withAPlaceFreeThatOthersWaitFor_doesNotJumpTheQueue() {
        String activity = events.published(a -> a.setPlaces(1));
        events.join(activity, "v-1");
        events.join(activity, "v-2");
        events.leave(activity, "v-1");
        assertThat(events.join(activity, "v-3").getArgumentsList()).containsExactly("WAITING", "2");
        events.run(activity);
        assertThat(events.state(activity, "v-2")).isEqualTo(PARTICIPANT_STATE_JOINED);
        assertThat(events.state(activity, "v-3")).isEqualTo(PARTICIPANT_STATE_WAITING);
    }

    @Test
    void join_whenTheWaitingListIsFull_isRefusedWithTheNumbers() {
        String activity = events.published(a -> a.setPlaces(1));
        for (int i = 0; i <= SignUp.MOST_WAITING; i++) {
            here.enrol("w-" + i, file -> {});
            events.join(activity, "w-" + i);
        }
        Reply late = events.join(activity, "v-1");
        assertThat(late.getProblem()).isEqualTo("activity-full");
        assertThat(late.getArgumentsList()).containsExactly(activity, "1", Integer.toString(SignUp.MOST_WAITING));
    }

    @Test
    void join_atTheDeadline_isTooLate() {
        String activity = events.published(a -> a.setSignUpUntilMs(here.now + HOUR));
        here.pass(HOUR);
        Reply reply = events.join(activity, "v-1");
        assertThat(reply.getProblem()).isEqualTo("sign-up-over");
        assertThat(reply.getArguments(1)).isEqualTo(Long.toString(here.now));
    }

    @Test
    void join_overACommitment_isRefusedPlainly() {
        String activity = events.published(a -> {});
        String other = events.published(a -> {});
        events.join(other, "v-1");
        Reply reply = events.join(activity, "v-1");
        assertThat(reply.getProblem()).isEqualTo("calendar-overlap");
        assertThat(reply.getArguments(1)).isEqualTo(other + ".1");
    }

    @Test
    void join_overAnOpenOffer_asksToAnswerThatFirst() {
        String activity = events.published(a -> a.setWindow(Neighbourhood.window(here.now + MINUTE, here.now + HOUR)));
        String visit = here.order("r-1") + ".1";
        here.offer(visit, "v-1");
        assertThat(events.join(activity, "v-1").getProblem()).isEqualTo("answer-offer-first");
    }

    @Test
    void offer_overAJoinedActivity_isRefused() {
        String activity = events.published(a -> a.setWindow(Neighbourhood.window(here.now + MINUTE, here.now + HOUR)));
        events.join(activity, "v-1");
        assertThat(here.offer(here.order("r-1") + ".1", "v-1").getProblem()).isEqualTo("calendar-overlap");
    }

    @Test
    void join_bySomebodyPending_isRefused() {
        String activity = events.published(a -> {});
        here.approve(Neighbourhood.staff(Role.ROLE_ADMIN), "v-1", VolunteerState.VOLUNTEER_STATE_SUSPENDED);
        assertThat(events.join(activity, "v-1").getProblem()).isEqualTo("volunteer-not-approved");
    }

    @Test
    void join_withoutWhatIsAskedFor_saysWhatWouldBeNeeded() {
        String skill = events.published(a -> a.setEligibility(Eligibility.newBuilder()
                .addSkills(SkillLevel.newBuilder().setSkill("first-aid").setLevel(1))));
        assertThat(events.join(skill, "v-1").getArgumentsList()).containsExactly("v-1", "skill", "first-aid:1");
        String tier =
                events.published(a -> a.setEligibility(Eligibility.newBuilder().setMinTier("AAA")));
        assertThat(events.join(tier, "v-1").getArgumentsList()).containsExactly("v-1", "tier", "AAA");
        String young =
                events.published(a -> a.setEligibility(Eligibility.newBuilder().setMostAge(30)));
        assertThat(events.join(young, "v-1").getArgumentsList()).containsExactly("v-1", "most-age", "30");
        String north =
                events.published(a -> a.setEligibility(Eligibility.newBuilder().addCommunities("north")));
        assertThat(events.join(north, "v-1").getArgumentsList()).containsExactly("v-1", "community", "north");
    }

    @Test
    void join_withTheSkill_isJoined() {
        here.enrol(
                "v-9",
                file -> file.addSkills(
                        SkillClaim.newBuilder().setSkill("first-aid").setLevel(2)));
        String activity = events.published(a -> a.setEligibility(Eligibility.newBuilder()
                .addSkills(SkillLevel.newBuilder().setSkill("first-aid").setLevel(1))));
        assertThat(events.join(activity, "v-9").getArguments(0)).isEqualTo("JOINED");
    }

    @Test
    void join_byAMinor_onlyWhereTheLeaderSaysFromWhichAge() {
        here.enrol("young", Events::minor);
        here.enrol("unasked", file -> file.setBirthYear(2011));
        String adults = events.published(a -> {});
        assertThat(events.join(adults, "young").getArgumentsList()).containsExactly("young", "age", "18");
        String all =
                events.published(a -> a.setEligibility(Eligibility.newBuilder().setLeastAge(14)));
        assertThat(events.join(all, "unasked").getProblem()).isEqualTo("volunteer-not-approved");
        assertThat(events.join(all, "young").getArguments(0)).isEqualTo("JOINED");
        assertThat(events.participant(all, "young").getMinor()).isTrue();
    }

    @Test
    void leave_freesTheTime_andWhoWaitsMovesUpByItself() {
        String activity = events.published(a -> a.setPlaces(1));
        events.join(activity, "v-1");
        events.join(activity, "v-2");
        events.leave(activity, "v-1");
        assertThat(here.store.calendar("v-1").getHoldsCount()).isZero();
        here.pass(250);
        assertThat(events.run(activity)).isEqualTo(1);
        assertThat(events.state(activity, "v-2")).isEqualTo(PARTICIPANT_STATE_JOINED);
        assertThat(here.store.calendar("v-2").getHoldsCount()).isEqualTo(1);
    }

    @Test
    void moveUp_ofWhoseTimeIsTakenByNow_passesToTheNext() {
        String activity = events.published(a -> a.setPlaces(1));
        events.join(activity, "v-1");
        events.join(activity, "v-2");
        events.join(activity, "v-3");
        events.join(events.published(a -> {}), "v-2");
        events.leave(activity, "v-1");
        events.run(activity);
        assertThat(events.state(activity, "v-2")).isEqualTo(PARTICIPANT_STATE_PASSED);
        assertThat(events.state(activity, "v-3")).isEqualTo(PARTICIPANT_STATE_JOINED);
    }

    @Test
    void leave_andJoinAgain_goesToTheEndOfTheList() {
        String activity = events.published(a -> a.setPlaces(1));
        events.join(activity, "v-1");
        events.join(activity, "v-2");
        events.join(activity, "v-3");
        here.pass(1);
        events.leave(activity, "v-2");
        here.pass(1);
        assertThat(events.join(activity, "v-2").getArgumentsList()).containsExactly("WAITING", "2");
        assertThat(events.get(activity).getParticipantsCount()).isEqualTo(3);
    }

    @Test
    void waiting_atTheStart_isPassed() {
        String activity = events.published(a -> a.setPlaces(1));
        events.join(activity, "v-1");
        events.join(activity, "v-2");
        events.passToStart(activity);
        events.run(activity);
        assertThat(events.state(activity, "v-2")).isEqualTo(PARTICIPANT_STATE_PASSED);
    }

    @Test
    void cancel_byLeader_letsEverybodyGoAndFreesTheirTime() {
        String activity = events.published(a -> a.setPlaces(2));
        events.join(activity, "v-1");
        events.join(activity, "v-2");
        events.join(activity, "v-3");
        assertThat(events.cancel(Events.LEADER, activity).getState()).isEqualTo("CANCELLED");
        events.run(activity);
        assertThat(events.get(activity).getCloseCode()).isEqualTo("暴雨");
        assertThat(events.state(activity, "v-1")).isEqualTo(PARTICIPANT_STATE_CALLED_OFF);
        assertThat(events.state(activity, "v-3")).isEqualTo(PARTICIPANT_STATE_CALLED_OFF);
        assertThat(here.store.calendar("v-1").getHoldsCount()).isZero();
    }

    @Test
    void cancel_ofManyPeople_freesTheirTimeInSteps() {
        String activity = events.published(a -> a.setPlaces(40));
        for (int i = 0; i < 40; i++) {
            here.enrol("w-" + i, file -> {});
            events.join(activity, "w-" + i);
        }
        events.cancel(Events.LEADER, activity);
        assertThat(events.run(activity)).isEqualTo(3);
        assertThat(here.store.calendar("w-39").getHoldsCount()).isZero();
    }

    @Test
    void cancel_onceBegun_isTooLate() {
        String activity = events.published(a -> {});
        events.passToStart(activity);
        assertThat(events.cancel(Events.LEADER, activity).getProblem()).isEqualTo("illegal-transition");
    }

    @Test
    void cancel_bySomebodyElsesLeader_isNotAllowed() {
        String activity = events.published(a -> {});
        assertThat(events.cancel(Neighbourhood.actor(Role.ROLE_LEADER, "l-2"), activity)
                        .getProblem())
                .isEqualTo("not-allowed");
    }

    @Test
    void join_afterCancel_isOver() {
        String activity = events.published(a -> {});
        events.cancel(Events.LEADER, activity);
        assertThat(events.join(activity, "v-1").getProblem()).isEqualTo("activity-over");
    }

    @Test
    void signUp_endingWithTooFew_cancelsIt() {
        String activity = events.published(a -> a.setFewest(2).setSignUpUntilMs(here.now + HOUR));
        events.join(activity, "v-1");
        here.pass(HOUR);
        events.run(activity);
        assertThat(events.get(activity).getState()).isEqualTo(ActivityState.ACTIVITY_STATE_CANCELLED);
        assertThat(events.get(activity).getCloseCode()).isEqualTo("too-few");
        assertThat(here.store.calendar("v-1").getHoldsCount()).isZero();
    }

    @Test
    void signUp_endingWithEnough_goesAheadWhoeverLeavesLater() {
        String activity = events.published(a -> a.setFewest(2).setSignUpUntilMs(here.now + HOUR));
        events.join(activity, "v-1");
        events.join(activity, "v-2");
        here.pass(HOUR);
        events.run(activity);
        events.leave(activity, "v-1");
        events.run(activity);
        assertThat(events.get(activity).getState()).isEqualTo(ActivityState.ACTIVITY_STATE_PUBLISHED);
    }

    @Test
    void guest_byAgeOrByACircumstance_hasAPlaceAndNoHold() {
        here.putResident(Neighbourhood.staff(Role.ROLE_COMMUNITY), "r-82", file -> file.setBirthYear(1944));
        here.putResident(Neighbourhood.staff(Role.ROLE_COMMUNITY), "r-60", file -> file.setBirthYear(1966));
        String haircut = events.published(a -> a.setGuestPlaces(2)
                .setGuestEligibility(Eligibility.newBuilder()
                        .setLeastAge(80)
                        .addCircumstances("LOW_INCOME")
                        .addCircumstances("DISABLED")));
        assertThat(events.visit(Neighbourhood.resident("r-82"), haircut, "r-82", "")
                        .getArguments(0))
                .isEqualTo("JOINED");
        Reply refused = events.visit(Neighbourhood.resident("r-60"), haircut, "r-60", "");
        assertThat(refused.getArgumentsList())
                .containsExactly("r-60", "age-or-circumstance", "80, LOW_INCOME, DISABLED");
        assertThat(events.visit(Neighbourhood.resident("r-60"), haircut, "r-60", "DISABLED")
                        .getArguments(0))
                .isEqualTo("JOINED");
        assertThat(events.visit(Neighbourhood.resident("r-60"), haircut, "r-82", "")
                        .getProblem())
                .isEqualTo("not-allowed");
    }

    @Test
    void guest_whereNobodyIsHelped_isRefused() {
        here.putResident(Neighbourhood.staff(Role.ROLE_COMMUNITY), "r-1", file -> file.setBirthYear(1944));
        String activity = events.published(a -> {});
        assertThat(events.visit(Neighbourhood.resident("r-1"), activity, "r-1", "")
                        .getProblem())
                .isEqualTo("activity-full");
    }
}
