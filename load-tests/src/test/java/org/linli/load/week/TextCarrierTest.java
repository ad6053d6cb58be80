package org.linli.load.week;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The telephones of the week: codes come to everybody, other texts to those without a page. */
class TextCarrierTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path keys;

    private int send(TextCarrier carrier, JsonObject message) throws Exception {
        carrier.sign(keys);
        JsonObject contract = new JsonObject(Files.readString(keys.resolve("carriers.json")))
                .getJsonArray("carriers")
                .getJsonObject(0);
        HttpRequest request = HttpRequest.newBuilder(URI.create(contract.getString("url")))
                .POST(HttpRequest.BodyPublishers.ofString(message.encode()))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static JsonObject text(String key, String purpose, String to, JsonObject values) {
        return new JsonObject()
                .put("key", key)
                .put("purpose", purpose)
                .put("to", to)
                .put("values", values);
    }

    @Test
    void code_comesToTheTelephoneItWasSentTo_andIsNoTextOfTheWeek() throws Exception {
        try (TextCarrier carrier = new TextCarrier()) {
            carrier.telephone("13900000001");
            JsonObject code = new JsonObject().put("code", "123456");
            assertThat(send(carrier, text("code-1", "CODE", "13900000001", code)))
                    .isEqualTo(200);
            assertThat(send(
                            carrier,
                            text("code-2", "CODE", "13900000002", code.copy().put("code", "654321"))))
                    .isEqualTo(200);
            assertThat(carrier.code("13900000002")).isEqualTo("654321");
            assertThat(carrier.code("13900000001")).isEqualTo("123456");
            assertThat(carrier.texts()).isZero();
            assertThat(carrier.hasReached("13900000001")).isFalse();
        }
    }
}
