package org.linli.gateway.node;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.linli.gateway.access.Access;
import org.linli.gateway.access.Grant;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;

/**
 * The API's document as it is served: each operation with the roles that it is open to, from the table that decides, so
 * that the two cannot differ. {@code own}: one's own things; {@code scope}: those of one's communities; {@code all}.
 */
final class ApiDocument {
    static final String ROLES = "x-roles";

    private ApiDocument() {}

    static byte[] withRoles(byte[] document) {
        JsonObject api = new JsonObject(Buffer.buffer(document));
        for (Route route : Route.values()) {
            JsonObject path = api.getJsonObject("paths").getJsonObject(route.path(), new JsonObject());
            JsonObject operation = path.getJsonObject(route.method().toLowerCase(Locale.ROOT));
            if (operation != null && !route.isPublic()) {
                operation.put(ROLES, roles(route));
            }
        }
        return api.toBuffer().getBytes();
    }

    private static JsonObject roles(Route route) {
        JsonObject roles = new JsonObject();
        for (Role role : Role.values()) {
            Grant grant = Access.grant(route, role);
            if (grant != Grant.NONE) {
                roles.put(role.word(), grant.name().toLowerCase(Locale.ROOT));
            }
        }
        return roles;
    }
}
