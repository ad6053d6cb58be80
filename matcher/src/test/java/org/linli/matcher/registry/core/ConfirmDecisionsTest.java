package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.CENTRE;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.actor;
import static org.linli.matcher.registry.core.Neighbourhood.presence;
import static org.linli.matcher.registry.core.Neighbourhood.resident;
import static org.linli.matcher.registry.core.Neighbourhood.staff;
import static org.linli.matcher.registry.core.Neighbourhood.volunteer;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.matcher.credit.LedgerCheck;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.AnswerDispute;
import org.linli.proto.GuardianConsent;
import org.linli.proto.LedgerEntry;
import org.linli.proto.OrderState;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.Timer;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

class ConfirmDecisionsTest {
    private final Neighbourhood here = new Neighbourhood();
    private String visit = "";

    @BeforeEach
    void aVisitIsDone() {
        here.onDuty("v-1");
        visit = here.done("v-1");
    }

    private Visit visit() {
        return here.store.order(Ids.orderOf(visit)).getVisits(0);
    }

    private LedgerEntry entry(String account, long number) {
        return here.store.get(EntityKey.ledger(account, number)).entity().getLedgerEntry();
    }

    @Test
    void confirm_byTheResident_postsTheOrderedMinutesOnce() {
        Reply reply = here.confirm(resident("r-1"), visit, 0);
        assertThat(reply.getState()).isEqualTo("CONFIRMED");
        assertThat(reply.getArgumentsList()).containsExactly("60", "1000", "A");
        assertThat(here.store.account("v-1").getMinutes()).isEqualTo(60);
        assertThat(here.store.account("v-1").getPointsMilli()).isEqualTo(1000);
        assertThat(here.store.account("v-1").getTier()).isEqualTo("A");
        assertThat(here.store.pools())
                .containsEntry("pool:community:minutes", -60L)
                .containsEntry("pool:community:points", -1000L);
        assertThat(entry("v-1", 1).getMeasuredMinutes()).isEqualTo(50);
        assertThat(entry("v-1", 1).getConfirmedBy()).isEqualTo("r-1");
        assertThat(entry("v-1", 1).getEvidenceDigest().size()).isEqualTo(32);
        assertThat(here.store.order(Ids.orderOf(visit)).getState()).isEqualTo(OrderState.ORDER_STATE_CLOSED);
        assertThat(here.store.timers.keySet()).noneMatch(name -> name.subject().startsWith(Ids.orderOf(visit)));
        assertThat(here.confirm(resident("r-1"), visit, 0).getProblem()).isEqualTo("already-posted");
    }

    @Test
    void confirm_withMinutesStated_capsThem() {
        here.confirm(resident("r-1"), visit, 500);
        assertThat(visit().getCreditedMinutes()).isEqualTo(120);
    }

    @Test
    void confirm_byAnybodyElse_isNotAllowed() {
        assertThat(here.confirm(volunteer("v-1"), visit, 0).getProblem()).isEqualTo("not-allowed");
        assertThat(here.confirm(resident("r-2"), visit, 0).getProblem()).isEqualTo("not-allowed");
        assertThat(here.confirm(actor(Role.ROLE_COMMUNITY, "v-1"), visit, 0).getProblem())
                .isEqualTo("not-allowed");
        assertThat(here.confirm(actor(Role.ROLE_MERCHANT, "m-1"), visit, 0).getProblem())
                .isEqualTo("not-allowed");
        assertThat(here.confirm(staff(Role.ROLE_COMMUNITY), visit, 0).getState())
                .isEqualTo("CONFIRMED");
    }

    @Test
    void confirm_byARelative_isAllowed() {
        here.putResident(resident("r-1"), "r-1", file -> file.addRelatives("r-7"));
        assertThat(here.confirm(resident("r-7"), visit, 0).getState()).isEqualTo("CONFIRMED");
    }

    @Test
    void confirm_beforeCheckOut_isIllegal() {
        String other = here.onSite("v-1");
        assertThat(here.confirm(resident("r-1"), other, 0).getProblem()).isEqualTo("illegal-transition");
    }

    @Test
    void silence_after24Hours_confirmsWhatWasMeasured() {
        here.pass(24 * HOUR - 1);
        assertThat(here.fire(Timer.Kind.KIND_CONFIRM_DEFAULT, visit).getState()).isEqualTo("NOT_DUE");
        here.pass(1);
        assertThat(here.fire(Timer.Kind.KIND_CONFIRM_DEFAULT, visit).getState()).isEqualTo("FIRED");
        assertThat(visit().getState()).isEqualTo(VisitState.VISIT_STATE_CONFIRMED);
        assertThat(visit().getCreditedMinutes()).isEqualTo(60);
        assertThat(entry("v-1", 1).getConfirmedBy()).isEqualTo("default");
        assertThat(here.fire(Timer.Kind.KIND_CONFIRM_DEFAULT, visit).getState()).isEqualTo("NOT_DUE");
        assertThat(here.confirm(resident("r-1"), visit, 0).getProblem()).isEqualTo("already-posted");
    }

