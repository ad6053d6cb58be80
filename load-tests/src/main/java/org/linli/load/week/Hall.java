package org.linli.load.week;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;

/** The node's HTTP door, as anybody may use it who has signed in; calls block. Safe for several threads. */
final class Hall {
    static final String REGION = "520181";

    private final Calls calls;
    private final Entrance entrance;

    Hall(Calls calls, Entrance entrance) {
        this.calls = calls;
        this.entrance = entrance;
    }

    URI node() {
        return calls.node();
    }

    /** Somebody who has signed in; of the staff, whoever is new is added first. */
    Desk as(String role, String subject, String... communities) {
        return new Desk(pass(role, subject, communities));
    }

    Pass pass(String role, String subject, String... communities) {
        return entrance.pass(role, subject, communities);
    }

    /** One person's calls. Each throws {@link IllegalStateException}, with what the node said, unless it is answered 2xx. */
    final class Desk {
        private final Pass pass;

        Desk(Pass pass) {
            this.pass = pass;
        }

        JsonObject get(String path) {
            return send("GET", path, "application/json", "");
        }

        JsonObject post(String path, JsonObject body) {
            return send("POST", path, "application/json", body.encode());
        }

        JsonObject put(String path, JsonObject body) {
            return send("PUT", path, "application/json", body.encode());
        }

        /** Gives how many rows were created, updated, left as they are and refused, by these words. */
        JsonObject table(String kind, String csv, boolean dryRun) {
            String path = "/v1/imports?kind=" + kind + (dryRun ? "&dryRun=true" : "");
            return send("POST", path, "text/csv; charset=utf-8", csv).getJsonObject("counts");
        }

        /** A token that has run out is followed by the next of the session. */
        private JsonObject send(String method, String path, String type, String body) {
            String token = pass.token();
            Calls.Call call = new Calls.Call(method, path, type, body, token, "");
            HttpResponse<String> answer = calls.ask(call);
            return answer.statusCode() == 401 ? calls.ok(call.with(pass.after(token))) : Calls.read(call, answer);
        }
    }
}
