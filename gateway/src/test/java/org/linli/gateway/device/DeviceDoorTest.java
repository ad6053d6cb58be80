package org.linli.gateway.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.domain.EntityKey;
import org.linli.gateway.api.People;
import org.linli.gateway.api.PlainSealing;
import org.linli.gateway.view.RegionView;
import org.linli.matcher.dispatch.Positions;
import org.linli.matcher.registry.LogFollower;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Device;
import org.linli.proto.DeviceBye.Why;
import org.linli.proto.DeviceFix;
import org.linli.proto.DeviceFrame;
import org.linli.proto.DeviceKind;
import org.linli.proto.DevicePing;
import org.linli.proto.DevicePressed;
import org.linli.proto.DoorFrame;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Order;
import org.linli.proto.Place;
import org.linli.proto.PositionSample;
import org.linli.proto.Press;
import org.linli.proto.Reply;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/** The door over real sockets, and a registry whose answers come when the test says so. */
class DeviceDoorTest {
    private static final DeviceLimits PATIENT =
            new DeviceLimits(8, 8, Duration.ofSeconds(20), Duration.ofSeconds(20), 2, 2, 8);
    private static final byte[] KEY = key(1);
    private static final String BUTTON = "520181-device-b";
    private static final String TAG = "520181-device-t";

    private final RegionView view = new RegionView();
    private final SlowRegistry registry = new SlowRegistry();
    private final Map<String, PositionSample> fixes = new ConcurrentHashMap<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<DeviceSocket> sockets = new ArrayList<>();
    private long version = 1;

    @SuppressWarnings("NullAway.Init")
    private DeviceDoor door;

    private int port;

