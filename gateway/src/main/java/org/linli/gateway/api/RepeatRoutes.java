package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.gateway.access.Access;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Grant;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.http.Query;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.repeat.Days;
import org.linli.matcher.repeat.RepeatPlan;
import org.linli.proto.CancelSeries;
import org.linli.proto.ChangeSeriesTime;
import org.linli.proto.Command;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderSeries;
import org.linli.proto.Reply;

/** Orders that come again: previewed before they are placed, looked at, called off and moved to another time. */
public final class RepeatRoutes {
    private static final int MAX_REASON = 200;
    private static final int MAX_TIME = 5;

    private final Desk desk;

    public RepeatRoutes(Desk desk) {
        this.desk = desk;
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.ORDER_PREVIEW, this::preview)
                .on(Route.REPEAT_LIST, this::list)
                .on(Route.REPEAT_GET, this::get)
                .on(Route.REPEAT_CANCEL, this::cancel)
                .on(Route.REPEAT_CHANGE, this::change);
    }

    /** An order's body: its rule in words and its next dates. Stores nothing. */
    private Future<Answer> preview(Exchange exchange) {
        Fields body = exchange.fields();
        String residentId = OrderRoutes.residentOf(exchange, body);
        OrderRequest.Builder request =
                OrderRequests.read(body, desk.policy(), desk.nowMs().getAsLong());
        Registrar.allow(exchange, OrderRoutes.partiesOfNew(desk, exchange, residentId, request));
        OrderSeries series = OrderSeries.newBuilder().setRequest(request).build();
        boolean repeats = !request.getRepeat().isEmpty();
        if (repeats && RepeatPlan.of(desk.policy(), series).isEmpty()) {
            body.fault(
                    "repeat",
                    "请按 RFC 5545 写重复规则，例如 FREQ=WEEKLY;BYDAY=MO",
                    "must be an RFC 5545 rule of days, such as FREQ=WEEKLY;BYDAY=MO",
                    0);
        }
        body.check();
        LocalDate first = Days.at(desk.policy().zone(), request.getWindow().getStartMs());
        RepeatJson json = new RepeatJson(desk, exchange.language());
        return Future.succeededFuture(Answer.ok(new JsonObject()
                .put("words", repeats ? RepeatJson.words(series, desk.policy(), exchange.language()) : "")
                .put("dates", repeats ? json.dates(series, first) : new JsonArray().add(once(request, first)))));
    }

    private static JsonObject once(OrderRequest.Builder request, LocalDate day) {
        JsonObject json = Json.window(request.getWindow());
        return json.put("date", day.toString()).put("outcome", "AS_RULED");
    }

    /** Newest first: one's own, or those of the region that staff look after. */
    private Future<Answer> list(Exchange exchange) {
        Query query = exchange.query();
        int size = query.pageSize();
        boolean mine = query.flag("mine");
        List<Seen<OrderSeries>> page = new ArrayList<>();
        String next = "";
        for (Seen<OrderSeries> series : desk.view().repeats().before(query.after())) {
            if (visible(exchange.caller(), series.value(), mine)) {
                if (page.size() == size) {
                    next = Query.token(page.get(size - 1).value().getId());
                    break;
                }
                page.add(series);
            }
        }
        RepeatJson json = new RepeatJson(desk, exchange.language());
        return Future.succeededFuture(Answer.ok(Json.text(
                new JsonObject()
                        .put("repeats", Json.array(page, one -> json.series(one.value(), one.version(), today()))),
                "nextPageToken",
                next)));
    }

    private boolean visible(Caller caller, OrderSeries series, boolean mine) {
        Parties parties = parties(series);
        boolean own = parties.residents().contains(caller.subject())
                || parties.creator().equals(caller.subject());
        return Access.role(Route.REPEAT_LIST, caller, parties).isPresent()
                && (own || (!mine && Access.furthest(Route.REPEAT_LIST, caller) != Grant.OWN));
    }

    private Future<Answer> get(Exchange exchange) {
        return find(exchange)
                .map(found -> Answer.ok(new RepeatJson(desk, exchange.language())
                                .series(found.entity().getSeries(), found.version(), today()))
                        .tagged(found.version()));
    }

    private Future<Answer> cancel(Exchange exchange) {
        Fields body = exchange.fields();
        CancelSeries.Builder cancel = CancelSeries.newBuilder()
                .setSeriesId(exchange.id())
                .setScope(scope(body))
                .setDay(day(body))
                .setReason(body.text("reason", MAX_REASON));
        body.check();
        return submit(exchange, Command.newBuilder().setCancelSeries(cancel));
    }

    private Future<Answer> change(Exchange exchange) {
        Fields body = exchange.fields();
        ChangeSeriesTime.Builder change = ChangeSeriesTime.newBuilder()
                .setSeriesId(exchange.id())
                .setScope(scope(body))
                .setDay(day(body))
                .setStartMinute(minute(body));
        body.check();
        return submit(exchange, Command.newBuilder().setChangeSeriesTime(change));
    }

    private static CancelSeries.Scope scope(Fields body) {
        CancelSeries.Scope scope =
                body.word("scope", CancelSeries.Scope.class, "SCOPE_", CancelSeries.Scope.SCOPE_UNSPECIFIED);
        return scope == CancelSeries.Scope.SCOPE_UNSPECIFIED
                ? body.fault("scope", "请写 ONE、FOLLOWING 或 ALL", "is required: ONE, FOLLOWING or ALL", scope)
                : scope;
    }

    private static int day(Fields body) {
        String text = body.text("date", 10);
        return text.isEmpty() ? 0 : OrderRequests.day(body, "date", text);
    }

    private static int minute(Fields body) {
        try {
            LocalTime time = LocalTime.parse(body.requiredText("time", MAX_TIME));
            return time.getHour() * 60 + time.getMinute();
        } catch (DateTimeException noTime) {
            return body.fault("time", "应为时间，例如 09:30", "must be a time such as 09:30", 0);
        }
    }

    private Future<Answer> submit(Exchange exchange, Command.Builder command) {
        return find(exchange).compose(found -> {
            OrderSeries series = found.entity().getSeries();
            Role role = Registrar.allow(exchange, parties(series));
            return desk.registrar()
                    .submit(
                            exchange,
                            command.setActor(Registrar.actor(exchange.caller(), role, series.getResidentId())))
                    .map(RepeatRoutes::answer);
        });
    }

    private static Answer answer(Reply reply) {
        return Answer.ok(new JsonObject()
                        .put("id", reply.getId())
                        .put("state", reply.getState())
                        .put("version", reply.getVersion()))
                .tagged(reply.getVersion());
    }

    /** The repeat of the path as the registry has it now, for who may see it. */
    private Future<Versioned> find(Exchange exchange) {
        return desk.registrar().read(EntityKey.series(exchange.id())).map(found -> {
            if (!found.get(0).present()) {
                throw Problem.of(ProblemCode.SERIES_NOT_FOUND, exchange.id());
            }
            Registrar.allow(exchange, parties(found.get(0).entity().getSeries()));
            return found.get(0);
        });
    }

    private Parties parties(OrderSeries series) {
        String community = series.getRequest().getCommunity();
        return new Parties(
                Sight.family(desk.view(), series.getResidentId()),
                Set.of(),
                series.getActor().getSubject(),
                community.isEmpty() ? Set.of() : Set.of(community));
    }

    private LocalDate today() {
        return Days.at(desk.policy().zone(), desk.nowMs().getAsLong());
    }
}
