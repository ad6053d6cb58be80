package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Ids;
import org.linli.domain.Wgs84;
import org.linli.gateway.access.Access;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.frame.Spots;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView;
import org.linli.proto.AnswerDispute;
import org.linli.proto.CheckIn;
import org.linli.proto.CheckInStop;
import org.linli.proto.CheckOut;
import org.linli.proto.ClaimVisit;
import org.linli.proto.Command;
import org.linli.proto.ConfirmVisit;
import org.linli.proto.DepartVisit;
import org.linli.proto.DisputeVisit;
import org.linli.proto.Evidence;
import org.linli.proto.Order;
import org.linli.proto.Presence;
import org.linli.proto.Reply;
import org.linli.proto.ReportNoShow;
import org.linli.proto.ResolveDispute;
import org.linli.proto.TravelMode;
import org.linli.proto.VisitState;
import org.linli.proto.VisitWords;

/** What happens to visits: claimed, set out for, checked in and out, confirmed or disputed, and what staff say of a dispute. */
public final class VisitRoutes {
    private static final int MAX_EVIDENCE = 8;
    private static final int MAX_VALUE = 4096;
    private static final int MAX_REASON = 200;
    private static final int MAX_WORDS = 500;
    private static final int MAX_MINUTES = 1_000_000;

    private final Desk desk;

