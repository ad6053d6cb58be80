package org.linli.gateway.message;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Subscription messages of a WeChat mini programme ({@code /cgi-bin/message/subscribe/send}). A person who has not
 * subscribed, or has withdrawn it, is refused for good and reached by the next channel.
 *
 * <p>A template's places have WeChat's own names ({@code thing1}, {@code time2}): the settings' template is
 * {@code templateId?thing1=service&time2=start}.
 */
public final class WeChatCarrier implements Carrier {
    private static final Set<Integer> TOKEN_WORN = Set.of(40001, 40014, 42001);
    /** System busy; frequency limits. */
    private static final Set<Integer> FOR_NOW = Set.of(-1, 45009, 45011);
    /** WeChat refuses a {@code thing} of more. */
    private static final int MOST_CHARACTERS = 20;

    private final CarrierSettings settings;
    private final HttpPost post;
    private final WeChatToken token;

    /** @param settings whose {@code appId} and {@code key} (the programme's secret) get the token */
    public WeChatCarrier(CarrierSettings settings, HttpPost post, WeChatToken token) {
        this.settings = settings;
        this.post = post;
        this.token = token;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public CompletionStage<String> send(Letter letter) {
        JsonObject body = body(letter);
        return token.get()
                .thenCompose(first -> post(first, body))
                .thenCompose(said -> {
                    if (!TOKEN_WORN.contains(said.getInteger("errcode", 0))) {
                        return CompletableFuture.completedFuture(said);
                    }
                    return token.renewed().thenCompose(fresh -> post(fresh, body));
                })
                .thenApply(WeChatCarrier::taken);
    }

    private CompletionStage<JsonObject> post(String accessToken, JsonObject body) {
        String url = settings.url() + "/cgi-bin/message/subscribe/send?access_token=" + accessToken;
        return post.post(url, Map.of(), body.toBuffer()).thenApply(WeChatCarrier::json);
    }

    static JsonObject json(HttpPost.Said said) {
        if (!said.isFine()) {
            throw Undelivered.forNow("status-" + said.status());
        }
        return said.json();
    }

    private static String taken(JsonObject said) {
        int code = said.getInteger("errcode", -1);
        if (code == 0) {
            return String.valueOf(said.getValue("msgid", ""));
        }
        throw FOR_NOW.contains(code) || TOKEN_WORN.contains(code)
                ? Undelivered.forNow("errcode-" + code)
                : Undelivered.refused("errcode-" + code);
    }

    private JsonObject body(Letter letter) {
        String[] template =
                settings.templates().getOrDefault(letter.purpose(), "").split("\\?", 2);
        if (template[0].isEmpty()) {
            throw Undelivered.refused("no-template");
        }
        JsonObject data = new JsonObject();
        for (String place : (template.length > 1 ? template[1] : "").split("&", -1)) {
            String[] named = place.split("=", 2);
            if (named.length == 2) {
                String value = letter.values().getOrDefault(named[1], "");
                data.put(named[0], new JsonObject().put("value", cut(value)));
            }
        }
        return new JsonObject()
                .put("touser", letter.to())
                .put("template_id", template[0])
                .put("data", data)
                .put("lang", letter.english() ? "en_US" : "zh_CN");
    }

    private static String cut(String value) {
        return value.length() <= MOST_CHARACTERS ? value : value.substring(0, MOST_CHARACTERS - 1) + '…';
    }
}
