package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.CENTRE;
import static org.linli.matcher.registry.core.Neighbourhood.MINUTE;
import static org.linli.matcher.registry.core.Neighbourhood.evidence;
import static org.linli.matcher.registry.core.Neighbourhood.place;
import static org.linli.matcher.registry.core.Neighbourhood.presence;
import static org.linli.matcher.registry.core.Neighbourhood.resident;
import static org.linli.matcher.registry.core.Neighbourhood.staff;
import static org.linli.matcher.registry.core.Neighbourhood.volunteer;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.CheckInStop;
import org.linli.proto.Evidence;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.VisitState;

/** Meals for three residents. */
class StopDecisionsTest {
    private static final List<Place> DOORS =
            List.of(place(26.5570, 106.4707), place(26.5640, 106.4707), place(26.5710, 106.4707));

    private final Neighbourhood here = new Neighbourhood();
    private String visit = "";

    @BeforeEach
    void round() {
        here.onDuty("v-1");
        Reply reply = here.submit(staff(Role.ROLE_COMMUNITY), "r-0", meals());
        visit = reply.getId() + ".1";
        here.offer(visit, "v-1");
        here.accept("v-1", visit + ".1");
    }

    @AfterEach
    void everyInvariantHolds() {
        new Invariants(here.store).check();
    }

    private OrderRequest.Builder meals() {
        return here.request("talk")
                .setLocation(CENTRE)
                .addAllStops(DOORS)
                .addAllStopResidents(List.of("r-1", "r-2", "r-3"));
    }

    private Reply stop(int number, String missed, Evidence.Builder... more) {
        return here.as(
                volunteer("v-1"),
                command -> command.setCheckInStop(CheckInStop.newBuilder()
                        .setVisitId(visit)
                        .setStop(number)
                        .setMissed(missed)
                        .setPresence(presence(DOORS.get(number - 1), more))));
    }

    private Reply served(int number) {
        here.pass(10 * MINUTE);
        return stop(number, "", evidence(Evidence.Kind.KIND_PHOTO));
    }

    private Reply leave() {
        here.pass(10 * MINUTE);
        return here.checkOut(volunteer("v-1"), visit, presence(DOORS.get(2)));
    }

    @Test
    void round_isReportedDoorByDoor_andPostedOnce() {
        assertThat(served(1).getState()).isEqualTo("ON_SITE");
        assertThat(served(2).getProblem()).isEmpty();
        assertThat(served(3).getProblem()).isEmpty();
        assertThat(leave().getState()).isEqualTo("DONE");
        here.confirm(staff(Role.ROLE_COMMUNITY), visit, 0);
        assertThat(here.store
                        .get(EntityKey.account("v-1"))
                        .entity()
                        .getAccount()
                        .getEntries())
                .isEqualTo(1);
        assertThat(here.store
                        .get(EntityKey.account("v-1"))
                        .entity()
                        .getAccount()
                        .getMinutes())
                .isEqualTo(60);
        assertThat(here.store.order(Ids.orderOf(visit)).getVisits(0).getStopsList())
                .extracting(one -> one.getStop())
                .containsExactly(1, 2, 3);
    }

    @Test
    void leaving_beforeEveryDoorIsReported_isRefusedAndNamesThem() {
        served(1);
        Reply reply = leave();
        assertThat(reply.getProblem()).isEqualTo("stops-missing");
        assertThat(reply.getArguments(1)).isEqualTo("[2, 3]");
    }

    @Test
    void door_thatStayedShut_isReportedByStandingBeforeIt_andBeginsNothing() {
        assertThat(stop(1, "NOT_AT_HOME").getState()).isEqualTo("ASSIGNED");
        served(2);
        served(3);
        assertThat(leave().getState()).isEqualTo("DONE");
        assertThat(here.store.order(Ids.orderOf(visit)).getVisits(0).getStops(0).getMissed())
                .isEqualTo("NOT_AT_HOME");
    }

    @Test
    void door_needsItsOwnEvidence() {
        assertThat(stop(2, "").getProblem()).isEqualTo("evidence-missing");
        Reply far = here.as(
                volunteer("v-1"),
                command -> command.setCheckInStop(CheckInStop.newBuilder()
                        .setVisitId(visit)
                        .setStop(3)
                        .setPresence(presence(DOORS.get(0), evidence(Evidence.Kind.KIND_PHOTO)))));
        assertThat(far.getProblem()).isEqualTo("too-far-from-place");
        assertThat(stop(2, "", evidence(Evidence.Kind.KIND_PHOTO)).getState()).isEqualTo("ON_SITE");
    }

    @Test
    void door_reportedTwice_isReportedOnce() {
        served(1);
        served(1);
        assertThat(here.store.order(Ids.orderOf(visit)).getVisits(0).getStopsCount())
                .isEqualTo(1);
        assertThat(here.store.order(Ids.orderOf(visit)).getVisits(0).getState())
                .isEqualTo(VisitState.VISIT_STATE_ON_SITE);
    }

    @Test
    void others_reportNothing_andNoDoorThatThereIsNot() {
        Reply stranger = here.as(
                volunteer("v-9"),
                command -> command.getCheckInStopBuilder().setVisitId(visit).setStop(1));
        assertThat(stranger.getProblem()).isEqualTo("not-allowed");
        Reply fourth = here.as(
                volunteer("v-1"),
                command -> command.getCheckInStopBuilder().setVisitId(visit).setStop(4));
        assertThat(fourth.getPointer()).isEqualTo("/stop");
    }

    @Test
    void round_forSeveralResidents_isForStaffToOrder_withOneNameForEachDoor() {
        assertThat(here.submit(resident("r-1"), "r-1", meals()).getProblem()).isEqualTo("not-allowed");
        OrderRequest.Builder lacking = meals().clearStopResidents().addStopResidents("r-1");
        assertThat(here.submit(staff(Role.ROLE_COMMUNITY), "r-0", lacking).getPointer())
                .isEqualTo("/stops");
    }
}
