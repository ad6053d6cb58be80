package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.linli.gateway.access.Access;
import org.linli.gateway.access.Grant;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.enrol.SheetKind;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.http.Query;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.proto.Order;
import org.linli.proto.Profile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The region's people and orders as rows, page by page, in the columns that an import takes. Before a page is told, it is
 * written down who takes it, how many rows it has and whose address or number stands there, for each of them to see.
 */
public final class ExportRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ExportRoutes.class);

    private final Desk desk;
    private final ReadingLog readings;

    public ExportRoutes(Desk desk) {
        this.desk = desk;
        this.readings = new ReadingLog(desk);
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.EXPORT, this::export);
    }

    private Future<Answer> export(Exchange exchange) {
        SheetKind kind = SheetKind.find(exchange.path("kind"))
                .orElseThrow(() ->
                        Problem.of(ProblemCode.NOT_FOUND, exchange.request().path()));
        if (kind == SheetKind.ORGANISATIONS) {
            return new OrganisationExport(desk, readings).page(exchange);
        }
        return kind == SheetKind.ORDERS ? orders(exchange) : people(exchange, kind);
    }

    private Future<Answer> people(Exchange exchange, SheetKind kind) {
        Query query = exchange.query();
        int size = query.pageSize();
        List<Profile> page = desk.view()
                .profilesAfter(query.after())
                .filter(profile -> kind == SheetKind.VOLUNTEERS ? profile.hasVolunteer() : profile.hasResident())
                .filter(profile -> mayHave(exchange, parties(kind, profile)))
                .limit(size)
                .toList();
        String next = page.size() < size ? "" : page.get(size - 1).getId();
        PersonCells cells = new PersonCells(desk.policy());
        return desk.registrar().on(desk.people().openAll(page)).compose(secrets -> {
            JsonArray rows = new JsonArray();
            ReadingLog.Page read = new ReadingLog.Page();
            for (int i = 0; i < page.size(); i++) {
                rows.add(
                        kind == SheetKind.VOLUNTEERS
                                ? cells.volunteer(page.get(i), secrets.get(i))
                                : cells.resident(page.get(i), secrets.get(i)));
                read.add(page.get(i).getId(), ReadingLog.of(secrets.get(i)));
            }
            return written(exchange, kind, read, answer(exchange, kind, rows, next));
        });
    }

    /** Who may take everything does so in that role; others took what their communities gave them. */
    private Future<Answer> written(Exchange exchange, SheetKind kind, ReadingLog.Page read, Answer answer) {
        boolean all = Access.furthest(exchange.route(), exchange.caller()) == Grant.ALL;
        return readings.record(exchange, all ? Role.ADMIN : Role.COMMUNITY, kind.word(), read)
                .map(durable -> answer);
    }

    private static Parties parties(SheetKind kind, Profile profile) {
        return Parties.person(
                profile.getId(),
                kind == SheetKind.VOLUNTEERS
                        ? new HashSet<>(profile.getVolunteer().getCommunitiesList())
                        : Set.of(profile.getResident().getCommunity()));
    }

    private static boolean mayHave(Exchange exchange, Parties parties) {
        return Access.role(exchange.route(), exchange.caller(), parties).isPresent();
    }

    private Future<Answer> orders(Exchange exchange) {
        Query query = exchange.query();
        int size = query.pageSize();
        List<Order> page = desk.view().ordersBefore(query.after()).stream()
                .map(Seen::value)
                .filter(order -> mayHave(exchange, Sight.parties(desk.view(), order)))
                .limit(size)
                .toList();
        String next = page.size() < size ? "" : page.get(size - 1).getId();
        OrderCells cells = new OrderCells(desk.policy());
        ReadingLog.Page read = new ReadingLog.Page();
        List<Future<JsonObject>> rows = page.stream()
                .map(order -> desk.registrar().on(desk.people().open(order)).map(secrets -> {
                    read.add(order.getResidentId(), ReadingLog.of(secrets));
                    return cells.order(order, secrets);
                }))
                .toList();
        return Future.all(rows)
                .compose(all -> written(
                        exchange,
                        SheetKind.ORDERS,
                        read,
                        answer(exchange, SheetKind.ORDERS, new JsonArray(all.list()), next)));
    }

    private static Answer answer(Exchange exchange, SheetKind kind, JsonArray rows, String next) {
        LOG.info(
                "{} exported {} rows of {} (call {})",
                exchange.caller().subject(),
                rows.size(),
                kind.word(),
                exchange.traceId());
        JsonObject json = new JsonObject().put("kind", kind.word()).put("rows", rows);
        return Answer.ok(Json.text(json, "nextPageToken", next.isEmpty() ? "" : Query.token(next)));
    }
}
