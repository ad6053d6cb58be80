package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.CENTRE;
import static org.linli.matcher.registry.core.Neighbourhood.CODE;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.MINUTE;
import static org.linli.matcher.registry.core.Neighbourhood.code;
import static org.linli.matcher.registry.core.Neighbourhood.presence;
import static org.linli.matcher.registry.core.Neighbourhood.resident;
import static org.linli.matcher.registry.core.Neighbourhood.staff;
import static org.linli.matcher.registry.core.Neighbourhood.volunteer;
import static org.linli.matcher.registry.core.Neighbourhood.window;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linli.domain.EntityKey;
import org.linli.proto.AnswerCallUp;
import org.linli.proto.BeginEmergency;
import org.linli.proto.CallUp;
import org.linli.proto.CallUpReserves;
import org.linli.proto.ChangeEmergency;
import org.linli.proto.DeclineReason;
import org.linli.proto.Emergency;
import org.linli.proto.EmergencyKind;
import org.linli.proto.EndEmergency;
import org.linli.proto.Order;
import org.linli.proto.OrderState;
import org.linli.proto.Priority;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.Timer;
import org.linli.proto.VisitState;

class EmergencyDecisionsTest {
    private static final String STORM = "520181-emergency-1";

    private final Neighbourhood here = new Neighbourhood();

    @BeforeEach
    void people() {
        here.onDuty("v-1");
        here.putResident(staff(Role.ROLE_COMMUNITY), "r-1", file -> {});
        reserve("v-2");
        reserve("v-3");
    }

    @AfterEach
    void everyInvariantHolds() {
        new Invariants(here.store).check();
    }

    private void reserve(String id) {
        here.enrol(id, file -> file.setReserve(true));
    }

    private Reply begin(Consumer<BeginEmergency.Builder> asked) {
        return begin(Role.ROLE_DISPATCHER, asked);
    }

    private Reply begin(Role role, Consumer<BeginEmergency.Builder> asked) {
        BeginEmergency.Builder begin = BeginEmergency.newBuilder()
                .setId(STORM)
                .setKind(EmergencyKind.EMERGENCY_KIND_STORM)
                .setTextZh("台风")
                .setPausedBelow(Priority.PRIORITY_URGENT)
                .setUntilMs(here.now + 3 * HOUR);
        asked.accept(begin);
        return here.as(staff(role), command -> command.setBeginEmergency(begin));
    }

    private void storm() {
        assertThat(begin(storm -> {}).getProblem()).isEmpty();
    }

    private Reply end() {
        return here.as(
                staff(Role.ROLE_DISPATCHER),
                command -> command.setEndEmergency(
                        EndEmergency.newBuilder().setId(STORM).setReason("over")));
    }

    private Reply callUp(String... volunteers) {
        return here.as(
                staff(Role.ROLE_DISPATCHER),
                command -> command.setCallUpReserves(
                        CallUpReserves.newBuilder().setEmergencyId(STORM).addAllVolunteers(List.of(volunteers))));
    }

    private Reply answer(String volunteer, boolean yes) {
        return here.as(
                volunteer(volunteer),
                command -> command.setAnswerCallUp(AnswerCallUp.newBuilder()
                        .setEmergencyId(STORM)
                        .setVolunteerId(volunteer)
                        .setYes(yes)));
    }

    private Emergency emergency() {
        return here.store.get(EntityKey.EMERGENCY).entity().getEmergency();
    }

    private String urgent() {
        return here.submit(resident("r-1"), "r-1", here.request("talk").setPriority(Priority.PRIORITY_URGENT))
                .getId();
    }

    private boolean isOn(String volunteer) {
        return here.store.calendar(volunteer).getDuty().getOn();
    }

