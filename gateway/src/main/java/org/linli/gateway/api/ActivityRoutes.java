package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.function.Function;
import org.linli.domain.Ids;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.proto.Activity;
import org.linli.proto.ActivityPrivate;
import org.linli.proto.CancelActivity;
import org.linli.proto.CloseActivity;
import org.linli.proto.Command;
import org.linli.proto.ConfirmActivity;
import org.linli.proto.DisputeActivity;
import org.linli.proto.JoinActivity;
import org.linli.proto.LeaveActivity;
import org.linli.proto.ParticipantState;
import org.linli.proto.Profile;
import org.linli.proto.PublishActivity;
import org.linli.proto.Reply;
import org.linli.proto.ResolveActivity;

/** Activities are published, joined and left, closed, cancelled; their hours confirmed, disputed and settled. */
public final class ActivityRoutes {
    private static final int MAX_REASON = 200;
    private static final int MAX_PEOPLE = 200;

    private final Desk desk;
    private final ActivityDesk activities;

    public ActivityRoutes(Desk desk) {
        this.desk = desk;
        this.activities = new ActivityDesk(desk);
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.ACTIVITY_CREATE, this::publish)
                .on(Route.ACTIVITY_JOIN, this::join)
                .on(Route.ACTIVITY_LEAVE, this::leave)
                .on(Route.ACTIVITY_CLOSE, this::close)
                .on(Route.ACTIVITY_CANCEL, this::cancel)
                .on(Route.ACTIVITY_CONFIRM, this::confirm)
                .on(Route.ACTIVITY_DISPUTE, this::dispute)
                .on(Route.ACTIVITY_RESOLVE, this::resolve);
        new AttendanceRoutes(desk, activities).mount(handlers);
        new ActivityQueries(desk, activities).mount(handlers);
    }

    /** The key of the rotating code is made here, and sealed for the leader. */
    private Future<Answer> publish(Exchange exchange) {
        Fields body = exchange.fields();
        String leader = leader(body, exchange.caller());
        Activity.Builder activity = ActivityRequests.read(body);
        Set<String> communities = activity.getCommunity().isEmpty()
                ? desk.view()
                        .findProfile(leader)
                        .map(seen -> Set.copyOf(seen.value().getVolunteer().getCommunitiesList()))
                        .orElse(Set.of())
                : Set.of(activity.getCommunity());
        Role role = Registrar.allow(exchange, new Parties(Set.of(), Set.of(leader), "", communities));
        body.check();
        if (activity.getCommunity().isEmpty() && communities.size() == 1) {
            activity.setCommunity(communities.iterator().next());
        }
        activity.setId(Ids.activity(desk.registrar().region(), desk.uuids().get()))
                .setLeaderId(leader);
        ActivityPrivate secrets = ActivityPrivate.newBuilder()
                .setCodeKey(desk.sealing()
                        .digest("activity-code-key", desk.uuids().get().toString()))
                .build();
        return desk.registrar()
                .on(desk.sealing().seal(leader, secrets.toByteString()))
                .compose(bytes -> desk.registrar()
                        .submit(
                                exchange,
                                Command.newBuilder()
                                        .setActor(Registrar.actor(exchange.caller(), role, leader))
                                        .setPublishActivity(
                                                PublishActivity.newBuilder().setActivity(activity.setSealed(bytes)))))
                .map(reply -> Answer.of(201, json(reply))
                        .with("Location", "/v1/activities/" + reply.getId())
                        .tagged(reply.getVersion()));
    }

    private static String leader(Fields body, Caller caller) {
        String other = body.text("onBehalfOf", 64);
        return other.isEmpty() ? caller.subject() : other;
    }

    private Future<Answer> join(Exchange exchange) {
        Fields body = exchange.fields();
        String circumstance = body.text("circumstance", 64);
        Signing signing = signing(exchange, body);
        body.check();
        return submit(
                exchange,
                signing,
                Command.newBuilder()
                        .setJoinActivity(JoinActivity.newBuilder()
                                .setActivityId(exchange.id())
                                .setPersonId(signing.person)
                                .setGuest(signing.guest)
                                .setCircumstance(circumstance)));
    }

    private Future<Answer> leave(Exchange exchange) {
        Fields body = exchange.fields();
        Signing signing = signing(exchange, body);
        body.check();
        return submit(
                exchange,
                signing,
                Command.newBuilder()
                        .setLeaveActivity(LeaveActivity.newBuilder()
                                .setActivityId(exchange.id())
                                .setPersonId(signing.person)));
    }

    /** Who signs up or off, to help or to be helped, and in which role the caller says so. */
    private record Signing(String person, boolean guest, Role role) {}

    private Signing signing(Exchange exchange, Fields body) {
        Caller caller = exchange.caller();
        String person = leader(body, caller);
        boolean guest = body.flag("guest", caller.is(Role.RESIDENT) && !caller.isAny(Role.VOLUNTEER, Role.LEADER));
        Profile profile =
                desk.view().findProfile(person).map(seen -> seen.value()).orElse(Profile.getDefaultInstance());
        Set<String> communities = guest
                ? Set.of(profile.getResident().getCommunity())
                : Set.copyOf(profile.getVolunteer().getCommunitiesList());
        Parties parties = new Parties(
                guest ? Sight.family(desk.view(), person) : Set.of(),
                guest ? Set.of() : Set.of(person),
                "",
                communities);
        return new Signing(person, guest, Registrar.allow(exchange, parties));
    }

    private Future<Answer> submit(Exchange exchange, Signing signing, Command.Builder command) {
        return desk.registrar()
                .submit(exchange, command.setActor(Registrar.actor(exchange.caller(), signing.role, signing.person)))
                .map(reply -> Answer.ok(own(reply)).tagged(reply.getVersion()));
    }

    private Future<Answer> close(Exchange exchange) {
        exchange.fields().check();
        return led(
                exchange,
                Command.newBuilder().setCloseActivity(CloseActivity.newBuilder().setActivityId(exchange.id())),
                ActivityRoutes::json);
    }

    private Future<Answer> cancel(Exchange exchange) {
        Fields body = exchange.fields();
        String reason = body.requiredText("reason", MAX_REASON);
        body.check();
        return led(
                exchange,
                Command.newBuilder()
                        .setCancelActivity(CancelActivity.newBuilder()
                                .setActivityId(exchange.id())
                                .setReason(reason)),
                ActivityRoutes::json);
    }

    private Future<Answer> confirm(Exchange exchange) {
        Fields body = exchange.fields();
        ConfirmActivity.Builder confirm = ConfirmActivity.newBuilder()
                .setActivityId(exchange.id())
                .addAllPersonIds(body.texts("people", MAX_PEOPLE, 64));
        body.check();
        return led(exchange, Command.newBuilder().setConfirmActivity(confirm), ActivityRoutes::json);
    }

    private Future<Answer> dispute(Exchange exchange) {
        Fields body = exchange.fields();
        DisputeActivity.Builder dispute = DisputeActivity.newBuilder()
                .setActivityId(exchange.id())
                .setPersonId(body.requiredText("volunteerId", 64))
                .setReason(body.requiredText("reason", MAX_REASON));
        body.check();
        return led(exchange, Command.newBuilder().setDisputeActivity(dispute), ActivityRoutes::own);
    }

    private Future<Answer> resolve(Exchange exchange) {
        Fields body = exchange.fields();
        ParticipantState outcome = body.word(
                "outcome",
                ParticipantState.class,
                "PARTICIPANT_STATE_",
                ParticipantState.PARTICIPANT_STATE_UNSPECIFIED);
        boolean stands = outcome == ParticipantState.PARTICIPANT_STATE_CONFIRMED;
        if (!stands && outcome != ParticipantState.PARTICIPANT_STATE_VOID) {
            body.fault("outcome", "请写 CONFIRMED（时长有效）或 VOID（作废）", "must be CONFIRMED or VOID", 0);
        }
        ResolveActivity.Builder resolve = ResolveActivity.newBuilder()
                .setActivityId(exchange.id())
                .setPersonId(body.requiredText("volunteerId", 64))
                .setUphold(!stands)
                .setMinutes(stands ? body.integer("minutes", 0, 1440, 0) : 0)
                .setReason(body.requiredText("reason", MAX_REASON));
        body.check();
        return led(exchange, Command.newBuilder().setResolveActivity(resolve), ActivityRoutes::own);
    }

    /** A command of the activity's leader or staff. */
    private Future<Answer> led(Exchange exchange, Command.Builder command, Function<Reply, JsonObject> json) {
        return activities.find(exchange.id()).compose(activity -> {
            Role role = Registrar.allow(exchange, ActivityDesk.leaders(activity));
            return desk.registrar()
                    .submit(exchange, command.setActor(ActivityDesk.actor(exchange.caller(), role, activity)))
                    .map(reply -> Answer.ok(json.apply(reply)).tagged(reply.getVersion()));
        });
    }

    private static JsonObject json(Reply reply) {
        return new JsonObject()
                .put("id", reply.getId())
                .put("state", reply.getState())
                .put("version", reply.getVersion());
    }

    /** With one person's part. */
    static JsonObject own(Reply reply) {
        JsonObject json = json(reply);
        return reply.getArgumentsCount() < 2
                ? json
                : json.put(
                        "own",
                        new JsonObject()
                                .put("state", reply.getArguments(0))
                                .put("waitingNumber", Integer.parseInt(reply.getArguments(1))));
    }
}
