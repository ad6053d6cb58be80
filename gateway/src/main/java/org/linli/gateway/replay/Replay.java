package org.linli.gateway.replay;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.linli.domain.Wgs84;
import org.linli.gateway.client.ApiClient;
import org.linli.gateway.client.Session;
import org.linli.gateway.client.StreamClient;
import org.linli.gateway.client.StreamSettings;
import org.linli.gateway.demo.Schedule;

/**
 * Sends a log of calls as hotline orders, open-loop: each at its own time divided by the factor, whether or not earlier
 * ones were answered. For one Vert.x context's thread.
 */
final class Replay {
    private static final String STATES =
            "SUBMITTED,OPEN,REFERRED,REFUSED,ASSIGNED,UNDER_WAY,DONE,CLOSED,CANCELLED,EXPIRED";
    private static final long LOOK_MS = 250;
    /** Agents at the hotline, who share the calls: a node limits how fast one person may call. */
    private static final int DESKS = 12;

    /** Until everybody is on duty and the stream is open. */
    private static final long READY_MS = 120_000;

    private final Vertx vertx;
    private final Schedule schedule;
    private final LongSupplier nanos;
    private final ApiClient api;
    private final WebSocketClient sockets;
    private final ReplaySettings settings;
    private final List<Call> calls;
    private final CategoryRules rules;
    private final IntConsumer progress;
    private final List<Session> agents;
    private final Session agent;
    private final Tally tally = new Tally();
    private final Callers callers;
    private final Set<String> confirmed = new HashSet<>();
    private int answered;

    /** @param progress is told how many calls were sent */
    Replay(
            Vertx vertx,
            Schedule schedule,
            LongSupplier nanos,
            ApiClient api,
            WebSocketClient sockets,
            ReplaySettings settings,
            List<Call> calls,
            CategoryRules rules,
            IntConsumer progress) {
        this.vertx = vertx;
        this.schedule = schedule;
        this.nanos = nanos;
        this.api = api;
        this.sockets = sockets;
        this.settings = settings;
        this.calls = calls;
        this.rules = rules;
        this.progress = progress;
        this.callers = new Callers(calls.size());
        this.agents = settings.token().isEmpty()
                ? IntStream.rangeClosed(1, DESKS)
                        .mapToObj(desk -> Session.demo(api, "agent", "a-replay-" + desk, settings.region()))
                        .toList()
                : List.of(new Session(api, () -> Future.succeededFuture(settings.token())));
        this.agent = agents.get(0);
    }

    Future<Report> run() {
        return api.get("/v1/region", "").compose(reply -> {
            JsonObject region = reply.body();
            AffineMap map = AffineMap.parse(settings.map(), Box.around(calls), bounds(region));
            checkServices(region);
            Crowd crowd = new Crowd(vertx, schedule, api, sockets, agents, settings, tally, nanos);
            return prepare(map, region, crowd)
                    .compose(ready -> play(new Orders(map)))
                    .compose(report -> crowd.dismiss().map(report));
        });
    }

    private Future<Void> prepare(AffineMap map, JsonObject region, Crowd crowd) {
        List<Wgs84> demand = calls.stream()
                .map(call -> map.apply(call.latDeg(), call.lngDeg()))
                .toList();
        StreamClient queue = new StreamClient(
                vertx,
                sockets,
                api.settings(),
                StreamSettings.queue(),
                agent,
                new SplittableRandom(settings.seed()),
                frame -> {
                    tally.queue(frame, nanos.getAsLong());
                    Confirmations.in(frame).forEach(this::confirm);
                });
        return callers.enrol(agent)
                .compose(enrolled -> crowd.gather(demand, codes(region, "skills")))
                .onSuccess(gathered -> queue.open())
                .compose(
                        gathered -> await(READY_MS, () -> queue.connected() && crowd.onDuty() == settings.volunteers()))
                .compose(ready -> ready
                        ? Future.succeededFuture()
                        : Future.failedFuture("the stream did not open, or only " + crowd.onDuty()
                                + " simulated volunteers came on duty, within " + READY_MS / 1000 + " s"));
    }

