package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.linli.domain.Ids;
import org.linli.gateway.frame.Secrets;
import org.linli.gateway.http.Language;
import org.linli.gateway.http.Words;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.proto.Order;
import org.linli.proto.Reading;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.Window;

/** What stands on a community's blackout sheet (停电表): who is expected where and when, within a day. */
final class SheetRows {
    private static final long DAY_MS = 24 * 3_600_000L;
    /** Ten pages of paper. */
    private static final int MOST_ROWS = 200;

    private static final Set<VisitState> SHOWN =
            EnumSet.range(VisitState.VISIT_STATE_OPEN, VisitState.VISIT_STATE_ON_SITE);
    private static final Comparator<Row> SOONEST =
            Comparator.comparingLong(Row::startMs).thenComparing(Row::id);

    private final Desk desk;

    SheetRows(Desk desk) {
        this.desk = desk;
    }

    /** A sheet, and whose addresses stand on it: to be written down before it is told. */
    record Made(JsonObject sheet, ReadingLog.Page read) {}

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

    /** Those whose sheet would not be empty, in their order. */
    Future<List<String>> communities() {
        long nowMs = desk.nowMs().getAsLong();
        return desk.registrar().blocking(() -> {
            Set<String> found = new TreeSet<>();
            rows(order -> true, nowMs).forEach(row -> found.addAll(Orders.communities(row.order())));
            return List.copyOf(found);
        });
    }

    Future<Made> make(String community, Language language) {
        long nowMs = desk.nowMs().getAsLong();
        return desk.registrar()
                .blocking(() -> rows(order -> Orders.communities(order).contains(community), nowMs))
                .compose(rows -> made(community, language, nowMs, rows.subList(0, Math.min(MOST_ROWS, rows.size()))));
    }

    /** Of everything that is open or taken and begins within a day. */
    private List<Row> rows(Predicate<Order> which, long nowMs) {
        List<Row> rows = new ArrayList<>();
        for (Seen<Order> seen : desk.view().ordersBefore("")) {
            Order order = seen.value();
            if (which.test(order)) {
                order.getVisitsList().stream()
                        .filter(visit -> SHOWN.contains(visit.getState()))
                        .map(visit -> new Row(order, visit))
                        .filter(row -> row.startMs() < nowMs + DAY_MS)
                        .forEach(rows::add);
            }
        }
        rows.sort(SOONEST);
        return rows;
    }

    private Future<Made> made(String community, Language language, long nowMs, List<Row> rows) {
        ReadingLog.Page read = new ReadingLog.Page();
        List<Future<JsonObject>> shown =
                rows.stream().map(row -> json(row, language, read)).toList();
        return Future.all(shown)
                .map(all -> new Made(
                        new JsonObject()
                                .put("community", community)
                                .put("madeAt", Json.time(nowMs))
                                .put("visits", new JsonArray(all.list())),
                        read));
    }

    private Future<JsonObject> json(Row row, Language language, ReadingLog.Page read) {
        String resident = row.order().getResidentId();
        String volunteer = row.visit().getVolunteerId();
        return desk.registrar()
                .on(desk.people().secrets(row.order(), true, List.of(resident, volunteer)))
                .map(secrets -> {
                    boolean told = !secrets.order().getAddress().isEmpty();
                    read.add(resident, told ? EnumSet.of(Reading.What.WHAT_ADDRESS) : Set.of());
                    return json(row, language, secrets);
                });
    }

    private JsonObject json(Row row, Language language, Secrets secrets) {
        String resident = row.order().getResidentId();
        String volunteer = row.visit().getVolunteerId();
        String phone = secrets.order().getPhone().isEmpty()
                ? secrets.person(resident).getPhone()
                : secrets.order().getPhone();
        JsonObject json = new JsonObject()
                .put("visitId", row.id())
                .put("state", Words.of(row.visit().getState(), "VISIT_STATE_"))
                .put("title", desk.frames().serviceName(row.order().getRequest().getService(), language))
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
