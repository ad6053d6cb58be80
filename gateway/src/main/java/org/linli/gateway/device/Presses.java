package org.linli.gateway.device;

import com.google.protobuf.ByteString;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.linli.domain.Ids;
import org.linli.gateway.api.People;
import org.linli.gateway.api.Sealing;
import org.linli.gateway.view.RegionView;
import org.linli.matcher.StageFailure;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Actor;
import org.linli.proto.Channel;
import org.linli.proto.Command;
import org.linli.proto.Device;
import org.linli.proto.DevicePress;
import org.linli.proto.DevicePressed;
import org.linli.proto.OrderPrivate;
import org.linli.proto.PressButton;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an order of a press, and tells the lamp once it is durable. Never blocks; stages complete on any thread. */
final class Presses {
    private static final Logger LOG = LoggerFactory.getLogger(Presses.class);
    /** A store that was not there is there again in a second or two. */
    private static final int REPEAT_AFTER_MS = 2_000;

    private final Registry registry;
    private final RegionView view;
    private final People people;
    private final Sealing sealing;
    private final Supplier<UUID> uuids;
    private final Supplier<String> codeWords;

    Presses(
            Registry registry,
            RegionView view,
            People people,
            Sealing sealing,
            Supplier<UUID> uuids,
            Supplier<String> codeWords) {
        this.registry = registry;
        this.view = view;
        this.people = people;
        this.sealing = sealing;
        this.uuids = uuids;
        this.codeWords = codeWords;
    }

    /** Who speaks for a device: the door, in the resident's name. */
    static Actor actor(Device device) {
        return Actor.newBuilder()
                .setSubject(device.getId())
                .setRole(Role.ROLE_SYSTEM)
                .setChannel(Channel.CHANNEL_DEVICE)
                .setOnBehalfOf(device.getResidentId())
                .build();
    }

    /** The answer to a press; the stage never fails. */
    CompletionStage<DevicePressed> press(Device device, DevicePress press) {
        String orderId = Ids.order(registry.region(), uuids.get());
        String codeWord = codeWords.get();
        Optional<Profile> resident = view.findProfile(device.getResidentId()).map(seen -> seen.value());
        return people.open(resident.orElse(Profile.getDefaultInstance()))
                .thenCompose(known -> sealing.seal(device.getResidentId(), secrets(known, codeWord)))
                .thenCompose(bytes -> submit(
                        device,
                        command(device, resident, press)
                                .setOrderId(orderId)
                                .setSealed(bytes)
                                .setCodeDigest(sealing.digest("code:" + orderId, codeWord))))
                .handle((reply, error) ->
                        error == null ? answered(device, press, reply) : unanswered(device, press, error));
    }

    private static ByteString secrets(ProfilePrivate known, String codeWord) {
        return OrderPrivate.newBuilder()
                .setAddress(known.getAddress())
                .setPhone(known.getPhone())
                .setNotes(known.getDoorNotes())
                .setCodeWord(codeWord)
                .build()
                .toByteString();
    }

    private static PressButton.Builder command(Device device, Optional<Profile> resident, DevicePress press) {
        PressButton.Builder command = PressButton.newBuilder()
                .setDeviceId(device.getId())
                .setNumber(press.getPress())
                .setBatteryPercent(press.getBatteryPercent());
        resident.map(Profile::getResident)
                .ifPresent(file -> command.setHome(file.getHome()).setCommunity(file.getCommunity()));
        return command;
    }

    private CompletionStage<Reply> submit(Device device, PressButton.Builder press) {
        return registry.submit(
                "",
                ByteString.EMPTY,
                0,
                Command.newBuilder()
                        .setActor(actor(device))
                        .setPressButton(press)
                        .build());
    }

    private static DevicePressed answered(Device device, DevicePress press, Reply reply) {
        if (reply.getProblem().isEmpty()) {
            return DevicePressed.newBuilder()
                    .setPress(press.getPress())
                    .setLamp(DevicePressed.Lamp.LAMP_ON)
                    .setOrderId(reply.getId())
                    .build();
        }
        LOG.warn("press {} of {} is refused: {}", press.getPress(), device.getId(), reply.getProblem());
        return DevicePressed.newBuilder()
                .setPress(press.getPress())
                .setLamp(DevicePressed.Lamp.LAMP_OFF)
                .build();
    }

    private static DevicePressed unanswered(Device device, DevicePress press, Throwable error) {
        Throwable root = StageFailure.behind(error);
        if (!(root instanceof Registry.Unavailable) && !(root instanceof Registry.OutcomeUnknown)) {
            LOG.error("press {} of {} failed", press.getPress(), device.getId(), root);
        }
        return DevicePressed.newBuilder()
                .setPress(press.getPress())
                .setLamp(DevicePressed.Lamp.LAMP_BLINKING)
                .setRepeatAfterMs(REPEAT_AFTER_MS)
                .build();
    }
}
