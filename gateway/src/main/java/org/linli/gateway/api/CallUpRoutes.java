package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.gateway.access.Access;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Grant;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.matcher.emergency.Pauses;
import org.linli.proto.AnswerCallUp;
import org.linli.proto.Calendar;
import org.linli.proto.CallUp;
import org.linli.proto.CallUpReserves;
import org.linli.proto.Command;
import org.linli.proto.Emergency;
import org.linli.proto.Profile;
import org.linli.proto.PutProfile;
import org.linli.proto.Reply;
import org.linli.proto.VolunteerFile;

/** Reserves say that they may be called up, are called up, and answer. */
public final class CallUpRoutes {
    /** What the registry takes at once. */
    private static final int MOST_AT_ONCE = 100;

    private static final int USUALLY = 20;

    private final Desk desk;

    public CallUpRoutes(Desk desk) {
        this.desk = desk;
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.CALL_UP, this::callUp)
                .on(Route.CALL_UP_ANSWER, this::answer)
                .on(Route.RESERVE_PUT, this::reserve);
    }

    /** The emergency that runs; fails with the problem where none does. */
    static Emergency running(Desk desk) {
        Emergency emergency = desk.view().emergency();
        if (!Pauses.isRunning(emergency)) {
            throw Problem.of(ProblemCode.EMERGENCY_OVER, emergency.getId());
        }
        return emergency;
    }

    /** Staff of communities call up those of their own; naming another's is not allowed. */
    static Role allowCommunities(Exchange exchange, List<String> named) {
        boolean all = Access.furthest(exchange.route(), exchange.caller()) == Grant.ALL;
        Caller caller = exchange.caller();
        if (!all && !named.stream().allMatch(community -> caller.looksAfter(Set.of(community)))) {
            throw Problem.of(ProblemCode.NOT_ALLOWED);
        }
        if (all) {
            return caller.is(Role.DISPATCHER) ? Role.DISPATCHER : Role.ADMIN;
        }
        return Role.COMMUNITY;
    }

    private Future<Answer> callUp(Exchange exchange) {
        Fields body = exchange.fields();
        List<String> communities = body.texts("communities", 200, 64);
        List<String> skills = body.texts("skills", OrderRequests.MAX_SKILLS, OrderRequests.MAX_WORD);
        int most = body.integer("most", 1, MOST_AT_ONCE, USUALLY);
        body.check();
        Role role = allowCommunities(exchange, communities);
        Emergency emergency = running(desk);
        return desk.registrar()
                .blocking(() -> chosen(exchange.caller(), role, emergency, communities, skills, most))
                .compose(chosen -> callUp(exchange, role, emergency, chosen));
    }

    private Future<Answer> callUp(Exchange exchange, Role role, Emergency emergency, List<String> chosen) {
        if (chosen.isEmpty()) {
            return Future.succeededFuture(Answer.ok(asked(List.of())));
        }
        return desk.registrar()
                .submit(
                        exchange,
                        Command.newBuilder()
                                .setActor(Registrar.actor(
                                        exchange.caller(),
                                        role,
                                        exchange.caller().subject()))
                                .setCallUpReserves(CallUpReserves.newBuilder()
                                        .setEmergencyId(emergency.getId())
                                        .addAllVolunteers(chosen)))
                .map(reply -> Answer.ok(asked(reply.getArgumentsList())));
    }

    private static JsonObject asked(List<String> volunteers) {
        return new JsonObject().put("asked", volunteers.size()).put("volunteers", Json.array(volunteers, id -> id));
    }

    private record Reserve(String id, int served) {}

    /** Those who have served least lately first, so that it is not the same people each time. */
    private List<String> chosen(
            Caller caller, Role role, Emergency emergency, List<String> communities, List<String> skills, int most) {
        return desk.view()
                .profilesAfter("")
                .filter(profile -> isMeant(caller, role, profile.getVolunteer(), communities, skills))
                .filter(profile -> EmergencyFigures.isFree(profile.getVolunteer(), calendar(profile))
                        && !hasAnswer(calendar(profile), emergency))
                .map(profile -> new Reserve(profile.getId(), calendar(profile).getServedCount()))
                .sorted(Comparator.comparingInt(Reserve::served).thenComparing(Reserve::id))
                .limit(most)
                .map(Reserve::id)
                .toList();
    }

    private Calendar calendar(Profile profile) {
        return desk.view().findCalendar(profile.getId()).orElse(Calendar.getDefaultInstance());
    }

    private static boolean hasAnswer(Calendar calendar, Emergency emergency) {
        return EmergencyFigures.isCalled(calendar, emergency)
                && calendar.getCallUp().getState() != CallUp.State.STATE_YES;
    }

    private static boolean isMeant(
            Caller caller, Role role, VolunteerFile file, List<String> communities, List<String> skills) {
        Set<String> own = new HashSet<>(file.getCommunitiesList());
        boolean there = communities.isEmpty() || communities.stream().anyMatch(own::contains);
        boolean theirs = role != Role.COMMUNITY || caller.looksAfter(own);
        return there
                && theirs
                && skills.stream()
                        .allMatch(skill -> file.getSkillsList().stream()
                                .anyMatch(claim -> claim.getSkill().equals(skill)));
    }

    private Future<Answer> answer(Exchange exchange) {
        Fields body = exchange.fields();
        if (!body.has("yes")) {
            body.fault("yes", "请说明能不能来", "is required: true or false", 0);
        }
        String id = exchange.caller().subject();
        boolean yes = body.flag("yes", false);
        body.check();
        Role role = Registrar.allow(exchange, Parties.person(id, Set.of()));
        return desk.registrar()
                .submit(
                        exchange,
                        Command.newBuilder()
                                .setActor(Registrar.actor(exchange.caller(), role, id))
                                .setAnswerCallUp(AnswerCallUp.newBuilder()
                                        .setEmergencyId(desk.view().emergency().getId())
                                        .setVolunteerId(id)
                                        .setYes(yes)))
                .map(reply -> Answer.ok(VolunteerRoutes.dutyJson(reply)).tagged(reply.getVersion()));
    }

    /** Whether somebody may be called up; nothing else of the file changes. */
    private Future<Answer> reserve(Exchange exchange) {
        String id = Profiles.personId(exchange);
        Fields body = exchange.fields();
        if (!body.has("reserve")) {
            body.fault("reserve", "请说明愿不愿意应急时被征召", "is required: true or false", 0);
        }
        boolean reserve = body.flag("reserve", false);
        body.check();
        return desk.registrar().read(EntityKey.profile(id)).compose(entities -> {
            Profiles.Found found = Profiles.found(entities.get(0));
            Role role = Registrar.allow(
                    exchange,
                    found.profile().hasVolunteer()
                            ? VolunteerRoutes.parties(found.profile())
                            : Parties.person(id, Set.of()));
            if (!found.profile().hasVolunteer()) {
                throw Problem.of(ProblemCode.PERSON_NOT_FOUND, id);
            }
            return put(exchange, role, found, reserve)
                    .map(reply -> Answer.ok(new JsonObject().put("id", id).put("reserve", reserve))
                            .tagged(reply.getVersion()));
        });
    }

    private Future<Reply> put(Exchange exchange, Role role, Profiles.Found found, boolean reserve) {
        String id = found.profile().getId();
        return desk.registrar()
                .submit(Command.newBuilder()
                        .setActor(Registrar.actor(exchange.caller(), role, id))
                        .setPutProfile(PutProfile.newBuilder()
                                .setMustMatch(true)
                                .setBaseVersion(found.version())
                                .setProfile(Profile.newBuilder()
                                        .setId(id)
                                        .setVolunteer(found.profile().getVolunteer().toBuilder()
                                                .setReserve(reserve)))));
    }
}
