package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.access.Route;
import org.linli.gateway.stream.CloseCode;
import org.linli.gateway.stream.Wire;

/** A second node on the first one's store and keys takes part in the work; when it is killed, all goes on. */
class SecondNodeTest {
    private static final String SEARCHES = "linli_solver_searches_total";
    /** Between orders that are to be planned: more of them would park the searches. */
    private static final Duration A_LOOK = Duration.ofSeconds(1);

    @Test
    void secondNode_servesAndSolves_andItsDeathReturnsBoth(@TempDir Path data) {
        Path first = data.resolve("first");
        String memberPort = Integer.toString(NodeProcess.freePort());
        try (NodeProcess a = NodeProcess.start(first, "--member-port=" + memberPort);
                NodeProcess b = NodeProcess.start(
                        data.resolve("second"),
                        "--join=127.0.0.1:" + memberPort,
                        "--redis=file:" + first,
                        "--keys=" + first);
                Client atA = new Client(a.port());
                Client atB = new Client(b.port())) {
            Street street = new Street(atA);
            String resident = atA.token("resident", "r-1");
            offerReachesB(atA, atB, resident);
            signedOutOnA_isOutOnB(atA, atB);
            String seen = resumesOnB(atA, atB, resident);
            await().pollInterval(A_LOOK).atMost(NodeProcess.WITHIN).untilAsserted(() -> {
                street.order(resident);
                assertThat(b.figure(SEARCHES)).isPositive();
            });
            b.kill();
            double before = a.figure(SEARCHES);
            resumesOnA(atA, resident, seen);
            await().pollInterval(A_LOOK).atMost(NodeProcess.WITHIN).untilAsserted(() -> {
                street.order(resident);
                assertThat(a.figure(SEARCHES)).isGreaterThan(before);
            });
        }
    }

    private static void signedOutOnA_isOutOnB(Client atA, Client atB) {
        String token = atA.token("dispatcher", "d-9");
        try (Stream queue = atB.stream(Wire.JSON, token, "", "queue")) {
            queue.next("snapshot");
            atA.ok(Route.SIGN_OUT, token, new JsonObject());
            assertThat(queue.next("bye").getInteger("code")).isEqualTo(CloseCode.NOT_SIGNED_IN);
        }
        assertThat(atB.call(Route.ORDER_LIST, token, null).status()).isEqualTo(401);
    }

    private static void offerReachesB(Client atA, Client atB, String resident) {
        String volunteer = new Street(atA).volunteer("v-1");
        try (Stream stream = atB.stream(Wire.JSON, volunteer, "")) {
            stream.next("snapshot");
            String order = new Street(atA).order(resident);
            assertThat(stream.next("offer").getString("offerId")).startsWith(order);
        }
    }

    /** Heard on A until the first order, then on B: the second comes once, and the first not again. */
    private static String resumesOnB(Client atA, Client atB, String resident) {
        String seen;
        try (Stream onB = atB.stream(Wire.JSON, resident, "");
                Stream onA = atA.stream(Wire.JSON, resident, "")) {
            onB.next("snapshot");
            onA.next("snapshot");
            String first = new Street(atA).order(resident);
            seen = until(onA, first);
            until(onB, first);
        }
        String second = new Street(atA).order(resident);
        try (Stream onB = atB.stream(Wire.JSON, resident, seen)) {
            assertThat(onB.next("welcome").getBoolean("resumed")).isTrue();
            JsonObject order = order(onB, second);
            assertThat(number(order)).isGreaterThan(number(seen));
            return order.getString("seq");
        }
    }

    private static void resumesOnA(Client atA, String resident, String seen) {
        String third = new Street(atA).order(resident);
        try (Stream onA = atA.stream(Wire.JSON, resident, seen)) {
            assertThat(onA.next("welcome").getBoolean("resumed")).isTrue();
            assertThat(number(order(onA, third))).isGreaterThan(number(seen));
        }
    }

    private static String until(Stream stream, String orderId) {
        return order(stream, orderId).getString("seq");
    }

    private static JsonObject order(Stream stream, String orderId) {
        JsonObject frame = stream.next("order");
        long last = number(frame);
        while (!orderId.equals(frame.getString("orderId"))) {
            frame = stream.next("order");
            assertThat(number(frame)).isGreaterThan(last);
            last = number(frame);
        }
        return frame;
    }

    private static long number(JsonObject frame) {
        return number(frame.getString("seq"));
    }

    private static long number(String point) {
        return Long.parseLong(point.substring(point.indexOf('-') + 1));
    }
}