    /** The agent rings the caller back and confirms, so that hours are posted and orders closed. */
    private void confirm(String visitId) {
        if (confirmed.add(visitId)) {
            Session desk = agents.get(confirmed.size() % agents.size());
            desk.post("/v1/visits/" + visitId + "/confirm", new JsonObject());
        }
    }

    private Future<Report> play(Orders orders) {
        long startMs = schedule.nowMs();
        Promise<Void> sentAll = Promise.promise();
        next(0, startMs, orders, sentAll);
        return sentAll.future()
                .compose(sent -> await(settings.settleMs(), () -> answered == calls.size() && tally.settled()))
                .compose(settled -> new ApiCount(agent, tally.sent(), STATES).count())
                .map(count -> tally.report(calls.size(), (schedule.nowMs() - startMs) / 1000, count));
    }

    private void next(int index, long startMs, Orders orders, Promise<Void> sentAll) {
        if (index == calls.size()) {
            sentAll.complete();
            return;
        }
        long dueMs = startMs + offsetMs(calls.get(index));
        Runnable send = () -> {
            send(index, orders);
            progress.accept(index + 1);
            next(index + 1, startMs, orders, sentAll);
        };
        schedule.after(Math.max(1, dueMs - schedule.nowMs()), send);
    }

    private long offsetMs(Call call) {
        long logMs = Duration.between(calls.get(0).time(), call.time()).toMillis();
        return Math.round(logMs / settings.factor());
    }

    private void send(int index, Orders orders) {
        Call call = calls.get(index);
        CategoryRules.Rule rule = rules.find(call.category()).orElse(null);
        if (rule == null) {
            tally.refused();
            answered++;
            return;
        }
        String resident = callers.of(index);
        Session desk = agents.get(index % agents.size());
        post(desk, orders.first(call, rule, resident, now()), rule.minutes())
                .compose(state -> state.equals("REFERRED") && !rule.beside().isEmpty()
                        ? post(desk, orders.beside(call, rule, resident, now()), rule.minutes())
                        : Future.succeededFuture(state))
                .onComplete(done -> answered++);
    }

    private Future<String> post(Session desk, JsonObject order, int minutes) {
        long sentNanos = nanos.getAsLong();
        return desk.post("/v1/orders", order)
                .map(reply -> {
                    String id = reply.body().getString("id");
                    String state = reply.body().getString("state", "");
                    if (state.equals("REFERRED")) {
                        tally.referred(id, sentNanos);
                    } else {
                        tally.open(id, sentNanos, minutes);
                    }
                    return state;
                })
                .onFailure(refused -> tally.refused());
    }

    private Instant now() {
        return Instant.ofEpochMilli(schedule.nowMs());
    }

    /** True as soon as the condition holds, false when the time is over. */
    private Future<Boolean> await(long mostMs, BooleanSupplier condition) {
        Promise<Boolean> outcome = Promise.promise();
        look(schedule.nowMs() + mostMs, condition, outcome);
        return outcome.future();
    }

    private void look(long untilMs, BooleanSupplier condition, Promise<Boolean> outcome) {
        if (condition.getAsBoolean()) {
            outcome.complete(true);
        } else if (schedule.nowMs() >= untilMs) {
            outcome.complete(false);
        } else {
            schedule.after(LOOK_MS, () -> look(untilMs, condition, outcome));
        }
    }

    private void checkServices(JsonObject region) {
        List<String> known = codes(region, "services");
        rules.services().stream()
                .filter(code -> !known.contains(code))
                .findFirst()
                .ifPresent(code -> {
                    throw new IllegalArgumentException("categories name the service (" + code + "), but the region has "
                            + String.join(", ", known) + ". Maybe give --categories FILE.");
                });
    }

    private static Box bounds(JsonObject region) {
        JsonObject bounds = region.getJsonObject("bounds");
        JsonObject southWest = bounds.getJsonObject("southWest");
        JsonObject northEast = bounds.getJsonObject("northEast");
        return new Box(
                southWest.getDouble("lat"),
                southWest.getDouble("lng"),
                northEast.getDouble("lat"),
                northEast.getDouble("lng"));
    }

    private static List<String> codes(JsonObject region, String field) {
        JsonArray array = region.getJsonArray(field, new JsonArray());
        return IntStream.range(0, array.size())
                .mapToObj(i -> array.getJsonObject(i).getString("code", ""))
                .toList();
    }
}
