package org.linli.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** What residents, the hotline agent and community staff say to Linli for the residents' orders. */
interface ResidentDoor {
    /** Orders as the resident does, or through the hotline; the order's id. */
    Future<String> order(String residentId, boolean hotline, JsonObject order);

    Future<Void> cancel(String residentId, String orderId);

    /** Confirms a visit as its resident, or as community staff, the second party. */
    Future<Void> confirm(String residentId, boolean staff, String visitId);

    Future<Void> rate(String residentId, String orderId, int stars);

    /** Whose order it is, as staff see it. */
    Future<String> residentOf(String orderId);
}
