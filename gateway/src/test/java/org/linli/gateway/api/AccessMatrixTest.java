package org.linli.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linli.gateway.access.Access;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Grant;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Door;
import org.linli.gateway.schema.Documents;
import org.linli.proto.Actor;
import org.linli.proto.Channel;
import org.linli.proto.Command;

/**
 * Every call of the API's document × every role × one's own thing, another's, or nobody's: denied wherever the table does
 * not grant it. A documented call that no route or no row of the table stands for fails.
 */
class AccessMatrixTest {
    private static final String KEY = "a secret of more than thirty-two bytes";
    private static final String NOBODYS = "nobody";
    /** Lists give what is visible; there is no single thing to be denied. */
    private static final Set<Route> WITHOUT_A_THING = EnumSet.of(
            Route.STREAM_TICKET,
            Route.SIGN_OUT,
            Route.ORDER_LIST,
            Route.RECOMMEND,
            Route.RESIDENT_FIND,
            Route.CONTACT_LIST,
            Route.VOLUNTEER_APPLY,
            Route.VOLUNTEER_LIST,
            Route.OFFER_LIST,
            Route.INVITATION_LIST,
            Route.VISIT_LIST,
            Route.HOUR_LIST,
            Route.LATE_LIST,
            Route.IMPORT,
            Route.ENROLMENT_GET,
            Route.EXPORT,
            Route.ACTIVITY_LIST,
            Route.DEVICE_LIST,
            Route.REPEAT_LIST,
            Route.CALL_UP,
            Route.CALL_UP_ANSWER,
            Route.BULK_ORDER,
            Route.BULK_CANCEL,
            Route.ORGANISATION_LIST,
            Route.TEAM_LIST,
            Route.TEAM_OFFER_LIST,
            Route.AUDIT,
            Route.API_KEY_ADD,
            Route.API_KEY_LIST,
            Route.STAFF_ADD,
            Route.STAFF_LIST,
            Route.MESSAGE_REPORT,
            Route.POLICY_GET,
            Route.POLICY_PUBLISH);

    private static final Set<Route> RESOLVING = EnumSet.of(Route.VISIT_RESOLVE, Route.ACTIVITY_RESOLVE);

    /** What is done to the rules or to oneself is done for nobody else. */
    private static final Set<Route> FOR_NOBODY_ELSE = EnumSet.of(
            Route.POLICY_PUBLISH,
            Route.SIGN_OUT,
            Route.VOLUNTEER_APPLY,
            Route.IMPORT,
            Route.EMERGENCY_BEGIN,
            Route.EMERGENCY_CHANGE,
            Route.EMERGENCY_END);

    /** What a resident may do for another whose file names that resident as a relative; nothing else of that person's. */
    private static final Set<Route> FOR_FAMILY = EnumSet.of(
            Route.ORDER_CREATE,
            Route.ORDER_PREVIEW,
            Route.ORDER_GET,
            Route.ORDER_CANCEL,
            Route.ORDER_RATE,
            Route.ORDER_ESCALATE,
            Route.REPEAT_GET,
            Route.REPEAT_CANCEL,
            Route.REPEAT_CHANGE,
            Route.VISIT_CONFIRM,
            Route.VISIT_DISPUTE,
            Route.VISIT_NO_SHOW,
            Route.ACTIVITY_JOIN,
            Route.ACTIVITY_LEAVE,
            Route.RESIDENT_GET,
            Route.CONTACT_GET,
            Route.CONTACT_PUT,
            Route.DEVICE_POSITION);

    private static final Map<Route, String> KINDS =
            Map.of(Route.DEVICE_REGISTER, "BUTTON", Route.EMERGENCY_BEGIN, "STORM");

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

    /** What the document says can be called. */
    static Stream<Arguments> calls() {
        return Documents.openApi().getJsonObject("paths").stream()
                .flatMap(path -> ((JsonObject) path.getValue())
                        .fieldNames().stream()
                                .map(method -> Arguments.of(method.toUpperCase(Locale.ROOT), path.getKey())));
    }

