package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Wgs84;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.frame.RotatingCode;
import org.linli.gateway.frame.Spots;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.proto.Activity;
import org.linli.proto.Actor;
import org.linli.proto.CheckInActivity;
import org.linli.proto.CheckOutActivity;
import org.linli.proto.Command;
import org.linli.proto.Presence;

/** The rotating code on the leader's screen, and who checks in and out by it or by the leader's list. */
final class AttendanceRoutes {
    private static final int MAX_PEOPLE = 200;

    private final Desk desk;
    private final ActivityDesk activities;

    AttendanceRoutes(Desk desk, ActivityDesk activities) {
        this.desk = desk;
        this.activities = activities;
    }

    void mount(Handlers handlers) {
        handlers.on(Route.ACTIVITY_CODE, this::code)
                .on(Route.ACTIVITY_CHECK_IN, this::checkIn)
                .on(Route.ACTIVITY_CHECK_OUT, this::checkOut);
    }

    private Future<Answer> code(Exchange exchange) {
        return activities.find(exchange.id()).compose(activity -> {
            Registrar.allow(exchange, ActivityDesk.leaders(activity));
            return activities.codeKey(activity).map(key -> code(activity, key));
        });
    }

    private Answer code(Activity activity, byte[] key) {
        if (key.length == 0) {
            throw Problem.of(ProblemCode.PERSON_NOT_FOUND, activity.getLeaderId());
        }
        long now = desk.nowMs().getAsLong();
        long until = (now / RotatingCode.STEP_MS + 1) * RotatingCode.STEP_MS;
        return Answer.ok(new JsonObject()
                        .put("code", RotatingCode.at(key, activity.getId(), now))
                        .put("until", Json.time(until)))
                .with("Cache-Control", "no-store");
    }

    private Future<Answer> checkIn(Exchange exchange) {
        Fields body = exchange.fields();
        List<String> people = people(exchange, body);
        String code = body.text("code", 16);
        Presence presence = presence(body);
        body.check();
        return activities.find(exchange.id()).compose(activity -> {
            Actor actor = actor(exchange, activity, people);
            return step(activity, code)
                    .compose(step -> submit(
                            exchange,
                            actor,
                            Command.newBuilder()
                                    .setCheckInActivity(CheckInActivity.newBuilder()
                                            .setActivityId(activity.getId())
                                            .addAllPersonIds(people)
                                            .setCodeStep(step)
                                            .setPresence(presence))));
        });
    }

    private Future<Answer> checkOut(Exchange exchange) {
        Fields body = exchange.fields();
        List<String> people = people(exchange, body);
        Presence presence = presence(body);
        body.check();
        return activities
                .find(exchange.id())
                .compose(activity -> submit(
                        exchange,
                        actor(exchange, activity, people),
                        Command.newBuilder()
                                .setCheckOutActivity(CheckOutActivity.newBuilder()
                                        .setActivityId(activity.getId())
                                        .addAllPersonIds(people)
                                        .setPresence(presence))));
    }

    /** The step of time of which the code is; the registry, which has the region's clock, says whether that is now. */
    private Future<Long> step(Activity activity, String code) {
        return code.isEmpty()
                ? Future.succeededFuture(0L)
                : activities
                        .codeKey(activity)
                        .map(key -> key.length == 0
                                ? 0L
                                : RotatingCode.find(
                                        key,
                                        activity.getId(),
                                        code,
                                        desk.nowMs().getAsLong()));
    }

    /** A leader who checks in others does so as the leader, whatever other roles the same person has. */
    private static Actor actor(Exchange exchange, Activity activity, List<String> people) {
        Caller caller = exchange.caller();
        boolean others = !people.equals(List.of(caller.subject()));
        boolean leads = caller.is(Role.LEADER) && activity.getLeaderId().equals(caller.subject());
        Role role = Registrar.allow(exchange, ActivityDesk.leaders(activity));
        return ActivityDesk.actor(caller, others && leads ? Role.LEADER : role, activity);
    }

    private static List<String> people(Exchange exchange, Fields body) {
        List<String> people = body.texts("people", MAX_PEOPLE, 64);
        return people.isEmpty() ? List.of(exchange.caller().subject()) : people;
    }

    private static Presence presence(Fields body) {
        Presence.Builder presence = Presence.newBuilder();
        @Nullable Wgs84 location = body.place("location");
        if (location != null) {
            presence.setLocation(Spots.place(location));
        }
        @Nullable Instant at = body.time("at");
        return presence.setAtMs(at == null ? 0 : at.toEpochMilli()).build();
    }

    private Future<Answer> submit(Exchange exchange, Actor actor, Command.Builder command) {
        return desk.registrar()
                .submit(exchange, command.setActor(actor))
                .map(reply -> Answer.ok(ActivityRoutes.own(reply)).tagged(reply.getVersion()));
    }
}
