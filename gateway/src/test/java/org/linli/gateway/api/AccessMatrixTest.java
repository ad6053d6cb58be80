package org.linli.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linli.gateway.access.Access;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Grant;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Door;

/** Every call of the API × every role × one's own thing or another's: denied wherever the table does not grant it. */
class AccessMatrixTest {
    private static final String KEY = "a secret of more than thirty-two bytes";
    /** Lists give what is visible; there is no single thing to be denied. */
    private static final Set<Route> WITHOUT_A_THING = EnumSet.of(
            Route.STREAM_TICKET,
            Route.ORDER_LIST,
            Route.RECOMMEND,
            Route.RESIDENT_FIND,
            Route.VOLUNTEER_APPLY,
            Route.VOLUNTEER_LIST,
            Route.OFFER_LIST,
            Route.INVITATION_LIST,
            Route.VISIT_LIST,
            Route.IMPORT,
            Route.ENROLMENT_GET,
            Route.EXPORT,
            Route.ACTIVITY_LIST,
            Route.POLICY_GET,
            Route.POLICY_PUBLISH);

    private static final Set<Route> RESOLVING = EnumSet.of(Route.VISIT_RESOLVE, Route.ACTIVITY_RESOLVE);

    private static final Vertx VERTX = Vertx.vertx();
    private static final TestDoor DOOR = new TestDoor(VERTX, KEY);
    private static final HttpClient CLIENT = VERTX.createHttpClient();
    private static int port;

    @BeforeAll
    static void open() {
        Door door = DOOR.door();
        port = await(VERTX.createHttpServer().requestHandler(door::handle).listen(0))
                .actualPort();
    }

    @AfterAll
    static void close() {
        await(VERTX.close());
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    void route_byEachRoleOnOwnAndOthers_isGrantedAsTheTableSays(Route route) {
        if (route.isPublic()) {
            assertThat(status(route, "me", "")).isNotIn(401, 403);
            return;
        }
        assertThat(status(route, "me", "")).isEqualTo(401);
        for (Role role : Role.values()) {
            String token = token(role);
            for (String whose : new String[] {"me", "other"}) {
                int status = status(route, whose, token);
                assertThat(status < 500)
                        .as("%s by %s on %s: %d", route, role, whose, status)
                        .isTrue();
                assertThat(status != 403)
                        .as("%s by %s on %s: %d", route, role, whose, status)
                        .isEqualTo(granted(route, role, whose));
            }
        }
    }

    private static boolean granted(Route route, Role role, String whose) {
        Grant grant = Access.grant(route, role);
        boolean orgForOthers = route == Route.ORDER_CREATE && role == Role.ORG;
        return switch (grant) {
            case NONE -> false;
            case ALL -> true;
            case OWN, SCOPE -> whose.equals("me") || orgForOthers || WITHOUT_A_THING.contains(route);
        };
    }

    private static String token(Role role) {
        Caller caller = new Caller("me", Set.of(role), "520181", Set.of("north"), System.currentTimeMillis() + 600_000);
        return DOOR.tokens().issue(caller);
    }

    private static int status(Route route, String whose, String token) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(route.method()))
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(uri(route, whose))
                .putHeader("Idempotency-Key", UUID.randomUUID().toString())
                .putHeader("Content-Type", "application/json");
        if (!token.isEmpty()) {
            options.putHeader("Authorization", "Bearer " + token);
        }
        return await(Future.future(
                answer -> VERTX.runOnContext(go -> ask(route, whose, options).onComplete(answer))));
    }

    /** On a context of its own, so that the answer cannot come before somebody listens. */
    private static Future<Integer> ask(Route route, String whose, RequestOptions options) {
        return CLIENT.request(options)
                .compose(request -> route.method().equals("GET")
                        ? request.send()
                        : request.send(body(route, whose).toBuffer()))
                .compose(response -> response.body().map(bytes -> response.statusCode()));
    }

    private static String uri(Route route, String whose) {
        String id = switch (route.path().split("/")[2]) {
            case "orders" -> TestDoor.orderOf(whose);
            case "visits" -> TestDoor.orderOf(whose) + ".1";
            case "activities" -> TestDoor.activityOf(whose);
            case "offers" -> TestDoor.orderOf(whose) + ".1.1";
            default -> whose;
        };
        String query = route == Route.RESIDENT_FIND ? "?phone=13900000000" : "";
        return route.path().replace("{id}", id).replace("{kind}", "residents").replace("{n}", "1") + query;
    }

    /** What every call finds enough in. */
    private static JsonObject body(Route route, String whose) {
        return new JsonObject()
                .put("onBehalfOf", whose)
                .put("id", whose)
                .put("service", "talk")
                .put("location", new JsonObject().put("lat", 26.557).put("lng", 106.471))
                .put("evidence", new JsonArray())
                .put("volunteerId", "v-9")
                .put("on", true)
                .put("stars", 5)
                .put("reason", "OTHER")
                .put("outcome", RESOLVING.contains(route) ? "VOID" : "OPEN")
                .put("kind", "residents")
                .put("rows", new JsonArray())
                .put("yaml", "region: x")
                .put("role", "resident")
                .put("subject", "me")
                .put("phone", "13900000000");
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError("no answer", failed);
        }
    }
}