    private static Route route(String method, String path) {
        return Arrays.stream(Route.values())
                .filter(route -> route.method().equals(method) && route.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(method + " " + path + " is in the document and has no route"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("calls")
    void call_byEachRoleOnOwnAnothersAndNobodys_isGrantedAsTheTableSays(String method, String path) {
        Route route = route(method, path);
        assertThat(Access.hasRow(route)).as("a row of the table for " + route).isTrue();
        if (route.isPublic()) {
            assertThat(status(route, "me", "") == 403).isEqualTo(route.takesApiKey());
            return;
        }
        assertThat(status(route, "me", "")).isEqualTo(401);
        for (Role role : Role.values()) {
            String token = token(role);
            for (String whose : new String[] {"me", "other", NOBODYS}) {
                int status = status(route, whose, token);
                String what = "%s by %s on %s: %d".formatted(route, role, whose, status);
                assertThat(status).as(what).isLessThan(500);
                if (whose.equals(NOBODYS)) {
                    nobodys(route, role, status, what);
                } else {
                    assertThat(status != 403).as(what).isEqualTo(granted(route, role, whose));
                }
            }
        }
    }

    static Stream<Route> residents() {
        return Stream.of(Route.values()).filter(route -> !route.isPublic());
    }

    @ParameterizedTest
    @MethodSource("residents")
    void call_byAResident_onWhatIsARelatives_isGrantedAsFarAsFamilyMay(Route route) {
        Grant grant = Access.grant(route, Role.RESIDENT);
        boolean granted = switch (grant) {
            case NONE -> false;
            case ALL -> true;
            case OWN, SCOPE -> FOR_FAMILY.contains(route) || WITHOUT_A_THING.contains(route);
        };
        int status = status(route, "kin", token(Role.RESIDENT));
        assertThat(status != 403).as("%s: %d", route, status).isEqualTo(granted);
    }

    @ParameterizedTest
    @EnumSource(
            value = Route.class,
            names = {"ORDER_CANCEL", "CONTACT_PUT"})
    void command_byTheFamily_saysWhoActsForWhom(Route route) {
        DOOR.takeSubmitted();
        assertThat(status(route, "kin", token(Role.RESIDENT))).isEqualTo(200);
        Actor actor = DOOR.takeSubmitted().get(0).getActor();
        assertThat(actor)
                .isEqualTo(Actor.newBuilder()
                        .setSubject("me")
                        .setRole(org.linli.proto.Role.ROLE_RESIDENT)
                        .setChannel(Channel.CHANNEL_WEB)
                        .setOnBehalfOf("kin")
                        .build());
    }

    /** What is not there gives nothing to anybody, and says so to those alone who might have had it. */
    private static void nobodys(Route route, Role role, int status, String what) {
        Grant grant = Access.grant(route, role);
        if (grant == Grant.NONE) {
            assertThat(status).as(what).isEqualTo(403);
        } else if (grant == Grant.ALL) {
            assertThat(status).as(what).isNotEqualTo(403);
        } else if (!WITHOUT_A_THING.contains(route)) {
            assertThat(status).as(what).isIn(403, 404);
        }
    }

    private static boolean granted(Route route, Role role, String whose) {
        return switch (Access.grant(route, role)) {
            case NONE -> false;
            case ALL -> true;
            case OWN, SCOPE -> whose.equals("me") || WITHOUT_A_THING.contains(route);
        };
    }

    static Stream<Route> keyed() {
        return Stream.of(Route.values()).filter(route -> route.isKeyed() && !route.isPublic());
    }

    @ParameterizedTest
    @MethodSource("keyed")
    void command_byStaffForAPerson_saysWhoActsInWhichRoleThroughWhatForWhom(Route route) {
        for (Role role : List.of(Role.COMMUNITY, Role.AGENT, Role.DISPATCHER, Role.ADMIN)) {
            String whose = role == Role.COMMUNITY ? "me" : "other";
            DOOR.takeSubmitted();
            int status = status(route, whose, token(role));
            for (Command command : status < 300 ? DOOR.takeSubmitted() : List.<Command>of()) {
                Actor actor = command.getActor();
                String what = route + " by " + role + ": " + actor;
                assertThat(actor.getSubject()).as(what).isEqualTo("me");
                assertThat(actor.getRole().name()).as(what).isEqualTo("ROLE_" + role);
                assertThat(actor.getChannel())
                        .as(what)
                        .isEqualTo(role == Role.AGENT ? Channel.CHANNEL_HOTLINE : Channel.CHANNEL_WEB);
                boolean forAnother = whose.equals("other") && !FOR_NOBODY_ELSE.contains(route);
                assertThat(actor.getOnBehalfOf()).as(what).isEqualTo(forAnother ? "other" : "");
            }
        }
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
            case "late-entries" -> TestDoor.lateOf(whose);
            case "activities" -> TestDoor.activityOf(whose);
            case "devices" -> TestDoor.deviceOf(whose);
            case "repeats" -> TestDoor.repeatOf(whose);
            case "organisations" -> TestDoor.organisationOf(whose);
            case "teams" -> TestDoor.teamOf(whose);
            case "team-offers" -> TestDoor.orderOf(whose) + ".t1";
            case "offers" -> TestDoor.orderOf(whose) + ".1.1";
            default -> whose;
        };
        String query = route == Route.RESIDENT_FIND ? "?phone=13900000000" : "";
        if (route == Route.SHEET_GET) {
            query = "?community=" + Map.of("me", "north", "other", "south").getOrDefault(whose, whose);
        }
        return route.path()
                        .replace("{id}", id)
                        .replace("{person}", whose)
                        .replace("{kind}", "residents")
                        .replace("{name}", "sms")
                        .replace("{n}", "1")
                + query;
    }

    /** What every call finds enough in. */
    private static JsonObject body(Route route, String whose) {
        return new JsonObject()
                .put("onBehalfOf", whose)
                .put("residentId", whose)
                .put("id", whose)
                .put("service", "talk")
                .put("location", new JsonObject().put("lat", 26.557).put("lng", 106.471))
                .put("evidence", new JsonArray())
                .put("volunteerId", "v-9")
                .put("on", true)
                .put("stars", 5)
                .put("reason", "OTHER")
                .put("words", "I was there")
                .put("scope", "FOLLOWING")
                .put("date", "2026-12-01")
                .put("time", "09:30")
                .put("came", "2026-01-31T08:00:00Z")
                .put("left", "2026-01-31T09:00:00Z")
                .put("scan", "JVBERi0xLjcK")
                .put("scanType", "application/pdf")
                .put("approve", true)
                .put("outcome", RESOLVING.contains(route) ? "VOID" : "OPEN")
                .put("messages", new JsonObject())
                .put("kind", KINDS.getOrDefault(route, "residents"))
                .put("text", "storm")
                .put("yes", true)
                .put("reserve", true)
                .put("rows", new JsonArray())
                .put("name", "桂花园")
                .put("communities", WITHOUT_A_THING.contains(route) ? null : communities(whose))
                .put("organisation", TestDoor.organisationOf(whose))
                .put("team", TestDoor.teamOf(whose))
                .put("people", route == Route.TEAM_OFFER_ACCEPT ? new JsonArray().add(whose) : null)
                .put("yaml", "region: x")
                .put("role", "resident")
                .put("roles", new JsonArray().add("dispatcher"))
                .put("password", "correct horse battery")
                .put("totpSecret", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
                .put("refreshToken", "none")
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

    private static JsonArray communities(String whose) {
        return new JsonArray().add(Map.of("me", "north", "other", "south").getOrDefault(whose, whose));
    }
}
