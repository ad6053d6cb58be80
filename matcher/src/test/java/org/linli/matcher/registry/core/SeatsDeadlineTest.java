package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.CENTRE;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.MINUTE;
import static org.linli.matcher.registry.core.Neighbourhood.resident;
import static org.linli.matcher.registry.core.Neighbourhood.volunteer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.DeclineReason;
import org.linli.proto.Order;
import org.linli.proto.OrderState;
import org.linli.proto.Reply;
import org.linli.proto.Timer;
import org.linli.proto.VisitState;

class SeatsDeadlineTest {
    /** Six offers of a minute each. */
    private static final long TRIES = 6 * MINUTE;

    private final Neighbourhood exact = new Neighbourhood();
    private final Neighbourhood modest = new Neighbourhood(PolicyReader.read(PolicyReader.defaultYaml("520181")
            .replace("  talk:\n    name: 陪聊", "  talk:\n    fewestPeople: 2\n    name: 陪聊")));

    /** An order for three in two hours' time, of which so many have accepted. */
    private static String order(Neighbourhood here, int accepted) {
        Reply reply = here.submit(resident("r-1"), "r-1", here.request("talk").setPeople(3));
        for (int seat = 1; seat <= accepted; seat++) {
            here.onDuty("v-" + seat);
            String visit = reply.getId() + "." + seat;
            here.offer(visit, "v-" + seat, here.now + 2 * HOUR);
            here.accept("v-" + seat, visit + ".1");
        }
        return reply.getId();
    }

    private static String fire(Neighbourhood here, String order) {
        return here.fire(Timer.Kind.KIND_SEATS_DEADLINE, order).getState();
    }

    private static @Nullable Long due(Neighbourhood here, String order) {
        return here.store.timers.get(new Effects.TimerName(Timer.Kind.KIND_SEATS_DEADLINE, order));
    }

    @Test
    void deadline_isTheMinutesBeforeTheAcceptedStart_andRunsOnlyWhileSeatsAreOpen() {
        assertThat(due(exact, order(exact, 0))).isNull();
        assertThat(due(modest, order(modest, 3))).isNull();
        Neighbourhood here = new Neighbourhood();
        assertThat(due(here, order(here, 1))).isEqualTo(here.now + 2 * HOUR - 30 * MINUTE);
    }

    @Test
    void deadline_ofAnOrderForNow_leavesTimeToAskOthers() {
        Reply order = exact.submit(resident("r-1"), "r-1", exact.request("talk").setPeople(2));
        exact.onDuty("v-1");
        exact.offer(order.getId() + ".1", "v-1", exact.now);
        exact.pass(10_000);
        exact.accept("v-1", order.getId() + ".1.1");
        assertThat(due(exact, order.getId())).isEqualTo(exact.now + TRIES);
    }

    @Test
    void deadline_withFewerThanAsked_letsThemGoWithoutBlame_andCallsTheDispatcher() {
        String id = order(exact, 2);
        exact.pass(90 * MINUTE - 1);
        assertThat(fire(exact, id)).isEqualTo("NOT_DUE");
        exact.pass(1);
        assertThat(fire(exact, id)).isEqualTo("FIRED");
        Order order = exact.store.order(id);
        assertThat(order.getVisitsList()).extracting("state").containsOnly(VisitState.VISIT_STATE_OPEN);
        assertThat(order.getEscalationCode()).isEqualTo("too-few-people");
        assertThat(order.getVisits(0).getOffers(0).getCloseCode()).isEqualTo("too-few-people");
        assertThat(exact.store.calendar("v-1").getHoldsList()).isEmpty();
        assertThat(due(exact, id)).isNull();
    }

    @Test
    void deadline_withAsManyAsTheServiceNeeds_goesOnWithoutTheRest() {
        String id = order(modest, 2);
        modest.onDuty("v-3");
        modest.pass(90 * MINUTE);
        modest.offer(id + ".3", "v-3", modest.now + HOUR);
        assertThat(fire(modest, id)).isEqualTo("FIRED");
        Order order = modest.store.order(id);
        assertThat(order.getVisitsList())
                .extracting("state")
                .containsExactly(
                        VisitState.VISIT_STATE_ASSIGNED,
                        VisitState.VISIT_STATE_ASSIGNED,
                        VisitState.VISIT_STATE_CANCELLED);
        assertThat(order.getState()).isEqualTo(OrderState.ORDER_STATE_ASSIGNED);
        assertThat(order.getVisits(2).getOffers(0).getCloseCode()).isEqualTo("gone-on-with-fewer");
        assertThat(modest.store.calendar("v-3").getHoldsList()).isEmpty();
        assertThat(modest.store.calendar("v-1").getHoldsList()).hasSize(1);
    }

    @Test
    void deadline_whenSomebodyIsThereAlready_sendsNobodyAway() {
        Reply order = exact.submit(resident("r-1"), "r-1", exact.request("talk").setPeople(2));
        exact.onDuty("v-1");
        exact.offer(order.getId() + ".1", "v-1", exact.now);
        exact.accept("v-1", order.getId() + ".1.1");
        exact.checkIn(
                volunteer("v-1"),
                order.getId() + ".1",
                Neighbourhood.presence(CENTRE, Neighbourhood.code(Neighbourhood.CODE)));
        exact.pass(TRIES);
        assertThat(fire(exact, order.getId())).isEqualTo("FIRED");
        assertThat(exact.store.order(order.getId()).getVisitsList())
                .extracting("state")
                .containsExactly(VisitState.VISIT_STATE_ON_SITE, VisitState.VISIT_STATE_CANCELLED);
    }

    @Test
    void seatHandedBack_isOfferedAgainBeforeTheOrderIsDecided() {
        String id = order(modest, 3);
        modest.pass(100 * MINUTE);
        modest.handBack("v-3", id + ".3.1", DeclineReason.DECLINE_REASON_NOT_NOW);
        assertThat(due(modest, id)).isEqualTo(modest.now + TRIES);
    }
}
