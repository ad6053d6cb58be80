package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.access.Route;
import org.linli.gateway.device.DeviceSocket;
import org.linli.proto.DeviceBye;
import org.linli.proto.DevicePressed;

/** Help buttons at whole nodes: a press is one order, whatever happens between key and lamp. */
class DeviceTest {
    private static final JsonObject HOME = new JsonObject().put("lat", 26.557).put("lng", 106.471);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    private record Button(String id, byte[] key) {}

    private static Button register(Client client, String resident) {
        return register(client, resident, UUID.randomUUID().toString());
    }

    private static Button register(Client client, String resident, String key) {
        JsonObject file = new JsonObject()
                .put("name", "李秀英")
                .put("address", "红枫湖路 7 号")
                .put("community", "north")
                .put("home", HOME);
        client.ok(Route.RESIDENT_PUT, client.token("agent", "a-1"), file, resident);
        JsonObject made = client.keyed(
                        Route.DEVICE_REGISTER,
                        client.token("community", "c-1", new JsonArray().add("north")),
                        new JsonObject().put("residentId", resident).put("kind", "BUTTON"),
                        key)
                .body();
        return new Button(made.getString("id"), Base64.getUrlDecoder().decode(made.getString("key")));
    }

    /** The node knows a device as soon as its log tells of it. */
    private static DeviceSocket entered(int port, Button button) {
        await().ignoreExceptions().until(() -> {
            try (DeviceSocket trial = new DeviceSocket(port)) {
                trial.send(trial.hello(button.id(), button.key()));
                return trial.read().orElseThrow().hasWelcome();
            }
        });
        DeviceSocket socket = new DeviceSocket(port);
        socket.enter(button.id(), button.key());
        return socket;
    }

    private static JsonArray orders(Client client, String resident) {
        return client.query(Route.ORDER_LIST, client.token("resident", resident), "mine=true")
                .getJsonArray("orders");
    }

    private Settings settings(DeviceSettings devices) {
        Settings plain = Street.settings(data, "full");
        return new Settings(
                plain.demo(),
                plain.devTokens(),
                plain.roles(),
                plain.redis(),
                plain.join(),
                0,
                0,
                0,
                plain.data(),
                plain.keys(),
                plain.region(),
                plain.plan(),
                null,
                "",
                plain.bind(),
                0,
                100,
                devices,
                null,
                null);
    }

    @Test
    void press_repeatedOverReconnects_isOneOrder_andASecondPressJoinsIt() {
        try (Node node = Node.start(settings(new DeviceSettings(0, null, null, false)));
                Client client = new Client(node.port())) {
            String volunteer = new Street(client).volunteer("v-1");
            Button button = register(client, "r-1");
            DevicePressed lamp;
            try (DeviceSocket socket = entered(node.devicePort(), button)) {
                lamp = socket.pressed(1);
                assertThat(lamp.getLamp()).isEqualTo(DevicePressed.Lamp.LAMP_ON);
                assertThat(socket.pressed(1).getOrderId()).isEqualTo(lamp.getOrderId());
            }
            try (DeviceSocket again = entered(node.devicePort(), button)) {
                assertThat(again.pressed(1).getOrderId()).isEqualTo(lamp.getOrderId());
                assertThat(again.pressed(2).getOrderId()).isEqualTo(lamp.getOrderId());
            }
            await().untilAsserted(() -> assertThat(orders(client, "r-1")).hasSize(1));
            JsonObject order = client.ok(Route.ORDER_GET, client.token("agent", "a-1"), null, lamp.getOrderId());
            assertThat(order.getString("address")).isEqualTo("红枫湖路 7 号");
            assertThat(order.getString("priority")).isEqualTo("URGENT");
            assertThat(order.getString("residentId")).isEqualTo("r-1");
            await().untilAsserted(() ->
                    assertThat(new Street(client).offers(volunteer)).isNotEmpty());
            listed(client, button, lamp.getOrderId());
            revoked(client, node, button);
        }
    }

    private static void listed(Client client, Button button, String orderId) {
        String staff = client.token("community", "c-1", new JsonArray().add("north"));
        await().untilAsserted(() -> assertThat(
                        client.query(Route.DEVICE_LIST, staff, "residentId=r-1").getJsonArray("devices"))
                .singleElement()
                .satisfies(listed -> {
                    JsonObject device = (JsonObject) listed;
                    assertThat(device.getString("id")).isEqualTo(button.id());
                    assertThat(device.getInteger("batteryPercent")).isEqualTo(76);
                    assertThat(device.getString("lastOrderId")).isEqualTo(orderId);
                    assertThat(device.containsKey("key")).isFalse();
                }));
        String stranger = client.token("community", "c-2", new JsonArray().add("south"));
        assertThat(client.query(Route.DEVICE_LIST, stranger, "").getJsonArray("devices"))
                .isEmpty();
        assertThat(client.query(Route.DEVICE_LIST, client.token("resident", "r-1"), "")
                        .getJsonArray("devices"))
                .hasSize(1);
    }