    private static byte[] key(int fill) {
        byte[] key = new byte[DeviceProof.KEY_BYTES];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    @BeforeEach
    void open() throws Exception {
        put(BUTTON, Device.newBuilder().setKind(DeviceKind.DEVICE_KIND_BUTTON));
        put(TAG, Device.newBuilder().setKind(DeviceKind.DEVICE_KIND_TAG));
        open(PATIENT);
    }

    private void open(DeviceLimits limits) throws Exception {
        PlainSealing sealing = new PlainSealing();
        SecureRandom random = new SecureRandom();
        door = new DeviceDoor(new DeviceDoor.Parts(
                limits,
                null,
                registry,
                view,
                new People(view, sealing),
                sealing,
                new Tags(view, new Fixes(), System::currentTimeMillis),
                () -> {
                    byte[] nonce = new byte[DeviceProof.NONCE_BYTES];
                    random.nextBytes(nonce);
                    return nonce;
                },
                UUID::randomUUID,
                () -> "春山42",
                System::currentTimeMillis,
                System::nanoTime,
                meters));
        port = door.open("127.0.0.1", 0);
    }

    private void reopen(DeviceLimits limits) throws Exception {
        door.close();
        meters.clear();
        open(limits);
    }

    @AfterEach
    void close() throws Exception {
        sockets.forEach(DeviceSocket::close);
        door.close();
    }

    private void put(String id, Device.Builder device) {
        Device stored = device.setId(id)
                .setResidentId("r-1")
                .setSealedKey(ByteString.copyFrom(KEY))
                .setSeenAtMs(System.currentTimeMillis())
                .setBatteryPercent(77)
                .build();
        apply(EntityKey.device(id), Entity.newBuilder().setDevice(stored).build());
    }

    private void apply(String key, Entity entity) {
        view.apply(Entry.newBuilder()
                .addChanges(
                        Change.newBuilder().setKey(key).setVersion(version++).setAfter(entity))
                .build());
    }

    private DeviceSocket connect() {
        DeviceSocket socket = new DeviceSocket(port);
        sockets.add(socket);
        return socket;
    }

    private DeviceSocket entered(String id) {
        DeviceSocket socket = connect();
        socket.enter(id, KEY);
        return socket;
    }

    @Test
    void hello_withTheKey_isWelcomed_andTheDoorProvesItselfToo() {
        put(
                BUTTON,
                Device.newBuilder()
                        .setKind(DeviceKind.DEVICE_KIND_BUTTON)
                        .addPresses(Press.newBuilder().setNumber(41)));
        assertThat(connect().enter(BUTTON, KEY).getLastPress()).isEqualTo(41);
        assertThat(door.find(BUTTON))
                .hasValueSatisfying(here -> assertThat(here.batteryPercent()).isEqualTo(77));
    }

    @Test
    void hello_withAWrongKeyAnUnknownNameOrARevokedDevice_isTurnedAwayAlike() {
        DeviceSocket wrong = connect();
        wrong.send(wrong.hello(BUTTON, key(2)));
        assertThat(wrong.why()).isEqualTo(Why.WHY_NOT_KNOWN);
        DeviceSocket unknown = connect();
        unknown.send(unknown.hello("520181-device-x", new byte[DeviceProof.KEY_BYTES]));
        assertThat(unknown.why()).isEqualTo(Why.WHY_NOT_KNOWN);
        put(BUTTON, Device.newBuilder().setKind(DeviceKind.DEVICE_KIND_BUTTON).setRevokedAtMs(1));
        DeviceSocket revoked = connect();
        revoked.send(revoked.hello(BUTTON, KEY));
        assertThat(revoked.why()).isEqualTo(Why.WHY_NOT_KNOWN);
    }

    @Test
    void hello_thatWasRecordedOnAnotherConnection_provesNothing() {
        DeviceSocket first = connect();
        DeviceFrame recorded = first.hello(BUTTON, KEY);
        first.send(recorded);
        assertThat(first.read().orElseThrow().hasWelcome()).isTrue();
        DeviceSocket thief = connect();
        thief.send(recorded);
        assertThat(thief.why()).isEqualTo(Why.WHY_NOT_KNOWN);
        first.ping(1);
        assertThat(first.read().orElseThrow().hasPong()).isTrue();
    }

    @Test
    void frame_tooLongEmptyBrokenOrBeforeTheHello_endsTheConnection() {
        DeviceSocket huge = connect();
        huge.raw(new byte[] {(byte) 0xff, (byte) 0xff, 1, 2, 3});
        assertThat(huge.why()).isEqualTo(Why.WHY_BAD_FRAME);
        DeviceSocket empty = connect();
        empty.raw(new byte[] {0, 0});
        assertThat(empty.why()).isEqualTo(Why.WHY_BAD_FRAME);
        DeviceSocket broken = connect();
        broken.raw(new byte[] {0, 2, (byte) 0xff, (byte) 0xff});
        assertThat(broken.why()).isEqualTo(Why.WHY_BAD_FRAME);
        DeviceSocket early = connect();
        early.press(1);
        assertThat(early.why()).isEqualTo(Why.WHY_BAD_FRAME);
        assertThat(registry.asked()).isEmpty();
    }

    @Test
    void frame_thatComesTwiceOrOutOfNumber_endsTheConnection() {
        DeviceSocket socket = entered(BUTTON);
        DeviceFrame ping = DeviceFrame.newBuilder()
                .setNumber(2)
                .setPing(DevicePing.getDefaultInstance())
                .build();
        socket.send(ping);
        assertThat(socket.read().orElseThrow().hasPong()).isTrue();
        socket.send(ping);
        assertThat(socket.why()).isEqualTo(Why.WHY_BAD_FRAME);
    }

    @Test
    void press_isAnsweredWhenItIsDurable_andAskedOnceWhileItIsOnItsWay() {
        DeviceSocket socket = entered(BUTTON);
        socket.press(7);
        socket.press(7);
        socket.ping(50);
        assertThat(socket.read().orElseThrow().getBodyCase()).isEqualTo(DoorFrame.BodyCase.PONG);
        assertThat(registry.presses()).singleElement().satisfies(press -> {
            assertThat(press.getPressButton().getNumber()).isEqualTo(7);
            assertThat(press.getActor().getOnBehalfOf()).isEqualTo("r-1");
        });
        registry.answer(Reply.newBuilder().setId("520181-order-1").build());
        DevicePressed lamp = socket.read().orElseThrow().getPressed();
        assertThat(lamp.getLamp()).isEqualTo(DevicePressed.Lamp.LAMP_ON);
        assertThat(lamp.getOrderId()).isEqualTo("520181-order-1");
        assertThat(meters.get("linli.device.presses").tag("lamp", "on").timer().count())
                .isEqualTo(1);
    }

    @Test
    void press_whoseOutcomeIsUnknown_blinksAndMayBeRepeated_andARefusedOneStaysDark() {
        DeviceSocket socket = entered(BUTTON);
        socket.press(7);
        registry.fail(new Registry.OutcomeUnknown("the store is gone"));
        DevicePressed lamp = socket.read().orElseThrow().getPressed();
        assertThat(lamp.getLamp()).isEqualTo(DevicePressed.Lamp.LAMP_BLINKING);
        assertThat(lamp.getRepeatAfterMs()).isPositive();
        socket.press(7);
        registry.answer(Reply.newBuilder().setProblem("unknown-service").build());
        assertThat(socket.read().orElseThrow().getPressed().getLamp()).isEqualTo(DevicePressed.Lamp.LAMP_OFF);
    }

    @Test
    void presses_moreThanTheLimitAtOnce_endTheConnection() {
        DeviceSocket socket = entered(BUTTON);
        socket.press(1);
        socket.press(2);
        socket.press(3);
        assertThat(socket.why()).isEqualTo(Why.WHY_TOO_FAST);
    }

    @Test
    void device_thatSpeaksTooFast_isClosed() {
        DeviceSocket socket = entered(BUTTON);
        for (int i = 0; i < 25; i++) {
            socket.fix(DeviceFix.newBuilder());
        }
        assertThat(socket.why()).isEqualTo(Why.WHY_TOO_FAST);
    }

    @Test
    void device_thatIsRevoked_isCutOffAtOnce() {
        DeviceSocket socket = entered(BUTTON);
        put(BUTTON, Device.newBuilder().setKind(DeviceKind.DEVICE_KIND_BUTTON).setRevokedAtMs(1));
        assertThat(socket.why()).isEqualTo(Why.WHY_NOT_KNOWN);
    }

    @Test
    void device_thatComesAnew_replacesItsDeadConnection() {
        DeviceSocket old = entered(BUTTON);
        DeviceSocket fresh = entered(BUTTON);
        assertThat(old.why()).isEqualTo(Why.WHY_REPLACED);
        fresh.ping(3);
        assertThat(fresh.read().orElseThrow().hasPong()).isTrue();
        assertThat(door.find(BUTTON))
                .hasValueSatisfying(here -> assertThat(here.batteryPercent()).isEqualTo(3));
    }

    @Test
    void connection_halfOpenOrNeverProved_isClosedAfterItsTime() throws Exception {
        reopen(new DeviceLimits(8, 8, Duration.ofMillis(300), Duration.ofMillis(600), 2, 2, 8));
        DeviceSocket silent = entered(BUTTON);
        DeviceSocket unproved = connect();
        assertThat(unproved.why()).isEqualTo(Why.WHY_SILENT);
        assertThat(silent.why()).isEqualTo(Why.WHY_SILENT);
        await().until(() -> door.find(BUTTON).isEmpty());
    }

    @Test
    void connections_beyondTheLimitOfAnAddress_areTurnedAway_andMakeRoomWhenTheyEnd() throws Exception {
        reopen(new DeviceLimits(8, 2, Duration.ofSeconds(20), Duration.ofSeconds(20), 2, 2, 8));
        DeviceSocket first = connect();
        entered(BUTTON);
        DeviceSocket third = connect();
        assertThat(third.why()).isEqualTo(Why.WHY_UNSPECIFIED); // its bye stood where the challenge stands
        first.close();
        await().ignoreExceptions().untilAsserted(() -> entered(TAG));
    }

    @Test
    void fix_isTakenInFromAcceptingToCheckOut_andDroppedAtAnyOtherTime() {
        DeviceSocket socket = entered(TAG);
        DeviceFix.Builder fix = DeviceFix.newBuilder()
                .setPlace(Place.newBuilder().setLatE7(265_560_000).setLngE7(1_064_700_000));
        socket.fix(fix);
        awaitFixes("dropped", 1);
        visit(VisitState.VISIT_STATE_EN_ROUTE);
        socket.fix(fix);
        awaitFixes("taken", 1);
        assertThat(fixes).containsOnlyKeys(TAG);
        visit(VisitState.VISIT_STATE_DONE);
        socket.fix(fix);
        awaitFixes("dropped", 2);
        new Tags(view, new Fixes(), System::currentTimeMillis).sweep();
        assertThat(fixes).isEmpty();
    }

    private void awaitFixes(String fate, int count) {
        await().untilAsserted(() -> assertThat(meters.get("linli.device.fixes")
                        .tag("fate", fate)
                        .counter()
                        .count())
                .isEqualTo(count));
    }

    private void visit(VisitState state) {
        apply(
                EntityKey.order("520181-order-1"),
                Entity.newBuilder()
                        .setOrder(Order.newBuilder()
                                .setId("520181-order-1")
                                .setResidentId("r-1")
                                .addVisits(Visit.newBuilder().setNumber(1).setState(state)))
                        .build());
    }

    @Test
    void device_notHeardOfForLong_isWrittenDownOnce() {
        apply(
                EntityKey.device(BUTTON),
                Entity.newBuilder()
                        .setDevice(Device.newBuilder()
                                .setId(BUTTON)
                                .setResidentId("r-1")
                                .setKind(DeviceKind.DEVICE_KIND_BUTTON)
                                .setSealedKey(ByteString.copyFrom(KEY))
                                .setBatteryPercent(80))
                        .build());
        entered(BUTTON);
        await().untilAsserted(() -> assertThat(registry.asked())
                .singleElement()
                .satisfies(note ->
                        assertThat(note.getNoteDevice().getBatteryPercent()).isEqualTo(77)));
        put(BUTTON, Device.newBuilder().setKind(DeviceKind.DEVICE_KIND_BUTTON));
        entered(BUTTON).ping(75);
        assertThat(registry.asked()).hasSize(1);
    }

    private final class Fixes implements Positions {
        @Override
        public void report(PositionSample sample) {
            fixes.put(sample.getVolunteerId(), sample);
        }

        @Override
        public void forget(String deviceId) {
            fixes.remove(deviceId);
        }

        @Override
        public void forEach(Consumer<PositionSample> visitor) {
            fixes.values().forEach(visitor);
        }
    }

    /** Remembers what it was asked, and answers the oldest when it is told to. */
    private static final class SlowRegistry implements Registry {
        private final List<Command> asked = new CopyOnWriteArrayList<>();
        private final List<CompletableFuture<Reply>> waiting = new CopyOnWriteArrayList<>();

        List<Command> asked() {
            return asked;
        }

        List<Command> presses() {
            return asked.stream().filter(Command::hasPressButton).toList();
        }

        void answer(Reply reply) {
            await().until(() -> !waiting.isEmpty());
            waiting.remove(0).complete(reply);
        }

        void fail(RuntimeException cause) {
            await().until(() -> !waiting.isEmpty());
            waiting.remove(0).completeExceptionally(cause);
        }

        @Override
        public String region() {
            return "520181";
        }

        @Override
        public CompletionStage<Reply> submit(String key, ByteString hash, long epoch, Command command) {
            CompletableFuture<Reply> reply = new CompletableFuture<>();
            asked.add(command);
            waiting.add(reply);
            return reply;
        }

        @Override
        public CompletionStage<Reading> read(List<String> keys) {
            return CompletableFuture.completedFuture(new Reading(0, 1, 1, List.of()));
        }

        @Override
        public CompletionStage<List<String>> members(String index) {
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public void follow(LogFollower follower) {
            follower.ready(1, 1);
        }
    }
}
