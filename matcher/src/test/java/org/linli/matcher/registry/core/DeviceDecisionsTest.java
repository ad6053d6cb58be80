package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.domain.EntityKey;
import org.linli.proto.Actor;
import org.linli.proto.CancelOrder;
import org.linli.proto.Channel;
import org.linli.proto.Device;
import org.linli.proto.DeviceKind;
import org.linli.proto.NoteDevice;
import org.linli.proto.Order;
import org.linli.proto.OrderState;
import org.linli.proto.Place;
import org.linli.proto.PressButton;
import org.linli.proto.Priority;
import org.linli.proto.Profile;
import org.linli.proto.PutProfile;
import org.linli.proto.RegisterDevice;
import org.linli.proto.Reply;
import org.linli.proto.ResidentFile;
import org.linli.proto.RevokeDevice;
import org.linli.proto.Role;

/** Buttons and tags as the records decide them. */
class DeviceDecisionsTest {
    private static final String BUTTON = "520181-device-b";
    private static final Place HOME = Neighbourhood.place(26.557, 106.471);

    private final Neighbourhood place = new Neighbourhood();
    private final Actor staff = Neighbourhood.staffFor(Role.ROLE_COMMUNITY, "r-1");
    private int orders;

    @BeforeEach
    void enrol() {
        resident("r-1", HOME);
        register(button());
    }

    private void resident(String id, Place home) {
        ResidentFile file = ResidentFile.newBuilder().setHome(home).build();
        Reply reply = place.as(
                Neighbourhood.staffFor(Role.ROLE_AGENT, id),
                command -> command.setPutProfile(PutProfile.newBuilder()
                        .setProfile(Profile.newBuilder().setId(id).setResident(file))));
        assertThat(reply.getProblem()).isEmpty();
    }

    private static Device.Builder button() {
        return Device.newBuilder()
                .setId(BUTTON)
                .setKind(DeviceKind.DEVICE_KIND_BUTTON)
                .setResidentId("r-1")
                .setService("welfare-check")
                .setPriority(Priority.PRIORITY_URGENT)
                .setSealedKey(ByteString.copyFromUtf8("sealed"));
    }

    private Reply register(Device.Builder device) {
        return place.as(
                staff,
                command -> command.setRegisterDevice(RegisterDevice.newBuilder().setDevice(device)));
    }

    private static Actor door(String residentId) {
        return Actor.newBuilder()
                .setSubject(BUTTON)
                .setRole(Role.ROLE_SYSTEM)
                .setChannel(Channel.CHANNEL_DEVICE)
                .setOnBehalfOf(residentId)
                .build();
    }

    private Reply press(long number) {
        return press(door("r-1"), BUTTON, number);
    }

    private Reply press(Actor who, String device, long number) {
        return place.as(
                who,
                command -> command.setPressButton(PressButton.newBuilder()
                        .setDeviceId(device)
                        .setNumber(number)
                        .setOrderId("520181-order-press-" + ++orders)
                        .setBatteryPercent(60)));
    }

    private Order order(Reply reply) {
        return place.store.get(EntityKey.order(reply.getId())).entity().getOrder();
    }

    private Device device() {
        return place.store.get(EntityKey.device(BUTTON)).entity().getDevice();
    }

    @Test
    void press_makesAnOpenOrderAtHome_throughTheDevice_inTheResidentsName() {
        Reply reply = press(1);
        assertThat(reply.getProblem()).isEmpty();
        Order order = order(reply);
        assertThat(order.getState()).isEqualTo(OrderState.ORDER_STATE_OPEN);
        assertThat(order.getResidentId()).isEqualTo("r-1");
        assertThat(order.getRequest().getService()).isEqualTo("welfare-check");
        assertThat(order.getRequest().getPriority()).isEqualTo(Priority.PRIORITY_URGENT);
        assertThat(order.getRequest().getLocation()).isEqualTo(HOME);
        assertThat(order.getActor().getChannel()).isEqualTo(Channel.CHANNEL_DEVICE);
        assertThat(order.getActor().getSubject()).isEqualTo(BUTTON);
        assertThat(device().getBatteryPercent()).isEqualTo(60);
    }

    @Test
    void press_ofTheSameNumber_isTheSameOrder_howeverLate() {
        String first = press(1).getId();
        place.pass(Neighbourhood.HOUR);
        String second = press(2).getId();
        assertThat(second).isNotEqualTo(first);
        assertThat(press(1).getId()).isEqualTo(first);
        assertThat(press(2).getId()).isEqualTo(second);
        assertThat(device().getPressesList()).hasSize(2);
    }