    private int fire() {
        Effects.TimerName name = new Effects.TimerName(Timer.Kind.KIND_EMERGENCY, "current");
        int fired = 0;
        while (here.store.timers.getOrDefault(name, Long.MAX_VALUE) <= here.now) {
            here.fire(Timer.Kind.KIND_EMERGENCY, "current");
            assertThat(++fired).as("firings").isLessThan(20);
        }
        return fired;
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ROLE_RESIDENT", "ROLE_VOLUNTEER", "ROLE_COMMUNITY", "ROLE_AGENT", "ROLE_ORG", "ROLE_AUDITOR"})
    void begin_bySomebodyNotInCharge_isRefused(Role role) {
        assertThat(begin(role, storm -> {}).getProblem()).isEqualTo("not-allowed");
    }

    @Test
    void begin_whileOneRuns_isRefused() {
        storm();
        assertThat(begin(storm -> storm.setId("520181-emergency-2")).getProblem())
                .isEqualTo("emergency-running");
    }

    @Test
    void begin_withoutAnEndSoonEnough_isRefused() {
        assertThat(begin(storm -> storm.setUntilMs(0)).getPointer()).isEqualTo("/until");
        assertThat(begin(storm -> storm.setUntilMs(here.now + 73 * HOUR)).getPointer())
                .isEqualTo("/until");
    }

    @Test
    void orderForSeveral_belowTheBar_isOfferedToNoTeam() {
        storm();
        Crews crews = new Crews(here);
        crews.team("v-1", "v-2", "v-3");
        String order = here.submit(
                        resident("r-1"),
                        "r-1",
                        here.request("talk").setPeople(3).setWindow(window(here.now + 4 * HOUR, here.now + 8 * HOUR)))
                .getId();

        assertThat(crews.propose(order, here.now + 4 * HOUR).getProblem()).isEqualTo("visit-paused");
        assertThat(crews.byHand(order).getProblem()).isEqualTo("visit-paused");
    }

    @Test
    void order_belowTheBar_isTakenInAndNeitherOfferedNorInvitedNorClaimed() {
        storm();
        String visit = here.order("r-1") + ".1";

        assertThat(here.offer(visit, "v-1").getProblem()).isEqualTo("visit-paused");
        assertThat(here.invite(visit, "v-1").getProblem()).isEqualTo("visit-paused");
        assertThat(here.claim(visit, "v-1").getProblem()).isEqualTo("visit-paused");
        assertThat(here.store.order(visit.substring(0, visit.length() - 2)).getState())
                .isEqualTo(OrderState.ORDER_STATE_OPEN);
    }

    @Test
    void order_atTheBar_isOfferedAsEver() {
        storm();
        assertThat(here.offer(urgent() + ".1", "v-1").getProblem()).isEmpty();
    }

    @Test
    void order_ofAnotherCommunity_isOfferedAsEver() {
        begin(storm -> storm.addCommunities("east"));
        String visit = here.submit(resident("r-1"), "r-1", here.request("talk").setCommunity("west"))
                        .getId()
                + ".1";
        assertThat(here.offer(visit, "v-1").getProblem()).isEmpty();
    }

    @Test
    void order_byHand_isAssignedAllTheSame() {
        storm();
        String visit = here.order("r-1") + ".1";
        assertThat(here.assign(staff(Role.ROLE_DISPATCHER), visit, "v-1", 0).getProblem())
                .isEmpty();
    }

    @Test
    void offer_thatWasOut_mayStillBeAccepted() {
        String visit = here.order("r-1") + ".1";
        here.offer(visit, "v-1");
        storm();
        assertThat(here.accept("v-1", visit + ".1").getProblem()).isEmpty();
    }

    @Test
    void visit_handedBackDuringIt_waits() {
        String visit = here.accepted("v-1");
        storm();
        here.handBack("v-1", visit + ".1", DeclineReason.DECLINE_REASON_UNWELL);
        here.onDuty("v-9");
        assertThat(here.offer(visit, "v-9").getProblem()).isEqualTo("visit-paused");
    }

    @Test
    void orderForTwo_ofWhomOneHasAccepted_goesOnLookingForTheOther() {
        String order = here.submit(resident("r-1"), "r-1", here.request("talk").setPeople(2))
                .getId();
        here.offer(order + ".1", "v-1");
        here.accept("v-1", order + ".1.1");
        storm();
        here.onDuty("v-9");
        assertThat(here.offer(order + ".2", "v-9").getProblem()).isEmpty();
    }

    @Test
    void end_nothingIsPausedAnyMore() {
        storm();
        String visit = here.order("r-1") + ".1";
        assertThat(end().getState()).isEqualTo("ENDED");
        assertThat(here.offer(visit, "v-1").getProblem()).isEmpty();
    }

    @Test
    void end_comesByItself() {
        storm();
        here.pass(3 * HOUR - 1);
        assertThat(fire()).isZero();
        here.pass(1);
        assertThat(fire()).isEqualTo(1);
        assertThat(emergency().getEndedBy().getRole()).isEqualTo(Role.ROLE_SYSTEM);
        assertThat(end().getProblem()).isEqualTo("emergency-over");
    }

    @Test
    void change_ofItsEnd_movesIt() {
        storm();
        here.as(
                staff(Role.ROLE_ADMIN),
                command -> command.setChangeEmergency(
                        ChangeEmergency.newBuilder().setId(STORM).setUntilMs(here.now + 5 * HOUR)));
        here.pass(4 * HOUR);
        assertThat(fire()).isZero();
        assertThat(emergency().getTextZh()).isEqualTo("台风");
    }

    @Test
    void expiry_whilePaused_namesThePause() {
        String order = here.order("r-1");
        begin(storm -> storm.setUntilMs(here.now + 6 * HOUR));
        here.pass(4 * HOUR);
        here.fire(Timer.Kind.KIND_ORDER_EXPIRE, order);
        Order expired = here.store.order(order);
        assertThat(expired.getState()).isEqualTo(OrderState.ORDER_STATE_EXPIRED);
        assertThat(expired.getEscalated()).isTrue();
        assertThat(expired.getEscalationCode()).isEqualTo(TimerDecisions.PAUSED);
    }

    @Test
    void expiry_afterTheEnd_isAsEver() {
        String order = here.order("r-1");
        storm();
        end();
        here.pass(4 * HOUR);
        here.fire(Timer.Kind.KIND_ORDER_EXPIRE, order);
        assertThat(here.store.order(order).getEscalated()).isFalse();
    }

    @Test
    void invitation_thatEndsWhilePaused_countsAgainstNobody() {
        String order = here.order("r-1");
        here.invite(order + ".1", "v-1");
        storm();
        here.pass(HOUR);
        here.fire(Timer.Kind.KIND_INVITATION_END, order + ".1");
        assertThat(here.store.order(order).getVisits(0).getState()).isEqualTo(VisitState.VISIT_STATE_OPEN);
        assertThat(here.store.order(order).getEscalated()).isFalse();
    }

    @Test
    void callUp_asksReservesWhoAreOffDuty_once() {
        storm();
        assertThat(callUp("v-1", "v-2", "v-2", "v-3", "nobody").getArgumentsList())
                .containsExactly("v-2", "v-3");
        assertThat(callUp("v-2").getArgumentsList()).isEmpty();
        assertThat(here.store.calendar("v-2").getCallUp().getState()).isEqualTo(CallUp.State.STATE_ASKED);
        assertThat(emergency().getCalledList()).containsExactly("v-2", "v-3");
    }

    @Test
    void callUp_withoutAnEmergency_isRefused() {
        assertThat(callUp("v-2").getProblem()).isEqualTo("emergency-over");
    }

    @Test
    void yes_isDutyUntilTheEnd() {
        storm();
        callUp("v-2");
        assertThat(answer("v-2", true).getState()).isEqualTo("ON");
        assertThat(here.store.calendar("v-2").getDuty().getUntilMs())
                .isEqualTo(emergency().getUntilMs());
        assertThat(here.offer(urgent() + ".1", "v-2").getProblem()).isEmpty();
    }

    @Test
    void no_costsNothing_andMayBecomeAYes() {
        storm();
        callUp("v-2");
        assertThat(answer("v-2", false).getState()).isEqualTo("OFF");
        assertThat(callUp("v-2").getArgumentsList()).isEmpty();
        assertThat(answer("v-2", true).getState()).isEqualTo("ON");
    }

    @Test
    void answer_ofSomebodyWhoWasNotAsked_isRefused() {
        storm();
        assertThat(answer("v-2", true).getProblem()).isEqualTo("not-called-up");
    }

    @Test
    void end_endsDutiesThatItBegan_andNoOthers() {
        storm();
        callUp("v-2", "v-3");
        answer("v-2", true);
        answer("v-3", true);
        here.duty(volunteer("v-3"), "v-3", true, here.now + 8 * HOUR);
        end();
        fire();
        assertThat(isOn("v-1")).isTrue();
        assertThat(isOn("v-2")).isFalse();
        assertThat(isOn("v-3")).isTrue();
        assertThat(emergency().getCalledList()).isEmpty();
    }

    @Test
    void end_inTheMiddleOfAVisit_letsItsVolunteerFinish() {
        storm();
        callUp("v-2");
        answer("v-2", true);
        String visit = urgent() + ".1";
        here.offer(visit, "v-2");
        here.accept("v-2", visit + ".1");
        here.checkIn(volunteer("v-2"), visit, presence(CENTRE, code(CODE)));
        end();
        fire();
        assertThat(isOn("v-2")).isTrue();
        assertThat(here.store.calendar("v-2").getDuty().getUntilMs()).isLessThanOrEqualTo(here.now + 2 * HOUR);
        here.pass(50 * MINUTE);
        assertThat(here.checkOut(volunteer("v-2"), visit, presence(CENTRE)).getProblem())
                .isEmpty();
    }

    @Test
    void end_withManyCalled_takesSmallSteps() {
        storm();
        String[] many = new String[CallUpDecisions.MOST_AT_ONCE];
        for (int i = 0; i < many.length; i++) {
            many[i] = "reserve-" + i;
            reserve(many[i]);
        }
        callUp(many);
        for (String id : many) {
            answer(id, true);
        }
        end();
        assertThat(begin(storm -> storm.setId("520181-emergency-2")).getProblem())
                .isEqualTo("emergency-running");
        assertThat(fire()).isEqualTo(4);
        assertThat(many).noneMatch(this::isOn);
    }
}
