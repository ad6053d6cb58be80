package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.linli.gateway.access.Route;
import org.linli.gateway.frame.FrameJson;
import org.linli.gateway.frame.Secrets;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.matcher.dispatch.ReasonCode;
import org.linli.proto.Candidate;
import org.linli.proto.ExplainAnswer;
import org.linli.proto.ExplainRequest;
import org.linli.proto.Order;
import org.linli.proto.OrderPrivate;
import org.linli.proto.OrderRequest;
import org.linli.proto.Reason;
import org.linli.proto.RecommendAnswer;
import org.linli.proto.RecommendRequest;
import org.linli.proto.ScorePart;
import org.linli.proto.VisitExplanation;

/** Questions to the dispatcher: who would come, why this one, why nobody. */
public final class AdviceRoutes {
    private final Desk desk;

    public AdviceRoutes(Desk desk) {
        this.desk = desk;
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.RECOMMEND, this::recommend).on(Route.ORDER_EXPLAIN, this::explain);
    }

    private Future<Answer> recommend(Exchange exchange) {
        Fields body = exchange.fields();
        String residentId = OrderRoutes.residentOf(exchange, body);
        OrderRequest request = OrderRequests.read(
                        body, desk.policy(), desk.nowMs().getAsLong())
                .build();
        body.check();
        RecommendRequest question = RecommendRequest.newBuilder()
                .setRegion(desk.registrar().region())
                .setResidentId(residentId)
                .setRequest(request)
                .build();
        return asked(desk.advice().recommend(question))
                .compose(answer -> named(people(answer))
                        .map(names -> Answer.ok(recommendation(answer, new Words(exchange, names)))));
    }

    private Future<Answer> explain(Exchange exchange) {
        return desk.registrar()
                .order(exchange.id(), ProblemCode.ORDER_NOT_FOUND)
                .compose(found -> explain(exchange, found.entity().getOrder()));
    }

    private Future<Answer> explain(Exchange exchange, Order order) {
        Registrar.allow(exchange, Sight.parties(desk.view(), order));
        ExplainRequest question = ExplainRequest.newBuilder()
                .setRegion(desk.registrar().region())
                .setOrderId(order.getId())
                .setOrder(order)
                .build();
        return asked(desk.advice().explain(question))
                .compose(answer ->
                        named(people(answer)).map(names -> Answer.ok(explanation(answer, new Words(exchange, names)))));
    }

    private <T> Future<T> asked(CompletionStage<T> stage) {
        return desk.registrar()
                .on(stage)
                .recover(cause -> Future.failedFuture(
                        cause instanceof TimeoutException ? Problem.later(ProblemCode.UNAVAILABLE, 1) : cause));
    }

    private Future<Secrets> named(Set<String> ids) {
        return desk.registrar()
                .on(desk.people().open(ids))
                .map(people -> new Secrets(OrderPrivate.getDefaultInstance(), people));
    }

    private static Set<String> people(RecommendAnswer answer) {
        Set<String> people = new HashSet<>();
        answer.getBestList().forEach(candidate -> {
            people.add(candidate.getVolunteerId());
            addNamed(people, candidate.getReasonsList());
        });
        answer.getPassedOverList().forEach(candidate -> people.add(candidate.getVolunteerId()));
        return people;
    }

    private static void addNamed(Set<String> people, List<Reason> reasons) {
        reasons.stream()
                .filter(reason -> ReasonCode.refersOf(reason.getCode()) == ReasonCode.Refers.PERSON)
                .forEach(reason -> people.add(reason.getRef()));
    }

    private static Set<String> people(ExplainAnswer answer) {
        Set<String> people = new HashSet<>();
        answer.getVisitsList().forEach(visit -> {
            people.add(visit.getChosen().getVolunteerId());
            people.add(visit.getRunnerUp().getVolunteerId());
            visit.getPassedOverList().forEach(candidate -> people.add(candidate.getVolunteerId()));
            addNamed(people, visit.getChosen().getReasonsList());
            addNamed(people, visit.getRemediesList());
        });
        return people;
    }

    private record Words(Exchange exchange, Secrets names) {}

    private JsonObject recommendation(RecommendAnswer answer, Words words) {
        return new JsonObject()
                .put("best", Json.array(answer.getBestList(), candidate -> candidate(candidate, words)))
                .put("passedOver", Json.array(answer.getPassedOverList(), candidate -> passedOver(candidate, words)));
    }

    private JsonObject explanation(ExplainAnswer answer, Words words) {
        return new JsonObject().put("visits", Json.array(answer.getVisitsList(), visit -> visit(visit, words)));
    }

    private JsonObject visit(VisitExplanation visit, Words words) {
        return new JsonObject()
                .put("visitId", visit.getVisitId())
                .put("state", visit.getState())
                .put("reasons", reasons(visit.getReasonsList(), words))
                .put("chosen", visit.hasChosen() ? candidate(visit.getChosen(), words) : null)
                .put("runnerUp", visit.hasRunnerUp() ? candidate(visit.getRunnerUp(), words) : null)
                .put("margin", visit.getMargin())
                .put("passedOver", Json.array(visit.getPassedOverList(), candidate -> passedOver(candidate, words)))
                .put("remedies", reasons(visit.getRemediesList(), words));
    }

    private JsonObject candidate(Candidate candidate, Words words) {
        JsonObject json = passedOver(candidate, words);
        Json.time(json, "arrival", candidate.getArrivalMs());
        return json.put("travelSeconds", candidate.getTravelSeconds())
                .put("travelMeters", candidate.getTravelMeters())
                .put(
                        "score",
                        new JsonObject()
                                .put("hard", candidate.getHard())
                                .put("medium", candidate.getMedium())
                                .put("soft", candidate.getSoft()))
                .put("parts", Json.array(candidate.getPartsList(), AdviceRoutes::part));
    }

    private JsonObject passedOver(Candidate candidate, Words words) {
        JsonObject json = new JsonObject().put("volunteerId", candidate.getVolunteerId());
        Json.text(json, "name", words.names().name(candidate.getVolunteerId()));
        return json.put("reasons", reasons(candidate.getReasonsList(), words))
                .put("flips", reasons(candidate.getFlipsList(), words));
    }

    private JsonArray reasons(List<Reason> reasons, Words words) {
        return Json.array(
                reasons,
                reason -> FrameJson.object(desk.frames()
                        .reason(
                                reason,
                                words.exchange().language(),
                                id -> words.names().name(id))));
    }

    private static JsonObject part(ScorePart part) {
        return new JsonObject()
                .put("name", part.getName())
                .put("level", part.getLevel())
                .put("amount", part.getAmount());
    }
}
