package org.linli.gateway.message;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A carrier of text messages or of calls with a keypad, by JSON over HTTPS. What a county's own carrier wants otherwise, a
 * small service between the two says otherwise.
 *
 * <p>Asks {@code POST url {"key","to","purpose","template","language","values":{…},"text","keys":["1","2"]}} with
 * {@code Authorization: Bearer} and {@code Idempotency-Key}; an answer of 2xx {@code {"id":"…"}} has taken it, 400,
 * 410 and 422 refuse this message, every other speaks of the carrier or of the contract, and it may be asked again.
 */
public final class JsonCarrier implements Carrier {
    private static final Set<Integer> REFUSING = Set.of(400, 410, 422);

    private final CarrierSettings settings;
    private final HttpPost post;

    public JsonCarrier(CarrierSettings settings, HttpPost post) {
        this.settings = settings;
        this.post = post;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public CompletionStage<String> send(Letter letter) {
        JsonObject body = new JsonObject()
                .put("key", letter.key())
                .put("to", letter.to())
                .put("purpose", letter.purpose())
                .put("template", settings.templates().getOrDefault(letter.purpose(), ""))
                .put("language", letter.english() ? "en" : "zh")
                .put("values", new JsonObject(Map.copyOf(letter.values())))
                .put("text", letter.text())
                .put("keys", new JsonArray(letter.keys().stream().sorted().toList()));
        return ask(post, settings, settings.url(), letter.key(), body).thenApply(said -> said.getString("id", ""));
    }

    /** What a JSON service says to a question that may be put twice. */
    static CompletionStage<JsonObject> ask(
            HttpPost post, CarrierSettings settings, String url, String key, JsonObject body) {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + settings.key(), "Idempotency-Key", key);
        return post.post(url, headers, body.toBuffer()).thenApply(said -> {
            if (said.isFine()) {
                return said.json();
            }
            throw REFUSING.contains(said.status())
                    ? Undelivered.refused("status-" + said.status())
                    : Undelivered.forNow("status-" + said.status());
        });
    }
}
