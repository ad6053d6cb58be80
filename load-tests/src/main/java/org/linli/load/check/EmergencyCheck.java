package org.linli.load.check;

import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.Calendar;
import org.linli.proto.Change;
import org.linli.proto.Emergency;
import org.linli.proto.Entry;
import org.linli.proto.Hold;
import org.linli.proto.Offer;
import org.linli.proto.Order;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/** What an emergency means for the log, in the checker's own words. */
final class EmergencyCheck {
    private static final String BY_HAND = "hand";
    private static final String BY_ITS_LEADER = "team";

    private final Findings findings;
    private final LogFacts facts;

    EmergencyCheck(Findings findings, LogFacts facts) {
        this.findings = findings;
        this.facts = facts;
    }

    /** An entry that is about to be applied: the facts are those before it. */
    void before(Entry entry) {
        Emergency emergency = facts.get(EntityKey.EMERGENCY).entity().getEmergency();
        for (Change change : entry.getChangesList()) {
            if (change.getAfter().hasOrder()) {
                order(entry, emergency, change.getAfter().getOrder());
            }
        }
    }

    private void order(Entry entry, Emergency emergency, Order after) {
        Order before = facts.order(after.getId());
        if (!isPaused(emergency, before)) {
            return;
        }
        findings.expect(
                after.getTeamOffersCount() == before.getTeamOffersCount(),
                Invariant.PAUSED,
                () -> after.getId() + " was paused by " + emergency.getId() + " and entry " + entry.getSequence()
                        + " asks a team");
        boolean answered = before.getTeamOffersList().stream().anyMatch(offer -> Moves.isLive(offer.getState()));
        for (Visit visit : after.getVisitsList()) {
            Visit was = before.getVisits(visit.getNumber() - 1);
            boolean listed = visit.getState() == VisitState.VISIT_STATE_INVITED
                    && was.getState() != VisitState.VISIT_STATE_INVITED;
            boolean given = visit.getOffersList().subList(was.getOffersCount(), visit.getOffersCount()).stream()
                    .map(Offer::getOrigin)
                    .anyMatch(origin -> !origin.equals(BY_HAND) && !(answered && origin.equals(BY_ITS_LEADER)));
            findings.expect(
                    !listed && !given,
                    Invariant.PAUSED,
                    () -> Ids.visit(after.getId(), visit.getNumber()) + " was paused by " + emergency.getId()
                            + " and entry " + entry.getSequence() + (listed ? " lists it" : " gives it away"));
        }
    }

    /** Below the bar, where it runs, and nobody ever took a part of it. */
    static boolean isPaused(Emergency emergency, Order order) {
        boolean runs = emergency.getBegunAtMs() > 0 && emergency.getEndedAtMs() == 0;
        return runs && wouldPause(emergency, order);
    }

    /** The same of an emergency, whether or not it is over. */
    static boolean wouldPause(Emergency emergency, Order order) {
        Set<String> where = Set.copyOf(emergency.getCommunitiesList());
        boolean below = order.getRequest().getPriority().compareTo(emergency.getPausedBelow()) < 0;
        boolean there = where.isEmpty() || where.contains(order.getRequest().getCommunity());
        boolean taken = order.getVisitsList().stream()
                .anyMatch(visit -> Moves.isCommitted(visit.getState())
                        || (visit.getState().compareTo(VisitState.VISIT_STATE_ON_SITE) >= 0
                                && visit.getState().compareTo(VisitState.VISIT_STATE_VOID) <= 0));
        return below && there && !taken && order.getVisitsCount() > 0;
    }

    /**
     * An entry that was applied: whoever it lets go of is off duty, but for those in the middle of a visit and those who
     * serve by their own will.
     */
    void after(Emergency before) {
        Emergency emergency = facts.get(EntityKey.EMERGENCY).entity().getEmergency();
        if (emergency.getEndedAtMs() == 0 || emergency.equals(before)) {
            return;
        }
        for (String volunteer : before.getCalledList()) {
            if (!emergency.getCalledList().contains(volunteer)) {
                letGo(emergency, volunteer);
            }
        }
    }

    private void letGo(Emergency emergency, String volunteer) {
        Calendar calendar = facts.get(EntityKey.calendar(volunteer)).entity().getCalendar();
        boolean busy = calendar.getHoldsList().stream()
                .filter(hold -> hold.getKind() == Hold.Kind.KIND_COMMITMENT)
                .anyMatch(hold -> isUnderWay(hold.getRef()));
        boolean serves =
                calendar.getDuty().getOn() && calendar.getDuty().getCalledBy().equals(emergency.getId());
        findings.expect(
                busy || !serves,
                Invariant.PAUSED,
                () -> volunteer + " is free and still on duty after the end of " + emergency.getId());
    }

    private boolean isUnderWay(String offerId) {
        Order order = facts.order(Ids.orderOf(offerId));
        int number = Ids.visitNumber(offerId);
        if (number < 1 || number > order.getVisitsCount()) {
            return false;
        }
        VisitState state = order.getVisits(number - 1).getState();
        return state == VisitState.VISIT_STATE_EN_ROUTE || state == VisitState.VISIT_STATE_ON_SITE;
    }
}
