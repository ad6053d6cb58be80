package org.linli.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;
import org.linli.gateway.client.ApiReply;
import org.linli.gateway.client.Session;

/** The residents' door onto the real API, with an agent and a member of community staff beside it. */
final class ApiResidentDoor implements ResidentDoor {
    private final Function<String, Session> residents;
    private final Session agent;
    private final Session staff;

    ApiResidentDoor(Function<String, Session> residents, Session agent, Session staff) {
        this.residents = residents;
        this.agent = agent;
        this.staff = staff;
    }

    @Override
    public Future<String> order(String residentId, boolean hotline, JsonObject order) {
        Future<ApiReply> reply = hotline
                ? agent.post("/v1/orders", order.copy().put("onBehalfOf", residentId))
                : residents.apply(residentId).post("/v1/orders", order);
        return reply.map(made -> made.body().getString("id"));
    }

    @Override
    public Future<Void> cancel(String residentId, String orderId) {
        JsonObject reason = new JsonObject().put("reason", "NOT_NEEDED");
        return residents
                .apply(residentId)
                .post("/v1/orders/" + orderId + "/cancel", reason)
                .mapEmpty();
    }

    @Override
    public Future<Void> confirm(String residentId, boolean byStaff, String visitId) {
        Session who = byStaff ? staff : residents.apply(residentId);
        return who.post("/v1/visits/" + visitId + "/confirm", new JsonObject()).mapEmpty();
    }

    @Override
    public Future<Void> rate(String residentId, String orderId, int stars) {
        JsonObject rating = new JsonObject().put("stars", stars);
        return residents
                .apply(residentId)
                .post("/v1/orders/" + orderId + "/rate", rating)
                .mapEmpty();
    }

    @Override
    public Future<String> residentOf(String orderId) {
        return agent.get("/v1/orders/" + orderId).map(reply -> reply.body().getString("residentId"));
    }

    /** The resident shows the code word of an order; one who ordered by telephone was told it by the agent. */
    Future<String> codeWord(String orderId) {
        return agent.get("/v1/orders/" + orderId).compose(reply -> {
            String told = reply.body().getString("codeWord", "");
            if (!told.isEmpty()) {
                return Future.succeededFuture(told);
            }
            Session resident = residents.apply(reply.body().getString("residentId"));
            return resident.get("/v1/orders/" + orderId).map(own -> own.body().getString("codeWord", ""));
        });
    }
}
