package org.linli.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Role;
import org.linli.gateway.frame.DoorWords;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Secrets;
import org.linli.gateway.http.Language;
import org.linli.gateway.view.RegionView;
import org.linli.matcher.loop.VirtualLoop;
import org.linli.matcher.policy.PolicyReader;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Calendar;
import org.linli.proto.Change;
import org.linli.proto.Duty;
import org.linli.proto.Emergency;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.OrderPrivate;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.PersonAccess;
import org.linli.proto.Profile;
import org.linli.proto.ResidentFile;
import org.linli.proto.ServerFrame;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

class PusherTest {
    private static final RegionPolicy POLICY = PolicyReader.defaultFor("520181");
    private static final DoorWords WORDS = new DoorWords((purpose, text) -> ByteString.copyFrom(new byte[] {4, 5}));
    private static final String GREETING = WORDS.greeting("", "");

    private final VirtualLoop loop = new VirtualLoop();
    private final List<CompletableFuture<Secrets>> slow = new ArrayList<>();
    private boolean secretsAreSlow;
    private final RegionView view = new RegionView();
    private final Pusher pusher = pusher(Ring.MAX_BATCHES);
    private long sequence;

    private Pusher pusher(int mostBatches) {
        return new Pusher(
                loop,
                view,
                new Frames(() -> POLICY, (reason, language) -> reason.getCode(), WORDS),
                (order, wanted, people) -> secrets(),
                () -> 1000,
                "node-1",
                new Ring(mostBatches));
    }

    private CompletableFuture<Secrets> secrets() {
        if (!secretsAreSlow) {
            return CompletableFuture.completedFuture(
                    new Secrets(OrderPrivate.newBuilder().setCodeWord("春山42").build(), Map.of()));
        }
        CompletableFuture<Secrets> later = new CompletableFuture<>();
        slow.add(later);
        return later;
    }

    @BeforeEach
    void load() {
        pusher.ready(1, 0);
        loop.runReady();
    }

    /** A socket that keeps what it was sent, and may stop taking it. */
    private static final class Wires implements Connection {
        final List<ServerFrame> sent = new ArrayList<>();
        long pending;
        boolean stuck;
        int closed;

        @Override
        public void send(byte[] message) {
            pending += stuck ? message.length : 0;
            try {
                sent.add(ServerFrame.parseFrom(message));
            } catch (InvalidProtocolBufferException broken) {
                throw new AssertionError(broken);
            }
        }

        @Override
        public long pendingBytes() {
            return pending;
        }

        @Override
        public void close(int code, String reason) {
            closed = code;
        }

        String text() {
            return sent.stream()
                    .map(TextFormat.printer().escapingNonAscii(false)::printToString)
                    .collect(Collectors.joining());
        }

        List<String> said() {
            return sent.stream()
                    .map(frame -> frame.getBodyCase() + " " + frame.getSeq())
                    .toList();
        }
    }

    private Wires join(String subject, Role role, String topic, String resumeFrom) {
        return join(pusher, subject, role, topic, resumeFrom);
    }

    private Wires join(Pusher there, String subject, Role role, String topic, String resumeFrom) {
        Wires wires = new Wires();
        Caller caller = new Caller(subject, Set.of(role), "520181", Set.of("north"), 2000);
        there.join(new Listener(caller, Set.of(topic), Wire.PROTO, Language.ZH, null, resumeFrom, wires));
        loop.runReady();
        return wires;
    }

    private void order(String id, VisitState state, OfferState offer, String community) {
        Order order = Order.newBuilder()
                .setId(id)
                .setResidentId("r-1")
                .setState(
                        state == VisitState.VISIT_STATE_ASSIGNED
                                ? OrderState.ORDER_STATE_ASSIGNED
                                : OrderState.ORDER_STATE_OPEN)
                .setRequest(OrderRequest.newBuilder().setService("talk").setCommunity(community))
                .addVisits(Visit.newBuilder()
                        .setNumber(1)
                        .setState(state)
                        .setVolunteerId(state == VisitState.VISIT_STATE_ASSIGNED ? "v-1" : "")
                        .addOffers(Offer.newBuilder()
                                .setNumber(1)
                                .setVolunteerId("v-1")
                                .setState(offer)))
                .build();
        sequence++;
        pusher.apply(Entry.newBuilder()
                .setGeneration(1)
                .setSequence(sequence)
                .addChanges(Change.newBuilder()
                        .setKey("order:" + id)
                        .setVersion(sequence)
                        .setAfter(Entity.newBuilder().setOrder(order)))
                .build());
        loop.runReady();
    }

