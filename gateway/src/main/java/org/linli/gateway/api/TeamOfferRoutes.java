package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.linli.domain.Ids;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.frame.FrameJson;
import org.linli.gateway.frame.TeamFrames;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.gateway.view.Teams;
import org.linli.proto.AcceptTeamOffer;
import org.linli.proto.Command;
import org.linli.proto.DeclineReason;
import org.linli.proto.DeclineTeamOffer;
import org.linli.proto.MemberState;
import org.linli.proto.OfferState;
import org.linli.proto.OfferToTeam;
import org.linli.proto.Order;
import org.linli.proto.Reply;
import org.linli.proto.Team;
import org.linli.proto.TeamOffer;
import org.linli.proto.Window;

/** An order is offered to a team; its leader looks at it, names people, or declines. */
public final class TeamOfferRoutes {
    private static final int MAX_PEOPLE = 20;
    private static final int MAX_REASON = 500;
    private static final long MINUTE_MS = 60_000;

    private final Desk desk;
    private final Nameable nameable;

    public TeamOfferRoutes(Desk desk) {
        this.desk = desk;
        this.nameable = new Nameable(desk);
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.ORDER_OFFER_TEAM, this::offer)
                .on(Route.ORDER_TEAMS, this::choices)
                .on(Route.TEAM_OFFER_LIST, this::list)
                .on(Route.TEAM_OFFER_GET, this::get)
                .on(Route.TEAM_OFFER_ACCEPT, this::accept)
                .on(Route.TEAM_OFFER_DECLINE, this::decline);
    }

    /** Which teams could be asked, to come when the order's time begins. */
    private Future<Answer> choices(Exchange exchange) {
        exchange.query();
        return desk.registrar()
                .order(exchange.id(), ProblemCode.ORDER_NOT_FOUND)
                .map(found -> {
                    Order order = found.entity().getOrder();
                    Registrar.allow(exchange, Sight.parties(desk.view(), order));
                    long startMs = order.getRequest().getWindow().getStartMs();
                    Window window = Window.newBuilder()
                            .setStartMs(startMs)
                            .setEndMs(startMs + order.getRequest().getDurationMinutes() * MINUTE_MS)
                            .build();
                    return Answer.ok(new JsonObject()
                            .put("seats", TeamFrames.seats(order))
                            .put("fewest", new TeamFrames(desk.frames()).fewest(order))
                            .put("start", Json.time(window.getStartMs()))
                            .put("end", Json.time(window.getEndMs()))
                            .put("teams", new TeamChoices(desk).list(order, window, exchange.language())));
                });
    }

    private Future<Answer> offer(Exchange exchange) {
        Fields body = exchange.fields();
        OfferToTeam.Builder ask = OfferToTeam.newBuilder()
                .setOrderId(exchange.id())
                .setTeamId(body.text("team", 64))
                .setReason(body.text("reason", MAX_REASON));
        Instant start = body.time("start");
        if (start != null) {
            ask.setStartMs(start.toEpochMilli());
        }
        body.check();
        return desk.registrar()
                .order(exchange.id(), ProblemCode.ORDER_NOT_FOUND)
                .compose(found -> {
                    Order order = found.entity().getOrder();
                    Role role = Registrar.allow(exchange, Sight.parties(desk.view(), order));
                    return submit(
                            exchange,
                            role,
                            order.getResidentId(),
                            Command.newBuilder().setOfferToTeam(ask));
                });
    }

    /** The leader's: those that wait, and those that were taken and whose orders are not over. */
    private Future<Answer> list(Exchange exchange) {
        exchange.query();
        JsonArray offers = new JsonArray();
        for (Team team : desk.view().teams().with(exchange.caller().subject())) {
            if (team.getLeaderId().equals(exchange.caller().subject())) {
                add(exchange, team, offers);
            }
        }
        return Future.succeededFuture(Answer.ok(new JsonObject().put("teamOffers", offers)));
    }

    private void add(Exchange exchange, Team team, JsonArray offers) {
        for (Seen<Order> seen : desk.view().ordersBefore("")) {
            Order order = seen.value();
            if (order.getTeamOffersCount() > 0 && !Orders.isOver(order)) {
                order.getTeamOffersList().stream()
                        .filter(offer -> offer.getTeam().equals(team.getId()) && isOf(offer))
                        .forEach(offer -> offers.add(frame(exchange, team, order, offer)));
            }
        }
    }

    private static boolean isOf(TeamOffer offer) {
        return offer.getState() == OfferState.OFFER_STATE_SENT || offer.getState() == OfferState.OFFER_STATE_ACCEPTED;
    }

    private JsonObject frame(Exchange exchange, Team team, Order order, TeamOffer offer) {
        return FrameJson.object(new TeamFrames(desk.frames()).offer(order, offer, team, exchange.language()));
    }

    /** With who may be named, and why not. */
    private Future<Answer> get(Exchange exchange) {
        return found(exchange).compose(found -> {
            Registrar.allow(exchange, led(found.team));
            List<String> people = Teams.people(found.team, MemberState.MEMBER_STATE_JOINED);
            return desk.registrar()
                    .on(desk.people().open(people))
                    .map(names -> Answer.ok(frame(exchange, found.team, found.order, found.offer)
                            .put(
                                    "people",
                                    nameable.list(found.order, found.offer, people, names, exchange.language()))));
        });
    }

    private record Found(Order order, TeamOffer offer, Team team) {}

    private Future<Found> found(Exchange exchange) {
        int number = Ids.teamOfferNumber(exchange.id());
        return desk.registrar()
                .order(exchange.id(), ProblemCode.OFFER_NOT_FOUND)
                .map(found -> {
                    Order order = found.entity().getOrder();
                    if (number < 1 || number > order.getTeamOffersCount()) {
                        throw Problem.of(ProblemCode.OFFER_NOT_FOUND, exchange.id());
                    }
                    TeamOffer offer = order.getTeamOffers(number - 1);
                    Team team = desk.view()
                            .teams()
                            .find(offer.getTeam())
                            .map(Seen::value)
                            .orElseThrow(() -> Problem.of(ProblemCode.TEAM_NOT_FOUND, offer.getTeam()));
                    return new Found(order, offer, team);
                });
    }

    private static Parties led(Team team) {
        return new Parties(Set.of(), Set.of(team.getLeaderId()), "", Set.of());
    }

    private Future<Answer> accept(Exchange exchange) {
        Fields body = exchange.fields();
        AcceptTeamOffer.Builder accept = AcceptTeamOffer.newBuilder()
                .setOfferId(exchange.id())
                .addAllPeople(body.texts("people", MAX_PEOPLE, 64));
        body.check();
        return answer(exchange, Command.newBuilder().setAcceptTeamOffer(accept));
    }

    private Future<Answer> decline(Exchange exchange) {
        Fields body = exchange.fields();
        DeclineTeamOffer.Builder decline = DeclineTeamOffer.newBuilder()
                .setOfferId(exchange.id())
                .setReason(body.word(
                        "reason", DeclineReason.class, "DECLINE_REASON_", DeclineReason.DECLINE_REASON_OTHER));
        body.check();
        return answer(exchange, Command.newBuilder().setDeclineTeamOffer(decline));
    }

    private Future<Answer> answer(Exchange exchange, Command.Builder command) {
        return found(exchange).compose(found -> {
            Role role = Registrar.allow(exchange, led(found.team));
            return submit(exchange, role, exchange.caller().subject(), command);
        });
    }

    private Future<Answer> submit(Exchange exchange, Role role, String onBehalfOf, Command.Builder command) {
        return desk.registrar()
                .submit(exchange, command.setActor(Registrar.actor(exchange.caller(), role, onBehalfOf)))
                .map(reply -> Answer.ok(json(reply)).tagged(reply.getVersion()));
    }

    /** The reply's argument is when the offer expires, in Unix milliseconds. */
    private static JsonObject json(Reply reply) {
        JsonObject json = OrderJson.reply(reply);
        return reply.getArgumentsCount() == 0
                ? json
                : json.put("expiresAt", Json.time(Long.parseLong(reply.getArguments(0))));
    }
}
