package org.linli.gateway.issuer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Calls to the issuer, each within a time and a size, following nobody elsewhere. Failures are {@link IssuerFault}s. */
final class IssuerCalls {
    /** A set of keys has a few kilobytes, a token of somebody in a thousand groups some dozens. */
    private static final int MOST_BYTES = 256 * 1024;

    private static final int MOST_CONNECTIONS = 8;
    /** Everybody else is better told to try again than to wait behind so many. */
    private static final int MOST_WAITING = 64;

    private final Vertx vertx;
    private final HttpClient client;
    private final long timeoutMs;

    /** @param timeoutMs for the whole of one call */
    IssuerCalls(Vertx vertx, long timeoutMs) {
        this.vertx = vertx;
        this.timeoutMs = timeoutMs;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout((int) timeoutMs).setIdleTimeout(30),
                new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING));
    }

    Future<JsonObject> get(URI uri) {
        return call(options(uri, HttpMethod.GET), Buffer.buffer());
    }

    /** A form, in the name of the client where it has a secret (RFC 6749, 2.3.1). */
    Future<JsonObject> post(URI uri, Map<String, String> form, String clientId, String clientSecret) {
        RequestOptions options =
                options(uri, HttpMethod.POST).putHeader("Content-Type", "application/x-www-form-urlencoded");
        if (!clientSecret.isEmpty()) {
            byte[] pair = (encoded(clientId) + ':' + encoded(clientSecret)).getBytes(StandardCharsets.UTF_8);
            options.putHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }
        return call(options, Buffer.buffer(form(form)));
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + '=' + encoded(field.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private RequestOptions options(URI uri, HttpMethod method) {
        return new RequestOptions()
                .setAbsoluteURI(uri.toString())
                .setMethod(method)
                .setFollowRedirects(false)
                .setTimeout(timeoutMs)
                .putHeader("Accept", "application/json");
    }

    private Future<JsonObject> call(RequestOptions options, Buffer body) {
        return Future.<JsonObject>future(done -> vertx.runOnContext(go -> client.request(options)
                        .compose(request -> request.send(body))
                        .compose(IssuerCalls::heard)
                        .timeout(timeoutMs, TimeUnit.MILLISECONDS)
                        .onComplete(done)))
                .recover(broken -> Future.failedFuture(
                        broken instanceof IssuerFault fault
                                ? fault
                                : IssuerFault.unreachable("no whole answer in time")));
    }

    private static Future<JsonObject> heard(HttpClientResponse response) {
        Buffer answer = Buffer.buffer();
        response.handler(chunk -> {
            if (answer.length() + chunk.length() > MOST_BYTES) {
                response.request().reset();
            } else {
                answer.appendBuffer(chunk);
            }
        });
        return response.end().map(end -> judged(response.statusCode(), answer));
    }

    private static JsonObject judged(int status, Buffer answer) {
        if (status >= 500 || status == 429) {
            throw IssuerFault.unreachable("answered " + status);
        }
        if (status != 200) {
            throw IssuerFault.refused("answered " + status);
        }
        try {
            return new JsonObject(answer);
        } catch (DecodeException | ClassCastException notAnObject) {
            throw IssuerFault.refused("answered with something else than an object");
        }
    }
}