    private void offered(String id) {
        order(id, VisitState.VISIT_STATE_OFFERED, OfferState.OFFER_STATE_SENT, "north");
    }

    private void accepted(String id) {
        order(id, VisitState.VISIT_STATE_ASSIGNED, OfferState.OFFER_STATE_ACCEPTED, "north");
    }

    @Test
    void whoWaitsForAPlaceInTheLog_isAnsweredOnceTheReadModelHasComeThere() {
        CompletableFuture<Void> here = pusher.shown(1, 0).toCompletableFuture();
        CompletableFuture<Void> next = pusher.shown(1, 1).toCompletableFuture();
        CompletableFuture<Void> later = pusher.shown(1, 2).toCompletableFuture();
        loop.runReady();
        assertThat(List.of(here.isDone(), next.isDone(), later.isDone())).containsExactly(true, false, false);
        offered("520181-1");
        assertThat(view.findOrder("520181-1")).isPresent();
        assertThat(List.of(next.isDone(), later.isDone())).containsExactly(true, false);
        pusher.reset();
        pusher.load(List.of());
        loop.runReady();
        assertThat(later).isNotDone();
        pusher.ready(2, 0);
        loop.runReady();
        assertThat(later).isCompleted();
    }

    @Test
    void entry_withSeveralFrames_movesTheResumePointWithTheLastOnly() {
        Wires volunteer = join("v-1", Role.VOLUNTEER, "me", "");
        offered("o-1");
        accepted("o-1");
        assertThat(volunteer.said())
                .containsExactly("WELCOME ", "SNAPSHOT 1-0", "OFFER 1-1", "OFFER_CLOSED ", "ASSIGNMENT 1-2");
    }

    @Test
    void resume_afterEachSequence_hasNoGapAndNoDuplicate() {
        join("v-1", Role.VOLUNTEER, "me", "");
        for (int i = 1; i <= 5; i++) {
            offered("o-" + i);
        }
        for (int seen = 0; seen <= 5; seen++) {
            Wires back = join("v-1", Role.VOLUNTEER, "me", "1-" + seen);
            assertThat(back.sent.get(0).getWelcome().getResumed()).isTrue();
            List<String> missed = new ArrayList<>();
            for (int i = seen + 1; i <= 5; i++) {
                missed.add("OFFER 1-" + i);
            }
            assertThat(back.said().subList(1, back.sent.size())).isEqualTo(missed);
        }
    }

    @Test
    void emergency_thatBeganMeanwhile_isToldToWhoeverComesBack() {
        Wires listening = join("v-1", Role.VOLUNTEER, "me", "");
        sequence++;
        pusher.apply(Entry.newBuilder()
                .setGeneration(1)
                .setSequence(sequence)
                .addChanges(Change.newBuilder()
                        .setKey("emergency:current")
                        .setVersion(1)
                        .setAfter(Entity.newBuilder()
                                .setEmergency(Emergency.newBuilder().setId("e-1"))))
                .build());
        loop.runReady();
        assertThat(listening.said()).endsWith("EMERGENCY ");
        Wires back = join("v-1", Role.VOLUNTEER, "me", "1-0");
        assertThat(back.said()).containsExactly("WELCOME ", "EMERGENCY ");
        assertThat(back.sent.get(1).getEmergency().getRunning()).isTrue();
    }

