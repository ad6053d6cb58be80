package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linli.domain.EntityKey;
import org.linli.gateway.access.Base32;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Passwords;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.access.Totp;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Command;
import org.linli.proto.EndSessions;
import org.linli.proto.PersonAccess;
import org.linli.proto.PutStaff;
import org.linli.proto.Reply;
import org.linli.proto.SignInSession;
import org.linli.proto.SignInWay;
import org.linli.proto.StaffFile;

/** Who is of the staff: added, listed, disabled, reset. For administrators; {@code linli users} speaks to these. */
final class StaffRoutes {
    private static final int MAX_COMMUNITIES = 64;
    private static final int MAX_SECRET = 128;

    private final Desk desk;
    private final StaffDoor door;

    StaffRoutes(Desk desk, StaffDoor door) {
        this.desk = desk;
        this.door = door;
    }

    void mount(Handlers handlers) {
        handlers.on(Route.STAFF_ADD, this::add)
                .on(Route.STAFF_LIST, this::list)
                .on(Route.STAFF_DISABLE, this::disable)
                .on(Route.STAFF_RESET, this::reset);
    }

    /** What somebody new or anew signs in with: both made by whoever calls, so that a repeated call says the same. */
    private record Fresh(String password, ByteString secret) {}

    private Future<Answer> add(Exchange exchange) {
        Role role = Registrar.allow(exchange, Parties.NOBODY);
        Fields body = exchange.fields();
        String id = OrderRequests.person(body, "id");
        if (id.isEmpty()) {
            body.fault("id", "请给出用户名", "is required: letters, digits, - and _", 0);
        }
        StaffFile.Builder staff = roles(body);
        Fresh fresh = fresh(body, id);
        body.check();
        return door.keep(id, fresh.password(), fresh.secret())
                .compose(bytes -> put(
                        exchange,
                        role,
                        PutStaff.newBuilder()
                                .setSubject(id)
                                .setStaff(staff.setSealed(bytes))
                                .setFresh(true)))
                .map(reply -> written(reply).with("Location", "/v1/staff/" + id));
    }

    private static StaffFile.Builder roles(Fields body) {
        StaffFile.Builder staff =
                StaffFile.newBuilder().addAllCommunities(body.texts("communities", MAX_COMMUNITIES, 64));
        for (String word : body.texts("roles", Role.values().length, 16)) {
            Role.find(word)
                    .ifPresentOrElse(
                            role -> staff.addRoles(org.linli.proto.Role.valueOf("ROLE_" + role.name())),
                            () -> body.fault("roles", "没有身份 " + word, "there is no role " + word, 0));
        }
        return staff;
    }

    private static Fresh fresh(Fields body, String id) {
        String password = body.requiredText("password", Passwords.LONGEST);
        if (!password.isEmpty() && (password.length() < Passwords.SHORTEST || password.equals(id))) {
            body.fault(
                    "password",
                    "至少 " + Passwords.SHORTEST + " 个字符，且不同于用户名",
                    "must have at least " + Passwords.SHORTEST + " characters and differ from the name",
                    0);
        }
        byte[] secret =
                Base32.decode(body.requiredText("totpSecret", MAX_SECRET)).orElse(new byte[0]);
        if (body.has("totpSecret") && secret.length < Totp.SECRET_BYTES) {
            body.fault(
                    "totpSecret",
                    "应为至少 " + Totp.SECRET_BYTES + " 字节的 Base32",
                    "must be at least " + Totp.SECRET_BYTES + " bytes in base 32",
                    0);
        }
        return new Fresh(password, ByteString.copyFrom(secret));
    }

    private Future<Answer> disable(Exchange exchange) {
        Role role = Registrar.allow(exchange, Parties.NOBODY);
        String id = Profiles.personId(exchange);
        exchange.fields().check();
        PutStaff.Builder disabled = PutStaff.newBuilder()
                .setSubject(id)
                .setStaff(StaffFile.newBuilder().setDisabled(true));
        return desk.registrar()
                .read(EntityKey.access(id))
                .compose(entities -> isFromOutside(entities.get(0).entity().getAccess())
                        ? signOut(exchange, role, id)
                        : put(exchange, role, disabled))
                .map(StaffRoutes::written);
    }

    private static boolean isFromOutside(PersonAccess access) {
        return !access.hasStaff()
                && access.getSessionsList().stream()
                        .anyMatch(session -> session.getWay() == SignInWay.SIGN_IN_WAY_ISSUER);
    }

    /** Whether they may come in again is for the outside issuer to say. */
    private Future<Reply> signOut(Exchange exchange, Role role, String id) {
        return desk.registrar()
                .submit(
                        exchange,
                        Command.newBuilder()
                                .setActor(Registrar.actor(exchange.caller(), role, id))
                                .setEndSessions(EndSessions.newBuilder().setSubject(id)))
                .compose(desk.registrar()::shown);
    }

    /** A new password and authenticator, other roles where some are named, and no longer disabled. */
    private Future<Answer> reset(Exchange exchange) {
        Role role = Registrar.allow(exchange, Parties.NOBODY);
        String id = Profiles.personId(exchange);
        Fields body = exchange.fields();
        StaffFile.Builder staff = roles(body);
        Fresh fresh = fresh(body, id);
        body.check();
        return door.keep(id, fresh.password(), fresh.secret())
                .compose(bytes ->
                        put(exchange, role, PutStaff.newBuilder().setSubject(id).setStaff(staff.setSealed(bytes))))
                .map(StaffRoutes::written);
    }

    private Future<Reply> put(Exchange exchange, Role role, PutStaff.Builder put) {
        return desk.registrar()
                .submit(
                        exchange,
                        Command.newBuilder()
                                .setActor(Registrar.actor(exchange.caller(), role, put.getSubject()))
                                .setPutStaff(put))
                .compose(desk.registrar()::shown);
    }

    private static Answer written(Reply reply) {
        return Answer.of(
                reply.getCreated() ? 201 : 200,
                new JsonObject().put("id", reply.getId()).put("state", reply.getState()));
    }

    private Future<Answer> list(Exchange exchange) {
        Registrar.allow(exchange, Parties.NOBODY);
        return desk.registrar()
                .members("staff")
                .compose(ids -> desk.registrar()
                        .read(ids.stream().sorted().map(EntityKey::access).toList()))
                .map(entities -> Answer.ok(new JsonObject().put("staff", json(entities))));
    }

    private static JsonArray json(List<Versioned> entities) {
        List<PersonAccess> staff = new ArrayList<>();
        entities.forEach(entity -> Optional.of(entity.entity().getAccess())
                .filter(PersonAccess::hasStaff)
                .ifPresent(staff::add));
        return Json.array(staff, StaffRoutes::json);
    }

    private static JsonObject json(PersonAccess access) {
        StaffFile staff = access.getStaff();
        JsonObject json = new JsonObject()
                .put("id", access.getSubject())
                .put("roles", Json.array(staff.getRolesList(), StaffRoutes::word))
                .put("communities", Json.array(staff.getCommunitiesList(), code -> code))
                .put("disabled", staff.getDisabled())
                .put("sessions", access.getSessionsCount());
        Json.time(json, "createdAt", staff.getCreatedAtMs());
        return Json.time(
                json,
                "lastSignInAt",
                access.getSessionsList().stream()
                        .mapToLong(SignInSession::getBegunMs)
                        .max()
                        .orElse(0));
    }

    private static String word(org.linli.proto.Role role) {
        return Role.valueOf(role.name().substring("ROLE_".length())).word();
    }
}
