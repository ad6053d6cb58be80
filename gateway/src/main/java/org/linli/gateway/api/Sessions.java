package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.access.Tokens;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.proto.Actor;
import org.linli.proto.BeginSession;
import org.linli.proto.Channel;
import org.linli.proto.Command;
import org.linli.proto.EndSessions;
import org.linli.proto.PersonAccess;
import org.linli.proto.RefreshSession;
import org.linli.proto.Reply;
import org.linli.proto.SignInSession;
import org.linli.proto.SignInWay;

/** Sessions as the registry keeps them: begun by a sign-in, carried on, ended; each with the tokens that speak of it. */
final class Sessions {
    /** How long a call may still be made by what staff may do no more where it is only taken from them by a reset. */
    static final long TOKEN_MS = 10 * 60 * 1000L;

    private static final int MAX_TOKEN = 4096;

    private final Desk desk;
    private final Tokens tokens;

    Sessions(Desk desk, Tokens tokens) {
        this.desk = desk;
        this.tokens = tokens;
    }

    void mount(Handlers handlers) {
        handlers.on(Route.SESSION_REFRESH, this::refresh).on(Route.SIGN_OUT, this::signOut);
    }

    /** Begins a session of somebody whose credentials were checked. */
    Future<Answer> begin(Exchange exchange, String subject, SignInWay way, long step) {
        return begin(
                exchange,
                BeginSession.newBuilder().setSubject(subject).setWay(way).setStep(step));
    }

    /** Begins the session of somebody whom an outside issuer knows, as what it lets them be here. */
    Future<Answer> begin(Exchange exchange, String subject, Set<Role> roles, Set<String> communities) {
        BeginSession.Builder begin =
                BeginSession.newBuilder().setSubject(subject).setWay(SignInWay.SIGN_IN_WAY_ISSUER);
        roles.stream().sorted().forEach(role -> begin.addRoles(proto(role)));
        communities.stream().sorted().forEach(begin::addCommunities);
        return begin(exchange, begin);
    }

    private Future<Answer> begin(Exchange exchange, BeginSession.Builder begin) {
        String subject = begin.getSubject();
        begin.setSessionId(desk.uuids().get().toString()).setFromDigest(from(exchange));
        return desk.registrar()
                .submit(Command.newBuilder()
                        .setActor(actor(
                                subject,
                                begin.getWay() == SignInWay.SIGN_IN_WAY_PHONE
                                        ? Optional.of(Role.RESIDENT)
                                        : Optional.empty()))
                        .setBeginSession(begin))
                .compose(reply -> granted(subject, begin.getSessionId(), 1));
    }

    /** Tells addresses apart without keeping one. */
    ByteString from(Exchange exchange) {
        return desk.sealing().digest("address", exchange.address());
    }

    /** Who signs in acts for themself; in which role is not known before the records have been read. */
    private static Actor actor(String subject, Optional<Role> role) {
        Actor.Builder actor = Actor.newBuilder().setSubject(subject).setChannel(Channel.CHANNEL_WEB);
        role.ifPresent(known -> actor.setRole(proto(known)));
        return actor.build();
    }

    private static org.linli.proto.Role proto(Role role) {
        return org.linli.proto.Role.valueOf("ROLE_" + role.name());
    }

    private Future<Answer> refresh(Exchange exchange) {
        Fields body = exchange.fields();
        String given = body.requiredText("refreshToken", MAX_TOKEN);
        body.check();
        return tokens.verifyRefresh(given)
                .recover(refused -> Future.failedFuture(Problem.of(ProblemCode.SIGNED_OUT)))
                .compose(refresh -> refresh.region().equals(desk.registrar().region())
                        ? carryOn(exchange, refresh)
                        : Future.failedFuture(Problem.of(ProblemCode.SIGNED_OUT)));
    }

    private Future<Answer> carryOn(Exchange exchange, Tokens.Refresh refresh) {
        return desk.registrar()
                .submit(
                        exchange,
                        refresh.subject(),
                        Command.newBuilder()
                                .setActor(actor(refresh.subject(), Optional.empty()))
                                .setRefreshSession(RefreshSession.newBuilder()
                                        .setSubject(refresh.subject())
                                        .setSessionId(refresh.session())
                                        .setTurn(refresh.turn())))
                .compose(reply -> granted(refresh.subject(), refresh.session(), turn(reply)));
    }

