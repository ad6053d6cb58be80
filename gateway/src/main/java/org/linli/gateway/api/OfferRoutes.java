package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.linli.domain.Ids;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.frame.FrameJson;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.proto.AcceptOffer;
import org.linli.proto.Command;
import org.linli.proto.DeclineOffer;
import org.linli.proto.DeclineReason;
import org.linli.proto.ExtendOffer;
import org.linli.proto.HandBackOffer;
import org.linli.proto.Offer;
import org.linli.proto.Order;
import org.linli.proto.Reply;

/** A volunteer's own offers, and what can be answered to them. */
public final class OfferRoutes {
    private static final int MAX_NAMED = 50;

    private final Desk desk;

    public OfferRoutes(Desk desk) {
        this.desk = desk;
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.OFFER_LIST, this::list)
                .on(Route.OFFER_ACCEPT, this::accept)
                .on(Route.OFFER_DECLINE, this::decline)
                .on(Route.OFFER_EXTEND, this::extend)
                .on(Route.OFFER_HAND_BACK, this::handBack);
    }

    private Future<Answer> list(Exchange exchange) {
        String volunteer = exchange.caller().subject();
        JsonArray offers = new JsonArray();
        for (Seen<Order> seen : desk.view().ordersWith(volunteer)) {
            Order order = seen.value();
            order.getVisitsList()
                    .forEach(visit -> visit.getOffersList().stream()
                            .filter(offer -> Orders.isLive(offer)
                                    && offer.getVolunteerId().equals(volunteer))
                            .map(offer -> desk.frames().offer(order, visit, offer, exchange.language()))
                            .forEach(frame -> offers.add(FrameJson.object(frame))));
        }
        return Future.succeededFuture(Answer.ok(new JsonObject().put("offers", offers)));
    }

    private Future<Answer> accept(Exchange exchange) {
        Fields body = exchange.fields();
        AcceptOffer.Builder accept =
                AcceptOffer.newBuilder().setOfferId(exchange.id()).addAllNamed(body.texts("named", MAX_NAMED, 64));
        body.check();
        return submit(exchange, Command.newBuilder().setAcceptOffer(accept))
                .map(reply -> Answer.ok(withVisit(reply)).tagged(reply.getVersion()));
    }

    private Future<Answer> decline(Exchange exchange) {
        DeclineOffer.Builder decline = DeclineOffer.newBuilder()
                .setOfferId(exchange.id())
                .setReason(reason(exchange, DeclineReason.DECLINE_REASON_OTHER));
        return submit(exchange, Command.newBuilder().setDeclineOffer(decline))
                .map(reply -> Answer.ok(withVisit(reply)).tagged(reply.getVersion()));
    }

    private Future<Answer> handBack(Exchange exchange) {
        HandBackOffer.Builder back = HandBackOffer.newBuilder()
                .setOfferId(exchange.id())
                .setReason(reason(exchange, DeclineReason.DECLINE_REASON_UNSPECIFIED));
        return submit(exchange, Command.newBuilder().setHandBackOffer(back))
                .map(reply -> Answer.ok(withVisit(reply)).tagged(reply.getVersion()));
    }

    private Future<Answer> extend(Exchange exchange) {
        exchange.fields().check();
        ExtendOffer.Builder extend = ExtendOffer.newBuilder().setOfferId(exchange.id());
        return submit(exchange, Command.newBuilder().setExtendOffer(extend))
                .map(reply -> Answer.ok(extended(reply)).tagged(reply.getVersion()));
    }

    private static DeclineReason reason(Exchange exchange, DeclineReason absent) {
        Fields body = exchange.fields();
        DeclineReason reason = body.word("reason", DeclineReason.class, "DECLINE_REASON_", absent);
        body.check();
        return reason;
    }

    private Future<Reply> submit(Exchange exchange, Command.Builder command) {
        return role(exchange)
                .compose(role -> desk.registrar()
                        .submit(
                                exchange,
                                command.setActor(Registrar.actor(
                                        exchange.caller(),
                                        role,
                                        exchange.caller().subject()))));
    }

    /** From the read model where it agrees, which spares a read; else from the registry, which knows best. */
    private Future<Role> role(Exchange exchange) {
        boolean known = desk.view()
                .findOrder(Ids.orderOf(exchange.id()))
                .flatMap(seen -> Orders.offer(seen.value(), exchange.id()))
                .filter(offer -> offer.getVolunteerId().equals(exchange.caller().subject()))
                .isPresent();
        if (known) {
            return Future.succeededFuture(
                    Registrar.allow(exchange, Parties.person(exchange.caller().subject(), Set.of())));
        }
        return desk.registrar()
                .order(exchange.id(), ProblemCode.OFFER_NOT_FOUND)
                .map(found -> Orders.offer(found.entity().getOrder(), exchange.id())
                        .map(offer -> Registrar.allow(exchange, owner(offer)))
                        .orElseThrow(() -> Problem.of(ProblemCode.OFFER_NOT_FOUND, exchange.id())));
    }

    private static Parties owner(Offer offer) {
        return Parties.person(offer.getVolunteerId(), Set.of());
    }

    private static JsonObject withVisit(Reply reply) {
        JsonObject json = new JsonObject().put("id", reply.getId()).put("state", reply.getState());
        if (reply.getVisitsCount() > 0) {
            json.put("visit", OrderJson.replyVisit(reply.getVisits(0)));
        }
        return json.put("version", reply.getVersion());
    }

    /** The reply's argument is when the offer expires, in Unix milliseconds. */
    private static JsonObject extended(Reply reply) {
        JsonObject json = new JsonObject().put("id", reply.getId()).put("state", reply.getState());
        if (reply.getArgumentsCount() > 0) {
            json.put("expiresAt", Json.time(Long.parseLong(reply.getArguments(0))));
        }
        return json.put("version", reply.getVersion());
    }
}
