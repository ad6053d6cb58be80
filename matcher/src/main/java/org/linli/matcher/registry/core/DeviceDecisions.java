package org.linli.matcher.registry.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.RegionArea;
import org.linli.proto.Device;
import org.linli.proto.DeviceKind;
import org.linli.proto.Entity;
import org.linli.proto.NoteDevice;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.Press;
import org.linli.proto.PressButton;
import org.linli.proto.Priority;
import org.linli.proto.RegisterDevice;
import org.linli.proto.Reply;
import org.linli.proto.RevokeDevice;
import org.linli.proto.SubmitOrder;
import org.linli.proto.Window;

/** Help buttons and tags: registered and revoked by staff; a press is an order, once for each number. */
final class DeviceDecisions {
    /** A frightened hand presses again and again: so soon after the first it is the same call for help. */
    static final long JOINS_MS = 120_000;

    /** A device repeats its last press or, after a quarrel with the network, one of the few before it. */
    static final int MOST_PRESSES = 8;

    /** Whoever comes sooner than this is sooner than an hour's wait; the dispatcher sees the rest long before. */
    private static final long HELP_WITHIN_MS = 2 * 3_600_000L;

    private static final int MOST_SEALED_BYTES = 256;

    private DeviceDecisions() {}

    static Reply register(Draft draft, RegisterDevice register) {
        draft.permissions().any(Permissions.ENROLLERS);
        Device asked = register.getDevice();
        checkId(draft, asked.getId());
        Refusal.unless(
                asked.getKind() == DeviceKind.DEVICE_KIND_BUTTON || asked.getKind() == DeviceKind.DEVICE_KIND_TAG,
                "field-invalid",
                "/kind",
                Words.of(asked.getKind()));
        Fields.between(asked.getSealedKey().size(), 1, MOST_SEALED_BYTES, "/key");
        Place home = home(draft, asked.getResidentId());
        Device.Builder device = Device.newBuilder()
                .setId(asked.getId())
                .setKind(asked.getKind())
                .setResidentId(asked.getResidentId())
                .setSealedKey(asked.getSealedKey())
                .setRegisteredAtMs(draft.nowMs())
                .setRegisteredBy(draft.actor().getSubject());
        if (asked.getKind() == DeviceKind.DEVICE_KIND_BUTTON) {
            button(draft, device, asked.hasPlace() ? asked.getPlace() : home, asked);
        }
        return store(draft, device.build()).setCreated(true).build();
    }

    private static void checkId(Draft draft, String id) {
        boolean named = id.startsWith(draft.policy().region() + "-device-") && Ids.isPerson(id);
        Refusal.unless(named, "field-invalid", "/id", id);
        Refusal.unless(!draft.exists(EntityKey.device(id)), "field-invalid", "/id", id, "exists");
    }

    /** Where the resident lives, or no place. */
    private static Place home(Draft draft, String residentId) {
        return draft.findProfile(residentId)
                .filter(profile -> profile.hasResident())
                .orElseThrow(() -> Refusal.of("person-not-found", residentId))
                .getResident()
                .getHome();
    }

    private static void button(Draft draft, Device.Builder device, Place place, Device asked) {
        Refusal.unless(isInside(draft, place), "field-invalid", "/location", "absent or outside of the region");
        Refusal.unless(
                draft.policy().findService(asked.getService()).isPresent(),
                "unknown-service",
                "/service",
                asked.getService());
        boolean pressing =
                asked.getPriority() == Priority.PRIORITY_URGENT || asked.getPriority() == Priority.PRIORITY_EMERGENCY;
        Refusal.unless(pressing, "field-invalid", "/priority", Words.of(asked.getPriority()));
        device.setPlace(place).setService(asked.getService()).setPriority(asked.getPriority());
    }

    private static boolean isInside(Draft draft, Place place) {
        return !place.equals(Place.getDefaultInstance())
                && Places.isOnEarth(place)
                && RegionArea.contains(draft.policy().area(), Places.wgs84(place));
    }

    /** Revoking twice changes nothing. */
    static Reply revoke(Draft draft, RevokeDevice revoke) {
        draft.permissions().any(Permissions.ENROLLERS);
        Device before = draft.device(revoke.getDeviceId());
        return before.getRevokedAtMs() > 0
                ? reply(draft, before, false).build()
                : store(
                                draft,
                                before.toBuilder()
                                        .setRevokedAtMs(draft.nowMs())
                                        .setRevokedBy(draft.actor().getSubject())
                                        .build())
                        .build();
    }

