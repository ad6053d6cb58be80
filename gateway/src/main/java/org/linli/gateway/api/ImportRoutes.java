package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.linli.gateway.access.Route;
import org.linli.gateway.enrol.SheetKind;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Handlers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many rows in one call. Each row is its own command: good ones go in, the others are told what is wrong with them. */
public final class ImportRoutes {
    /** One batch of the store collects while one is on its way; more would only crowd out those who wait for a visit. */
    private static final int IN_FLIGHT = 128;

    private static final Logger LOG = LoggerFactory.getLogger(ImportRoutes.class);

    private final Desk desk;

    public ImportRoutes(Desk desk) {
        this.desk = desk;
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.IMPORT, this::importRows);
    }

    private Future<Answer> importRows(Exchange exchange) {
        return ImportRequest.of(exchange, desk.registrar())
                .compose(request -> InFlight.each(request.lines(), IN_FLIGHT, each(exchange, request))
                        .map(results -> answer(exchange, request, results)));
    }

    private Function<ImportRequest.Line, Future<ImportResult>> each(Exchange exchange, ImportRequest request) {
        if (request.kind() == SheetKind.ORGANISATIONS) {
            return new OrganisationImport(desk, exchange, request)::row;
        }
        return request.kind() == SheetKind.ORDERS
                ? new OrderImport(desk, exchange, request)::row
                : new PeopleImport(desk, exchange, request)::row;
    }

    private static Answer answer(Exchange exchange, ImportRequest request, List<ImportResult> results) {
        JsonObject counts = new JsonObject();
        for (ImportResult.Outcome outcome : ImportResult.Outcome.values()) {
            counts.put(
                    outcome.name().toLowerCase(Locale.ROOT),
                    results.stream().filter(row -> row.outcome() == outcome).count());
        }
        LOG.info(
                "{} imported {} rows of {}{}: {} (call {})",
                exchange.caller().subject(),
                results.size(),
                request.kind().word(),
                request.dryRun() ? " as a dry run" : "",
                counts.encode(),
                exchange.traceId());
        return Answer.ok(new JsonObject()
                .put("kind", request.kind().word())
                .put("dryRun", request.dryRun())
                .put("counts", counts)
                .put("unknownHeadings", Json.array(request.unknown(), heading -> heading))
                .put("rows", Json.array(results, row -> row.json(exchange.language()))));
    }
}
