package org.linli.gateway.api;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.http.Words;
import org.linli.proto.Order;
import org.linli.proto.OrderPrivate;
import org.linli.proto.OrderRequest;

/** Orders as the cells of a row, times in the region's zone; what was not asked for is left out. */
record OrderCells(RegionPolicy policy) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    JsonObject order(Order order, OrderPrivate secrets) {
        OrderRequest request = order.getRequest();
        JsonObject cells = new JsonObject()
                .put("id", order.getId())
                .put("state", Words.of(order.getState(), "ORDER_STATE_"))
                .put("residentId", order.getResidentId())
                .put("service", service(request.getService()))
                .put("start", time(request.getWindow().getStartMs()))
                .put("end", time(request.getWindow().getEndMs()))
                .put("minutes", Integer.toString(request.getDurationMinutes()))
                .put("people", Integer.toString(request.getPeople()))
                .put("priority", Words.of(request.getPriority(), "PRIORITY_"));
        Json.text(cells, "phone", secrets.getPhone());
        PersonCells.list(cells, "languages", request.getLanguagesList());
        Json.text(cells, "gender", PersonCells.gender(request.getGenderPreference()));
        Json.text(cells, "preferVolunteer", request.getPreferVolunteer());
        Json.text(cells, "community", request.getCommunity());
        Json.text(cells, "address", secrets.getAddress());
        if (request.hasLocation()) {
            PersonCells.place(cells, request.getLocation());
        }
        return Json.text(cells, "notes", secrets.getNotes());
    }

    private String service(String code) {
        return policy.findService(code).map(RegionPolicy.Service::name).orElse(code);
    }

    private String time(long ms) {
        return TIME.format(Instant.ofEpochMilli(ms).atZone(policy.zone()));
    }
}
