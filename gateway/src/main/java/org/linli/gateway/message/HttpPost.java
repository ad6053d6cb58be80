package org.linli.gateway.message;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts JSON to others and hears what they say, within a time and a size. Never blocks; closed by whoever made it. */
public final class HttpPost implements AutoCloseable {
    /** Connections to one host; with answers in 200 ms 80 messages a second. */
    private static final int MAX_CONNECTIONS = 16;
    /** What may wait for a connection; more than every sender together has under way. */
    private static final int MAX_WAITING = 256;
    /** Nobody who takes a message has more to say than this. */
    private static final int MAX_ANSWER = 64 * 1024;

    private static final int CONNECT_MS = 3_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final long timeoutMs;

    /**
     * What was answered.
     *
     * @param json an empty object where the answer was none
     */
    public record Said(int status, JsonObject json) {
        public boolean isFine() {
            return status / 100 == 2;
        }
    }

    /** @param timeoutMs for the whole of one call */
    public HttpPost(Vertx vertx, long timeoutMs) {
        this.vertx = vertx;
        this.timeoutMs = timeoutMs;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MS).setIdleTimeout(60),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS).setMaxWaitQueueSize(MAX_WAITING));
    }

    /** Fails with {@link Undelivered} where no whole answer came in time. */
    public CompletionStage<Said> post(String url, Map<String, String> headers, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(url)
                .setMethod(HttpMethod.POST)
                .setTimeout(timeoutMs)
                .putHeader("Content-Type", "application/json");
        headers.forEach(options::putHeader);
        return Future.<Said>future(done -> vertx.runOnContext(go -> call(options, body)
                        .timeout(timeoutMs, TimeUnit.MILLISECONDS)
                        .onComplete(done)))
                .recover(broken -> Future.failedFuture(Undelivered.forNow(code(broken))))
                .toCompletionStage();
    }

    private Future<Said> call(RequestOptions options, Buffer body) {
        return client.request(options).compose(request -> request.send(body)).compose(response -> {
            Buffer answer = Buffer.buffer();
            response.handler(chunk -> {
                if (answer.length() + chunk.length() > MAX_ANSWER) {
                    response.request().reset();
                } else {
                    answer.appendBuffer(chunk);
                }
            });
            return response.end().map(end -> new Said(response.statusCode(), json(answer)));
        });
    }

    private static JsonObject json(Buffer answer) {
        try {
            return answer.length() == 0 ? new JsonObject() : new JsonObject(answer);
        } catch (DecodeException | ClassCastException notAnObject) {
            return new JsonObject();
        }
    }

    private static String code(Throwable broken) {
        return broken instanceof TimeoutException ? "timeout" : "unreachable";
    }

    @Override
    public void close() {
        client.close();
    }
}
