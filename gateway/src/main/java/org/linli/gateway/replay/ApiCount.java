package org.linli.gateway.replay;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import org.linli.gateway.client.Session;

/** Counts how many of the given orders the API lists, page by page; what a list leaves out is asked for by its id. */
final class ApiCount {
    /** Pages of 200: two million orders. A list without end is an error, not a reason to go on for ever. */
    private static final int MOST_PAGES = 10_000;

    private final Session agent;
    private final Set<String> missing;
    private final int sent;
    private final String states;

    ApiCount(Session agent, Set<String> sent, String states) {
        this.agent = agent;
        this.missing = new HashSet<>(sent);
        this.sent = sent.size();
        this.states = states;
    }

    Future<Integer> count() {
        return page("", 0).compose(listed -> one());
    }

    private Future<Void> page(String pageToken, int number) {
        String path =
                "/v1/orders?pageSize=200&state=" + states + (pageToken.isEmpty() ? "" : "&pageToken=" + pageToken);
        return agent.get(path).compose(reply -> {
            JsonArray orders = reply.body().getJsonArray("orders", new JsonArray());
            orders.forEach(order -> missing.remove(((JsonObject) order).getString("id")));
            String next = reply.body().getString("nextPageToken", "");
            return next.isEmpty() || missing.isEmpty() || number == MOST_PAGES
                    ? Future.succeededFuture()
                    : page(next, number + 1);
        });
    }

    private Future<Integer> one() {
        if (missing.isEmpty()) {
            return Future.succeededFuture(sent);
        }
        Future<Integer> counted = Future.succeededFuture(sent);
        for (String id : missing) {
            counted = counted.compose(sofar -> agent.get("/v1/orders/" + id)
                    .map(found -> sofar)
                    .recover(absent -> Future.succeededFuture(sofar - 1)));
        }
        return counted;
    }
}
