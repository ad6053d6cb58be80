package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.linli.domain.EntityKey;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemTexts;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.matcher.emergency.Pauses;
import org.linli.proto.CancelOrder;
import org.linli.proto.Command;
import org.linli.proto.Emergency;
import org.linli.proto.Order;
import org.linli.proto.OrderPrivate;
import org.linli.proto.OrderRequest;
import org.linli.proto.Reply;
import org.linli.proto.SubmitOrder;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/**
 * One order for each household of a building while an emergency runs. An order's id is told by emergency, batch and
 * resident, so that sending twice makes none twice; each is a command of its own, so that one that is refused stops no
 * other.
 */
public final class BulkRoutes {
    private static final int MAX_BATCH = 99;
    private static final int MAX_NOTES = 2000;
    /** Commits of one call that are under way at once: more gain nothing, and others want their turn. */
    private static final int AT_ONCE = 16;

    private static final Set<VisitState> NOT_BEGUN =
            EnumSet.range(VisitState.VISIT_STATE_OPEN, VisitState.VISIT_STATE_ASSIGNED);

    private final Desk desk;
    private final Households households;
    private final ReadingLog readings;

    public BulkRoutes(Desk desk) {
        this.desk = desk;
        this.households = new Households(desk);
        this.readings = new ReadingLog(desk);
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.BULK_ORDER, this::order).on(Route.BULK_CANCEL, this::cancel);
    }

    /** What is ordered, for each household alike but for its place. */
    private record Template(String batch, OrderRequest request, String notes) {}

    private Future<Answer> order(Exchange exchange) {
        Fields body = exchange.fields();
        Households.Filter filter = Households.read(body);
        boolean dryRun = body.flag("dryRun", false);
        int number = body.integer("batch", 1, MAX_BATCH, 1);
        Optional<Fields> asked = body.object("order");
        if (asked.isEmpty()) {
            body.fault("order", "请写要下的单", "is required: what is ordered", 0);
        }
        Role role = CallUpRoutes.allowCommunities(exchange, filter.communities());
        OrderRequest request = asked.map(order -> request(order)).orElse(OrderRequest.getDefaultInstance());
        String notes = asked.map(order -> order.text("notes", MAX_NOTES)).orElse("");
        Emergency emergency = desk.view().emergency();
        if (Pauses.isRunning(emergency) && request.getPriorityValue() < emergency.getPausedBelowValue()) {
            body.fault("order/priority", "低于现在受理的等级，下了也会暂缓", "is below what is served now: such orders would wait", 0);
        }
        body.check();
        Emergency running = CallUpRoutes.running(desk);
        Template template = new Template(running.getId() + '.' + number, request, notes);
        return households
                .find(exchange, role, filter)
                .compose(found -> dryRun
                        ? preview(exchange, role, template, found)
                        : each(found, household -> order(exchange, role, running, template, household))
                                .map(BulkRoutes::report));
    }

    /** Its place is each household's own. */
    private OrderRequest request(Fields order) {
        return OrderRequests.anywhere(order, desk.policy(), desk.nowMs().getAsLong())
                .build();
    }

    private Future<Answer> preview(Exchange exchange, Role role, Template template, List<Households.Household> found) {
        ReadingLog.Page read = new ReadingLog.Page();
        JsonArray array = new JsonArray();
        for (Households.Household household : found) {
            read.add(household.resident().getId(), ReadingLog.of(household.secrets()));
            array.add(json(household, known(template, household) ? "EXISTS" : household.outcome()));
        }
        return readings.record(exchange, role, "bulk", read)
                .map(durable ->
                        report(array.stream().map(JsonObject.class::cast).toList()));
    }

    private boolean known(Template template, Households.Household household) {
        return desk.view().findOrder(orderId(template, household)).isPresent();
    }

    private String orderId(Template template, Households.Household household) {
        return BatchIds.order(
                desk.registrar().region(),
                desk.view().emergency().getBegunAtMs(),
                template.batch(),
                household.resident().getId());
    }

    private static JsonObject json(Households.Household household, String outcome) {
        JsonObject json = new JsonObject()
                .put("residentId", household.resident().getId())
                .put("people", household.people())
                .put("outcome", outcome);
        Json.text(json, "name", household.secrets().getName());
        return Json.text(json, "address", household.secrets().getAddress());
    }

    private Future<JsonObject> order(
            Exchange exchange, Role role, Emergency emergency, Template template, Households.Household household) {
        String id = BatchIds.order(
                desk.registrar().region(),
                emergency.getBegunAtMs(),
                template.batch(),
                household.resident().getId());
        JsonObject json =
                new JsonObject().put("residentId", household.resident().getId());
        if (!household.hasPlace()) {
            return Future.succeededFuture(json.put("outcome", household.outcome()));
        }
        return desk.registrar().read(EntityKey.order(id)).compose(entities -> {
            if (entities.get(0).present()) {
                return Future.succeededFuture(json.put("outcome", "EXISTS").put("orderId", id));
            }
            return submit(exchange, role, template, household, id)
                    .map(reply -> outcome(exchange, json.put("orderId", id), reply));
        });
    }

    private static JsonObject outcome(Exchange exchange, JsonObject json, Reply reply) {
        if (reply.getProblem().isEmpty()) {
            return json.put("outcome", "CREATED");
        }
        json.remove("orderId");
        Problem problem = Refusals.of(reply);
        return json.put("outcome", "REFUSED")
                .put("detail", ProblemTexts.detail(problem.code(), problem.arguments(), exchange.language()));
    }

    private Future<Reply> submit(
            Exchange exchange, Role role, Template template, Households.Household household, String id) {
        String resident = household.resident().getId();
        OrderRequest request = template.request().toBuilder()
                .setLocation(household.resident().getResident().getHome())
                .setCommunity(household.resident().getResident().getCommunity())
                .build();
        String codeWord = desk.codeWords().get();
        OrderPrivate secrets = OrderPrivate.newBuilder()
                .setAddress(household.secrets().getAddress())
                .setPhone(household.secrets().getPhone())
                .setNotes(template.notes())
                .setCodeWord(codeWord)
                .build();
        return desk.registrar()
                .on(desk.sealing().seal(resident, secrets.toByteString()))
                .compose(bytes -> desk.registrar()
                        .submit(
                                exchange,
                                resident,
                                template.toString(),
                                Command.newBuilder()
                                        .setActor(Registrar.actor(exchange.caller(), role, resident))
                                        .setSubmitOrder(SubmitOrder.newBuilder()
                                                .setOrderId(id)
                                                .setResidentId(resident)
                                                .setRequest(request)
                                                .setBatch(template.batch())
                                                .setSealed(bytes)
                                                .setCodeDigest(desk.sealing().digest("code:" + id, codeWord)))));
    }

    /** Calls off those of a batch that nobody has set out for. */
    private Future<Answer> cancel(Exchange exchange) {
        Fields body = exchange.fields();
        String batch = body.requiredText("batch", 100);
        String reason = body.text("reason", 200);
        body.check();
        Role role = CallUpRoutes.allowCommunities(exchange, List.of());
        return desk.registrar()
                .blocking(() -> ofBatch(exchange, role, batch))
                .compose(orders -> each(orders, order -> cancel(exchange, role, order, reason)))
                .map(BulkRoutes::report);
    }

    private List<Order> ofBatch(Exchange exchange, Role role, String batch) {
        return desk.view().ordersBefore("").stream()
                .map(Seen::value)
                .filter(order -> order.getBatch().equals(batch))
                .filter(order -> role != Role.COMMUNITY
                        || exchange.caller()
                                .looksAfter(Set.of(order.getRequest().getCommunity())))
                .filter(BulkRoutes::isToComeYet)
                .limit(Households.MOST)
                .toList();
    }

    private static boolean isToComeYet(Order order) {
        return order.getClosedAtMs() == 0
                && order.getVisitsList().stream().map(Visit::getState).allMatch(NOT_BEGUN::contains);
    }

    private Future<JsonObject> cancel(Exchange exchange, Role role, Order order, String reason) {
        JsonObject json =
                new JsonObject().put("residentId", order.getResidentId()).put("orderId", order.getId());
        return desk.registrar()
                .submit(
                        exchange,
                        order.getId(),
                        reason,
                        Command.newBuilder()
                                .setActor(Registrar.actor(exchange.caller(), role, order.getResidentId()))
                                .setCancelOrder(CancelOrder.newBuilder()
                                        .setOrderId(order.getId())
                                        .setReason(reason)))
                .map(reply -> json.put("outcome", reply.getProblem().isEmpty() ? "CANCELLED" : "REFUSED"));
    }

    private static Answer report(List<JsonObject> rows) {
        JsonObject counts = new JsonObject();
        rows.forEach(row -> counts.put(row.getString("outcome"), counts.getInteger(row.getString("outcome"), 0) + 1));
        return Answer.ok(new JsonObject()
                .put("count", rows.size())
                .put("outcomes", counts)
                .put("households", new JsonArray(rows)));
    }

    /** The commands of a call, some at once, answered in their order. */
    private static <T> Future<List<JsonObject>> each(List<T> items, Function<T, Future<JsonObject>> step) {
        return some(items, 0, step, new ArrayList<>());
    }

    private static <T> Future<List<JsonObject>> some(
            List<T> items, int from, Function<T, Future<JsonObject>> step, List<JsonObject> done) {
        if (from >= items.size()) {
            return Future.succeededFuture(done);
        }
        int until = Math.min(items.size(), from + AT_ONCE);
        List<Future<JsonObject>> now =
                items.subList(from, until).stream().map(step).toList();
        return Future.all(now).compose(all -> {
            now.forEach(row -> done.add(row.result()));
            return some(items, until, step, done);
        });
    }
}