    @Test
    void dispute_stopsTheClock_andUpheldVoids() {
        assertThat(here.dispute(volunteer("v-1"), visit).getProblem()).isEqualTo("not-allowed");
        assertThat(here.dispute(resident("r-1"), visit).getState()).isEqualTo("DISPUTED");
        assertThat(here.store.timers).doesNotContainKey(new Effects.TimerName(Timer.Kind.KIND_CONFIRM_DEFAULT, visit));
        assertThat(here.confirm(resident("r-1"), visit, 0).getProblem()).isEqualTo("illegal-transition");
        assertThat(here.resolve(staff(Role.ROLE_DISPATCHER), visit, true, 0).getProblem())
                .isEqualTo("not-allowed");
        assertThat(here.resolve(actor(Role.ROLE_COMMUNITY, "v-1"), visit, false, 0)
                        .getProblem())
                .isEqualTo("not-allowed");
        assertThat(here.resolve(staff(Role.ROLE_COMMUNITY), visit, true, 0).getState())
                .isEqualTo("VOID");
        assertThat(here.store.account("v-1").getMinutes()).isZero();
        assertThat(here.resolve(staff(Role.ROLE_REVIEWER), visit, false, 0).getProblem())
                .isEqualTo("illegal-transition");
    }

    @Test
    void dispute_dismissed_postsAsThePolicyCounts_andInPart_asFound() {
        here.dispute(resident("r-1"), visit);
        here.resolve(staff(Role.ROLE_REVIEWER), visit, false, 0);
        assertThat(here.store.account("v-1").getMinutes()).isEqualTo(60);
        String second = here.done("v-1");
        here.dispute(resident("r-1"), second);
        here.resolve(staff(Role.ROLE_REVIEWER), second, true, 20);
        assertThat(here.store.account("v-1").getMinutes()).isEqualTo(80);
    }

    @Test
    void confirm_manyVisits_keepsTheLedgerTrueAndTheTierRising() {
        here.confirm(resident("r-1"), visit, 0);
        for (int i = 0; i < 45; i++) {
            here.duty(volunteer("v-1"), "v-1", true, 0);
            String next = here.done("v-1");
            here.confirm(resident("r-1"), next, 120);
        }
        // 60 + 45 * 120 = 5,460 minutes: 20 h at 1, 60 h at 1/2, 11 h at 1/3.
        assertThat(here.store.account("v-1").getPointsMilli()).isEqualTo(20_000 + 30_000 + 3_666);
        assertThat(here.store.account("v-1").getTier()).isEqualTo("AAA");
        List<LedgerEntry> entries = java.util.stream.LongStream.rangeClosed(1, 46)
                .mapToObj(n -> entry("v-1", n))
                .toList();
        assertThat(new LedgerCheck(here.store.policy()).check(here.store.account("v-1"), entries))
                .isEmpty();
    }

    @Test
    void confirm_whereTheReceiverPays_debitsTheResident() {
        Neighbourhood bank = new Neighbourhood(PolicyReader.read(
                PolicyReader.defaultYaml("520181").replace("receiverPays: false", "receiverPays: true")));
        bank.onDuty("v-1");
        bank.confirm(resident("r-1"), bank.done("v-1"), 0);
        assertThat(bank.store.account("v-1").getMinutes()).isEqualTo(60);
        assertThat(bank.store.account("r-1").getMinutes()).isEqualTo(-60);
        assertThat(bank.store.account("r-1").getPointsMilli()).isEqualTo(-1000);
        assertThat(bank.store.pools()).isEmpty();
        LedgerEntry debit = bank.store.get(EntityKey.ledger("r-1", 1)).entity().getLedgerEntry();
        assertThat(debit.getCounterAccount()).isEqualTo("v-1");
    }

    @Test
    void confirm_whereMeasuredCounts_roundsUpToStartedUnits() {
        Neighbourhood strict = new Neighbourhood(PolicyReader.read(
                PolicyReader.defaultYaml("520181").replace("confirmedCounts: ORDERED", "confirmedCounts: MEASURED")));
        strict.onDuty("v-1");
        String done = strict.onSite("v-1");
        strict.pass(31 * 60_000 + 1);
        strict.checkOut(volunteer("v-1"), done, presence(CENTRE));
        strict.confirm(resident("r-1"), done, 0);
        assertThat(strict.store.account("v-1").getMinutes()).isEqualTo(45);
    }

    @Test
    void hoursOfSomebodyUnder18_areRecorded_withNeitherPointsNorTier() {
        here.enrol("v-1", file -> file.setBirthYear(2010).setGuardianConsent(GuardianConsent.getDefaultInstance()));
        Reply reply = here.confirm(resident("r-1"), visit, 0);
        assertThat(reply.getArgumentsList()).containsExactly("60", "0", "");
        assertThat(here.store.account("v-1").getMinutes()).isEqualTo(60);
        assertThat(here.store.account("v-1").getPointsMilli()).isZero();
        assertThat(here.store.account("v-1").getTier()).isEmpty();
        assertThat(entry("v-1", 1).getHoursOnly()).isTrue();
        assertThat(new LedgerCheck(PolicyReader.defaultFor("520181"))
                        .check(here.store.account("v-1"), List.of(entry("v-1", 1))))
                .isEmpty();
    }

    @Test
    void answer_ofTheVolunteer_isKeptWhileTheDisputeLasts() {
        assertThat(answer("v-1").getProblem()).isEqualTo("illegal-transition");
        here.dispute(resident("r-1"), visit);
        assertThat(answer("v-2").getProblem()).isEqualTo("not-allowed");
        assertThat(answer("v-1").getState()).isEqualTo("DISPUTED");
        assertThat(visit().getAnswer().toStringUtf8()).isEqualTo("sealed");
        assertThat(visit().getDisputedBy().getSubject()).isEqualTo("r-1");
        here.resolve(staff(Role.ROLE_REVIEWER), visit, true, 0);
        assertThat(answer("v-1").getProblem()).isEqualTo("illegal-transition");
    }

    private Reply answer(String volunteerId) {
        return here.as(
                volunteer(volunteerId),
                command -> command.setAnswerDispute(
                        AnswerDispute.newBuilder().setVisitId(visit).setSealed(ByteString.copyFromUtf8("sealed"))));
    }
}
