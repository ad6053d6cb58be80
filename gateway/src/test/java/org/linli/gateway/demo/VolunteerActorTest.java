package org.linli.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.linli.domain.Wgs84;
import org.linli.proto.AssignmentFrame;
import org.linli.proto.Invitation;
import org.linli.proto.OfferClosed;
import org.linli.proto.OfferFrame;
import org.linli.proto.ServerFrame;
import org.linli.proto.Snapshot;
import org.linli.proto.VisitCard;
import org.linli.proto.VisitFrame;

class VolunteerActorTest {
    private static final Wgs84 HOME = new Wgs84(26.556, 106.466);
    private static final Wgs84 DOOR = new Wgs84(26.560, 106.470);
    private static final CountyMap COUNTY = CountyMap.qingzhen();

    private final VirtualSchedule schedule = new VirtualSchedule();
    private final RecordingDoor door = new RecordingDoor(new VolunteerDoor.Task(DOOR, schedule.nowMs()));

    private VolunteerActor actor(double accept, double lapse, double extend, double handBack) {
        Habits habits = new Habits(
                accept,
                lapse,
                extend,
                handBack,
                1.0,
                Span.seconds(1, 2),
                Span.seconds(3, 5),
                Span.seconds(60, 90),
                Span.seconds(1_000, 1_000),
                Span.seconds(300, 300),
                5_000,
                8);
        return new VolunteerActor(schedule, door, habits, COUNTY, HOME, 4, new SplittableRandom(11));
    }

    private ServerFrame offer() {
        return ServerFrame.newBuilder()
                .setOffer(OfferFrame.newBuilder()
                        .setOfferId("o.1.1")
                        .setVisit(VisitCard.newBuilder().setVisitId("o.1").setOrderId("o"))
                        .setExpiresAt(Timestamp.newBuilder().setSeconds(schedule.nowMs() / 1000 + 30)))
                .build();
    }

    private static AssignmentFrame visit(String state) {
        return AssignmentFrame.newBuilder()
                .setVisitId("o.1")
                .setOrderId("o")
                .setState(state)
                .build();
    }

    private static ServerFrame assignment(String state) {
        return ServerFrame.newBuilder().setAssignment(visit(state)).build();
    }

    @Test
    void offer_accepted_isCarriedThroughToCheckOut() {
        actor(1, 0, 0, 0).start();
        door.tell(offer());
        schedule.run(10);
        door.tell(assignment("ASSIGNED"));
        schedule.run(200);

        assertThat(door.said)
                .containsExactly(
                        "on", "seen o.1.1", "accept o.1.1", "depart o.1", "check in o.1 plum", "check out o.1 plum");
        assertThat(door.positions)
                .anySatisfy(place -> assertThat(place.metersTo(DOOR)).isLessThan(1));
    }

    @Test
    void travel_isAStraightLineAtItsSpeed() {
        actor(1, 0, 0, 0).start();
        door.tell(assignment("EN_ROUTE"));
        double meters = HOME.metersTo(DOOR);
        schedule.run((long) (meters / 32) - 1);
        assertThat(door.said).containsExactly("on");
        schedule.run(3);

        assertThat(door.said).containsExactly("on", "check in o.1 plum");
        assertThat(door.positions)
                .allSatisfy(place -> assertThat(place.metersTo(HOME) + place.metersTo(DOOR))
                        .isCloseTo(meters, org.assertj.core.data.Offset.offset(1.0)));
    }

    @Test
    void offer_notWanted_isDeclined() {
        actor(0, 0, 0, 0).start();
        door.tell(offer());
        schedule.run(10);

        assertThat(door.said).containsExactly("on", "seen o.1.1", "decline o.1.1");
    }

    @Test
    void offer_ignored_isSeenAndLeftToLapse() {
        VolunteerActor actor = actor(0, 1, 0, 0);
        actor.start();
        door.tell(offer());
        schedule.run(20);
        assertThat(actor.idle()).isFalse();
        schedule.run(20);

        assertThat(door.said).containsExactly("on", "seen o.1.1");
        assertThat(actor.idle()).isTrue();
    }

