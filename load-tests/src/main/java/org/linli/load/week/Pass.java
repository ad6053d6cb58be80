package org.linli.load.week;

import io.vertx.core.json.JsonObject;

/** What somebody got when they signed in: a short token, and what the next is had by. Blocks; safe for several threads. */
final class Pass {
    private final Calls calls;
    private String token;
    private String refresh;

    Pass(Calls calls, JsonObject signedIn) {
        this.calls = calls;
        this.token = signedIn.getString("token");
        this.refresh = signedIn.getString("refreshToken");
    }

    synchronized String token() {
        return token;
    }

    /** The token, another than this one, which the node did not take. */
    synchronized String after(String refused) {
        if (token.equals(refused)) {
            JsonObject next = calls.ok(
                    Calls.Call.json("POST", "/v1/sign-in/refresh", new JsonObject().put("refreshToken", refresh), ""));
            token = next.getString("token");
            refresh = next.getString("refreshToken");
        }
        return token;
    }
}