    @Test
    void resume_fromBeyondTheRing_isASnapshotThatSaysSo() {
        join("v-1", Role.VOLUNTEER, "me", "");
        for (int i = 0; i <= Ring.MAX_OWN; i++) {
            offered("o-" + i);
        }
        Wires back = join("v-1", Role.VOLUNTEER, "me", "1-0");
        assertThat(back.sent.get(0).getWelcome().getResumed()).isFalse();
        assertThat(back.sent.get(1).hasSnapshot()).isTrue();
        assertThat(back.sent.get(back.sent.size() - 1).getSeq()).isEqualTo("1-" + sequence);
    }

    @Test
    void frames_whoseSecretsOpenLate_leaveInTheLogsOrder() {
        Wires volunteer = join("v-1", Role.VOLUNTEER, "me", "");
        secretsAreSlow = true;
        accepted("o-1");
        accepted("o-2");
        slow.get(1).complete(Secrets.NONE);
        loop.runReady();
        assertThat(volunteer.sent).hasSize(2);
        slow.get(0).complete(Secrets.NONE);
        loop.runReady();
        assertThat(volunteer.said()).endsWith("ASSIGNMENT 1-1", "ASSIGNMENT 1-2");
    }

    @Test
    void offer_thatOnlyItsVolunteerHears_unsealsNothing() {
        Wires volunteer = join("v-1", Role.VOLUNTEER, "me", "");
        secretsAreSlow = true;
        offered("o-1");
        assertThat(slow).isEmpty();
        assertThat(volunteer.said()).endsWith("OFFER 1-1");
    }

    @Test
    void listeners_whoCameBeforeTheReadModelWasWhole_areWelcomedThoughOneIsSignedOut() {
        Pusher fresh = pusher(Ring.MAX_BATCHES);
        fresh.load(List.of(new Registry.Versioned(
                "access:v-1",
                1,
                0,
                Entity.newBuilder()
                        .setAccess(PersonAccess.newBuilder().setSignedOutBeforeMs(5000))
                        .build())));
        Wires signedOut = join(fresh, "v-1", Role.VOLUNTEER, "me", "");
        Wires other = join(fresh, "v-2", Role.VOLUNTEER, "me", "");
        Wires third = join(fresh, "v-3", Role.VOLUNTEER, "me", "");
        fresh.ready(1, 0);
        loop.runReady();
        assertThat(signedOut.closed).isEqualTo(CloseCode.NOT_SIGNED_IN);
        assertThat(other.said()).containsExactly("WELCOME ", "SNAPSHOT 1-0");
        assertThat(third.said()).containsExactly("WELCOME ", "SNAPSHOT 1-0");
    }

    @Test
    void queue_ofCommunityStaff_holdsTheirCommunitiesOnly() {
        Wires staff = join("c-1", Role.COMMUNITY, "queue", "");
        order("o-1", VisitState.VISIT_STATE_OPEN, OfferState.OFFER_STATE_EXPIRED, "south");
        order("o-2", VisitState.VISIT_STATE_OPEN, OfferState.OFFER_STATE_EXPIRED, "north");
        assertThat(staff.said()).containsExactly("WELCOME ", "SNAPSHOT 1-0", "ORDER 1-2");
    }

    @Test
    void socket_thatTakesNothing_isConflatedAndThenClosed() {
        Wires stuck = join("d-1", Role.DISPATCHER, "queue", "");
        stuck.stuck = true;
        stuck.pending = Outbox.HIGH_WATER;
        offered("same");
        for (int i = 0; i < 2000; i++) {
            order(
                    "same",
                    i % 2 == 0 ? VisitState.VISIT_STATE_OPEN : VisitState.VISIT_STATE_OFFERED,
                    OfferState.OFFER_STATE_EXPIRED,
                    "north");
        }
        assertThat(stuck.closed).isZero();
        for (int i = 0; i < 4000 && stuck.closed == 0; i++) {
            offered("o-" + i);
        }
        assertThat(stuck.closed).isEqualTo(CloseCode.TOO_SLOW);
    }