    /** That of the token to come; 0, which no session has, where the session was ended. */
    private static long turn(Reply reply) {
        return reply.getState().equals("REFRESHED") && reply.getArgumentsCount() > 0
                ? Long.parseLong(reply.getArguments(0))
                : 0;
    }

    /** The tokens of a session at this turn; an answer that is given again gives nothing to a session that went on or ended. */
    private Future<Answer> granted(String subject, String session, long turn) {
        return desk.registrar().read(EntityKey.access(subject)).map(entities -> {
            PersonAccess access = entities.get(0).entity().getAccess();
            SignInSession living = access.getSessionsList().stream()
                    .filter(known -> known.getId().equals(session) && known.getTurn() == turn)
                    .findFirst()
                    .orElseThrow(() -> Problem.of(ProblemCode.SIGNED_OUT));
            return Answer.ok(tokens(access, living));
        });
    }

    private JsonObject tokens(PersonAccess access, SignInSession session) {
        long expires = Math.min(desk.nowMs().getAsLong() + TOKEN_MS, session.getExpiresMs());
        Caller caller = new Caller(
                access.getSubject(),
                roles(access, session),
                desk.registrar().region(),
                communities(access, session),
                expires,
                session.getId(),
                desk.nowMs().getAsLong());
        Tokens.Refresh next = new Tokens.Refresh(caller.subject(), caller.region(), session.getId(), session.getTurn());
        return json(tokens, caller)
                .put("refreshToken", tokens.issue(next, session.getExpiresMs()))
                .put("sessionExpiresAt", Json.time(session.getExpiresMs()));
    }

    private Set<Role> roles(PersonAccess access, SignInSession session) {
        return switch (session.getWay()) {
            case SIGN_IN_WAY_PASSWORD -> roles(access.getStaff().getRolesList());
            case SIGN_IN_WAY_ISSUER -> roles(session.getRolesList());
            default ->
                desk.view().teams().isLedBy(access.getSubject())
                        ? EnumSet.of(Role.RESIDENT, Role.VOLUNTEER, Role.LEADER)
                        : EnumSet.of(Role.RESIDENT, Role.VOLUNTEER);
        };
    }

    private static Set<Role> roles(List<org.linli.proto.Role> stored) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        stored.forEach(role -> roles.add(Role.valueOf(role.name().substring("ROLE_".length()))));
        return roles;
    }

    private static Set<String> communities(PersonAccess access, SignInSession session) {
        return switch (session.getWay()) {
            case SIGN_IN_WAY_PASSWORD -> Set.copyOf(access.getStaff().getCommunitiesList());
            case SIGN_IN_WAY_ISSUER -> Set.copyOf(session.getCommunitiesList());
            default -> Set.of();
        };
    }

    /** A token with what its holder should know of it. */
    static JsonObject json(Tokens tokens, Caller caller) {
        return new JsonObject()
                .put("token", tokens.issue(caller))
                .put("subject", caller.subject())
                .put(
                        "roles",
                        new JsonArray(
                                caller.roles().stream().map(Role::word).sorted().toList()))
                .put("expiresAt", Json.time(caller.expiresAtMs()));
    }

    /** Ends the session of the token, or all of the caller's. */
    private Future<Answer> signOut(Exchange exchange) {
        Fields body = exchange.fields();
        boolean everywhere = body.flag("everywhere", false);
        body.check();
        Caller caller = exchange.caller();
        EndSessions.Builder end = EndSessions.newBuilder().setSubject(caller.subject());
        if (!everywhere) {
            end.setSessionId(caller.session());
        }
        return desk.registrar()
                .submit(
                        exchange,
                        Command.newBuilder()
                                .setActor(Registrar.actor(caller, role(caller), caller.subject()))
                                .setEndSessions(end))
                .compose(desk.registrar()::shown)
                .map(reply -> Answer.ok(new JsonObject().put("signedOut", true)));
    }

    private static Role role(Caller caller) {
        return caller.roles().stream().sorted().findFirst().orElseThrow(() -> Problem.of(ProblemCode.NOT_ALLOWED));
    }
}
