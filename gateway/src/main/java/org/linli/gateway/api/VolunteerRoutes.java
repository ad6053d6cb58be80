package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.domain.EntityKey;
import org.linli.domain.Wgs84;
import org.linli.gateway.access.Caller;
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
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Command;
import org.linli.proto.Duty;
import org.linli.proto.PositionSample;
import org.linli.proto.Profile;
import org.linli.proto.Reply;
import org.linli.proto.SetDuty;
import org.linli.proto.TravelMode;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;

/** Volunteers: apply, approve, file, duty. */
public final class VolunteerRoutes {
    /** Nobody is on duty for longer than a day at once, nor travels longer. */
    private static final int MAX_TRAVEL_MINUTES = 1440;

    private final Desk desk;
    private final Profiles profiles;
    private final ReadingLog readings;

    public VolunteerRoutes(Desk desk) {
        this.desk = desk;
        this.profiles = new Profiles(desk);
        this.readings = new ReadingLog(desk);
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.VOLUNTEER_APPLY, this::apply)
                .on(Route.VOLUNTEER_PUT, this::put)
                .on(Route.VOLUNTEER_GET, this::get)
                .on(Route.DUTY_PUT, this::duty);
    }

    private Future<Answer> apply(Exchange exchange) {
        return write(exchange, exchange.caller().subject());
    }

    private Future<Answer> put(Exchange exchange) {
        return write(exchange, Profiles.personId(exchange));
    }

    /** Staff approve at once whom they enrol; whoever applies, staff too, waits for the word of somebody else, whatever is mended. */
    private Future<Answer> write(Exchange exchange, String personId) {
        Fields body = exchange.fields();
        VolunteerFile file = VolunteerJson.read(body);
        var secrets = Profiles.privateOf(body);
        Profile.Builder part = Profile.newBuilder().setId(personId);
        MessageJson.read(body, part);
        body.check();
        return profiles.find(personId).compose(before -> {
            Role role = Registrar.allow(exchange, parties(personId, before.profile(), file));
            boolean approved = (role == Role.COMMUNITY || role == Role.ADMIN)
                    && !exchange.caller().subject().equals(personId)
                    && before.profile().getVolunteer().getState() != VolunteerState.VOLUNTEER_STATE_PENDING;
            return profiles.put(
                            exchange,
                            role,
                            before,
                            part.setVolunteer(VolunteerJson.kept(
                                    body, file, before.profile().getVolunteer())),
                            secrets,
                            approved)
                    .map(VolunteerRoutes::written);
        });
    }

    static Answer written(Reply reply) {
        JsonObject json = new JsonObject()
                .put("id", reply.getId())
                .put("state", reply.getState())
                .put("version", reply.getVersion());
        Answer answer = Answer.of(reply.getCreated() ? 201 : 200, json).tagged(reply.getVersion());
        return reply.getCreated() ? answer.with("Location", "/v1/volunteers/" + reply.getId()) : answer;
    }

    /**
     * A new file belongs to the communities that it names itself, a known one to those that it had; that of a resident who
     * becomes a volunteer too to the resident's, whose name and number it shares.
     */
    private static Parties parties(String personId, Profile before, VolunteerFile file) {
        if (!before.hasVolunteer() && before.hasResident()) {
            String community = before.getResident().getCommunity();
            return Parties.person(personId, community.isEmpty() ? Set.of() : Set.of(community));
        }
        return Parties.person(
                personId,
                new HashSet<>(
                        before.hasVolunteer()
                                ? before.getVolunteer().getCommunitiesList()
                                : file.getCommunitiesList()));
    }

    static Parties parties(Profile profile) {
        return Parties.person(
                profile.getId(), new HashSet<>(profile.getVolunteer().getCommunitiesList()));
    }

    private Future<Answer> get(Exchange exchange) {
        String id = Profiles.personId(exchange);
        return desk.registrar()
                .read(EntityKey.profile(id), EntityKey.calendar(id), EntityKey.account(id))
                .compose(entities -> {
                    Profiles.Found found = Profiles.found(entities.get(0));
                    Role role = Registrar.allow(
                            exchange,
                            found.profile().hasVolunteer() ? parties(found.profile()) : Parties.person(id, Set.of()));
                    if (!found.profile().hasVolunteer()) {
                        throw Problem.of(ProblemCode.PERSON_NOT_FOUND, id);
                    }
                    return json(exchange, role, found, entities.get(1), entities.get(2));
                });
    }

    private Future<Answer> json(
            Exchange exchange, Role role, Profiles.Found found, Versioned calendar, Versioned account) {
        String id = found.profile().getId();
        boolean plain = plain(exchange.caller(), found.profile());
        return desk.registrar()
                .on(desk.people().open(found.profile()))
                .compose(secrets -> readings.record(exchange, role, id, plain ? ReadingLog.of(secrets) : Set.of(), "")
                        .map(written -> secrets))
                .map(secrets -> {
                    JsonObject json = VolunteerJson.file(found.profile(), secrets, plain)
                            .put(
                                    "duty",
                                    VolunteerJson.duty(
                                            calendar.entity().getCalendar().getDuty()))
                            .put("version", found.version());
                    Json.text(
                            json,
                            "tier",
                            VolunteerJson.tier(
                                    desk, found.profile(), account.entity().getAccount()));
                    return Answer.ok(json).tagged(found.version());
                });
    }

    /** Whether the telephone number is shown whole: to oneself, and to staff as far as they look after the volunteer. */
    private static boolean plain(Caller caller, Profile profile) {
        return caller.subject().equals(profile.getId())
                || caller.isAny(Role.ADMIN, Role.AGENT)
                || (caller.is(Role.COMMUNITY)
                        && caller.looksAfter(
                                new HashSet<>(profile.getVolunteer().getCommunitiesList())));
    }

    private Future<Answer> duty(Exchange exchange) {
        String id = Profiles.personId(exchange);
        Fields body = exchange.fields();
        if (!body.has("on")) {
            body.fault("on", "请说明上岗或下岗", "is required: true or false", 0);
        }
        Instant until = body.time("until");
        Wgs84 location = body.place("location");
        Duty duty = Duty.newBuilder()
                .setOn(body.flag("on", false))
                .setUntilMs(until == null ? 0 : until.toEpochMilli())
                .setTravelMode(
                        body.word("travelMode", TravelMode.class, "TRAVEL_MODE_", TravelMode.TRAVEL_MODE_UNSPECIFIED))
                .setMaxTravelMinutes(body.integer("maxTravelMinutes", 1, MAX_TRAVEL_MINUTES, 0))
                .build();
        body.check();
        Role role = Registrar.allow(exchange, Parties.person(id, Set.of()));
        // The place goes first: whoever plans with the duty's entry should know it.
        place(id, duty.getOn(), location);
        return desk.registrar()
                .submit(
                        exchange,
                        Command.newBuilder()
                                .setActor(Registrar.actor(exchange.caller(), role, id))
                                .setSetDuty(
                                        SetDuty.newBuilder().setVolunteerId(id).setDuty(duty)))
                .map(reply -> Answer.ok(dutyJson(reply)).tagged(reply.getVersion()));
    }

    private void place(String id, boolean on, @Nullable Wgs84 location) {
        if (!on) {
            desk.positions().forget(id);
        } else if (location != null) {
            desk.positions()
                    .report(PositionSample.newBuilder()
                            .setVolunteerId(id)
                            .setPlace(Spots.place(location))
                            .setAtMs(desk.nowMs().getAsLong())
                            .setHeading(-1)
                            .build());
        }
    }

    /** The reply's arguments: since and until in Unix milliseconds, travel mode, most travel minutes. */
    static JsonObject dutyJson(Reply reply) {
        JsonObject json = new JsonObject().put("on", reply.getState().equals("ON"));
        if (reply.getArgumentsCount() == 4) {
            Json.time(json, "since", Long.parseLong(reply.getArguments(0)));
            Json.time(json, "until", Long.parseLong(reply.getArguments(1)));
            json.put("travelMode", reply.getArguments(2));
            json.put("maxTravelMinutes", Integer.parseInt(reply.getArguments(3)));
        }
        return json;
    }
}
