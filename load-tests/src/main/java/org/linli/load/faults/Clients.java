package org.linli.load.faults;

import com.google.protobuf.ByteString;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.linli.gateway.client.ApiClient;
import org.linli.gateway.client.ApiProblem;
import org.linli.gateway.client.ApiReply;
import org.linli.gateway.client.ClientSettings;
import org.linli.gateway.client.RequestKeys;
import org.linli.gateway.client.Session;
import org.linli.gateway.client.StreamClient;
import org.linli.proto.Command;

/**
 * People's programs: one key for each thing that somebody wants, said again under that key until there is an answer,
 * sometimes twice at once, sometimes again when all is over, sometimes with another body. All on one loop.
 */
final class Clients implements AutoCloseable {
    private static final int CONNECTIONS = 64;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    /** For tokens and for what comes before the first fault, on a machine that has much else to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** About half a minute of trying: longer than any fault lasts. */
    private static final int MOST_ATTEMPTS = 40;

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final Recorder recorder;
    private final SplittableRandom chance;
    private final RequestKeys keys;
    private final ApiClient api;
    private final ApiClient patient;
    private final WebSocketClient sockets;
    private int unanswered;

    Clients(URI node, Recorder recorder, SplittableRandom chance) {
        this.recorder = recorder;
        this.chance = chance;
        this.keys = new RequestKeys(java.time.InstantSource.system(), chance.split());
        this.api = new ApiClient(
                vertx, new ClientSettings(node, CONNECTIONS, 10_000, ANSWER_WITHIN, 1, 0), keys, chance.split());
        this.patient = new ApiClient(
                vertx, new ClientSettings(node, CONNECTIONS, 10_000, PATIENCE, 5, 1), keys, chance.split());
        this.sockets = StreamClient.sockets(vertx, CONNECTIONS);
    }

    Vertx vertx() {
        return vertx;
    }

    WebSocketClient sockets() {
        return sockets;
    }

    ApiClient api() {
        return api;
    }

    Recorder recorder() {
        return recorder;
    }

    Session session(String role, String subject) {
        return Session.demo(patient, role, subject, Town.REGION);
    }

    void run(Runnable step) {
        loop.runOnContext(go -> step.run());
    }

    /** As {@link #run}, and waits until it has been done. Not to be called on the loop. */
    void step(Runnable step) {
        await(() -> {
            step.run();
            return Future.succeededFuture();
        });
    }

    /** Not to be called on the loop. */
    <T> T await(Supplier<Future<T>> work) {
        Promise<T> outcome = Promise.promise();
        loop.runOnContext(go -> work.get().onComplete(outcome));
        return outcome.future().await();
    }

    int unanswered() {
        return unanswered;
    }

    void after(long ms, Runnable deed) {
        vertx.setTimer(Math.max(1, ms), fired -> deed.run());
    }

    /** Asks until there is an answer. On the loop. The future never fails; it stays open where nobody ever answered. */
    Future<JsonObject> ask(Session who, String subject, String path, JsonObject body, Command.BodyCase kind) {
        return ask(new Wish(who, subject, HttpMethod.POST, path, body, kind));
    }

    /** The same by PUT. */
    Future<JsonObject> put(Session who, String subject, String path, JsonObject body, Command.BodyCase kind) {
        return ask(new Wish(who, subject, HttpMethod.PUT, path, body, kind));
    }

    private Future<JsonObject> ask(Wish wish) {
        unanswered++;
        wish.first();
        return wish.answer.future();
    }

    /** One thing that somebody wants. */
    private final class Wish {
        private final Session who;
        private final String subject;
        private final HttpMethod method;
        private final String path;
        private final JsonObject body;
        private final Command.BodyCase kind;
        private final String key = keys.next();
        private final long intent = recorder.newIntent();
        private final Promise<JsonObject> answer = Promise.promise();
        private boolean done;
        private int attempts;

        Wish(Session who, String subject, HttpMethod method, String path, JsonObject body, Command.BodyCase kind) {
            this.who = who;
            this.subject = subject;
            this.method = method;
            this.path = path;
            this.body = body;
            this.kind = kind;
        }

        void first() {
            attempt();
            if (chance.nextInt(12) == 0) {
                attempt();
            }
        }

        private void attempt() {
            attempts++;
            say(body).onComplete(said -> {
                if (done) {
                    return;
                }
                if (said.succeeded() && said.result() > 0) {
                    done();
                } else if (attempts < MOST_ATTEMPTS) {
                    after(200 + chance.nextInt(900), this::again);
                } else {
                    giveUp();
                }
            });
        }

        private void again() {
            if (!done) {
                attempt();
            }
        }

        private void giveUp() {
            done = true;
            unanswered--;
        }

        private void done() {
            done = true;
            unanswered--;
            if (chance.nextInt(25) == 0) {
                after(chance.nextInt(2_000), () -> say(body));
            }
            if (chance.nextInt(40) == 0) {
                after(chance.nextInt(2_000), () -> say(body.copy().put("another", true)));
            }
        }

        /** One attempt: 1 where it was answered, 0 where not. */
        private Future<Integer> say(JsonObject what) {
            ByteString hash = Recorder.hash(what.toBuffer().getBytes());
            String under = subject + '|' + method.name() + ' ' + path + '|' + key;
            recorder.invoked(intent, under, hash, kind);
            return who.token()
                    .compose(token -> send(what, token))
                    .map(reply -> answered(reply, under, hash))
                    .recover(failure -> Future.succeededFuture(refused(failure, under, hash)));
        }

        private Future<ApiReply> send(JsonObject what, String token) {
            return method.equals(HttpMethod.PUT) ? api.put(path, what, token, key) : api.post(path, what, token, key);
        }

        private int answered(ApiReply reply, String under, ByteString hash) {
            recorder.told(intent, under, hash, reply.status(), reply.body());
            answer.tryComplete(reply.body());
            return 1;
        }

        private int refused(Throwable failure, String under, ByteString hash) {
            if (!(failure instanceof ApiProblem problem)) {
                recorder.told(intent, under, hash, 0, new JsonObject());
                return 0;
            }
            recorder.told(intent, under, hash, problem.status(), new JsonObject().put("code", problem.code()));
            if (problem.status() == 401) {
                who.renew();
            }
            boolean passing = problem.status() == 401 || problem.status() == 429 || problem.status() >= 500;
            return passing ? 0 : 1;
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
