package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.Linli;
import org.linli.gateway.access.Route;
import org.linli.gateway.stream.Wire;
import org.linli.matcher.registry.redis.EmbeddedRedis;
import org.linli.matcher.registry.redis.RedisRegion;
import org.linli.matcher.registry.store.LogPage;
import org.linli.matcher.registry.store.ScanPage;
import org.linli.proto.Change;
import org.linli.proto.Entity;
import org.linli.proto.Entry;

/** All is lost but a backup and the keys; what comes back is what the log said at the chosen moment. */
class RestoreDrillTest {
    private static final String REGION = "520181";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private Path data() {
        return directory.resolve("data");
    }

    @Test
    void drill_backupThenLossThenRestoreToAPoint_givesTheStateOfTheLog_andANewGeneration() throws IOException {
        List<String> orders = new ArrayList<>();
        List<String> points = new ArrayList<>();
        String resumePoint;
        try (Node node = Node.start(Street.settings(data(), "full"));
                Client client = new Client(node.port())) {
            Street street = new Street(client);
            String volunteer = street.volunteer("v-1");
            String resident = client.token("resident", "r-1");
            for (int i = 0; i < 12; i++) {
                orders.add(street.order(resident));
                street.acceptAll(volunteer);
                points.add(lastSeen(client, resident));
            }
            assertThat(linli("backup", "--data=" + data(), "--to=" + directory.resolve("backup")))
                    .isZero();
            orders.add(street.order(resident));
            resumePoint = lastSeen(client, resident);
        }
        keepTheKeysAlone();
        String until = points.get(7);
        assertThat(linli("restore", "--from=" + directory.resolve("backup"), "--data=" + data(), "--until=" + until))
                .isZero();

        long point = Long.parseLong(until.substring(until.indexOf('-') + 1));
        assertThat(stored(point)).isNotEmpty().isEqualTo(replayed(point));
        checkAtTheDoor(orders, until, resumePoint);
    }

    /** The resume point of a resident's fresh stream: all that was acknowledged lies before it. */
    private static String lastSeen(Client client, String resident) {
        try (Stream stream = client.stream(Wire.JSON, resident, "")) {
            stream.next("welcome");
            return stream.next("snapshot").getString("seq");
        }
    }

    private static int linli(String... arguments) {
        return Linli.run(arguments);
    }

    private void keepTheKeysAlone() throws IOException {
        for (String lost : List.of("redis", "archive")) {
            try (java.util.stream.Stream<Path> all = Files.walk(data().resolve(lost))) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** What the restored store holds, but for the key of nobody, which no log mentions. */
    private Map<String, Entity> stored(long point) {
        Map<String, Entity> entities = new HashMap<>();
        try (EmbeddedRedis redis = EmbeddedRedis.start(data());
                RedisRegion region = RedisRegion.connect(REGION, redis.uri())) {
            String cursor = "";
            do {
                String from = cursor;
                ScanPage page = ask(region, () -> region.store().scan(from));
                assertThat(page.sequence()).isEqualTo(point);
                page.entities().forEach(entity -> entities.put(entity.key(), entity.entity()));
                cursor = page.cursor();
            } while (!cursor.isEmpty());
        }
        return entities;
    }

    /** The same by the log alone: the last after-image of each entity. */
    private Map<String, Entity> replayed(long point) {
        Map<String, Entity> entities = new HashMap<>();
        List<Entry> log = new ArrayList<>();
        try (EmbeddedRedis redis = EmbeddedRedis.start(data());
                RedisRegion region = RedisRegion.connect(REGION, redis.uri())) {
            LogPage page = ask(region, () -> region.store().range(0, 0, 5_000));
            log.addAll(page.entries());
        }
        assertThat(log).hasSize((int) point);
        for (Entry entry : log) {
            for (Change change : entry.getChangesList()) {
                if (!change.getKey().startsWith("posting:") && !change.getKey().startsWith("ledger:")) {
                    entities.put(change.getKey(), change.getAfter());
                }
            }
        }
        return entities;
    }

    private static <T> T ask(
            RedisRegion region, java.util.function.Supplier<java.util.concurrent.CompletionStage<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        region.loop()
                .execute(() -> question.get().whenComplete((value, error) -> {
                    if (error == null) {
                        answer.complete(value);
                    } else {
                        answer.completeExceptionally(error);
                    }
                }));
        return answer.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private void checkAtTheDoor(List<String> orders, String until, String resumePoint) {
        try (Node node = Node.start(Street.settings(data(), "full"));
                Client client = new Client(node.port())) {
            String resident = client.token("resident", "r-1");
            for (int i = 0; i < orders.size(); i++) {
                int status = client.call(Route.ORDER_GET, resident, null, orders.get(i))
                        .status();
                assertThat(status).as("order %d", i).isEqualTo(i <= 7 ? 200 : 404);
            }
            JsonObject kept = client.ok(Route.ORDER_GET, resident, null, orders.get(7));
            assertThat(kept.getString("address")).isEqualTo("红枫湖路 1 号");
            try (Stream stream = client.stream(Wire.JSON, resident, resumePoint)) {
                assertThat(stream.next("welcome").getBoolean("resumed")).isFalse();
                String now = stream.next("snapshot").getString("seq");
                assertThat(generation(now)).isGreaterThan(generation(resumePoint));
                assertThat(generation(resumePoint)).isEqualTo(generation(until));
            }
            Street street = new Street(client);
            String next = street.order(resident);
            await().atMost(NodeProcess.WITHIN)
                    .untilAsserted(
                            () -> assertThat(street.state(resident, next)).isNotEmpty());
        }
    }

    private static long generation(String seq) {
        return Long.parseLong(seq.substring(0, seq.indexOf('-')));
    }
}
