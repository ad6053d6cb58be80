package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.linli.domain.Ids;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.frame.Secrets;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Query;
import org.linli.gateway.http.Words;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.proto.Order;
import org.linli.proto.Reading;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.Window;

/**
 * What a community's staff need on paper before the network or the light goes (停电表): who is expected where and when. It
 * tells addresses, so everybody who stands on it sees who made it.
 */
final class SheetRoutes {
    private static final long DAY_MS = 24 * 3_600_000L;
    /** Ten pages of paper. */
    private static final int MOST_ROWS = 200;

    private static final Set<VisitState> SHOWN =
            EnumSet.range(VisitState.VISIT_STATE_OPEN, VisitState.VISIT_STATE_ON_SITE);
    private static final Comparator<Row> SOONEST =
            Comparator.comparingLong(Row::startMs).thenComparing(Row::id);

    private final Desk desk;
    private final ReadingLog readings;

    SheetRoutes(Desk desk) {
        this.desk = desk;
        this.readings = new ReadingLog(desk);
    }

    void mount(Handlers handlers) {
        handlers.on(Route.SHEET_GET, this::get);
    }

    private record Row(Order order, Visit visit) {
        String id() {
            return Ids.visit(order.getId(), visit.getNumber());
        }

        Window window() {
            return visit.hasWindow() ? visit.getWindow() : order.getRequest().getWindow();
        }

        long startMs() {
            return window().getStartMs();
        }
    }

    private Future<Answer> get(Exchange exchange) {
        String community =
                exchange.query().text("community").orElseThrow(() -> Query.invalid("community", "请写社区", "is required"));
        Role role = Registrar.allow(exchange, new Parties(Set.of(), Set.of(), "", Set.of(community)));
        long nowMs = desk.nowMs().getAsLong();
        return desk.registrar()
                .blocking(() -> rows(community, nowMs + DAY_MS))
                .compose(rows -> sheet(exchange, role, community, nowMs, rows));
    }

    /** Of everything that is open or taken and begins within a day. */
    private List<Row> rows(String community, long untilMs) {
        List<Row> rows = new ArrayList<>();
        for (Seen<Order> seen : desk.view().ordersBefore("")) {
            Order order = seen.value();
            if (Orders.communities(order).contains(community)) {
                order.getVisitsList().stream()
                        .filter(visit -> SHOWN.contains(visit.getState()))
                        .map(visit -> new Row(order, visit))
                        .filter(row -> row.startMs() < untilMs)
                        .forEach(rows::add);
            }
        }
        rows.sort(SOONEST);
        return rows.subList(0, Math.min(MOST_ROWS, rows.size()));
    }

    private Future<Answer> sheet(Exchange exchange, Role role, String community, long nowMs, List<Row> rows) {
        ReadingLog.Page read = new ReadingLog.Page();
        List<Future<JsonObject>> shown =
                rows.stream().map(row -> json(exchange, row, read)).toList();
        return Future.all(shown)
                .compose(all -> readings.record(exchange, role, "sheet", read).map(durable -> all))
                .map(all -> Answer.ok(new JsonObject()
                        .put("community", community)
                        .put("madeAt", Json.time(nowMs))
                        .put("visits", new JsonArray(all.list()))));
    }

    private Future<JsonObject> json(Exchange exchange, Row row, ReadingLog.Page read) {
        String resident = row.order().getResidentId();
        String volunteer = row.visit().getVolunteerId();
        return desk.registrar()
                .on(desk.people().secrets(row.order(), true, List.of(resident, volunteer)))
                .map(secrets -> {
                    boolean told = !secrets.order().getAddress().isEmpty();
                    read.add(resident, told ? EnumSet.of(Reading.What.WHAT_ADDRESS) : Set.of());
                    return json(exchange, row, secrets);
                });
    }

    private JsonObject json(Exchange exchange, Row row, Secrets secrets) {
        String resident = row.order().getResidentId();
        String volunteer = row.visit().getVolunteerId();
        String phone = secrets.order().getPhone().isEmpty()
                ? secrets.person(resident).getPhone()
                : secrets.order().getPhone();
        JsonObject json = new JsonObject()
                .put("visitId", row.id())
                .put("state", Words.of(row.visit().getState(), "VISIT_STATE_"))
                .put("title", desk.frames().serviceName(row.order().getRequest().getService(), exchange.language()))
                .put("start", Json.time(row.window().getStartMs()))
                .put("end", Json.time(row.window().getEndMs()));
        Json.text(json, "residentName", secrets.name(resident));
        Json.text(json, "residentPhoneMasked", Words.masked(phone));
        Json.text(json, "address", secrets.order().getAddress());
        Json.text(json, "notes", secrets.order().getNotes());
        Json.text(json, "volunteerId", volunteer);
        Json.text(json, "volunteerName", secrets.name(volunteer));
        return Json.text(
                json,
                "volunteerPhoneMasked",
                Words.masked(secrets.person(volunteer).getPhone()));
    }
}