    @Test
    void press_soonAfterTheFirst_joinsIt_untilTheWindowIsOver() {
        String first = press(1).getId();
        place.pass(DeviceDecisions.JOINS_MS - 1);
        assertThat(press(2).getId()).isEqualTo(first);
        place.pass(1);
        assertThat(press(3).getId()).isNotEqualTo(first);
    }

    @Test
    void press_afterTheOrderWasCalledOff_isANewCall() {
        String first = press(1).getId();
        place.as(
                Neighbourhood.resident("r-1"),
                command -> command.setCancelOrder(CancelOrder.newBuilder().setOrderId(first)));
        assertThat(press(2).getId()).isNotEqualTo(first);
    }

    @Test
    void press_withANumberBelowTheNewest_isRefused_unlessItIsKnown() {
        press(10);
        assertThat(press(9).getProblem()).isEqualTo("field-invalid");
        assertThat(press(10).getProblem()).isEmpty();
    }

    @Test
    void presses_keepTheNewestFew() {
        for (int number = 1; number <= DeviceDecisions.MOST_PRESSES + 3; number++) {
            press(number);
        }
        assertThat(device().getPressesList()).hasSize(DeviceDecisions.MOST_PRESSES);
        assertThat(device().getPresses(0).getNumber()).isEqualTo(4);
    }

    @Test
    void press_ofARevokedDevice_orByAnybodyButTheDoor_isRefused() {
        assertThat(press(door("r-2"), BUTTON, 1).getProblem()).isEqualTo("not-allowed");
        assertThat(press(Neighbourhood.resident("r-1"), BUTTON, 1).getProblem()).isEqualTo("not-allowed");
        assertThat(press(door("r-1"), "520181-device-x", 1).getProblem()).isEqualTo("device-not-found");
        assertThat(revoke().getState()).isEqualTo("REVOKED");
        long version = place.store.get(EntityKey.device(BUTTON)).version();
        assertThat(revoke().getVersion()).isEqualTo(version);
        assertThat(press(1).getProblem()).isEqualTo("device-not-found");
        assertThat(note().getProblem()).isEqualTo("device-not-found");
    }

    private Reply revoke() {
        return place.as(
                staff,
                command -> command.setRevokeDevice(RevokeDevice.newBuilder().setDeviceId(BUTTON)));
    }

    private Reply note() {
        return place.as(
                door("r-1"),
                command -> command.setNoteDevice(
                        NoteDevice.newBuilder().setDeviceId(BUTTON).setBatteryPercent(40)));
    }

    @Test
    void note_keepsTheBatteryAndWhen() {
        place.pass(5);
        note();
        assertThat(device().getBatteryPercent()).isEqualTo(40);
        assertThat(device().getSeenAtMs()).isEqualTo(place.now);
    }

    @Test
    void register_refusesWhatCouldNotHelp() {
        assertThat(register(button()).getProblem()).isEqualTo("field-invalid");
        assertThat(register(button().setId("520181-device-c").setService("none"))
                        .getProblem())
                .isEqualTo("unknown-service");
        assertThat(register(button().setId("520181-device-c").setPriority(Priority.PRIORITY_BULK))
                        .getProblem())
                .isEqualTo("field-invalid");
        assertThat(register(button().setId("520181-device-c").setResidentId("r-9"))
                        .getProblem())
                .isEqualTo("person-not-found");
        resident("r-2", Place.getDefaultInstance());
        Device.Builder homeless = button().setId("520181-device-c").setResidentId("r-2");
        assertThat(register(homeless).getPointer()).isEqualTo("/location");
        assertThat(register(homeless.setPlace(HOME)).getState()).isEqualTo("REGISTERED");
        assertThat(place.as(
                                Neighbourhood.resident("r-1"),
                                command -> command.setRegisterDevice(
                                        RegisterDevice.newBuilder().setDevice(button().setId("520181-device-d"))))
                        .getProblem())
                .isEqualTo("not-allowed");
    }

    @Test
    void tag_hasNoPlaceAndMakesNoOrder() {
        register(Device.newBuilder()
                .setId("520181-device-t")
                .setKind(DeviceKind.DEVICE_KIND_TAG)
                .setResidentId("r-1")
                .setSealedKey(ByteString.copyFromUtf8("sealed")));
        assertThat(place.store
                        .get(EntityKey.device("520181-device-t"))
                        .entity()
                        .getDevice()
                        .hasPlace())
                .isFalse();
        assertThat(press(door("r-1"), "520181-device-t", 1).getProblem()).isEqualTo("not-allowed");
    }
}
