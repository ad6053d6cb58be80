package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Ids;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.frame.EmergencyFrames;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.matcher.emergency.Pauses;
import org.linli.proto.BeginEmergency;
import org.linli.proto.ChangeEmergency;
import org.linli.proto.Command;
import org.linli.proto.Emergency;
import org.linli.proto.EmergencyKind;
import org.linli.proto.EndEmergency;
import org.linli.proto.Priority;
import org.linli.proto.Reply;

/** The region's emergency: looked at by everybody, previewed, begun, changed and ended by those in charge. */
public final class EmergencyRoutes {
    private static final int MAX_TEXT = 300;
    private static final int MAX_COMMUNITIES = 200;
    /** A night and the morning after; whoever needs longer says so. */
    private static final long USUAL_MS = 12 * 3_600_000L;

    private final Desk desk;
    private final EmergencyFigures figures;

    public EmergencyRoutes(Desk desk) {
        this.desk = desk;
        this.figures = new EmergencyFigures(desk);
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.EMERGENCY_GET, this::get)
                .on(Route.EMERGENCY_PREVIEW, this::preview)
                .on(Route.EMERGENCY_BEGIN, this::begin)
                .on(Route.EMERGENCY_CHANGE, this::change)
                .on(Route.EMERGENCY_END, this::end);
    }

    /** What everybody may know; with figures for those who run it, of their communities where they have some only. */
    private Future<Answer> get(Exchange exchange) {
        Emergency emergency = desk.view().emergency();
        JsonObject json = json(exchange, emergency);
        Caller caller = exchange.caller();
        if (!caller.isAny(Role.DISPATCHER, Role.ADMIN, Role.COMMUNITY, Role.AGENT)) {
            return Future.succeededFuture(Answer.ok(json));
        }
        return desk.registrar()
                .blocking(() -> figures.of(emergency, caller))
                .map(counted -> Answer.ok(json.put("figures", counted)));
    }

    private static JsonObject json(Exchange exchange, Emergency emergency) {
        JsonObject json = new JsonObject().put("running", Pauses.isRunning(emergency));
        if (emergency.getId().isEmpty()) {
            return json;
        }
        json.put("id", emergency.getId())
                .put("kind", EmergencyFrames.kind(emergency))
                .put("text", EmergencyFrames.text(emergency, exchange.language()))
                .put("communities", Json.array(emergency.getCommunitiesList(), word -> word));
        Json.text(json, "pausedBelow", EmergencyFrames.pausedBelow(emergency));
        Json.time(json, "since", emergency.getBegunAtMs());
        Json.time(json, "until", emergency.getUntilMs());
        return Json.time(json, "endedAt", emergency.getEndedAtMs());
    }

    /** What would happen if it began like this: how many orders would wait, how many reserves there are. */
    private Future<Answer> preview(Exchange exchange) {
        Fields body = exchange.fields();
        Emergency asked = Emergency.newBuilder()
                .setId("preview")
                .addAllCommunities(body.texts("communities", MAX_COMMUNITIES, 64))
                .setPausedBelow(bar(body))
                .build();
        body.check();
        Registrar.allow(exchange, nobodys());
        return desk.registrar()
                .blocking(() -> figures.of(asked, exchange.caller()))
                .map(Answer::ok);
    }

    private static Priority bar(Fields body) {
        return body.word("pausedBelow", Priority.class, "PRIORITY_", Priority.PRIORITY_UNSPECIFIED);
    }

    private Future<Answer> begin(Exchange exchange) {
        Fields body = exchange.fields();
        Optional<Long> until = until(body);
        EmergencyKind kind =
                body.word("kind", EmergencyKind.class, "EMERGENCY_KIND_", EmergencyKind.EMERGENCY_KIND_UNSPECIFIED);
        if (!body.has("kind")) {
            body.fault("kind", "请写 STORM、OUTBREAK 或 OTHER", "is required: STORM, OUTBREAK or OTHER", 0);
        }
        UUID uuid = desk.uuids().get();
        BeginEmergency.Builder begin = BeginEmergency.newBuilder()
                .setId(Ids.emergency(desk.registrar().region(), uuid))
                .setKind(kind)
                .setTextZh(body.requiredText("text", MAX_TEXT))
                .setTextEn(body.text("textEn", MAX_TEXT))
                .addAllCommunities(body.texts("communities", MAX_COMMUNITIES, 64))
                .setPausedBelow(bar(body))
                .setUntilMs(until.orElseGet(() -> desk.nowMs().getAsLong() + USUAL_MS));
        body.check();
        return submit(exchange, Command.newBuilder().setBeginEmergency(begin))
                .map(reply -> Answer.of(201, said(reply)));
    }

    private static Optional<Long> until(Fields body) {
        @Nullable Instant until = body.time("until");
        return Optional.ofNullable(until).map(Instant::toEpochMilli);
    }

    private Future<Answer> change(Exchange exchange) {
        Fields body = exchange.fields();
        ChangeEmergency.Builder change = ChangeEmergency.newBuilder()
                .setId(body.text("id", 80))
                .setTextZh(body.text("text", MAX_TEXT))
                .setTextEn(body.text("textEn", MAX_TEXT))
                .setPausedBelow(bar(body))
                .setUntilMs(until(body).orElse(0L));
        body.check();
        return submit(exchange, Command.newBuilder().setChangeEmergency(change)).map(reply -> Answer.ok(said(reply)));
    }

    private Future<Answer> end(Exchange exchange) {
        Fields body = exchange.fields();
        EndEmergency.Builder end =
                EndEmergency.newBuilder().setId(body.text("id", 80)).setReason(body.text("reason", MAX_TEXT));
        body.check();
        return submit(exchange, Command.newBuilder().setEndEmergency(end)).map(reply -> Answer.ok(said(reply)));
    }

    /** It is the region's, and no community's of its own. */
    private static Parties nobodys() {
        return Parties.NOBODY;
    }

    private Future<Reply> submit(Exchange exchange, Command.Builder command) {
        Role role = Registrar.allow(exchange, nobodys());
        return desk.registrar()
                .submit(
                        exchange,
                        command.setActor(Registrar.actor(
                                exchange.caller(), role, exchange.caller().subject())));
    }

    static JsonObject said(Reply reply) {
        return new JsonObject()
                .put("id", reply.getId())
                .put("state", reply.getState())
                .put("version", reply.getVersion());
    }
}
