package org.linli.matcher.registry.core;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.AssignVisit;
import org.linli.proto.ClaimVisit;
import org.linli.proto.Hold;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.Window;

/** A visit goes to somebody without an offer before: claimed from the list, or assigned by hand. */
final class AssignDecisions {
    private static final Set<Role> BY_HAND = EnumSet.of(Role.ROLE_DISPATCHER, Role.ROLE_COMMUNITY, Role.ROLE_ADMIN);
    /** A day: nobody travels longer, and arithmetic stays far from overflow. */
    private static final int MOST_TRAVEL_SECONDS = 86_400;

    private AssignDecisions() {}

    /** First come, first served; the others get a plain answer. */
    static Reply claim(Draft draft, ClaimVisit claim) {
        String volunteerId = claim.getVolunteerId();
        draft.permissions().volunteer(volunteerId);
        Seat seat = Seat.of(draft, claim.getVisitId());
        Candidate candidate = new Candidate(draft, seat, volunteerId);
        draft.need(candidate.keys());
        refuseUnlessListed(seat, volunteerId);
        EmergencyDecisions.refusePaused(draft, seat.order());
        long arrivalMs = arrival(draft, claim.getTravelSeconds());
        Window window = candidate.earliest(arrivalMs, hold -> hold.getKind() != Hold.Kind.KIND_OFFER);
        refuseUnlessOfferAnswered(draft, volunteerId, window);
        candidate.forClaim(window);
        seat.assign(volunteerId, window, "claim", claim.getTravelSeconds());
        return Replies.visit(seat).build();
    }

    /** By hand, with a reason that the log keeps; duty is not asked for, because somebody has spoken to the person. */
    static Reply byHand(Draft draft, AssignVisit assign) {
        draft.permissions().any(BY_HAND);
        Fields.text(assign.getReason(), "/reason", 1, 500);
        Seat seat = seat(draft, assign.getVisitId());
        Candidate candidate = new Candidate(draft, seat, assign.getVolunteerId());
        List<String> keys = new ArrayList<>(candidate.keys());
        seat.findHolder().ifPresent(holder -> keys.add(EntityKey.calendar(holder)));
        draft.need(keys);
        takeBackOffer(draft, seat);
        Window window = window(draft, seat, candidate, assign.getStartMs(), assign.getTravelSeconds());
        candidate.qualified(window);
        seat.assign(assign.getVolunteerId(), window, "hand", assign.getTravelSeconds());
        return Replies.order(seat.order()).build();
    }

    private static void refuseUnlessListed(Seat seat, String volunteerId) {
        boolean own = seat.findLive()
                .filter(offer -> offer.getVolunteerId().equals(volunteerId))
                .isPresent();
        Refusal.unless(!own, "answer-offer-first", "", seat.id());
        boolean listed = seat.state() == VisitState.VISIT_STATE_OPEN || seat.state() == VisitState.VISIT_STATE_INVITED;
        Refusal.unless(listed, "visit-taken", "", seat.id(), Words.of(seat.state()));
    }

    /** Where one's own open offer stands in the way, that offer is to be answered first. */
    private static void refuseUnlessOfferAnswered(Draft draft, String volunteerId, Window window) {
        draft.calendar(volunteerId).findOverlap(window).ifPresent(hold -> {
            throw Refusal.of("answer-offer-first", hold.getRef());
        });
    }

    private static long arrival(Draft draft, int travelSeconds) {
        Fields.between(travelSeconds, 0, MOST_TRAVEL_SECONDS, "/travelSeconds");
        return draft.nowMs() + travelSeconds * 1000L;
    }

    private static Window window(Draft draft, Seat seat, Candidate candidate, long startMs, int travelSeconds) {
        long arrivalMs = arrival(draft, travelSeconds);
        if (startMs == 0) {
            return candidate.earliest(arrivalMs, hold -> true);
        }
        Window order = seat.request().getWindow();
        long lengthMs = seat.request().getDurationMinutes() * 60_000L;
        boolean inside = order.getStartMs() <= startMs && startMs <= order.getEndMs() - lengthMs;
        Refusal.unless(inside, "window-invalid", "/start", startMs, order.getStartMs(), order.getEndMs());
        return CalendarDraft.window(startMs, startMs + lengthMs);
    }

    private static Seat seat(Draft draft, String id) {
        if (Ids.visitNumber(id) > 0) {
            return Seat.of(draft, id);
        }
        OrderDraft order = draft.order(id);
        int number = order.before().getVisitsList().stream()
                .filter(visit -> Transitions.isWaiting(visit.getState()))
                .mapToInt(Visit::getNumber)
                .findFirst()
                .orElseThrow(() -> Refusal.of(
                        "illegal-transition", id, Words.of(order.before().getState()), VisitEvent.ASSIGN.name()));
        return Seat.of(draft, order, number);
    }

    private static void takeBackOffer(Draft draft, Seat seat) {
        TeamOfferDecisions.withdraw(draft, seat.order(), "assigned-by-hand");
        seat.findLive().ifPresent(offer -> {
            DispatchDecisions.refuseInGrace(draft, seat, offer);
            seat.close(offer, OfferEvent.WITHDRAW, "assigned-by-hand");
        });
    }
}