    @Test
    void offer_withdrawnWhileThinking_getsNoAnswer() {
        actor(1, 0, 0, 0).start();
        door.tell(offer());
        schedule.run(2);
        door.tell(ServerFrame.newBuilder()
                .setOfferClosed(OfferClosed.newBuilder().setOfferId("o.1.1").setState("WITHDRAWN"))
                .build());
        schedule.run(30);

        assertThat(door.said).containsExactly("on", "seen o.1.1");
    }

    @Test
    void offer_extendedAndHandedBack_saysBoth() {
        actor(1, 0, 1, 1).start();
        door.tell(offer());
        schedule.run(12);

        assertThat(door.said).containsExactly("on", "seen o.1.1", "extend o.1.1", "accept o.1.1", "hand back o.1.1");
    }

    @Test
    void visit_cancelledOnTheWay_isDroppedWhereItStands() {
        VolunteerActor actor = actor(1, 0, 0, 0);
        actor.start();
        door.tell(assignment("EN_ROUTE"));
        schedule.run(5);
        door.tell(ServerFrame.newBuilder()
                .setVisit(VisitFrame.newBuilder().setVisitId("o.1").setState("CANCELLED"))
                .build());
        schedule.run(100);

        assertThat(door.said).containsExactly("on");
        assertThat(actor.idle()).isTrue();
    }

    @Test
    void visit_forLater_waitsForItsWindow() {
        door.task = new VolunteerDoor.Task(DOOR, schedule.nowMs() + 600_000);
        actor(1, 0, 0, 0).start();
        door.tell(assignment("ASSIGNED"));
        schedule.run(500);
        assertThat(door.said).containsExactly("on");
        schedule.run(150);

        assertThat(door.said).contains("depart o.1", "check in o.1 plum");
    }

    @Test
    void crash_snapshotShowsAVisitUnderWay_isFinished() {
        VolunteerActor actor = actor(1, 0, 0, 0);
        actor.resume();
        door.tell(ServerFrame.newBuilder()
                .setSnapshot(Snapshot.newBuilder().addAssignments(visit("ON_SITE")))
                .build());
        schedule.run(100);

        assertThat(door.said).containsExactly("check out o.1 plum");
        assertThat(actor.onDuty()).isTrue();
    }

    @Test
    void step_whileTheNodeIsAway_isTriedUntilItIsBack() {
        door.failures.put("depart o.1", new IllegalStateException("node away"));
        VolunteerActor actor = actor(1, 0, 0, 0);
        actor.start();
        door.tell(assignment("ASSIGNED"));
        schedule.run(100);
        assertThat(door.said.stream().filter("depart o.1"::equals).count()).isGreaterThan(5);

        door.failures.clear();
        schedule.run(200);
        assertThat(door.said).contains("check out o.1 plum");
    }

    @Test
    void duty_ends_onlyWhenNothingIsLeft() {
        actor(1, 0, 0, 0).start();
        schedule.run(990);
        door.tell(assignment("EN_ROUTE"));
        schedule.run(30);
        assertThat(door.said).doesNotContain("off");
        schedule.run(150);

        assertThat(door.said).endsWith("check out o.1 plum", "off");
        assertThat(door.listener).isNull();
        schedule.run(320);
        assertThat(door.said).endsWith("off", "on");
    }

    @Test
    void invitation_whenFree_isClaimed() {
        actor(1, 0, 0, 0).start();
        door.tell(ServerFrame.newBuilder()
                .setInvitation(
                        Invitation.newBuilder().setVisit(VisitCard.newBuilder().setVisitId("o.1")))
                .build());
        schedule.run(10);

        assertThat(door.said).containsExactly("on", "claim o.1");
    }

    @Test
    void position_onDuty_isReportedEveryFiveSeconds() {
        actor(1, 0, 0, 0).start();
        schedule.run(60);

        assertThat(door.positions).hasSize(12);
    }
}
