package org.linli.gateway.message;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * Numbers by JSON over HTTPS: {@code POST url/bindings {"key","a","b","until"}} gives {@code {"id","number"}},
 * {@code POST url/releases {"id"}} ends it.
 */
public final class JsonNumbers implements Numbers {
    private final CarrierSettings settings;
    private final HttpPost post;

    public JsonNumbers(CarrierSettings settings, HttpPost post) {
        this.settings = settings;
        this.post = post;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public CompletionStage<Bound> bind(String key, String one, String other, long untilMs) {
        JsonObject body = new JsonObject()
                .put("key", key)
                .put("a", one)
                .put("b", other)
                .put("until", Instant.ofEpochMilli(untilMs).toString());
        return JsonCarrier.ask(post, settings, settings.url() + "/bindings", key, body)
                .thenApply(said -> {
                    String number = said.getString("number", "");
                    if (number.isEmpty()) {
                        throw Undelivered.forNow("no-number");
                    }
                    return new Bound(number, said.getString("id", ""));
                });
    }

    @Override
    public CompletionStage<Void> release(String ref) {
        JsonObject body = new JsonObject().put("id", ref);
        return JsonCarrier.ask(post, settings, settings.url() + "/releases", "release-" + ref, body)
                .thenAccept(said -> {});
    }
}
