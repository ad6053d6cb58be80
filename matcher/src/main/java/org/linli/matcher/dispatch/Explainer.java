package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linli.proto.Candidate;
import org.linli.proto.ExplainAnswer;
import org.linli.proto.Offer;
import org.linli.proto.Order;
import org.linli.proto.Reason;
import org.linli.proto.RecommendAnswer;
import org.linli.proto.RecommendRequest;
import org.linli.proto.Visit;
import org.linli.proto.VisitExplanation;
import org.linli.proto.VisitState;
import org.linli.solver.score.Insertion;

/**
 * Answers questions about orders from a snapshot: what to recommend, and why things are as they are. Pure; for any
 * thread.
 */
final class Explainer {
    /** Stands for an order that is not stored. */
    private static final String NOT_STORED = "recommendation";

    private Explainer() {}

    static RecommendAnswer recommend(RecommendRequest request, Snapshot snapshot) {
        Visit seat =
                Visit.newBuilder().setNumber(1).setOpenedAtMs(snapshot.nowMs()).build();
        Order order = Order.newBuilder()
                .setId(NOT_STORED)
                .setResidentId(request.getResidentId())
                .setRequest(request.getRequest())
                .addVisits(seat)
                .build();
        Adviser adviser = new Adviser(snapshot, Adviser.asOpen(order, seat, snapshot));
        List<Candidate> best = adviser.best();
        return RecommendAnswer.newBuilder()
                .addAllBest(best)
                .addAllPassedOver(adviser.passedOver(
                        Set.copyOf(best.stream().map(Candidate::getVolunteerId).toList())))
                .build();
    }

    static ExplainAnswer explain(Order order, Snapshot snapshot) {
        ExplainAnswer.Builder answer = ExplainAnswer.newBuilder();
        for (Visit visit : order.getVisitsList()) {
            answer.addVisits(explain(order, visit, snapshot));
        }
        return answer.build();
    }

    private static VisitExplanation explain(Order order, Visit visit, Snapshot snapshot) {
        BookVisit open = Adviser.asOpen(order, visit, snapshot);
        VisitExplanation.Builder explanation = VisitExplanation.newBuilder()
                .setVisitId(open.id())
                .setState(visit.getState().name().substring("VISIT_STATE_".length()));
        if (isOver(visit.getState())) {
            chosen(order, visit).ifPresent(explanation::setChosen);
            return explanation.build();
        }
        Adviser adviser = new Adviser(snapshot, open);
        Optional<Candidate> chosen = chosen(order, visit).or(() -> planned(open, snapshot));
        chosen.ifPresent(explanation::setChosen);
        String chosenId = chosen.map(Candidate::getVolunteerId).orElse("");
        addRunnerUp(explanation, adviser, chosenId);
        List<String> named = new ArrayList<>(List.of(chosenId));
        named.add(explanation.getRunnerUp().getVolunteerId());
        explanation.addAllPassedOver(adviser.passedOver(Set.copyOf(named)));
        if (chosen.isEmpty() && adviser.fits().isEmpty()) {
            explanation.addAllRemedies(new Remedies(snapshot, open).list());
        }
        return explanation.build();
    }

    private static boolean isOver(VisitState state) {
        return switch (state) {
            case VISIT_STATE_OPEN,
                    VISIT_STATE_OFFERED,
                    VISIT_STATE_INVITED,
                    VISIT_STATE_ASSIGNED,
                    VISIT_STATE_EN_ROUTE -> false;
            default -> true;
        };
    }

    /** Whoever has the visit or its offer, with the reasons that the offer was made for. */
    private static Optional<Candidate> chosen(Order order, Visit visit) {
        return visit.getOffersList().stream()
                .filter(offer -> offer.getNumber() == visit.getAcceptedOffer()
                        || (visit.getAcceptedOffer() == 0 && BookVisit.isLive(offer)))
                .findFirst()
                .map(offer -> offered(offer, order));
    }

    private static Candidate offered(Offer offer, Order order) {
        return Candidate.newBuilder()
                .setVolunteerId(offer.getVolunteerId())
                .setArrivalMs(Math.max(
                        offer.getVisitWindow().getStartMs(),
                        order.getRequest().getWindow().getStartMs()))
                .setTravelSeconds(offer.getTravelSeconds())
                .addAllReasons(offer.getReasonsList())
                .build();
    }

    private static Optional<Candidate> planned(BookVisit open, Snapshot snapshot) {
        return snapshot.visits().stream()
                .filter(visit -> visit.id().equals(open.id()))
                .map(BookVisit::placement)
                .filter(where -> where != null && where.volunteer() >= 0)
                .findFirst()
                .map(where -> planned(open, where, snapshot));
    }

    private static Candidate planned(BookVisit open, Placement where, Snapshot snapshot) {
        BookVolunteer volunteer = snapshot.roster().get(where.volunteer());
        List<Reason> reasons = Reasons.of(
                volunteer.fact(),
                open.fact(),
                snapshot.rules().policy(),
                snapshot.nowMs(),
                where.travelSeconds(),
                where.choice());
        return Candidate.newBuilder()
                .setVolunteerId(volunteer.id())
                .setArrivalMs(where.startMs())
                .setTravelSeconds(where.travelSeconds())
                .addAllReasons(reasons)
                .build();
    }

    /** The margin is the one of the choice where that is remembered, else as of now. */
    private static void addRunnerUp(VisitExplanation.Builder explanation, Adviser adviser, String chosenId) {
        Optional<Insertion> next = adviser.fits().stream()
                .filter(insertion -> !insertion.volunteer().id().equals(chosenId))
                .findFirst();
        next.ifPresent(insertion -> explanation.setRunnerUp(adviser.candidate(insertion, List.of())));
        explanation.getChosen().getReasonsList().stream()
                .filter(reason -> reason.getCode().equals(ReasonCode.RUNNER_UP_BY.code()))
                .findFirst()
                .ifPresent(reason -> explanation.setMargin(reason.getAmount()));
        if (chosenId.isEmpty()) {
            explanation.clearRunnerUp();
        }
    }
}
