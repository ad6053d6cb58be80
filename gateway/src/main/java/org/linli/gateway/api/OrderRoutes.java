package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
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
import org.linli.matcher.emergency.Pauses;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Actor;
import org.linli.proto.AssignVisit;
import org.linli.proto.CancelOrder;
import org.linli.proto.Command;
import org.linli.proto.Emergency;
import org.linli.proto.EscalateOrder;
import org.linli.proto.Order;
import org.linli.proto.OrderPrivate;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.Profile;
import org.linli.proto.RateOrder;
import org.linli.proto.Reply;
import org.linli.proto.ReviewOrder;
import org.linli.proto.SubmitOrder;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/** What can be done to orders. */
public final class OrderRoutes {
    private static final int MAX_ADDRESS = 200;
    private static final int MAX_NOTES = 2000;
    private static final int MAX_REASON = 200;

    private final Desk desk;
    private final Doorstep doorstep;

    public OrderRoutes(Desk desk) {
        this.desk = desk;
        this.doorstep = new Doorstep(desk);
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.ORDER_CREATE, this::create)
                .on(Route.ORDER_CANCEL, this::cancel)
                .on(Route.ORDER_RATE, this::rate)
                .on(Route.ORDER_ESCALATE, this::escalate)
                .on(Route.ORDER_ASSIGN, this::assign)
                .on(Route.ORDER_REVIEW, this::review);
    }

    private Future<Answer> create(Exchange exchange) {
        Fields body = exchange.fields();
        Optional<Doorstep.Told> told = Doorstep.read(body);
        String residentId = residentOf(exchange, body);
        OrderRequest.Builder request =
                OrderRequests.read(body, desk.policy(), desk.nowMs().getAsLong());
        OrderPrivate.Builder secrets = OrderPrivate.newBuilder()
                .setAddress(body.text("address", MAX_ADDRESS))
                .setNotes(body.text("notes", MAX_NOTES))
                .setPhone(body.text("phone", 32));
        body.check();
        return told.map(somebody -> atTheDoor(exchange, somebody, request, secrets))
                .orElseGet(() -> create(exchange, residentId, request, secrets));
    }

    /** For somebody whom staff met: the place and the address are those on file where the order names none. */
    private Future<Answer> atTheDoor(
            Exchange exchange, Doorstep.Told told, OrderRequest.Builder request, OrderPrivate.Builder secrets) {
        if (!exchange.caller().isAny(Role.COMMUNITY, Role.AGENT)) {
            throw Problem.of(ProblemCode.NOT_ALLOWED);
        }
        return doorstep.find(exchange, told, request).compose(profile -> {
            if (!request.hasLocation() && profile.getResident().hasHome()) {
                request.setLocation(profile.getResident().getHome());
            }
            if (!request.hasLocation()) {
                throw Problem.field(
                        "/location",
                        "不知道在哪里：请在门口打开定位再发，或先为这位居民登记位置",
                        "is not known: send it from the door with the position on, or record this resident's home"
                                + " first");
            }
            if (secrets.getAddress().isEmpty()) {
                secrets.setAddress(told.address());
            }
            if (secrets.getPhone().isEmpty()) {
                secrets.setPhone(told.phone());
            }
            return create(exchange, profile, request, secrets);
        });
    }

    private Future<Answer> create(
            Exchange exchange, Profile profile, OrderRequest.Builder request, OrderPrivate.Builder secrets) {
        String community = profile.getResident().getCommunity();
        if (request.getCommunity().isEmpty()) {
            request.setCommunity(community);
        }
        Parties parties = new Parties(
                Set.of(), Set.of(), exchange.caller().subject(), community.isEmpty() ? Set.of() : Set.of(community));
        Role role = Registrar.allow(exchange, parties);
        Actor actor = Registrar.actor(exchange.caller(), role, profile.getId());
        return submit(exchange, actor, profile.getId(), request.build(), secrets);
    }

    private Future<Answer> create(
            Exchange exchange, String residentId, OrderRequest.Builder request, OrderPrivate.Builder secrets) {
        Parties parties = partiesOfNew(desk, exchange, residentId, request);
        Role role = Registrar.allow(exchange, parties);
        Actor actor = Registrar.actor(exchange.caller(), role, residentId);
        return submit(exchange, actor, residentId, request.build(), secrets);
    }

    /** Whom the order is for: the caller, unless it names somebody else. */
    static String residentOf(Exchange exchange, Fields body) {
        String other = OrderRequests.person(body, "onBehalfOf");
        return other.isEmpty() ? exchange.caller().subject() : other;
    }

    /** An organisation orders for the residents of its partner communities. */
    private static String partner(Desk desk, String account, String community) {
        return desk.view().teams().isPartner(account, community) ? account : "";
    }

    /** Whom an order that is not placed yet will belong to. */
    static Parties partiesOfNew(Desk desk, Exchange exchange, String residentId, OrderRequest.Builder request) {
        String community = desk.view()
                .findProfile(residentId)
                .map(seen -> seen.value().getResident().getCommunity())
                .filter(known -> !known.isEmpty())
                .orElse(request.getCommunity());
        if (request.getCommunity().isEmpty()) {
            request.setCommunity(community);
        }
        return new Parties(
                Sight.family(desk.view(), residentId),
                Set.of(),
                partner(desk, exchange.caller().subject(), community),
                community.isEmpty() ? Set.of() : Set.of(community));
    }

    private Future<Answer> submit(
            Exchange exchange, Actor actor, String residentId, OrderRequest request, OrderPrivate.Builder secrets) {
        String orderId = Ids.order(desk.registrar().region(), desk.uuids().get());
        String codeWord = desk.codeWords().get();
        List<String> seen = new FirstLook(desk).at(residentId, request, secrets);
        return desk.registrar()
                .on(desk.sealing()
                        .seal(residentId, secrets.setCodeWord(codeWord).build().toByteString()))
                .compose(bytes -> desk.registrar()
                        .submit(
                                exchange,
                                Command.newBuilder()
                                        .setActor(actor)
                                        .setSubmitOrder(SubmitOrder.newBuilder()
                                                .setOrderId(orderId)
                                                .setResidentId(residentId)
                                                .setRequest(request)
                                                .addAllSeen(seen)
                                                .setSealed(bytes)
                                                .setCodeDigest(codeDigest(orderId, codeWord)))))
                .map(reply -> created(reply, request));
    }

    private ByteString codeDigest(String orderId, String codeWord) {
        return desk.sealing().digest("code:" + orderId, codeWord);
    }

    private Answer created(Reply reply, OrderRequest request) {
        String service = request.getService();
        var json = OrderJson.reply(reply);
        Emergency emergency = desk.view().emergency();
        if (reply.getState().equals("OPEN") && Pauses.holds(emergency, request)) {
            json.put("paused", true).put("pausedUntil", Json.time(emergency.getUntilMs()));
        }
        if (reply.getArgumentsCount() > 0) {
            json.put("repeatId", reply.getArguments(0));
        }
        if (reply.getState().equals("REFERRED")) {
            desk.policy()
                    .findService(service)
                    .map(RegionPolicy.Service::referTo)
                    .ifPresent(number -> json.put("referredTo", number));
        }
        return Answer.of(201, json)
                .with("Location", "/v1/orders/" + reply.getId())
                .tagged(reply.getVersion());
    }

    private Future<Answer> cancel(Exchange exchange) {
        return withReason(
                exchange,
                (order, reason) -> Command.newBuilder()
                        .setCancelOrder(CancelOrder.newBuilder()
                                .setOrderId(order.getId())
                                .setReason(reason)));
    }

    private Future<Answer> escalate(Exchange exchange) {
        return withReason(
                exchange,
                (order, reason) -> Command.newBuilder()
                        .setEscalateOrder(EscalateOrder.newBuilder()
                                .setOrderId(order.getId())
                                .setReason(reason)));
    }

    /** A command whose body is a reason and nothing else. */
    private Future<Answer> withReason(Exchange exchange, BiFunction<Order, String, Command.Builder> making) {
        Fields body = exchange.fields();
        String reason = body.text("reason", MAX_REASON);
        body.check();
        return command(exchange, order -> making.apply(order, reason));
    }

    /** Staff's word on an order that waits: it goes as it is or changed, is referred, or refused. */
    private Future<Answer> review(Exchange exchange) {
        Fields body = exchange.fields();
        ReviewOrder.Builder review = ReviewOrder.newBuilder()
                .setOrderId(exchange.id())
                .setOutcome(body.word("outcome", OrderState.class, "ORDER_STATE_", OrderState.ORDER_STATE_OPEN))
                .setReferredTo(body.text("referredTo", MAX_REASON))
                .setReason(body.text("reason", MAX_REASON));
        Optional<OrderChange> change = body.object("change").map(OrderChange::read);
        body.check();
        return allowed(exchange)
                .compose(found -> change.map(changed -> changed(found.order(), changed, review))
                        .orElseGet(() -> Future.succeededFuture(review))
                        .compose(ready ->
                                done(exchange, found, Command.newBuilder().setReviewOrder(ready))));
    }

    private Future<ReviewOrder.Builder> changed(Order order, OrderChange change, ReviewOrder.Builder review) {
        review.setChanged(change.of(order.getRequest(), desk.policy()));
        return change.notes().isEmpty()
                ? Future.succeededFuture(review)
                : sealed(order, secrets -> secrets.setNotes(change.notes())).map(review::setSealed);
    }

    /** What is sealed of the order, changed and sealed anew. */
    private Future<ByteString> sealed(Order order, UnaryOperator<OrderPrivate.Builder> change) {
        return desk.registrar()
                .on(desk.people().open(order))
                .compose(secrets -> desk.registrar()
                        .on(desk.sealing()
                                .seal(
                                        order.getResidentId(),
                                        change.apply(secrets.toBuilder())
                                                .build()
                                                .toByteString())));
    }

    private Future<Answer> rate(Exchange exchange) {
        Fields body = exchange.fields();
        int stars = body.has("stars")
                ? body.integer("stars", 1, 5, 0)
                : body.fault("stars", "请给 1 至 5 星", "is required: 1 to 5", 0);
        String comment = body.text("comment", MAX_NOTES);
        body.check();
        return allowed(exchange)
                .compose(found -> withComment(found.order(), comment)
                        .compose(bytes -> done(
                                exchange,
                                found,
                                Command.newBuilder()
                                        .setRateOrder(RateOrder.newBuilder()
                                                .setOrderId(found.order().getId())
                                                .setStars(stars)
                                                .setSealed(bytes)))));
    }

    private Future<ByteString> withComment(Order order, String comment) {
        if (comment.isEmpty()) {
            return Future.succeededFuture(ByteString.EMPTY);
        }
        return sealed(order, secrets -> secrets.setRatingComment(comment));
    }

    private Future<Answer> assign(Exchange exchange) {
        Fields body = exchange.fields();
        String visitId = body.text("visitId", 100);
        var start = body.time("start");
        AssignVisit.Builder assign = AssignVisit.newBuilder()
                .setVolunteerId(OrderRequests.person(body, "volunteerId"))
                .setStartMs(start == null ? 0 : start.toEpochMilli())
                .setReason(body.text("reason", MAX_REASON));
        if (assign.getVolunteerId().isEmpty()) {
            body.fault("volunteerId", "请指定志愿者", "is required", 0);
        }
        body.check();
        return command(
                exchange,
                order -> Command.newBuilder()
                        .setAssignVisit(assign.setVisitId(visitId.isEmpty() ? firstOpen(order) : visitId)
                                .setTravelSeconds(travel(order, assign.getVolunteerId()))));
    }

    private static String firstOpen(Order order) {
        return order.getVisitsList().stream()
                .filter(visit -> visit.getState().getNumber() <= VisitState.VISIT_STATE_INVITED_VALUE)
                .mapToInt(Visit::getNumber)
                .mapToObj(number -> Ids.visit(order.getId(), number))
                .findFirst()
                .orElse(Ids.visit(order.getId(), 1));
    }

    private int travel(Order order, String volunteerId) {
        return new Reach(desk)
                .seconds(volunteerId, Spots.wgs84(order.getRequest().getLocation()));
    }

    /** The order of the path, and the role in which the caller may do this to it. */
    private record Allowed(Order order, Role role) {}

    @FunctionalInterface
    private interface Making {
        Command.Builder of(Order order);
    }

    private Future<Answer> command(Exchange exchange, Making making) {
        return allowed(exchange).compose(found -> done(exchange, found, making.of(found.order())));
    }

    private Future<Allowed> allowed(Exchange exchange) {
        return desk.registrar()
                .order(exchange.id(), ProblemCode.ORDER_NOT_FOUND)
                .map(Versioned::entity)
                .map(entity -> new Allowed(
                        entity.getOrder(), Registrar.allow(exchange, Sight.parties(desk.view(), entity.getOrder()))));
    }

    private Future<Answer> done(Exchange exchange, Allowed allowed, Command.Builder command) {
        String resident = allowed.role() == Role.VOLUNTEER || allowed.role() == Role.LEADER
                ? exchange.caller().subject()
                : allowed.order().getResidentId();
        command.setActor(Registrar.actor(exchange.caller(), allowed.role(), resident));
        return desk.registrar()
                .submit(exchange, command)
                .map(reply -> Answer.ok(OrderJson.reply(reply)).tagged(reply.getVersion()));
    }
}
