package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.domain.Wgs84;
import org.linli.gateway.access.Access;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.frame.Spots;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.http.Query;
import org.linli.gateway.http.Words;
import org.linli.gateway.view.Orders;
import org.linli.matcher.dispatch.Positions;
import org.linli.proto.Command;
import org.linli.proto.Device;
import org.linli.proto.DeviceKind;
import org.linli.proto.PositionSample;
import org.linli.proto.Press;
import org.linli.proto.Priority;
import org.linli.proto.Reading;
import org.linli.proto.RegisterDevice;
import org.linli.proto.Reply;
import org.linli.proto.RevokeDevice;

/** Help buttons and tags: staff register and revoke them; who may see a resident's file sees that they live. */
public final class DeviceRoutes {
    /** What a press asks for where nobody says otherwise, the first of these that the policy has. */
    private static final List<String> USUAL = List.of("help", "welfare-check");

    private final Desk desk;
    private final Parts parts;
    private final ReadingLog readings;

    /**
     * What the calls work with beside the desk.
     *
     * @param tags where tags are, by device
     * @param keys fresh 32 bytes
     */
    public record Parts(DevicePresence presence, Positions tags, Supplier<byte[]> keys) {}

    public DeviceRoutes(Desk desk, Parts parts) {
        this.desk = desk;
        this.parts = parts;
        this.readings = new ReadingLog(desk);
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.DEVICE_REGISTER, this::register)
                .on(Route.DEVICE_LIST, this::list)
                .on(Route.DEVICE_REVOKE, this::revoke)
                .on(Route.DEVICE_POSITION, this::position);
    }

    private Future<Answer> register(Exchange exchange) {
        Fields body = exchange.fields();
        String residentId = OrderRequests.person(body, "residentId");
        if (residentId.isEmpty()) {
            body.fault("residentId", "请给出居民编号", "is required", 0);
        }
        @Nullable Wgs84 place = body.place("location");
        Device.Builder device = Device.newBuilder()
                .setId(Ids.device(desk.registrar().region(), desk.uuids().get()))
                .setResidentId(residentId)
                .setKind(body.word("kind", DeviceKind.class, "DEVICE_KIND_", DeviceKind.DEVICE_KIND_BUTTON))
                .setService(service(body.text("service", OrderRequests.MAX_WORD)))
                .setPriority(body.word("priority", Priority.class, "PRIORITY_", Priority.PRIORITY_URGENT));
        if (place != null) {
            device.setPlace(Spots.place(place));
        }
        body.check();
        Role role = Registrar.allow(exchange, parties(residentId));
        ByteString key = ByteString.copyFrom(parts.keys().get());
        return desk.registrar()
                .on(desk.sealing().seal(residentId, key))
                .compose(bytes -> desk.registrar()
                        .submit(
                                exchange,
                                Command.newBuilder()
                                        .setActor(Registrar.actor(exchange.caller(), role, residentId))
                                        .setRegisterDevice(
                                                RegisterDevice.newBuilder().setDevice(device.setSealedKey(bytes)))))
                .compose(reply -> reply.getId().equals(device.getId())
                        ? Future.succeededFuture(registered(reply, key))
                        : again(reply));
    }

    private String service(String asked) {
        return asked.isEmpty()
                ? USUAL.stream()
                        .filter(desk.policy().services()::containsKey)
                        .findFirst()
                        .orElse("")
                : asked;
    }

    /** The answer to a call that came before, with the key that it was told then. */
    private Future<Answer> again(Reply reply) {
        return desk.registrar().read(EntityKey.device(reply.getId())).compose(entities -> {
            Device device = entities.get(0).entity().getDevice();
            return desk.registrar()
                    .on(desk.sealing().open(device.getResidentId(), device.getSealedKey()))
                    .map(key -> registered(reply, key));
        });
    }

    private static Answer registered(Reply reply, ByteString key) {
        JsonObject json =
                json(reply).put("key", Base64.getUrlEncoder().withoutPadding().encodeToString(key.toByteArray()));
        return Answer.of(201, json).with("Location", "/v1/devices/" + reply.getId());
    }

    private static JsonObject json(Reply reply) {
        return new JsonObject()
                .put("id", reply.getId())
                .put("state", reply.getState())
                .put("version", reply.getVersion());
    }

    private Future<Answer> revoke(Exchange exchange) {
        exchange.fields().check();
        return find(exchange).compose(device -> {
            Role role = Registrar.allow(exchange, parties(device.getResidentId()));
            return desk.registrar()
                    .submit(
                            exchange,
                            Command.newBuilder()
                                    .setActor(Registrar.actor(exchange.caller(), role, device.getResidentId()))
                                    .setRevokeDevice(RevokeDevice.newBuilder().setDeviceId(device.getId())))
                    .map(reply -> Answer.ok(json(reply)));
        });
    }

    private Future<Device> find(Exchange exchange) {
        return desk.registrar().read(EntityKey.device(exchange.id())).map(entities -> {
            if (!entities.get(0).present()) {
                throw Problem.of(ProblemCode.DEVICE_NOT_FOUND, exchange.id());
            }
            return entities.get(0).entity().getDevice();
        });
    }

    private Parties parties(String residentId) {
        Set<String> communities = desk.view()
                .findProfile(residentId)
                .map(seen -> seen.value().getResident().getCommunity())
                .filter(known -> !known.isEmpty())
                .map(Set::of)
                .orElse(Set.of());
        return new Parties(Sight.family(desk.view(), residentId), Set.of(), "", communities);
    }

    private Future<Answer> list(Exchange exchange) {
        Query query = exchange.query();
        int size = query.pageSize();
        Optional<String> resident = query.text("residentId");
        boolean all = query.flag("revoked");
        Map<String, Boolean> seen = new HashMap<>();
        List<Device> page = desk.view()
                .devices()
                .after(query.after())
                .filter(device -> all || device.getRevokedAtMs() == 0)
                .filter(device -> resident.isEmpty() || resident.get().equals(device.getResidentId()))
                .filter(device -> seen.computeIfAbsent(device.getResidentId(), id -> maySee(exchange, id)))
                .limit(size)
                .toList();
        String next =
                page.size() < size ? "" : Query.token(page.get(page.size() - 1).getId());
        JsonObject json = new JsonObject().put("devices", Json.array(page, this::json));
        return Future.succeededFuture(Answer.ok(Json.text(json, "nextPageToken", next)));
    }

    private boolean maySee(Exchange exchange, String residentId) {
        return Access.role(exchange.route(), exchange.caller(), parties(residentId))
                .isPresent();
    }

    private JsonObject json(Device device) {
        JsonObject json = new JsonObject()
                .put("id", device.getId())
                .put("kind", Words.of(device.getKind(), "DEVICE_KIND_"))
                .put("residentId", device.getResidentId());
        if (device.getKind() == DeviceKind.DEVICE_KIND_BUTTON) {
            json.put("service", device.getService())
                    .put("priority", Words.of(device.getPriority(), "PRIORITY_"))
                    .put("location", Json.place(device.getPlace()));
        }
        Json.time(json, "registeredAt", device.getRegisteredAtMs());
        Json.time(json, "revokedAt", device.getRevokedAtMs());
        if (device.getPressesCount() > 0) {
            Press last = device.getPresses(device.getPressesCount() - 1);
            Json.time(json, "lastPressAt", last.getAtMs()).put("lastOrderId", last.getOrderId());
        }
        return lives(json, device);
    }

    /** What the connection knows where it is on this node; else what was written down last. */
    private JsonObject lives(JsonObject json, Device device) {
        Optional<DevicePresence.Presence> here = parts.presence().find(device.getId());
        int battery = here.map(DevicePresence.Presence::batteryPercent)
                .filter(percent -> percent > 0)
                .orElse(device.getBatteryPercent());
        if (battery > 0) {
            json.put("batteryPercent", battery);
        }
        json.put("connected", here.isPresent());
        return Json.time(
                json, "seenAt", here.map(DevicePresence.Presence::heardAtMs).orElse(device.getSeenAtMs()));
    }

    /** Where a tag is, for those who come and those who look after the person; each look is written down. */
    private Future<Answer> position(Exchange exchange) {
        return find(exchange).compose(device -> {
            String residentId = device.getResidentId();
            Set<String> coming = new HashSet<>();
            desk.view().ordersOf(residentId).forEach(order -> coming.addAll(Orders.assigned(order.value())));
            Parties parties = parties(residentId);
            Role role = Registrar.allow(exchange, new Parties(parties.residents(), coming, "", parties.communities()));
            PositionSample sample = fix(device)
                    .filter(found -> Orders.isBeingHelped(desk.view(), residentId))
                    .orElseThrow(() -> Problem.of(ProblemCode.POSITION_NOT_FOUND, device.getId()));
            return readings.record(exchange, role, residentId, EnumSet.of(Reading.What.WHAT_POSITION), "")
                    .map(written -> Answer.ok(Json.time(
                            new JsonObject().put("location", Json.place(sample.getPlace())), "at", sample.getAtMs())));
        });
    }

    private Optional<PositionSample> fix(Device device) {
        PositionSample[] found = new PositionSample[1];
        parts.tags().forEach(sample -> {
            if (sample.getVolunteerId().equals(device.getId())) {
                found[0] = sample;
            }
        });
        return Optional.ofNullable(found[0]);
    }
}
