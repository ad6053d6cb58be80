package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.CENTRE;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.MINUTE;
import static org.linli.matcher.registry.core.Neighbourhood.place;
import static org.linli.matcher.registry.core.Neighbourhood.presence;
import static org.linli.matcher.registry.core.Neighbourhood.volunteer;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_ABSENT;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_CONFIRMED;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_DISPUTED;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_DONE;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_VOID;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.domain.EntityKey;
import org.linli.proto.Account;
import org.linli.proto.ActivityState;
import org.linli.proto.Actor;
import org.linli.proto.Eligibility;
import org.linli.proto.Evidence;
import org.linli.proto.LedgerEntry;
import org.linli.proto.PostingKind;
import org.linli.proto.Presence;
import org.linli.proto.Reply;
import org.linli.proto.Role;

/** Who was there, for how long, and what comes of it in the ledger. */
class AttendanceTest {
    private static final Actor COMMUNITY = Neighbourhood.staff(Role.ROLE_COMMUNITY);

    private final Neighbourhood here = new Neighbourhood();
    private final Events events = new Events(here);

    @BeforeEach
    void people() {
        here.onDuty("v-1", "v-2", "v-3", "l-1");
    }

    @AfterEach
    void everyInvariantHolds() {
        new Invariants(here.store).check();
    }

    /** Joined by v-1 and v-2, begun just now. */
    private String begun() {
        String activity = events.published(a -> {});
        events.join(activity, "v-1");
        events.join(activity, "v-2");
        events.passToStart(activity);
        return activity;
    }

    /** v-1 was there for the whole two hours, v-2 never; closed. */
    private String closed() {
        String activity = begun();
        events.checkIn(activity, "v-1");
        here.pass(2 * HOUR);
        events.close(Events.LEADER, activity);
        events.run(activity);
        return activity;
    }

    private long step() {
        return here.now / Attendance.CODE_STEP_MS;
    }

    @Test
    void checkIn_byCodeAndPosition_isOnSiteWithTwoKindsOfEvidence() {
        String activity = begun();
        assertThat(events.checkIn(activity, "v-1").getArguments(0)).isEqualTo("ON_SITE");
        assertThat(events.participant(activity, "v-1").getCheckIn().getEvidenceList())
                .allMatch(Evidence::getVerified)
                .extracting(Evidence::getKind)
                .containsExactly(Evidence.Kind.KIND_POSITION, Evidence.Kind.KIND_CODE);
    }

    @Test
    void checkIn_withTheCodeBefore_counts_andWithAnOlderOneDoesNot() {
        String activity = begun();
        assertThat(events.checkIn(volunteer("v-1"), activity, step() - 2, presence(CENTRE), "v-1")
                        .getProblem())
                .isEqualTo("code-wrong");
        assertThat(events.checkIn(volunteer("v-1"), activity, step() - 1, presence(CENTRE), "v-1")
                        .getProblem())
                .isEmpty();
    }

    @Test
    void checkIn_withoutACodeOrAPosition_isRefused() {
        String activity = begun();
        assertThat(events.checkIn(volunteer("v-1"), activity, 0, presence(CENTRE), "v-1")
                        .getProblem())
                .isEqualTo("code-wrong");
        assertThat(events.checkIn(volunteer("v-1"), activity, step(), Presence.newBuilder(), "v-1")
                        .getProblem())
                .isEqualTo("evidence-missing");
        assertThat(events.checkIn(volunteer("v-1"), activity, step(), presence(place(26.60, 106.47)), "v-1")
                        .getProblem())
                .isEqualTo("too-far-from-place");
    }

    @Test
    void checkIn_longBeforeTheStart_isClosed() {
        String activity = events.published(a -> {});
        events.join(activity, "v-1");
        assertThat(events.checkIn(activity, "v-1").getProblem()).isEqualTo("check-in-closed");
        events.passToStart(activity);
        here.now -= Attendance.EARLY_MS;
        assertThat(events.checkIn(activity, "v-1").getProblem()).isEmpty();
    }

    @Test
    void checkIn_ofWhoNeverJoined_isRefused() {
        String activity = begun();
        assertThat(events.checkIn(activity, "v-3").getProblem()).isEqualTo("not-joined");
    }

    @Test
    void checkIn_ofTheWholeGroupByTheLeader_isTheSecondPartysWord() {
        String activity = begun();
        assertThat(events.checkInByLeader(activity, "v-1", "v-2").getProblem()).isEmpty();
        assertThat(events.participant(activity, "v-2").getCheckIn().getEvidenceList())
                .extracting(Evidence::getKind)
                .containsExactly(Evidence.Kind.KIND_LEADER);
    }

