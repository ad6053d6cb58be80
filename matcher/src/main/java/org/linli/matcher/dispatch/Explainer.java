package org.linli.matcher.dispatch;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Ids;
import org.linli.proto.Candidate;
import org.linli.proto.ExplainAnswer;
import org.linli.proto.Order;
import org.linli.proto.Reason;
import org.linli.proto.RecommendAnswer;
import org.linli.proto.RecommendRequest;
import org.linli.proto.Visit;
import org.linli.proto.VisitExplanation;
import org.linli.proto.VisitState;
import org.linli.proto.Window;
import org.linli.solver.score.Insertion;

/**
 * Answers questions about orders from a snapshot: what to recommend, and why things are as they are. Pure; for any
 * thread.
 */
final class Explainer {
    /** Stands for an order that is not stored. */
    private static final String NOT_STORED = "recommendation";
    /** For a request that names no end. */
    private static final long DAY_MS = 24 * 3_600_000L;
    /** Beyond an hour nobody is near; so far the nearest is looked for all the same. */
    private static final double ANYWHERE_SECONDS = 24 * 3600;

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
        Adviser adviser = new Adviser(snapshot, asOpen(order, seat, snapshot));
        List<Candidate> best = adviser.best();
        Candidate first = best.isEmpty() ? Candidate.getDefaultInstance() : best.get(0);
        return RecommendAnswer.newBuilder()
                .addAllBest(best)
                .addAllPassedOver(adviser.passedOver(
                        first,
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

    /** A visit as it would stand in the book, of an order that need not be stored. */
    static BookVisit asOpen(Order order, Visit visit, Snapshot snapshot) {
        Order whole = order.toBuilder()
                .setRequest(order.getRequest().toBuilder().setWindow(window(order, snapshot.nowMs())))
                .build();
        Visit open = visit.toBuilder().setState(VisitState.VISIT_STATE_OPEN).build();
        String id = Ids.visit(order.getId(), visit.getNumber());
        VisitNeeds needs = new VisitNeeds(snapshot.rules(), id, whole, open, snapshot.resident(), false);
        return new BookVisit(0, needs, null, null);
    }

    private static Window window(Order order, long nowMs) {
        Window asked = order.getRequest().getWindow();
        long startMs = Math.max(asked.getStartMs(), 0) == 0 ? nowMs : asked.getStartMs();
        long endMs = asked.getEndMs() > 0 ? asked.getEndMs() : startMs + DAY_MS;
        return Window.newBuilder().setStartMs(startMs).setEndMs(endMs).build();
    }

    private static VisitExplanation explain(Order order, Visit visit, Snapshot snapshot) {
        BookVisit open = asOpen(order, visit, snapshot);
        Chosen chosen = new Chosen(snapshot, order, visit, open);
        VisitExplanation.Builder explanation = VisitExplanation.newBuilder()
                .setVisitId(open.id())
                .setState(visit.getState().name().substring("VISIT_STATE_".length()));
        Optional<Candidate> candidate = chosen.find();
        candidate.ifPresent(explanation::setChosen);
        candidate.ifPresent(one -> explanation.setMargin(Chosen.margin(one)));
        if (!isOver(visit.getState())) {
            Adviser adviser = new Adviser(snapshot, open);
            describe(explanation, adviser, candidate.orElse(null));
            if (candidate.isEmpty()) {
                nobody(explanation, visit, adviser, snapshot);
            }
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

    /** The runner-up is the one of the choice where that is remembered and still fits, else the next best as of now. */
    private static void describe(VisitExplanation.Builder explanation, Adviser adviser, @Nullable Candidate chosen) {
        if (chosen == null) {
            Candidate nobody = adviser.fits().isEmpty()
                    ? Candidate.getDefaultInstance()
                    : Adviser.candidate(adviser.fits().get(0), List.of()).build();
            explanation.addAllPassedOver(adviser.passedOver(nobody, Set.of()));
            return;
        }
        Optional<Insertion> next = next(adviser.fits(), chosen);
        next.ifPresent(insertion -> explanation.setRunnerUp(adviser.beside(chosen, insertion)));
        Set<String> named = new HashSet<>(Set.of(chosen.getVolunteerId()));
        next.ifPresent(one -> named.add(one.volunteer().id()));
        explanation.addAllPassedOver(adviser.passedOver(chosen, named));
    }

    private static Optional<Insertion> next(List<Insertion> fits, Candidate chosen) {
        String remembered = chosen.getReasonsList().stream()
                .filter(reason -> reason.getCode().equals(ReasonCode.RUNNER_UP_BY.code()))
                .map(Reason::getRef)
                .findFirst()
                .orElse("");
        List<Insertion> others = fits.stream()
                .filter(one -> !one.volunteer().id().equals(chosen.getVolunteerId()))
                .toList();
        return others.stream()
                .filter(one -> one.volunteer().id().equals(remembered))
                .findFirst()
                .or(() -> others.stream().findFirst());
    }

    /** Why nobody has it, and the smallest changes that would help. */
    private static void nobody(VisitExplanation.Builder explanation, Visit visit, Adviser adviser, Snapshot snapshot) {
        if (visit.getState() == VisitState.VISIT_STATE_INVITED) {
            explanation.addReasons(ReasonCode.LISTED.of(visit.getInvitedVolunteersCount()));
            return;
        }
        ReasonCode waits = snapshot.standing().code();
        if (waits != null) {
            explanation.addReasons(waits.of(snapshot.standing().ahead()));
        }
        if (adviser.fits().isEmpty()) {
            nobodyNear(adviser.visit(), snapshot).ifPresent(explanation::addReasons);
            explanation.addAllRemedies(new Remedies(snapshot, adviser.visit()).list());
        } else if (waits == null) {
            explanation.addReasons(ReasonCode.NOT_PLANNED_YET.of(0));
        }
    }

    private static Optional<Reason> nobodyNear(BookVisit open, Snapshot snapshot) {
        int[] nearest =
                snapshot.roster().whereabouts().nearest(Set.of(), open.place(), 1, ANYWHERE_SECONDS, any -> true);
        if (nearest.length == 0) {
            return Optional.of(ReasonCode.NOBODY_NEAR.of(0));
        }
        BookVolunteer volunteer = snapshot.roster().get(nearest[0]);
        int seconds = snapshot.rules()
                .travel()
                .seconds(
                        volunteer.fact().spot(),
                        open.fact().from(),
                        volunteer.fact().travelMode());
        return seconds > volunteer.fact().maxTravelSeconds() && seconds > Candidates.MOST_TRAVEL_SECONDS
                ? Optional.of(ReasonCode.NOBODY_NEAR.of(Obstacles.minutes(seconds)))
                : Optional.empty();
    }
}
