package org.linli.gateway.client;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One person's calls. The token is fetched at the first call, kept, and fetched anew once when the node answers 401,
 * because a node may have been replaced by one with other keys. For the client's thread.
 */
public final class Session {
    private final ApiClient api;
    private final Supplier<Future<String>> signIn;
    private @Nullable Future<String> token;

    /**
     * A session that has no token yet.
     *
     * @param signIn fetches one; asked again after it failed, and when the node no longer takes what it gave
     */
    public Session(ApiClient api, Supplier<Future<String>> signIn) {
        this.api = api;
        this.signIn = signIn;
    }

    /** A session of a fictional person by a demo token. */
    public static Session demo(ApiClient api, String role, String subject, String region) {
        return new Session(api, () -> api.demoToken(role, subject, region));
    }

    /** Reads; fails as {@link ApiClient} says. */
    public Future<ApiReply> get(String path) {
        return signed(token -> api.get(path, token));
    }

    /** Changes something, under a fresh key for each time that it is signed. */
    public Future<ApiReply> post(String path, JsonObject body) {
        return signed(token -> api.post(path, body, token));
    }

    /** Creates or replaces, likewise. */
    public Future<ApiReply> put(String path, JsonObject body) {
        return signed(token -> api.put(path, body, token));
    }

    /** The token, fetched where there is none yet. */
    public Future<String> token() {
        Future<String> held = token;
        if (held == null || held.failed()) {
            held = signIn.get();
            token = held;
        }
        return held;
    }

    /** Drops the token, so that the next call fetches another. */
    public void renew() {
        token = null;
    }

    private Future<ApiReply> signed(Function<String, Future<ApiReply>> call) {
        return token().compose(call).recover(failure -> {
            if (failure instanceof ApiProblem problem && problem.status() == 401) {
                renew();
                return token().compose(call);
            }
            return Future.failedFuture(failure);
        });
    }
}