    @Test
    void checkIn_ofOneWhoIsNotOnTheList_checksInNobody() {
        String activity = begun();
        assertThat(events.checkInByLeader(activity, "v-1", "v-3").getProblem()).isEqualTo("not-joined");
        assertThat(events.participant(activity, "v-1").hasCheckIn()).isFalse();
    }

    @Test
    void checkIn_ofOthersByAVolunteer_isNotAllowed() {
        String activity = begun();
        assertThat(events.checkIn(volunteer("v-1"), activity, step(), presence(CENTRE), "v-2")
                        .getProblem())
                .isEqualTo("not-allowed");
    }

    @Test
    void checkIn_ofTheLeader_needsAnotherWitness() {
        String activity = events.published(a -> {});
        events.join(Events.LEADER, activity, "l-1");
        events.passToStart(activity);
        assertThat(events.checkIn(Events.LEADER, activity, step(), presence(CENTRE), "l-1")
                        .getProblem())
                .isEqualTo("witness-needed");
        assertThat(events.checkInByLeader(activity, "l-1").getProblem()).isEqualTo("witness-needed");
        assertThat(events.checkIn(COMMUNITY, activity, 0, Presence.newBuilder(), "l-1")
                        .getProblem())
                .isEmpty();
    }

    @Test
    void close_countsWhoWasThere_andWhoWasNotIsAbsent() {
        String activity = closed();
        assertThat(events.state(activity, "v-1")).isEqualTo(PARTICIPANT_STATE_DONE);
        assertThat(events.participant(activity, "v-1").getCreditedMinutes()).isEqualTo(120);
        assertThat(events.state(activity, "v-2")).isEqualTo(PARTICIPANT_STATE_ABSENT);
        assertThat(here.store.calendar("v-1").getHoldsCount()).isZero();
        assertThat(here.store.calendar("v-1").getServed(0).getMinutes()).isEqualTo(120);
        assertThat(here.store.calendar("v-2").getServedCount()).isZero();
    }

    @Test
    void close_beforeTheStart_isRefused() {
        String activity = events.published(a -> {});
        assertThat(events.close(Events.LEADER, activity).getProblem()).isEqualTo("illegal-transition");
    }

    @Test
    void checkOut_beforeTheEnd_countsUntilThen() {
        String activity = begun();
        events.checkIn(activity, "v-1");
        here.pass(45 * MINUTE);
        assertThat(events.checkOut(volunteer("v-1"), activity, presence(CENTRE), "v-1")
                        .getProblem())
                .isEmpty();
        assertThat(events.checkOut(volunteer("v-1"), activity, presence(CENTRE), "v-1")
                        .getProblem())
                .isEqualTo("already-checked-out");
        here.pass(2 * HOUR);
        events.close(Events.LEADER, activity);
        assertThat(events.participant(activity, "v-1").getCreditedMinutes()).isLessThanOrEqualTo(60);
    }

    @Test
    void hours_neverExceedThePublishedTimeAndTheOverrun() {
        String activity = begun();
        events.checkIn(activity, "v-1");
        here.pass(9 * HOUR);
        events.close(Events.LEADER, activity);
        int overrun = here.store.policy().credit().overrunMinutes();
        assertThat(events.participant(activity, "v-1").getCreditedMinutes()).isEqualTo(120 + overrun);
    }

    @Test
    void silence_confirms_andPostsOnce() {
        String activity = closed();
        assertThat(events.run(activity)).isZero();
        here.pass(here.store.policy().credit().confirmHours() * HOUR);
        assertThat(events.run(activity)).isEqualTo(1);
        assertThat(events.state(activity, "v-1")).isEqualTo(PARTICIPANT_STATE_CONFIRMED);
        Account account = here.store.account("v-1");
        assertThat(account.getMinutes()).isEqualTo(120);
        LedgerEntry entry = here.store.get(EntityKey.ledger("v-1", 1)).entity().getLedgerEntry();
        assertThat(entry.getVisitId()).isEqualTo(activity + ".1");
        assertThat(entry.getKind()).isEqualTo(PostingKind.POSTING_KIND_ACTIVITY);
        assertThat(entry.getConfirmedBy()).isEqualTo("default");
        events.fire(activity);
        assertThat(here.store.account("v-1").getEntries()).isEqualTo(1);
    }

