package org.linli.gateway.message;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The access token of a WeChat mini programme ({@code /cgi-bin/stable_token}, which gives every node the same one): fetched
 * when it is first wanted, again before it runs out, and anew where WeChat says that it is worn. One fetch at a time.
 */
public final class WeChatToken {
    /** It is renewed so long before its end. */
    private static final long EARLY_MS = 300_000;

    private final CarrierSettings settings;
    private final HttpPost post;
    private final LongSupplier nowMs;
    private @Nullable CompletableFuture<String> known;
    private long untilMs;

    public WeChatToken(CarrierSettings settings, HttpPost post, LongSupplier nowMs) {
        this.settings = settings;
        this.post = post;
        this.nowMs = nowMs;
    }

    /** The token; fails with {@link Undelivered}. */
    public synchronized CompletionStage<String> get() {
        CompletableFuture<String> now = known;
        if (now != null && !now.isCompletedExceptionally() && (!now.isDone() || nowMs.getAsLong() < untilMs)) {
            return now;
        }
        return fetch(false);
    }

    /** Another one than WeChat has just refused. */
    public synchronized CompletionStage<String> renewed() {
        CompletableFuture<String> now = known;
        return now != null && !now.isDone() ? now : fetch(true);
    }

    private CompletionStage<String> fetch(boolean force) {
        CompletableFuture<String> fetched = new CompletableFuture<>();
        known = fetched;
        JsonObject body = new JsonObject()
                .put("grant_type", "client_credential")
                .put("appid", settings.appId())
                .put("secret", settings.key())
                .put("force_refresh", force);
        post.post(settings.url() + "/cgi-bin/stable_token", Map.of(), body.toBuffer())
                .thenApply(WeChatCarrier::json)
                .whenComplete((said, broken) -> take(fetched, said, broken));
        return fetched;
    }

    private synchronized void take(
            CompletableFuture<String> fetched, @Nullable JsonObject said, @Nullable Throwable broken) {
        if (said == null || broken != null) {
            fetched.completeExceptionally(Undelivered.forNow("token"));
            return;
        }
        String token = said.getString("access_token", "");
        if (token.isEmpty()) {
            fetched.completeExceptionally(Undelivered.forNow("token-" + said.getValue("errcode")));
            return;
        }
        untilMs = nowMs.getAsLong() + said.getLong("expires_in", 7_200L) * 1000 - EARLY_MS;
        fetched.complete(token);
    }
}
