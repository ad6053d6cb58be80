package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.CENTRE;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.MINUTE;
import static org.linli.matcher.registry.core.Neighbourhood.resident;
import static org.linli.matcher.registry.core.Neighbourhood.staff;
import static org.linli.matcher.registry.core.Neighbourhood.volunteer;

import org.junit.jupiter.api.Test;
import org.linli.domain.Ids;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.FireTimer;
import org.linli.proto.OrderState;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.Timer;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

class TimerDecisionsTest {
    private final Neighbourhood here = new Neighbourhood();

    private Visit visit(String visitId) {
        return here.store.order(Ids.orderOf(visitId)).getVisits(Ids.visitNumber(visitId) - 1);
    }

    @Test
    void fire_byAnybodyButTheEngine_isNotAllowed() {
        Reply reply = here.as(staff(Role.ROLE_ADMIN), command -> command.setFireTimer(FireTimer.getDefaultInstance()));
        assertThat(reply.getProblem()).isEqualTo("not-allowed");
    }

    @Test
    void offerLapse_atExpiryAndNotBefore_opensTheVisit() {
        here.onDuty("v-1");
        String visit = here.order("r-1") + ".1";
        here.offer(visit, "v-1");
        here.pass(59_999);
        assertThat(here.fire(Timer.Kind.KIND_OFFER_LAPSE, visit + ".1").getState())
                .isEqualTo("NOT_DUE");
        here.pass(1);
        assertThat(here.fire(Timer.Kind.KIND_OFFER_LAPSE, visit + ".1").getState())
                .isEqualTo("FIRED");
        assertThat(visit(visit).getState()).isEqualTo(VisitState.VISIT_STATE_OPEN);
        assertThat(visit(visit).getLapses()).isEqualTo(1);
        assertThat(here.store.calendar("v-1").getHoldsList()).isEmpty();
        assertThat(here.fire(Timer.Kind.KIND_OFFER_LAPSE, visit + ".1").getState())
                .isEqualTo("NOT_DUE");
        assertThat(visit(visit).getLapses()).isEqualTo(1);
    }

    @Test
    void fire_early_armsTheTimerAgain_andForNothing_disarmsIt() {
        here.onDuty("v-1");
        String visit = here.order("r-1") + ".1";
        here.offer(visit, "v-1");
        Effects.TimerName name = new Effects.TimerName(Timer.Kind.KIND_OFFER_LAPSE, visit + ".1");
        long due = here.now + 60_000;
        here.store.timers.put(name, here.now);
        here.fire(name.kind(), name.subject());
        assertThat(here.store.timers).containsEntry(name, due);
        here.accept("v-1", visit + ".1");
        here.store.timers.put(name, here.now);
        here.fire(name.kind(), name.subject());
        assertThat(here.store.timers).doesNotContainKey(name);
        assertThat(here.fire(Timer.Kind.KIND_OFFER_LAPSE, "520181-order-gone.1.1")
                        .getState())
                .isEqualTo("NOT_DUE");
    }

    @Test
    void orderExpire_withNobody_expires() {
        here.onDuty("v-1");
        String order = here.order("r-1");
        here.now += 4 * HOUR - 30_000;
        here.invite(order + ".1");
        here.pass(30_000);
        here.fire(Timer.Kind.KIND_ORDER_EXPIRE, order);
        assertThat(here.store.order(order).getState()).isEqualTo(OrderState.ORDER_STATE_EXPIRED);
        assertThat(here.store.timers.keySet()).noneMatch(name -> name.subject().startsWith(order));
    }

    @Test
    void orderExpire_submitted_expires() {
        Neighbourhood careful = new Neighbourhood(PolicyReader.read(PolicyReader.defaultYaml("520181")
                .replace("  talk:\n    name: 陪聊", "  talk:\n    reviewed: true\n    name: 陪聊")));
        String order = careful.order("r-1");
        careful.pass(4 * HOUR);
        careful.fire(Timer.Kind.KIND_ORDER_EXPIRE, order);
        assertThat(careful.store.order(order).getState()).isEqualTo(OrderState.ORDER_STATE_EXPIRED);
    }

    @Test
    void orderExpire_ofTakenVisits_waitsForLateReports() {
        here.onDuty("v-1");
        String visit = here.accepted("v-1");
        String order = Ids.orderOf(visit);
        here.now = Neighbourhood.START + 4 * HOUR;
        assertThat(here.fire(Timer.Kind.KIND_ORDER_EXPIRE, order).getState()).isEqualTo("NOT_DUE");
        here.pass(24 * HOUR);
        assertThat(here.fire(Timer.Kind.KIND_ORDER_EXPIRE, order).getState()).isEqualTo("FIRED");
        assertThat(visit(visit).getState()).isEqualTo(VisitState.VISIT_STATE_EXPIRED);
        assertThat(here.store.calendar("v-1").getHoldsList()).isEmpty();
    }

    @Test
    void orderExpire_ofAPartlyTakenOrder_expiresTheOpenSeatOnly() {
        here.onDuty("v-1");
        Reply order = here.submit(resident("r-1"), "r-1", here.request("talk").setPeople(2));
        here.offer(order.getVisits(0).getId(), "v-1", here.now);
        here.accept("v-1", order.getVisits(0).getId() + ".1");
        here.checkIn(
                volunteer("v-1"),
                order.getVisits(0).getId(),
                Neighbourhood.presence(CENTRE, Neighbourhood.code(Neighbourhood.CODE)));
        here.pass(4 * HOUR + MINUTE);
        here.fire(Timer.Kind.KIND_ORDER_EXPIRE, order.getId());
        assertThat(here.store.order(order.getId()).getVisitsList())
                .extracting("state")
                .containsExactly(VisitState.VISIT_STATE_ON_SITE, VisitState.VISIT_STATE_EXPIRED);
        assertThat(here.store.order(order.getId()).getState()).isEqualTo(OrderState.ORDER_STATE_UNDER_WAY);
    }
}
