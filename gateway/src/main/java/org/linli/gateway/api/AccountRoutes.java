package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.http.Query;
import org.linli.gateway.http.Words;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Account;
import org.linli.proto.Actor;
import org.linli.proto.LedgerEntry;
import org.linli.proto.Order;
import org.linli.proto.Profile;
import org.linli.proto.Role;
import org.linli.proto.Visit;

/**
 * Accounts in minutes and points, and their entries. A person without one yet has an empty account; one under 18 has hours
 * and neither tier nor score.
 */
public final class AccountRoutes {
    private final Desk desk;

    public AccountRoutes(Desk desk) {
        this.desk = desk;
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.ACCOUNT_GET, this::get).on(Route.ENTRY_LIST, this::entries);
    }

    static String allowed(Exchange exchange) {
        String id = Profiles.personId(exchange);
        Registrar.allow(exchange, Parties.person(id, Set.of()));
        return id;
    }

    private Future<Answer> get(Exchange exchange) {
        String id = allowed(exchange);
        return desk.registrar().read(EntityKey.account(id)).map(entities -> {
            Versioned entity = entities.get(0);
            Account account = entity.entity().getAccount();
            double points = account.getPointsMilli() / 1000.0;
            JsonObject json = new JsonObject()
                    .put("id", id)
                    .put("minutes", account.getMinutes())
                    .put("points", points)
                    .put("entries", account.getEntries())
                    .put("version", entity.version());
            Profile profile = desk.view().findProfile(id).map(Seen::value).orElse(Profile.getDefaultInstance());
            if (!VolunteerJson.isMinor(desk, profile)) {
                json.put("tier", VolunteerJson.tier(desk, profile, account))
                        .put("score", desk.policy().credit().startScore() + points);
            }
            return Answer.ok(json).tagged(entity.version());
        });
    }

    /** Newest first. */
    private Future<Answer> entries(Exchange exchange) {
        String id = allowed(exchange);
        Query query = exchange.query();
        int size = query.pageSize();
        long before = before(query);
        return desk.registrar().read(EntityKey.account(id)).compose(entities -> {
            long newest =
                    Math.min(before - 1, entities.get(0).entity().getAccount().getEntries());
            long oldest = Math.max(1, newest - size + 1);
            String next = oldest > 1 ? Query.token(Long.toString(oldest)) : "";
            return desk.registrar().read(keys(id, newest, oldest)).map(found -> page(found, next));
        });
    }

    private static long before(Query query) {
        String after = query.after();
        try {
            return after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
        } catch (NumberFormatException notOurs) {
            throw Query.invalid("pageToken", "请原样使用上一页给出的值", "must be the nextPageToken of the page before");
        }
    }

    private static List<String> keys(String accountId, long newest, long oldest) {
        List<String> keys = new ArrayList<>();
        for (long number = newest; number >= oldest; number--) {
            keys.add(EntityKey.ledger(accountId, number));
        }
        return keys;
    }

    private Answer page(List<Versioned> found, String next) {
        JsonObject json = new JsonObject()
                .put(
                        "entries",
                        Json.array(
                                found.stream().filter(Versioned::present).toList(),
                                entity -> entry(entity.entity().getLedgerEntry())));
        return Answer.ok(Json.text(json, "nextPageToken", next));
    }

    private JsonObject entry(LedgerEntry entry) {
        JsonObject json = new JsonObject()
                .put("number", entry.getNumber())
                .put("at", Json.time(entry.getAtMs()))
                .put("kind", Words.of(entry.getKind(), "POSTING_KIND_"));
        Json.text(json, "visitId", entry.getVisitId());
        Json.text(json, "counterAccount", entry.getCounterAccount());
        json.put("minutes", entry.getMinutes())
                .put("points", entry.getPointsMilli() / 1000.0)
                .put("measuredMinutes", entry.getMeasuredMinutes());
        if (entry.getLate()) {
            json.put("late", true);
        }
        Json.text(json, "confirmedBy", entry.getConfirmedBy());
        Json.text(json, "confirmedAs", confirmedAs(entry));
        return json.put("policyVersion", entry.getPolicyVersion());
    }

    /** In which part somebody confirmed: {@code default} is silence; empty where there was nothing to confirm. */
    private String confirmedAs(LedgerEntry entry) {
        String by = entry.getConfirmedBy();
        if (by.isEmpty() || by.equals("default")) {
            return by;
        }
        return desk.view()
                .findOrder(Ids.orderOf(entry.getVisitId()))
                .map(Seen::value)
                .flatMap(order -> Orders.visit(order, entry.getVisitId()).map(visit -> part(order, visit)))
                .orElse("staff");
    }

    private static String part(Order order, Visit visit) {
        Actor by = visit.getConfirmedBy();
        boolean family = by.getRole() == Role.ROLE_RESIDENT && !by.getSubject().equals(order.getResidentId());
        return family ? "family" : Words.of(by.getRole(), "ROLE_").toLowerCase(Locale.ROOT);
    }

    /** A path parameter that must be an entry's number. */
    static long number(Exchange exchange) {
        try {
            return Long.parseLong(exchange.path("n"));
        } catch (NumberFormatException notANumber) {
            throw Problem.of(ProblemCode.ENTRY_NOT_FOUND, exchange.path("n"));
        }
    }
}
