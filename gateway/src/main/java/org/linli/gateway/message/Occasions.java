package org.linli.gateway.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.view.Orders;
import org.linli.proto.MessageOutcome;
import org.linli.proto.MessagePurpose;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.OrderMessages;
import org.linli.proto.OrderState;
import org.linli.proto.Priority;
import org.linli.proto.Team;
import org.linli.proto.TeamOffer;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/**
 * What an order, as it is now, gives reason to tell. A pure function of the order and of what was told: a node that has just
 * started finds the same as one that saw it all.
 */
final class Occasions {
    /** Whoever hears of an offer later has no time to answer it. */
    static final long LEAST_ANSWER_MS = 10_000;
    /** Time to call somebody else. */
    static final long LAPSING_MS = 30 * 60_000;

    /** A leader who sits before the page has begun by then; nothing tells that an offer to a team was seen. */
    static final long LEADER_PATIENCE_MS = 2 * 60_000;
    /** A leader has to speak to people after reading a text. */
    static final long LEADER_NEXT_MS = 6 * 60_000;
    /** Nobody finds people in less. */
    static final long LEADER_LEAST_MS = 3 * 60_000;

    private static final long HOUR_MS = 3_600_000;

    private final Order order;
    private final OrderMessages told;
    private final RegionPolicy policy;
    private final Function<String, Optional<Team>> teams;
    private final List<Occasion> found = new ArrayList<>();

    private Occasions(Order order, OrderMessages told, RegionPolicy policy, Function<String, Optional<Team>> teams) {
        this.order = order;
        this.told = told;
        this.policy = policy;
        this.teams = teams;
    }

    /** @param teams by id, as far as they are known */
    static List<Occasion> of(
            Order order, OrderMessages told, RegionPolicy policy, Function<String, Optional<Team>> teams) {
        Occasions occasions = new Occasions(order, told, policy, teams);
        order.getVisitsList().forEach(occasions::visit);
        order.getTeamOffersList().forEach(occasions::team);
        occasions.whole();
        return occasions.found;
    }

    /** Of one person's part. */
    private void visit(Visit visit) {
        String visitId = Ids.visit(order.getId(), visit.getNumber());
        for (Offer offer : visit.getOffersList()) {
            String offerId = Ids.offer(visitId, offer.getNumber());
            if (offer.getState() == OfferState.OFFER_STATE_SENT) {
                offered(offerId, offer);
            } else if (offer.getState() == OfferState.OFFER_STATE_HANDED_BACK && wasTold(offerId)) {
                resident(MessagePurpose.MESSAGE_PURPOSE_RELEASED, offerId, offer.getClosedAtMs(), windowEnd());
            }
        }
        if (visit.getState() == VisitState.VISIT_STATE_ASSIGNED
                || visit.getState() == VisitState.VISIT_STATE_EN_ROUTE) {
            String offerId = Ids.offer(visitId, visit.getAcceptedOffer());
            resident(
                    MessagePurpose.MESSAGE_PURPOSE_ASSIGNED,
                    offerId,
                    0,
                    visit.getWindow().getEndMs());
            named(offerId, visit);
        }
        if (visit.getState() == VisitState.VISIT_STATE_DONE) {
            long doneMs = visit.getCheckOut().getAtMs();
            resident(MessagePurpose.MESSAGE_PURPOSE_DONE, visitId, doneMs, visit.getConfirmDueMs());
        }
    }

    /** Seen or answered in time, it is told nowhere else. */
    private void offered(String offerId, Offer offer) {
        long patienceMs = policy.offering().seenWithinSeconds() * 1000L;
        found.add(new Occasion(
                MessagePurpose.MESSAGE_PURPOSE_OFFER,
                offerId,
                offer.getVolunteerId(),
                offer.getSentAtMs() + patienceMs,
                offer.getExpiresAtMs() - LEAST_ANSWER_MS,
                isEmergency(),
                patienceMs));
    }

    /** Whoever leads a team that is asked must speak to people, and so hears of it while there is time for that. */
    private void team(TeamOffer offer) {
        Optional<Team> asked =
                offer.getState() == OfferState.OFFER_STATE_SENT ? teams.apply(offer.getTeam()) : Optional.empty();
        asked.ifPresent(team -> found.add(new Occasion(
                MessagePurpose.MESSAGE_PURPOSE_TEAM_OFFER,
                Ids.teamOffer(order.getId(), offer.getNumber()),
                team.getLeaderId(),
                offer.getSentAtMs() + LEADER_PATIENCE_MS,
                offer.getExpiresAtMs() - LEADER_LEAST_MS,
                isEmergency(),
                LEADER_NEXT_MS)));
    }

    /** Whoever was named by a team's leader did not say yes to an offer, and may not know yet. */
    private void named(String offerId, Visit visit) {
        Offer accepted = visit.getOffers(visit.getAcceptedOffer() - 1);
        if (!accepted.getTeam().isEmpty() && visit.getState() == VisitState.VISIT_STATE_ASSIGNED) {
            found.add(new Occasion(
                    MessagePurpose.MESSAGE_PURPOSE_NAMED,
                    offerId,
                    visit.getVolunteerId(),
                    accepted.getClosedAtMs() + policy.offering().seenWithinSeconds() * 1000L,
                    visit.getWindow().getStartMs(),
                    isEmergency(),
                    0));
        }
    }

    private boolean wasTold(String offerId) {
        return told.getMessagesList().stream()
                .filter(message -> message.getPurpose() == MessagePurpose.MESSAGE_PURPOSE_ASSIGNED
                        && message.getSubject().equals(offerId))
                .flatMap(message -> message.getAttemptsList().stream())
                .anyMatch(attempt -> attempt.getOutcomeValue() >= MessageOutcome.MESSAGE_OUTCOME_SENT_VALUE);
    }

    /** Of the order as a whole. */
    private void whole() {
        if (order.getState() == OrderState.ORDER_STATE_EXPIRED || order.getState() == OrderState.ORDER_STATE_REFUSED) {
            resident(
                    MessagePurpose.MESSAGE_PURPOSE_EXPIRED,
                    order.getId(),
                    order.getClosedAtMs(),
                    order.getClosedAtMs() + HOUR_MS);
        } else if (!Orders.isOver(order) && isWaiting()) {
            long endMs = windowEnd();
            resident(MessagePurpose.MESSAGE_PURPOSE_LAPSING, order.getId(), endMs - LAPSING_MS, endMs);
        }
    }

    private boolean isWaiting() {
        return order.getVisitsList().stream()
                .anyMatch(visit -> visit.getState() == VisitState.VISIT_STATE_OPEN
                        || visit.getState() == VisitState.VISIT_STATE_OFFERED
                        || visit.getState() == VisitState.VISIT_STATE_INVITED);
    }

    private void resident(MessagePurpose purpose, String subject, long dueMs, long untilMs) {
        found.add(new Occasion(purpose, subject, order.getResidentId(), dueMs, untilMs, isEmergency(), 0));
    }

    private long windowEnd() {
        return order.getRequest().getWindow().getEndMs();
    }

    private boolean isEmergency() {
        return order.getRequest().getPriority() == Priority.PRIORITY_EMERGENCY;
    }
}