    private static void revoked(Client client, Node node, Button button) {
        String staff = client.token("community", "c-1", new JsonArray().add("north"));
        try (DeviceSocket socket = entered(node.devicePort(), button)) {
            client.ok(Route.DEVICE_REVOKE, staff, new JsonObject(), button.id());
            assertThat(socket.why()).isEqualTo(DeviceBye.Why.WHY_NOT_KNOWN);
        }
        try (DeviceSocket late = new DeviceSocket(node.devicePort())) {
            late.send(late.hello(button.id(), button.key()));
            assertThat(late.why()).isEqualTo(DeviceBye.Why.WHY_NOT_KNOWN);
        }
    }

    @Test
    void registration_sentAgain_isTheSameDeviceAndKey_whichTheStoreDoesNotHoldInClear() throws Exception {
        try (Node node = Node.start(settings(new DeviceSettings(0, null, null, false)));
                Client client = new Client(node.port())) {
            Button first = register(client, "r-2", "key-1");
            Button again = register(client, "r-2", "key-1");
            assertThat(again.id()).isEqualTo(first.id());
            assertThat(again.key()).isEqualTo(first.key());
            assertThat(contains(data.resolve("redis"), first.key())).isFalse();
        }
    }

    private static boolean contains(Path directory, byte[] needle) throws Exception {
        String wanted = new String(needle, java.nio.charset.StandardCharsets.ISO_8859_1);
        try (var files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                        .contains(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void press_whoseNodeIsKilledBeforeTheAnswer_isOneOrderAfterTheRestart() {
        int port = NodeProcess.freePort();
        Button button;
        try (NodeProcess node = NodeProcess.start(data, "--device-port=" + port);
                Client client = new Client(node.port())) {
            button = register(client, "r-3");
            try (DeviceSocket socket = entered(port, button)) {
                socket.press(5);
                node.kill();
            }
            try (NodeProcess again = NodeProcess.start(data, "--device-port=" + port);
                    Client after = new Client(again.port());
                    DeviceSocket socket = entered(port, button)) {
                assertThat(socket.pressed(5).getLamp()).isEqualTo(DevicePressed.Lamp.LAMP_ON);
                await().untilAsserted(() -> assertThat(orders(after, "r-3")).hasSize(1));
            }
        }
    }

    @Test
    void connection_byTheConfiguredCertificate_isSealed() throws Exception {
        Map<String, Path> pem = certificate();
        try (Node node = Node.start(settings(new DeviceSettings(0, pem.get("certificate"), pem.get("key"), false)));
                Client client = new Client(node.port())) {
            Button button = register(client, "r-4");
            SocketFactory trusting = trusting();
            await().ignoreExceptions().until(() -> {
                try (DeviceSocket trial = new DeviceSocket(node.devicePort(), trusting)) {
                    trial.send(trial.hello(button.id(), button.key()));
                    return trial.read().orElseThrow().hasWelcome();
                }
            });
            try (DeviceSocket socket = new DeviceSocket(node.devicePort(), trusting)) {
                socket.enter(button.id(), button.key());
                assertThat(socket.pressed(1).getLamp()).isEqualTo(DevicePressed.Lamp.LAMP_ON);
            }
        }
    }

    /** Made by the JDK's own tool: there is no key of anybody in these files. */
    private Map<String, Path> certificate() throws Exception {
        Path store = data.resolve("test.p12");
        Files.createDirectories(data);
        List<String> command = List.of(
                JavaCommand.tool("keytool"),
                "-genkeypair",
                "-alias",
                "door",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                "only-for-this-test",
                "-keystore",
                store.toString());
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = store();
        Path certificate = data.resolve("door.pem");
        Path key = data.resolve("door.key");
        Files.writeString(
                certificate, pem("CERTIFICATE", keys.getCertificate("door").getEncoded()));
        Files.writeString(
                key,
                pem(
                        "PRIVATE KEY",
                        keys.getKey("door", "only-for-this-test".toCharArray()).getEncoded()));
        return Map.of("certificate", certificate, "key", key);
    }

    private KeyStore store() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(data.resolve("test.p12").toFile())) {
            keys.load(in, "only-for-this-test".toCharArray());
        }
        return keys;
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + what
                + "-----\n";
    }

    private SocketFactory trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("door", store().getCertificate("door"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