    /** The reply's id is the order's: a new one, that of the same press before, or that which this press joins. */
    static Reply press(Draft draft, PressButton press) {
        Device before = living(draft, press.getDeviceId());
        Refusal.unless(before.getKind() == DeviceKind.DEVICE_KIND_BUTTON, "not-allowed", "", "TAG");
        Optional<Press> same = before.getPressesList().stream()
                .filter(known -> known.getNumber() == press.getNumber())
                .findFirst();
        if (same.isPresent()) {
            return Reply.newBuilder()
                    .setId(same.get().getOrderId())
                    .setState("PRESSED")
                    .build();
        }
        Fields.between(press.getNumber(), newest(before) + 1, Long.MAX_VALUE, "/press");
        Optional<String> joined = joined(draft, before);
        Reply reply = joined.isPresent()
                ? Reply.newBuilder().setId(joined.get()).setState("JOINED").build()
                : OrderDecisions.create(draft, order(draft, before, press));
        store(draft, pressed(before, press, reply.getId(), draft.nowMs()));
        draft.count(joined.isPresent() ? "presses-joined" : "presses");
        return reply;
    }

    private static long newest(Device device) {
        return device.getPressesCount() == 0
                ? 0
                : device.getPresses(device.getPressesCount() - 1).getNumber();
    }

    /** The order that the last press made or joined, where it was made just now and still goes on. */
    private static Optional<String> joined(Draft draft, Device device) {
        if (device.getPressesCount() == 0) {
            return Optional.empty();
        }
        String orderId = device.getPresses(device.getPressesCount() - 1).getOrderId();
        long first = device.getPressesList().stream()
                .filter(press -> press.getOrderId().equals(orderId))
                .mapToLong(Press::getAtMs)
                .min()
                .orElse(0);
        boolean joins = draft.nowMs() - first < JOINS_MS
                && draft.exists(EntityKey.order(orderId))
                && !Transitions.isOver(draft.order(orderId).before().getState());
        return joins ? Optional.of(orderId) : Optional.empty();
    }

    private static SubmitOrder order(Draft draft, Device device, PressButton press) {
        int minutes = draft.policy()
                .findService(device.getService())
                .map(RegionPolicy.Service::defaultMinutes)
                .orElse(0);
        OrderRequest.Builder request = OrderRequest.newBuilder()
                .setService(device.getService())
                .setPriority(device.getPriority())
                .setLocation(isInside(draft, press.getHome()) ? press.getHome() : device.getPlace())
                .setCommunity(press.getCommunity())
                .setWindow(Window.newBuilder()
                        .setStartMs(draft.nowMs())
                        .setEndMs(draft.nowMs() + HELP_WITHIN_MS + minutes * 60_000L));
        return SubmitOrder.newBuilder()
                .setOrderId(press.getOrderId())
                .setResidentId(device.getResidentId())
                .setRequest(request)
                .setSealed(press.getSealed())
                .setCodeDigest(press.getCodeDigest())
                .build();
    }

    private static Device pressed(Device before, PressButton press, String orderId, long nowMs) {
        List<Press> presses = new ArrayList<>(before.getPressesList());
        presses.add(Press.newBuilder()
                .setNumber(press.getNumber())
                .setAtMs(nowMs)
                .setOrderId(orderId)
                .build());
        return noted(before.toBuilder(), press.getBatteryPercent(), nowMs)
                .clearPresses()
                .addAllPresses(presses.subList(Math.max(0, presses.size() - MOST_PRESSES), presses.size()))
                .build();
    }

    static Reply note(Draft draft, NoteDevice note) {
        Device before = living(draft, note.getDeviceId());
        return store(
                        draft,
                        noted(before.toBuilder(), note.getBatteryPercent(), draft.nowMs())
                                .build())
                .build();
    }

    private static Device.Builder noted(Device.Builder device, int battery, long nowMs) {
        Fields.between(battery, 0, 100, "/batteryPercent");
        return battery == 0
                ? device.setSeenAtMs(nowMs)
                : device.setSeenAtMs(nowMs).setBatteryPercent(battery);
    }

    /** The device, of which the listener alone speaks, and in its resident's name. */
    private static Device living(Draft draft, String deviceId) {
        draft.permissions().engine();
        Device device = draft.device(deviceId);
        Refusal.unless(device.getRevokedAtMs() == 0, "device-not-found", "", deviceId);
        Refusal.unless(draft.actor().getOnBehalfOf().equals(device.getResidentId()), "not-allowed", "", "SYSTEM");
        return device;
    }

    private static Reply.Builder store(Draft draft, Device device) {
        draft.put(
                EntityKey.device(device.getId()),
                Entity.newBuilder().setDevice(device).build());
        return reply(draft, device, true);
    }

    private static Reply.Builder reply(Draft draft, Device device, boolean changed) {
        return Reply.newBuilder()
                .setId(device.getId())
                .setState(device.getRevokedAtMs() > 0 ? "REVOKED" : "REGISTERED")
                .setVersion(draft.versionAfter(EntityKey.device(device.getId()), changed));
    }
}
