package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linli.proto.Candidate;
import org.linli.proto.Offer;
import org.linli.proto.OfferScore;
import org.linli.proto.Order;
import org.linli.proto.Reason;
import org.linli.proto.Visit;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.score.Insertion;
import org.linli.solver.score.InsertionFinder;

/**
 * Whoever has a visit, its offer, or a place in the plan for it, with the score and the reasons of that choice as they
 * were when it was made. For one question on one thread.
 */
final class Chosen {
    private final Snapshot snapshot;
    private final Order order;
    private final Visit visit;
    private final BookVisit open;

    Chosen(Snapshot snapshot, Order order, Visit visit, BookVisit open) {
        this.snapshot = snapshot;
        this.order = order;
        this.visit = visit;
        this.open = open;
    }

    Optional<Candidate> find() {
        return offered().or(this::planned);
    }

    /** Soft points by which the next best was worse; 0 where there was none. */
    static long margin(Candidate chosen) {
        return chosen.getReasonsList().stream()
                .filter(reason -> reason.getCode().equals(ReasonCode.RUNNER_UP_BY.code()))
                .mapToLong(Reason::getAmount)
                .findFirst()
                .orElse(0);
    }

    private Optional<Candidate> offered() {
        return visit.getOffersList().stream()
                .filter(offer -> offer.getNumber() == visit.getAcceptedOffer()
                        || (visit.getAcceptedOffer() == 0 && BookVisit.isLive(offer)))
                .findFirst()
                .map(this::offered);
    }

    private Candidate offered(Offer offer) {
        OfferScore score = offer.getScore();
        Candidate.Builder chosen = Candidate.newBuilder()
                .setVolunteerId(offer.getVolunteerId())
                .setArrivalMs(Math.max(
                        offer.getVisitWindow().getStartMs(),
                        order.getRequest().getWindow().getStartMs()))
                .setTravelSeconds(offer.getTravelSeconds())
                .setTravelMeters(score.getTravelMeters())
                .setMedium(score.getMedium())
                .setSoft(score.getSoft())
                .addAllParts(OfferScores.parts(score))
                .addAllReasons(offer.getReasonsList());
        origin(offer).ifPresent(chosen::addReasons);
        return flipped(
                chosen,
                offer.getVisitWindow().getStartMs()
                        > order.getRequest().getWindow().getStartMs());
    }

    private static Optional<Reason> origin(Offer offer) {
        return switch (offer.getOrigin()) {
            case "claim" -> Optional.of(ReasonCode.CLAIMED.of(1));
            case "hand" -> Optional.of(ReasonCode.BY_HAND.of(1));
            case "team" -> Optional.of(ReasonCode.NAMED_BY_LEADER.of(1));
            default -> Optional.empty();
        };
    }

    private Optional<Candidate> planned() {
        return snapshot.visits().stream()
                .filter(one -> one.id().equals(open.id()))
                .map(BookVisit::placement)
                .filter(where -> where != null && where.volunteer() >= 0)
                .findFirst()
                .map(this::planned);
    }

    private Candidate planned(Placement where) {
        BookVolunteer volunteer = snapshot.roster().get(where.volunteer());
        List<Reason> reasons = new ArrayList<>(Reasons.of(
                volunteer.fact(),
                open.fact(),
                snapshot.rules().policy(),
                snapshot.nowMs(),
                where.travelSeconds(),
                where.choice()));
        if (!where.reserved()
                && volunteer.openOffers() >= snapshot.rules().offering().openOffersPerVolunteer()) {
            reasons.add(ReasonCode.OPEN_OFFER.of(volunteer.openOffers()));
        }
        Insertion insertion = insertion(volunteer);
        Candidate.Builder chosen = Adviser.candidate(insertion, reasons)
                .setArrivalMs(where.startMs())
                .setTravelSeconds(where.travelSeconds());
        return flipped(chosen, where.startMs() > open.fact().windowStartMs());
    }

    /** As if the visit were put there now, among what else is planned there. */
    private Insertion insertion(BookVolunteer volunteer) {
        List<PlanVisit> others = volunteer.route().stream()
                .filter(planned -> !planned.id().equals(open.id()))
                .toList();
        return new InsertionFinder(snapshot.rules().scorer().at(snapshot.nowMs()))
                .leastBad(volunteer.fact(), others, open.fact());
    }

    private Candidate flipped(Candidate.Builder chosen, boolean startsOnArrival) {
        long margin = margin(chosen.build());
        BookVolunteer volunteer = snapshot.roster().find(chosen.getVolunteerId());
        if (margin > 0 && volunteer != null) {
            Contrast contrast = new Contrast(snapshot.rules(), open.fact());
            chosen.addFlips(contrast.toLose(margin, startsOnArrival, contrast.metersPerSecond(volunteer)));
        }
        return chosen.build();
    }
}
