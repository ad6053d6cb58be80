package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Ids;
import org.linli.domain.Wgs84;
import org.linli.gateway.access.Access;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Grant;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.http.Query;
import org.linli.gateway.http.Words;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.matcher.emergency.Pauses;
import org.linli.proto.Order;
import org.linli.proto.OrderState;
import org.linli.proto.Reading;
import org.linli.proto.TeamOffer;
import org.linli.proto.Visit;

/** Looking at orders: one from the registry, many from the read model. */
public final class OrderQueries {
    private static final int DEFAULT_RADIUS = 3000;
    private static final int MAX_RADIUS = 100_000;
    /** Beside the states: of those that are EXPIRED, whom an emergency had wait until then. */
    private static final String EXPIRED_PAUSED = "EXPIRED_PAUSED";

    private final Desk desk;
    private final Plans plans;
    private final ReadingLog readings;

    public OrderQueries(Desk desk, Plans plans) {
        this.desk = desk;
        this.plans = plans;
        this.readings = new ReadingLog(desk);
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.ORDER_GET, this::get).on(Route.ORDER_LIST, this::list);
    }

    private Future<Answer> get(Exchange exchange) {
        return desk.registrar()
                .order(exchange.id(), ProblemCode.ORDER_NOT_FOUND)
                .compose(found -> {
                    Order order = found.entity().getOrder();
                    Role role = Registrar.allow(exchange, Sight.parties(desk.view(), order));
                    return plans.of(exchange.caller())
                            .compose(planned -> json(exchange, order, found.version(), planned, true))
                            .compose(json -> written(exchange, role, order, json))
                            .map(json -> Answer.ok(json).tagged(found.version()));
                });
    }

    /** Before staff or family are told where somebody lives; that its volunteer is told stands in the assignment. */
    private Future<JsonObject> written(Exchange exchange, Role role, Order order, JsonObject json) {
        boolean tells = json.containsKey("address")
                && !Orders.assigned(order).contains(exchange.caller().subject());
        return readings.record(
                        exchange,
                        role,
                        order.getResidentId(),
                        tells ? Set.of(Reading.What.WHAT_ADDRESS) : Set.of(),
                        order.getId())
                .map(written -> json);
    }

    /** @param one whether it is the one order that was asked for: a list tells an address to those whom it concerns only */
    private Future<JsonObject> json(
            Exchange exchange, Order order, long version, Map<String, String> planned, boolean one) {
        Parties parties = Sight.parties(desk.view(), order);
        Sight sight = Sight.of(exchange.caller(), order, parties);
        boolean told = sight.address() && (one || Sight.isParty(exchange.caller(), order, parties));
        return desk.registrar()
                .on(desk.people().secrets(order, told, sight.address() ? volunteers(order) : List.of()))
                .map(secrets -> new OrderJson(desk.frames(), exchange.language())
                        .order(order, version, sight, secrets, planned))
                .map(json -> repeated(exchange, order, json))
                .map(json -> paused(order, json))
                .map(json -> teamOffers(exchange, order, parties, json));
    }

    /** With the repeat that the order is a date of, in words. */
    private JsonObject repeated(Exchange exchange, Order order, JsonObject json) {
        desk.view()
                .repeats()
                .find(order.getSeries())
                .ifPresent(seen -> json.put("repeatId", order.getSeries())
                        .put("repeatWords", RepeatJson.words(seen.value(), desk.policy(), exchange.language())));
        return json;
    }

    /** With whether it waits because of the region's emergency. */
    private JsonObject paused(Order order, JsonObject json) {
        return Pauses.holds(desk.view().emergency(), order) ? json.put("paused", true) : json;
    }

    /** With the teams that were asked, to those who may ask one. */
    private JsonObject teamOffers(Exchange exchange, Order order, Parties parties, JsonObject json) {
        boolean asks =
                Access.role(Route.ORDER_OFFER_TEAM, exchange.caller(), parties).isPresent();
        return asks && order.getTeamOffersCount() > 0
                ? json.put("teamOffers", Json.array(order.getTeamOffersList(), offer -> teamOffer(order, offer)))
                : json;
    }

    private JsonObject teamOffer(Order order, TeamOffer offer) {
        JsonObject json = new JsonObject()
                .put("offerId", Ids.teamOffer(order.getId(), offer.getNumber()))
                .put("teamId", offer.getTeam())
                .put("state", Words.of(offer.getState(), "OFFER_STATE_"))
                .put("byHand", offer.getOrigin().equals("hand"))
                .put("named", Json.array(offer.getNamedList(), person -> person));
        desk.view()
                .teams()
                .find(offer.getTeam())
                .ifPresent(seen -> json.put("teamName", seen.value().getName()));
        Json.time(json, "sentAt", offer.getSentAtMs());
        Json.time(json, "expiresAt", offer.getExpiresAtMs());
        Json.time(json, "closedAt", offer.getClosedAtMs());
        if (offer.getDeclineReasonValue() != 0) {
            json.put("declineReason", Words.of(offer.getDeclineReason(), "DECLINE_REASON_"));
        }
        return json;
    }

    private static List<String> volunteers(Order order) {
        return order.getVisitsList().stream()
                .map(Visit::getVolunteerId)
                .filter(id -> !id.isEmpty())
                .toList();
    }

    private Future<Answer> list(Exchange exchange) {
        Query query = exchange.query();
        int size = query.pageSize();
        List<Seen<Order>> page = new ArrayList<>();
        String next = fill(page, size, candidates(exchange.caller(), query), filter(exchange, query));
        return plans.of(exchange.caller()).compose(planned -> answer(exchange, page, next, planned));
    }

    /** Fills the page, and gives the token of the next one, or nothing. */
    private static String fill(
            List<Seen<Order>> page, int size, Collection<Seen<Order>> candidates, Predicate<Order> filter) {
        for (Seen<Order> order : candidates) {
            if (filter.test(order.value())) {
                if (page.size() == size) {
                    return Query.token(page.get(size - 1).value().getId());
                }
                page.add(order);
            }
        }
        return "";
    }

    private Collection<Seen<Order>> candidates(Caller caller, Query query) {
        String after = query.after();
        boolean own =
                query.flag("mine") || Access.furthest(Route.ORDER_LIST, caller).compareTo(Grant.OWN) <= 0;
        if (!own || caller.is(Role.ORG)) {
            return desk.view().ordersBefore(after);
        }
        return mine(caller).stream()
                .filter(order -> after.isEmpty() || order.value().getId().compareTo(after) < 0)
                .sorted(Comparator.comparing(
                                (Seen<Order> order) -> order.value().getId())
                        .reversed())
                .toList();
    }

    private Set<Seen<Order>> mine(Caller caller) {
        Set<Seen<Order>> mine = new HashSet<>(desk.view().ordersWith(caller.subject()));
        mine.addAll(desk.view().ordersOf(caller.subject()));
        desk.view()
                .families()
                .namedBy(caller.subject())
                .forEach(resident -> mine.addAll(desk.view().ordersOf(resident)));
        return mine;
    }

    private Predicate<Order> filter(Exchange exchange, Query query) {
        Set<String> states = states(query);
        @Nullable Wgs84 near = query.near();
        int radius = query.integer("radius", 1, MAX_RADIUS, DEFAULT_RADIUS);
        return order -> (states.isEmpty() || isIn(order, states))
                && (near == null || OrderJson.within(order, near, radius))
                && visible(exchange, order);
    }

    private static boolean isIn(Order order, Set<String> states) {
        return states.contains(Words.of(order.getState(), "ORDER_STATE_"))
                || (states.contains(EXPIRED_PAUSED) && Orders.expiredPaused(order));
    }

    /** A volunteer's list holds what is or was that volunteer's, not all that was ever offered. */
    private boolean visible(Exchange exchange, Order order) {
        Parties parties = Sight.parties(desk.view(), order);
        Parties taken = new Parties(
                parties.residents(), new HashSet<>(volunteers(order)), parties.creator(), parties.communities());
        return Access.role(Route.ORDER_LIST, exchange.caller(), taken).isPresent();
    }

    private static Set<String> states(Query query) {
        Set<String> states = query.words("state");
        for (String state : states) {
            if (state.equals("UNSPECIFIED") || !(state.equals(EXPIRED_PAUSED) || known("ORDER_STATE_" + state))) {
                throw Query.invalid("state", "没有状态 " + state, "there is no state " + state);
            }
        }
        return states;
    }

    private static boolean known(String constant) {
        for (OrderState state : OrderState.values()) {
            if (state.name().equals(constant)) {
                return true;
            }
        }
        return false;
    }

    private Future<Answer> answer(Exchange exchange, List<Seen<Order>> page, String next, Map<String, String> planned) {
        List<Future<JsonObject>> orders = page.stream()
                .map(order -> json(exchange, order.value(), order.version(), planned, false))
                .toList();
        return Future.all(orders).map(all -> {
            JsonArray array = new JsonArray();
            orders.forEach(order -> array.add(order.result()));
            return Answer.ok(Json.text(new JsonObject().put("orders", array), "nextPageToken", next));
        });
    }
}
