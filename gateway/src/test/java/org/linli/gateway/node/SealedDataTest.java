package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.Linli;
import org.linli.gateway.access.Route;
import org.linli.matcher.registry.redis.EmbeddedRedis;

/** A thousand texts of people go in at the door, and none can be found in any file that a node writes. */
class SealedDataTest {
    private static final int PEOPLE = 125;
    private static final int PER_PERSON = 8;
    /** Codes that the door sends from one address before it slows down. */
    private static final int CODES_AT_ONCE = 25;

    private static final String SYLLABLES = "清镇红枫湖百花云岭金朱碧桂林溪松竹梅兰菊荷莲霞雪晴岚峰岩泉石翠芳芸蓉薇";
    private static final String LETTERS = "abcdefghijkmnopqrstuvwxyz";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    /** Where the operator lets people's addresses lie in the clear, and nowhere else. */
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path sheets;

    private final SplittableRandom chance = new SplittableRandom(8);

    private Path data() {
        return directory.resolve("data");
    }

    private String chinese(int length) {
        return text(SYLLABLES, length);
    }

    private String latin(int length) {
        return text(LETTERS, length);
    }

    private String text(String signs, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(signs.charAt(chance.nextInt(signs.length())));
        }
        return text.toString();
    }

    private String phone() {
        return "139" + (10_000_000 + chance.nextInt(89_999_999));
    }

    @Test
    void thousandTexts_givenAtTheDoor_areInNoFile() throws IOException {
        List<String> planted = new ArrayList<>();
        try (NodeProcess node = NodeProcess.start(data());
                Client client = new Client(node.port())) {
            for (int i = 0; i < PEOPLE; i++) {
                resident(client, i, planted);
                volunteer(client, i, planted);
            }
            node.stop();
        }
        try (NodeProcess node = NodeProcess.start(data(), "--sheets=" + sheets);
                Client client = new Client(node.port())) {
            await().atMost(NodeProcess.WITHIN)
                    .until(() -> new Needles(planted).foundIn(sheets), told -> told.size() > PEOPLE);
            String listed = client.token("resident", "r-7");
            assertThat(client.ok(Route.READING_LIST, listed, null, "r-7").encode())
                    .as("whoever stands on a sheet sees who read it")
                    .contains("\"by\":\"node\"", "\"role\":\"system\"", "\"table\":\"sheet\"");
            assertThat(planted).hasSize(PEOPLE * PER_PERSON).doesNotHaveDuplicates();
            String again = client.token("resident", "r-7");
            assertThat(client.ok(Route.RESIDENT_GET, again, null, "r-7").getString("address"))
                    .as("the door gives it back to whom it belongs")
                    .isEqualTo(planted.get(7 * PER_PERSON + 2));
            dump();
            await().atMost(NodeProcess.WITHIN).until(this::hasArchive);
            assertThat(Linli.run("backup", "--data=" + data(), "--to=" + directory.resolve("backup")))
                    .isZero();
            node.stop();
        }
        assertThat(files()).anyMatch(name -> name.endsWith(".incr.aof"));
        assertThat(files()).contains("dump.rdb", "said.log", "redis.log", "BACKUP");
        assertThat(files()).anyMatch(name -> name.matches("\\d{12}-\\d{16}\\.log"));
        assertThat(new Needles(planted).foundIn(directory)).isEmpty();
        assertThat(new Needles(List.of("520181-order-", "residents-by-phone:")).foundIn(directory))
                .as("what is no secret is found by the same search")
                .isNotEmpty();
    }

    private void resident(Client client, int number, List<String> planted) {
        String id = "r-" + number;
        String name = chinese(4);
        String phone = phone();
        String address = chinese(6) + latin(6);
        String door = latin(12);
        planted.addAll(List.of(name, phone, address, door));
        JsonObject file = new JsonObject()
                .put("name", name)
                .put("phone", phone)
                .put("address", address)
                .put("doorNotes", door)
                .put("home", new JsonObject().put("lat", 26.556).put("lng", 106.470));
        client.ok(Route.RESIDENT_PUT, client.token("community", "c-1"), file, id);
        String notes = chinese(8);
        String place = latin(5) + chinese(5);
        planted.addAll(List.of(notes, place));
        JsonObject wish =
                Street.wish().put("community", "north").put("notes", notes).put("address", place);
        client.ok(Route.ORDER_CREATE, client.token("resident", id), wish);
        if (number < CODES_AT_ONCE) {
            client.ok(Route.SIGN_IN, "", new JsonObject().put("phone", phone));
        }
    }

    private void volunteer(Client client, int number, List<String> planted) {
        String name = latin(6) + " " + latin(7);
        String phone = phone();
        planted.addAll(List.of(name, phone));
        JsonObject profile = new JsonObject()
                .put("name", name)
                .put("phone", phone)
                .put("birthYear", 1980)
                .put("home", new JsonObject().put("lat", 26.556).put("lng", 106.470));
        client.ok(Route.VOLUNTEER_PUT, client.token("community", "c-1"), profile, "v-" + number);
    }

    /** Makes the store write all it holds in its other form, in clear: compressed texts could hide from the search. */
    private void dump() {
        RedisClient client = RedisClient.create(EmbeddedRedis.addressIn(data()));
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.sync().configSet("rdbcompression", "no");
            connection.sync().save();
        } finally {
            client.shutdown();
        }
    }

    private boolean hasArchive() {
        return files().stream().anyMatch(name -> name.matches("\\d{12}-\\d{16}\\.log"));
    }

    private List<String> files() {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.map(Path::getFileName).map(String::valueOf).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void unsealedText_isFound_inEachFormAndEachFile() throws IOException {
        List<String> texts = List.of("红枫湖路九十九号", "13987654321", "Wilhelmina Ashgrove");
        int forms = 0;
        try (EmbeddedRedis redis = EmbeddedRedis.start(data())) {
            RedisClient client = RedisClient.create(redis.uri());
            try (StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE)) {
                for (String text : texts) {
                    List<byte[]> written = new ArrayList<>();
                    Needles.forms(text, (way, bytes) -> written.add(bytes));
                    for (byte[] bytes : written) {
                        byte[] key = ("unsealed " + forms++).getBytes(StandardCharsets.US_ASCII);
                        connection.sync().set(key, bytes);
                    }
                }
            } finally {
                client.shutdown();
            }
            dump();
        }
        List<String> found = new Needles(texts).foundIn(directory);
        for (String text : texts) {
            Needles.forms(
                    text,
                    (way, bytes) -> assertThat(found)
                            .anyMatch(
                                    line -> line.startsWith(text + " as " + way + " in ") && line.endsWith(".incr.aof"))
                            .anyMatch(line ->
                                    line.startsWith(text + " as " + way + " in ") && line.endsWith("dump.rdb")));
        }
    }
}