    @Test
    void confirm_byCommunityStaff_postsAtOnce() {
        String activity = closed();
        assertThat(events.confirm(COMMUNITY, activity).getProblem()).isEmpty();
        events.run(activity);
        assertThat(events.participant(activity, "v-1").getConfirmedBy()).isEqualTo("staff-1");
        assertThat(here.store.account("v-1").getMinutes()).isEqualTo(120);
    }

    @Test
    void confirm_byTheLeaderOrOfOnesOwn_isRefused() {
        String activity = closed();
        assertThat(events.confirm(Events.LEADER, activity).getProblem()).isEqualTo("not-allowed");
        Actor self = Neighbourhood.actor(Role.ROLE_COMMUNITY, "v-1");
        assertThat(events.confirm(self, activity, "v-1").getProblem()).isEqualTo("witness-needed");
    }

    @Test
    void dispute_stopsThePosting_untilItIsResolved() {
        String activity = closed();
        events.dispute(COMMUNITY, activity, "v-1");
        here.pass(1000 * HOUR);
        assertThat(events.run(activity)).isZero();
        assertThat(events.resolve(COMMUNITY, activity, "v-1", false, 30).getProblem())
                .isEmpty();
        events.run(activity);
        assertThat(here.store.account("v-1").getMinutes()).isEqualTo(30);
    }

    @Test
    void dispute_upheld_voidsTheHours() {
        String activity = closed();
        events.dispute(COMMUNITY, activity, "v-1");
        events.resolve(Neighbourhood.staff(Role.ROLE_REVIEWER), activity, "v-1", true, 0);
        assertThat(events.state(activity, "v-1")).isEqualTo(PARTICIPANT_STATE_VOID);
        assertThat(here.store.account("v-1").getMinutes()).isZero();
    }

    @Test
    void unattended_closesByItself_andNobodysHoursAreSilentlyConfirmed() {
        String activity = begun();
        events.checkIn(activity, "v-1");
        events.checkIn(activity, "v-2");
        here.pass(HOUR);
        events.checkOut(volunteer("v-2"), activity, presence(CENTRE), "v-2");
        here.pass(HOUR + here.store.policy().evidence().maxOfflineHours() * HOUR);
        events.run(activity);
        assertThat(events.get(activity).getState()).isEqualTo(ActivityState.ACTIVITY_STATE_CLOSED);
        assertThat(events.state(activity, "v-1")).isEqualTo(PARTICIPANT_STATE_DISPUTED);
        assertThat(events.state(activity, "v-2")).isEqualTo(PARTICIPANT_STATE_DONE);
    }

    @Test
    void minor_hasHoursRecordedAndNoPoints() {
        here.enrol("young", Events::minor);
        String activity =
                events.published(a -> a.setEligibility(Eligibility.newBuilder().setLeastAge(14)));
        events.join(activity, "young");
        events.passToStart(activity);
        events.checkInByLeader(activity, "young");
        here.pass(2 * HOUR);
        events.close(Events.LEADER, activity);
        events.confirm(COMMUNITY, activity);
        events.run(activity);
        assertThat(here.store.account("young").getMinutes()).isEqualTo(120);
        assertThat(here.store.account("young").getPointsMilli()).isZero();
    }

    @Test
    void largeGroup_isPostedInSteps_onceEach() {
        String activity = events.published(a -> a.setPlaces(30));
        List<String> people =
                IntStream.range(0, 30).mapToObj(number -> "w-" + number).toList();
        people.forEach(person -> {
            here.enrol(person, file -> {});
            events.join(activity, person);
        });
        events.passToStart(activity);
        events.checkInByLeader(activity, people.toArray(String[]::new));
        here.pass(2 * HOUR);
        events.close(Events.LEADER, activity);
        Reply reply = events.confirm(COMMUNITY, activity);
        assertThat(reply.getProblem()).isEmpty();
        events.run(activity);
        assertThat(people).allMatch(person -> here.store.account(person).getMinutes() == 120);
    }

    @Test
    void guests_areCheckedInByTheLeader_andHaveNoHours() {
        here.putResident(COMMUNITY, "r-1", file -> file.setBirthYear(1940));
        String activity = events.published(a -> a.setGuestPlaces(5));
        events.visit(Neighbourhood.resident("r-1"), activity, "r-1", "");
        events.passToStart(activity);
        assertThat(events.checkInByLeader(activity, "r-1").getProblem()).isEmpty();
        here.pass(HOUR);
        events.close(Events.LEADER, activity);
        assertThat(events.state(activity, "r-1")).isEqualTo(PARTICIPANT_STATE_DONE);
        assertThat(here.store.timers.keySet())
                .noneMatch(timer -> timer.subject().equals(activity));
    }
}