    @Test
    void codeWord_reachesTheReceivingSideAlone_andTheGreetingBothSides() {
        Wires resident = join("r-1", Role.RESIDENT, "me", "");
        Wires volunteer = join("v-1", Role.VOLUNTEER, "me", "");
        Wires desk = join("d-1", Role.DISPATCHER, "queue", "");
        offered("o-1");
        accepted("o-1");
        for (Wires those : List.of(resident, join("r-1", Role.RESIDENT, "me", ""))) {
            assertThat(those.text()).contains("春山42").contains(GREETING);
        }
        for (Wires those : List.of(volunteer, join("v-1", Role.VOLUNTEER, "me", ""))) {
            assertThat(those.text()).doesNotContain("春山42").contains(GREETING);
        }
        for (Wires those : List.of(desk, join("d-1", Role.DISPATCHER, "queue", ""))) {
            assertThat(those.text()).doesNotContain("春山42").doesNotContain(GREETING);
        }
    }

    @Test
    void codeWord_ofARelativeWhoIsTheVolunteer_staysWithTheOthers() {
        view.load(List.of(new Registry.Versioned(
                "profile:r-1",
                1,
                0,
                Entity.newBuilder()
                        .setProfile(Profile.newBuilder()
                                .setId("r-1")
                                .setResident(ResidentFile.newBuilder().addRelatives("v-1")))
                        .build())));
        accepted("o-1");
        assertThat(join("v-1", Role.VOLUNTEER, "me", "").text())
                .contains(GREETING)
                .doesNotContain("春山42");
    }

    @Test
    void family_thatTheResidentsFileNames_hearsAndFindsTheOrder_namingNobodyBack() {
        view.load(List.of(new Registry.Versioned(
                "profile:r-1",
                1,
                0,
                Entity.newBuilder()
                        .setProfile(Profile.newBuilder()
                                .setId("r-1")
                                .setResident(ResidentFile.newBuilder()
                                        .addRelatives("r-2")
                                        .setGuardian("r-3")))
                        .build())));
        Wires guardian = join("r-3", Role.RESIDENT, "me", "");
        Wires stranger = join("r-4", Role.RESIDENT, "me", "");
        accepted("o-1");
        assertThat(guardian.text()).contains("春山42");
        assertThat(join("r-2", Role.RESIDENT, "me", "").text()).contains("春山42");
        assertThat(stranger.text()).doesNotContain("o-1");
    }

    @Test
    void listener_whoHeardNothingForLong_stillHearsWhatComes() {
        Pusher small = pusher(2);
        small.ready(1, 0);
        Wires quiet = join(small, "v-9", Role.VOLUNTEER, "me", "");
        join(small, "v-1", Role.VOLUNTEER, "me", "");
        for (int i = 1; i <= 4; i++) {
            small.apply(duty(i, "v-1"));
        }
        small.apply(duty(5, "v-9"));
        loop.runReady();
        assertThat(quiet.said()).containsExactly("WELCOME ", "SNAPSHOT 1-0", "DUTY 1-5");
        Wires back = join(small, "v-9", Role.VOLUNTEER, "me", "1-0");
        assertThat(back.sent.get(0).getWelcome().getResumed()).isFalse();
    }

    private static Entry duty(long sequence, String volunteer) {
        Calendar calendar = Calendar.newBuilder()
                .setVolunteerId(volunteer)
                .setDuty(Duty.newBuilder().setOn(true).setUntilMs(sequence))
                .build();
        return Entry.newBuilder()
                .setGeneration(1)
                .setSequence(sequence)
                .addChanges(Change.newBuilder()
                        .setKey("calendar:" + volunteer)
                        .setVersion(sequence)
                        .setAfter(Entity.newBuilder().setCalendar(calendar)))
                .build();
    }

    @Test
    void others_hearNothingOfAnOrderThatIsNotTheirs() {
        Wires stranger = join("v-2", Role.VOLUNTEER, "me", "");
        join("v-1", Role.VOLUNTEER, "me", "");
        offered("o-1");
        accepted("o-1");
        assertThat(stranger.said()).containsExactly("WELCOME ", "SNAPSHOT 1-0");
    }
}
