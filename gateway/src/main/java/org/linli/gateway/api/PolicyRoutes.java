package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.linli.domain.EntityKey;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.RequestBody;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Command;
import org.linli.proto.Policy;
import org.linli.proto.PublishPolicy;

/** The region's rules: read and published whole, as YAML. */
public final class PolicyRoutes {
    private final Desk desk;

    public PolicyRoutes(Desk desk) {
        this.desk = desk;
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.POLICY_GET, this::get).on(Route.POLICY_PUBLISH, this::publish);
    }

    private Future<Answer> get(Exchange exchange) {
        Registrar.allow(exchange, Parties.NOBODY);
        return desk.registrar().read(EntityKey.POLICY).map(entities -> {
            Versioned entity = entities.get(0);
            Policy policy = entity.entity().getPolicy();
            JsonObject json = new JsonObject().put("version", entity.version()).put("yaml", policy.getYaml());
            return Answer.ok(Json.time(json, "publishedAt", policy.getPublishedAtMs()))
                    .tagged(entity.version());
        });
    }

    private Future<Answer> publish(Exchange exchange) {
        Role role = Registrar.allow(exchange, Parties.NOBODY);
        return desk.registrar()
                .submit(
                        exchange,
                        Command.newBuilder()
                                .setActor(Registrar.actor(
                                        exchange.caller(),
                                        role,
                                        exchange.caller().subject()))
                                .setPublishPolicy(PublishPolicy.newBuilder().setYaml(yaml(exchange))))
                .map(reply -> Answer.of(201, new JsonObject().put("version", reply.getVersion()))
                        .with("Location", "/v1/policy")
                        .tagged(reply.getVersion()));
    }

    private static String yaml(Exchange exchange) {
        @Nullable String type = exchange.header("Content-Type");
        if (type != null && type.contains("yaml")) {
            return exchange.body().toString(StandardCharsets.UTF_8);
        }
        Fields body = exchange.fields();
        String yaml = body.requiredText("yaml", RequestBody.MAX_POLICY);
        body.check();
        return yaml;
    }
}
