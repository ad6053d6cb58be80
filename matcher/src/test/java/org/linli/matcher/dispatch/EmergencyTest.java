package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.dispatch.Town.HOUR;
import static org.linli.matcher.dispatch.Town.MINUTE;
import static org.linli.matcher.dispatch.Town.at;
import static org.linli.matcher.dispatch.Town.offerId;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.proto.AnswerCallUp;
import org.linli.proto.BeginEmergency;
import org.linli.proto.CallUpReserves;
import org.linli.proto.EmergencyKind;
import org.linli.proto.EndEmergency;
import org.linli.proto.OfferState;
import org.linli.proto.Priority;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.VisitState;

/** What the dispatcher does while an emergency runs, and after it. */
class EmergencyTest {
    private static final String STORM = "520181-emergency-1";

    private final Town town = new Town();

    private void begin(String... communities) {
        Reply reply = town.as(
                Role.ROLE_DISPATCHER,
                "d-1",
                command -> command.setBeginEmergency(BeginEmergency.newBuilder()
                        .setId(STORM)
                        .setKind(EmergencyKind.EMERGENCY_KIND_STORM)
                        .setTextZh("台风")
                        .setPausedBelow(Priority.PRIORITY_URGENT)
                        .addAllCommunities(List.of(communities))
                        .setUntilMs(town.now() + 2 * HOUR)));
        assertThat(reply.getProblem()).isEmpty();
    }

    private void end() {
        town.as(
                Role.ROLE_DISPATCHER,
                "d-1",
                command -> command.setEndEmergency(EndEmergency.newBuilder().setId(STORM)));
    }

    private String urgent() {
        return town.order(town.talk(at(0, 0)).setPriority(Priority.PRIORITY_URGENT));
    }

    @Test
    void order_placedInAnEmergency_isOfferedWhenItIsOver() {
        town.open().volunteer("v-1", at(300, 0));
        begin();
        String order = town.order(town.talk(at(0, 0)));
        town.pass(10 * MINUTE);
        assertThat(town.asked(order)).isEmpty();
        end();
        assertThat(town.asked(order)).containsExactly("v-1");
    }

    @Test
    void order_thatWaitedBefore_isNotOfferedDuringIt() {
        String order = town.open().order(town.talk(at(0, 0)));
        begin();
        town.volunteer("v-1", at(300, 0));
        town.pass(5 * MINUTE);
        assertThat(town.asked(order)).isEmpty();
        assertThat(town.meters.get("linli.dispatch.open").gauge().value()).isZero();
        end();
        assertThat(town.asked(order)).containsExactly("v-1");
    }

    @Test
    void emergency_thatNobodyEnds_endsItself() {
        town.open().volunteer("v-1", at(300, 0));
        begin();
        String order = town.order(town.talk(at(0, 0)));
        town.pass(2 * HOUR - MINUTE);
        assertThat(town.asked(order)).isEmpty();
        town.pass(2 * MINUTE);
        assertThat(town.asked(order)).containsExactly("v-1");
    }

    @Test
    void explanation_ofAnOrderThatWaits_saysWhyAndForHowLongAtMost() {
        town.open().volunteer("v-1", at(300, 0));
        begin();
        String order = town.order(town.talk(at(0, 0)));
        var snapshot = town.dispatcher.snapshot(order, "r-1").toCompletableFuture();
        town.settle();
        assertThat(Explainer.explain(town.stored(order), snapshot.join())
                        .getVisits(0)
                        .getReasonsList())
                .contains(ReasonCode.PAUSED.of(119));
    }

    @Test
    void urgentOrder_inAnEmergency_isOfferedAtOnce() {
        town.open().volunteer("v-1", at(300, 0));
        begin();
        assertThat(town.asked(urgent())).containsExactly("v-1");
    }

    @Test
    void order_ofACommunityThatIsNotConcerned_isOfferedAtOnce() {
        town.open().volunteer("v-1", at(300, 0));
        begin("east");
        assertThat(town.asked(town.order(town.talk(at(0, 0)).setCommunity("west"))))
                .containsExactly("v-1");
    }

    @Test
    void offer_thatIsOut_runsOutAndIsNotMadeAgain() {
        town.open().volunteer("v-1", at(300, 0));
        town.volunteer("v-2", at(400, 0));
        String order = town.order(town.talk(at(0, 0)));
        assertThat(town.asked(order)).containsExactly("v-1");
        begin();
        town.pass(10 * MINUTE);
        assertThat(town.asked(order)).containsExactly("v-1");
        assertThat(town.offer(order).getState()).isEqualTo(OfferState.OFFER_STATE_EXPIRED);
        end();
        assertThat(town.asked(order)).containsExactly("v-1", "v-2");
    }

    @Test
    void visit_thatWasAccepted_goesOn() {
        town.open().volunteer("v-1", at(300, 0));
        String order = town.order(town.talk(at(0, 0)));
        begin();
        town.accept("v-1", offerId(order, 1));
        assertThat(town.visit(order).getState()).isEqualTo(VisitState.VISIT_STATE_ASSIGNED);
    }

    @Test
    void commit_thatTheEmergencyOvertook_isRefusedAndMadeWhenItIsOver() {
        town.open().volunteer("v-1", at(300, 0));
        String order = town.orderUnsettled("r-1", town.talk(at(0, 0)));
        begin();
        assertThat(town.asked(order)).isEmpty();
        end();
        town.pass(2 * MINUTE);
        assertThat(town.asked(order)).containsExactly("v-1");
    }

    @Test
    void reserve_whoSaysYes_isAskedAtOnce() {
        town.open().enrol("v-1", at(300, 0), file -> file.setReserve(true));
        begin();
        String order = urgent();
        assertThat(town.asked(order)).isEmpty();
        town.as(
                Role.ROLE_DISPATCHER,
                "d-1",
                command -> command.setCallUpReserves(
                        CallUpReserves.newBuilder().setEmergencyId(STORM).addVolunteers("v-1")));
        town.as(
                Role.ROLE_VOLUNTEER,
                "v-1",
                command -> command.setAnswerCallUp(AnswerCallUp.newBuilder()
                        .setEmergencyId(STORM)
                        .setVolunteerId("v-1")
                        .setYes(true)));
        assertThat(town.asked(order)).containsExactly("v-1");
    }
}
