package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.proto.AddApiKey;
import org.linli.proto.ApiKey;
import org.linli.proto.Command;
import org.linli.proto.Reply;
import org.linli.proto.RevokeApiKey;

/**
 * Keys for the GeoReport door. A key is told in the answer that makes it and kept as a keyed digest alone; a call that is
 * repeated is told that the key exists, without it. From an answer on, the key opens the door of the node that gave it, or
 * does so no more.
 */
public final class ApiKeyRoutes {
    private final Desk desk;
    private final Supplier<byte[]> keys;

    /** @param keys fresh 32 bytes */
    public ApiKeyRoutes(Desk desk, Supplier<byte[]> keys) {
        this.desk = desk;
        this.keys = keys;
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.API_KEY_ADD, this::add)
                .on(Route.API_KEY_LIST, this::list)
                .on(Route.API_KEY_REVOKE, this::revoke);
    }

    /** Whom a key that somebody brings belongs to, while it counts. */
    public static Optional<ApiKey> holder(Desk desk, String key) {
        return key.isEmpty() ? Optional.empty() : desk.view().apiKeys().counting(digest(desk, key));
    }

    private static ByteString digest(Desk desk, String key) {
        return desk.sealing().digest("api-key", key);
    }

    private Future<Answer> add(Exchange exchange) {
        Role role = Registrar.allow(exchange, Parties.NOBODY);
        Fields body = exchange.fields();
        String id = OrderRequests.person(body, "id");
        if (id.isEmpty()) {
            body.fault("id", "请给出名称，例如 h-12345", "is required, such as h-12345", 0);
        }
        body.check();
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(keys.get());
        return submit(
                        exchange,
                        role,
                        id,
                        Command.newBuilder()
                                .setAddApiKey(AddApiKey.newBuilder().setId(id).setDigest(digest(desk, key))))
                .map(reply -> Answer.of(201, told(json(reply), key)));
    }

    /** Only where this very call made it: a repeated one made nothing, and its key opens nothing. */
    private JsonObject told(JsonObject json, String key) {
        boolean another = desk.view()
                .apiKeys()
                .find(json.getString("id"))
                .filter(kept -> !kept.getDigest().equals(digest(desk, key)))
                .isPresent();
        return another ? json : json.put("key", key);
    }

    private Future<Answer> revoke(Exchange exchange) {
        Role role = Registrar.allow(exchange, Parties.NOBODY);
        exchange.fields().check();
        return submit(
                        exchange,
                        role,
                        exchange.id(),
                        Command.newBuilder()
                                .setRevokeApiKey(RevokeApiKey.newBuilder().setId(exchange.id())))
                .map(reply -> Answer.ok(json(reply)));
    }

    private Future<Reply> submit(Exchange exchange, Role role, String id, Command.Builder command) {
        return desk.registrar()
                .submit(exchange, command.setActor(Registrar.actor(exchange.caller(), role, id)))
                .compose(desk.registrar()::shown);
    }

    private static JsonObject json(Reply reply) {
        return new JsonObject().put("id", reply.getId()).put("state", reply.getState());
    }

    private Future<Answer> list(Exchange exchange) {
        Registrar.allow(exchange, Parties.NOBODY);
        List<ApiKey> all = List.copyOf(desk.view().apiKeys().all());
        return Future.succeededFuture(Answer.ok(new JsonObject().put("apiKeys", Json.array(all, ApiKeyRoutes::json))));
    }

    private static JsonObject json(ApiKey key) {
        JsonObject json = new JsonObject().put("id", key.getId()).put("createdBy", key.getCreatedBy());
        Json.time(json, "createdAt", key.getCreatedAtMs());
        return Json.time(json, "revokedAt", key.getRevokedAtMs());
    }
}
