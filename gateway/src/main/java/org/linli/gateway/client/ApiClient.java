package org.linli.gateway.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * JSON calls over kept-alive connections. A call that changes something carries one {@code Idempotency-Key} for all its
 * attempts; 429, 503, a broken connection and silence are repeated under that key, after {@code Retry-After} where the
 * node said one, as long as the attempts and the retry budget last. Any other refusal fails with {@link ApiProblem}.
 *
 * <p>All methods are called on one Vert.x context's thread, where the futures complete too. Whoever made it closes it.
 */
public final class ApiClient implements AutoCloseable {
    private static final String KEY = "Idempotency-Key";

    private final Vertx vertx;
    private final ClientSettings settings;
    private final RequestKeys keys;
    private final RandomGenerator chance;
    private final RetryBudget budget;
    private final HttpClient http;
    private String language = "";

    /**
     * A client without a connection: the first call makes one.
     *
     * @param keys   makes the keys under which calls change something
     * @param chance spreads repeats in time
     */
    public ApiClient(Vertx vertx, ClientSettings settings, RequestKeys keys, RandomGenerator chance) {
        this.vertx = vertx;
        this.settings = settings;
        this.keys = keys;
        this.chance = chance;
        this.budget = new RetryBudget(settings.retryShare());
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setDefaultHost(settings.base().getHost())
                        .setDefaultPort(settings.port())
                        .setSsl(settings.tls())
                        .setTcpNoDelay(true)
                        .setKeepAliveTimeout(30)
                        .setConnectTimeout(2_000),
                new PoolOptions().setHttp1MaxSize(settings.connections()).setMaxWaitQueueSize(settings.waiting()));
    }

    /** In which language refusals are told, as {@code Accept-Language} spells it; before the first call. */
    public ApiClient speaking(String tag) {
        language = tag;
        return this;
    }

    /** The limits that it was made with. */
    public ClientSettings settings() {
        return settings;
    }

    /**
     * Reads.
     *
     * @param path  with its query, from the first slash on
     * @param token of whoever asks; empty for nobody
     */
    public Future<ApiReply> get(String path, String token) {
        return send(new Call(HttpMethod.GET, path, null, token, null));
    }

    /** Under a fresh key. */
    public Future<ApiReply> post(String path, JsonObject body, String token) {
        return post(path, body, token, keys.next());
    }

    /** Under the caller's key, for one who may have to say the same again after a crash of its own. */
    public Future<ApiReply> post(String path, JsonObject body, String token, String key) {
        return send(new Call(HttpMethod.POST, path, body, token, key));
    }

    /** Creates or replaces, whatever version is there. */
    public Future<ApiReply> put(String path, JsonObject body, String token) {
        return put(path, body, token, keys.next());
    }

    /** The same under the caller's key. */
    public Future<ApiReply> put(String path, JsonObject body, String token, String key) {
        return send(new Call(HttpMethod.PUT, path, body, token, key));
    }

    /** A token for a fictional person; only nodes started with {@code --demo} or {@code --dev-tokens} give them. */
    public Future<String> demoToken(String role, String subject, String region) {
        JsonObject asked =
                new JsonObject().put("role", role).put("subject", subject).put("region", region);
        return post("/v1/demo/tokens", asked, "").map(reply -> reply.body().getString("token", ""));
    }

    @Override
    public void close() {
        http.close();
    }

    private Future<ApiReply> send(Call call) {
        budget.firstAttempt();
        Promise<ApiReply> outcome = Promise.promise();
        attempt(call, 1, outcome);
        return outcome.future();
    }

    private void attempt(Call call, int number, Promise<ApiReply> outcome) {
        once(call, number).onSuccess(outcome::complete).onFailure(failure -> {
            if (mayRepeat(failure, number)) {
                vertx.setTimer(delayMs(failure, number), fired -> attempt(call, number + 1, outcome));
            } else {
                outcome.fail(failure);
            }
        });
    }

    private boolean mayRepeat(Throwable failure, int number) {
        boolean passing = !(failure instanceof ApiProblem problem) || problem.passing();
        return passing && number < settings.attempts() && budget.take();
    }

    private long delayMs(Throwable failure, int number) {
        return Backoff.delayMs(number, failure instanceof ApiProblem problem ? problem.retryAfter() : "", chance);
    }

    private Future<ApiReply> once(Call call, int number) {
        RequestOptions options = new RequestOptions()
                .setMethod(call.method)
                .setURI(call.path)
                .setTimeout(settings.timeout().toMillis());
        if (!call.token.isEmpty()) {
            options.putHeader("Authorization", "Bearer " + call.token);
        }
        if (!language.isEmpty()) {
            options.putHeader("Accept-Language", language);
        }
        if (call.key != null) {
            options.putHeader(KEY, call.key);
        }
        return open(options)
                .compose(request -> call.body == null
                        ? request.send()
                        : request.putHeader("Content-Type", "application/json").send(call.body.toBuffer()))
                .compose(response -> response.body().compose(body -> judge(call, response, body, number)));
    }

    /** The library throws where the client is closed; here that is an outcome like any other. */
    private Future<HttpClientRequest> open(RequestOptions options) {
        try {
            return http.request(options);
        } catch (IllegalStateException closed) {
            return Future.failedFuture(closed);
        }
    }

    private static Future<ApiReply> judge(Call call, HttpClientResponse response, Buffer body, int number) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return Future.succeededFuture(new ApiReply(status, json(body), header(response, "ETag"), number));
        }
        return Future.failedFuture(
                ApiProblem.of(call.method + " " + call.path, status, json(body), header(response, "Retry-After")));
    }

    private static JsonObject json(Buffer body) {
        try {
            return body.length() == 0 ? new JsonObject() : new JsonObject(body);
        } catch (DecodeException | ClassCastException notAnObject) {
            return new JsonObject();
        }
    }

    private static String header(HttpClientResponse response, String name) {
        String value = response.getHeader(name);
        return value == null ? "" : value;
    }

    private record Call(
            HttpMethod method,
            String path,
            @Nullable JsonObject body,
            String token,
            @Nullable String key) {}
}