    public VisitRoutes(Desk desk) {
        this.desk = desk;
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.VISIT_CLAIM, this::claim)
                .on(Route.VISIT_DEPART, this::depart)
                .on(Route.VISIT_CHECK_IN, this::checkIn)
                .on(Route.VISIT_CHECK_OUT, this::checkOut)
                .on(Route.VISIT_CONFIRM, this::confirm)
                .on(Route.VISIT_DISPUTE, this::dispute)
                .on(Route.VISIT_RESOLVE, this::resolve)
                .on(Route.VISIT_ANSWER, this::answer)
                .on(Route.VISIT_STOP, this::stop)
                .on(Route.VISIT_NO_SHOW, this::noShow);
    }

    private Future<Answer> claim(Exchange exchange) {
        Fields body = exchange.fields();
        Wgs84 from = body.place("location");
        body.check();
        String volunteer = exchange.caller().subject();
        return found(exchange).compose(order -> {
            ClaimVisit.Builder claim = ClaimVisit.newBuilder()
                    .setVisitId(exchange.id())
                    .setVolunteerId(volunteer)
                    .setTravelSeconds(travel(volunteer, from, order));
            if (from != null) {
                claim.setFrom(Spots.place(from));
            }
            return submit(
                    exchange,
                    Registrar.allow(exchange, Parties.person(volunteer, Set.of())),
                    order,
                    Command.newBuilder().setClaimVisit(claim));
        });
    }

    private int travel(String volunteer, @Nullable Wgs84 from, Order order) {
        Wgs84 to = Spots.wgs84(order.getRequest().getLocation());
        return from == null
                ? new Reach(desk).seconds(volunteer, to)
                : desk.travelSeconds(
                        from,
                        to,
                        desk.view()
                                .findCalendar(volunteer)
                                .map(calendar -> calendar.getDuty().getTravelMode())
                                .orElse(TravelMode.TRAVEL_MODE_EBIKE));
    }

    private Future<Answer> depart(Exchange exchange) {
        exchange.fields().check();
        return own(
                exchange,
                Command.newBuilder().setDepartVisit(DepartVisit.newBuilder().setVisitId(exchange.id())));
    }

    private Future<Answer> checkIn(Exchange exchange) {
        Presence presence = presence(exchange);
        return own(
                exchange,
                Command.newBuilder()
                        .setCheckIn(
                                CheckIn.newBuilder().setVisitId(exchange.id()).setPresence(presence)));
    }

    private Future<Answer> checkOut(Exchange exchange) {
        Presence presence = presence(exchange);
        return own(
                exchange,
                Command.newBuilder()
                        .setCheckOut(
                                CheckOut.newBuilder().setVisitId(exchange.id()).setPresence(presence)));
    }

    /** One door of a round: somebody was served there, or why nobody was. */
    private Future<Answer> stop(Exchange exchange) {
        Fields body = exchange.fields();
        String missed = body.text("missed", MAX_REASON);
        body.check();
        return own(
                exchange,
                Command.newBuilder()
                        .setCheckInStop(CheckInStop.newBuilder()
                                .setVisitId(exchange.id())
                                .setStop(number(exchange))
                                .setMissed(missed)
                                .setPresence(presence(exchange))));
    }

    private static int number(Exchange exchange) {
        try {
            return Integer.parseInt(exchange.path("n"));
        } catch (NumberFormatException noNumber) {
            throw Problem.field("/path/n", "应为第几站，从 1 起", "must be the stop's number, from 1");
        }
    }

    private Future<Answer> confirm(Exchange exchange) {
        Fields body = exchange.fields();
        ConfirmVisit.Builder confirm = ConfirmVisit.newBuilder()
                .setVisitId(exchange.id())
                .setMinutes(body.integer("minutes", 0, MAX_MINUTES, 0));
        body.check();
        return own(exchange, Command.newBuilder().setConfirmVisit(confirm));
    }

    private Future<Answer> dispute(Exchange exchange) {
        Fields body = exchange.fields();
        DisputeVisit.Builder dispute =
                DisputeVisit.newBuilder().setVisitId(exchange.id()).setReason(body.requiredText("reason", MAX_REASON));
        body.check();
        return own(exchange, Command.newBuilder().setDisputeVisit(dispute));
    }

    /** Staff's word on a dispute: the hours stand, in full or in part, or the visit is void. */
    private Future<Answer> resolve(Exchange exchange) {
        Fields body = exchange.fields();
        VisitState outcome = body.word("outcome", VisitState.class, "VISIT_STATE_", VisitState.VISIT_STATE_UNSPECIFIED);
        int minutes = body.integer("minutes", 0, MAX_MINUTES, 0);
        String reason = body.requiredText("reason", MAX_REASON);
        boolean stands = outcome == VisitState.VISIT_STATE_CONFIRMED;
        if (!stands && outcome != VisitState.VISIT_STATE_VOID) {
            body.fault("outcome", "请写 CONFIRMED（时长有效）或 VOID（作废）", "must be CONFIRMED or VOID", 0);
        }
        if (!stands && minutes > 0) {
            body.fault("minutes", "作废时不能写时长", "must be absent where the outcome is VOID", 0);
        }
        body.check();
        return own(
                exchange,
                Command.newBuilder()
                        .setResolveDispute(ResolveDispute.newBuilder()
                                .setVisitId(exchange.id())
                                .setUphold(!stands)
                                .setMinutes(minutes)
                                .setReason(reason)));
    }

    /** What the volunteer says to a dispute, for those alone who settle it. */
    private Future<Answer> answer(Exchange exchange) {
        Fields body = exchange.fields();
        String words = body.requiredText("words", MAX_WORDS);
        body.check();
        return desk.registrar()
                .on(desk.sealing()
                        .seal(
                                exchange.caller().subject(),
                                VisitWords.newBuilder().setWords(words).build().toByteString()))
                .compose(bytes -> own(
                        exchange,
                        Command.newBuilder()
                                .setAnswerDispute(AnswerDispute.newBuilder()
                                        .setVisitId(exchange.id())
                                        .setSealed(bytes))));
    }

    private Future<Answer> noShow(Exchange exchange) {
        exchange.fields().check();
        return own(
                exchange,
                Command.newBuilder().setReportNoShow(ReportNoShow.newBuilder().setVisitId(exchange.id())));
    }

    /** Values are digested here, so that the registry never sees one. */
    private Presence presence(Exchange exchange) {
        Fields body = exchange.fields();
        Presence.Builder presence = Presence.newBuilder();
        Wgs84 location = body.place("location");
        Instant at = body.time("at");
        for (Fields piece : body.objects("evidence", MAX_EVIDENCE)) {
            Evidence.Kind kind = piece.word("kind", Evidence.Kind.class, "KIND_", Evidence.Kind.KIND_UNSPECIFIED);
            String value = piece.requiredText("value", MAX_VALUE);
            if (kind == Evidence.Kind.KIND_UNSPECIFIED && !piece.has("kind")) {
                piece.fault("kind", "请说明是哪一种", "is required", 0);
            }
            presence.addEvidence(Evidence.newBuilder().setKind(kind).setDigest(digest(exchange, kind, value)));
        }
        body.check();
        if (location != null) {
            presence.setLocation(Spots.place(location));
        }
        return presence.setAtMs(at == null ? 0 : at.toEpochMilli()).build();
    }

    private ByteString digest(Exchange exchange, Evidence.Kind kind, String value) {
        String purpose = kind == Evidence.Kind.KIND_CODE
                ? "code:" + Ids.patternOf(Ids.orderOf(exchange.id()))
                : "evidence:" + exchange.id();
        return desk.sealing().digest(purpose, value);
    }

    private Future<Answer> own(Exchange exchange, Command.Builder command) {
        return found(exchange)
                .compose(order -> Access.role(exchange.route(), exchange.caller(), parties(order, exchange.id()))
                        .map(role -> submit(exchange, role, order, command))
                        .orElseGet(() -> desk.registrar().replied(exchange).map(reply -> answer(exchange, reply))));
    }

    /** Of a visit: its own volunteer, not those of its siblings. */
    private Parties parties(Order order, String visitId) {
        Parties parties = Sight.parties(desk.view(), order);
        Set<String> own = Orders.visit(order, visitId)
                .map(visit -> visit.getVolunteerId())
                .filter(id -> !id.isEmpty())
                .map(Set::of)
                .orElse(Set.of());
        return new Parties(parties.residents(), own, parties.creator(), parties.communities());
    }

    /** The order of the visit; the read model's where it has it, for ownership is checked again by the registry. */
    private Future<Order> found(Exchange exchange) {
        String id = exchange.id();
        String caller = exchange.caller().subject();
        return desk.view()
                .findOrder(Ids.orderOf(id))
                .map(RegionView.Seen::value)
                .filter(order -> Orders.visit(order, id)
                        .filter(visit -> visit.getVolunteerId().equals(caller)
                                || order.getResidentId().equals(caller))
                        .isPresent())
                .map(Future::succeededFuture)
                .orElseGet(() -> desk.registrar()
                        .order(id, ProblemCode.VISIT_NOT_FOUND)
                        .map(found -> found.entity().getOrder()))
                .map(order -> {
                    if (Ids.offerNumber(id) > 0 || Orders.visit(order, id).isEmpty()) {
                        throw Problem.of(ProblemCode.VISIT_NOT_FOUND, id);
                    }
                    return order;
                });
    }

    private Future<Answer> submit(Exchange exchange, Role role, Order order, Command.Builder command) {
        boolean self = role == Role.VOLUNTEER || role == Role.LEADER;
        String whose = self ? exchange.caller().subject() : order.getResidentId();
        return desk.registrar()
                .submit(exchange, command.setActor(Registrar.actor(exchange.caller(), role, whose)))
                .map(reply -> answer(exchange, reply));
    }

    private static Answer answer(Exchange exchange, Reply reply) {
        return Answer.ok(json(exchange.id(), reply)).tagged(reply.getVersion());
    }

    private static JsonObject json(String visitId, Reply reply) {
        String state = reply.getVisitsList().stream()
                .filter(visit -> visit.getId().equals(visitId))
                .map(visit -> visit.getState())
                .findFirst()
                .orElse(reply.getState());
        return new JsonObject()
                .put("id", visitId)
                .put("state", state)
                .put("orderId", Ids.orderOf(visitId))
                .put("version", reply.getVersion());
    }
}
