package org.linli.gateway.api;

import io.vertx.core.Future;
import java.util.Set;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Query;

/**
 * What a community's staff need on paper before the network or the light goes. It tells addresses, so everybody who stands
 * on it sees who made it.
 */
final class SheetRoutes {
    /** By this name a person finds it among the tables that were taken out. */
    static final String KIND = "sheet";

    private final SheetRows rows;
    private final ReadingLog readings;

    SheetRoutes(Desk desk) {
        this.rows = new SheetRows(desk);
        this.readings = new ReadingLog(desk);
    }

    void mount(Handlers handlers) {
        handlers.on(Route.SHEET_GET, this::get);
    }

    private Future<Answer> get(Exchange exchange) {
        String community =
                exchange.query().text("community").orElseThrow(() -> Query.invalid("community", "请写社区", "is required"));
        Role role = Registrar.allow(exchange, new Parties(Set.of(), Set.of(), "", Set.of(community)));
        return rows.make(community, exchange.language())
                .compose(made ->
                        readings.record(exchange, role, KIND, made.read()).map(durable -> Answer.ok(made.sheet())));
    }
}
