package org.linli.load.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.Activity;
import org.linli.proto.Calendar;
import org.linli.proto.Entry;
import org.linli.proto.Hold;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.Participant;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/** What orders and calendars may do, one by one and together. */
final class OrderCheck {
    private final Findings findings;
    private final LogFacts facts;
    private final Map<String, Hold> holds = new HashMap<>();
    private final Map<String, String> holders = new HashMap<>();
    private final Set<String> touched = new LinkedHashSet<>();

    OrderCheck(Findings findings, LogFacts facts) {
        this.findings = findings;
        this.facts = facts;
    }

    void order(Order before, Order after) {
        for (Visit visit : after.getVisitsList()) {
            Visit was = visit.getNumber() <= before.getVisitsCount()
                    ? before.getVisits(visit.getNumber() - 1)
                    : Visit.getDefaultInstance();
            if (!visit.equals(was)) {
                visit(after, was, visit);
            }
        }
    }

    private void visit(Order order, Visit before, Visit after) {
        String visitId = Ids.visit(order.getId(), after.getNumber());
        findings.expect(
                Moves.visit(before.getState(), after.getState()),
                Invariant.TRANSITION,
                () -> visitId + " goes from " + before.getState() + " to " + after.getState());
        int live = 0;
        for (Offer offer : after.getOffersList()) {
            OfferState was = offer.getNumber() <= before.getOffersCount()
                    ? before.getOffers(offer.getNumber() - 1).getState()
                    : OfferState.OFFER_STATE_UNSPECIFIED;
            findings.expect(
                    Moves.offer(was, offer.getState()),
                    Invariant.TRANSITION,
                    () -> Ids.offer(visitId, offer.getNumber()) + " goes from " + was + " to " + offer.getState());
            live += Moves.isLive(offer.getState()) ? 1 : 0;
            touched.add(Ids.offer(visitId, offer.getNumber()));
        }
        int offers = live;
        findings.expect(
                offers == (after.getState() == VisitState.VISIT_STATE_OFFERED ? 1 : 0),
                Invariant.ONE_OFFER,
                () -> visitId + " is " + after.getState() + " with " + offers + " live offers");
        boolean posted = facts.get(EntityKey.posting(visitId)).version() > 0;
        findings.expect(
                posted == (after.getState() == VisitState.VISIT_STATE_CONFIRMED),
                Invariant.POSTING,
                () -> visitId + " is " + after.getState() + (posted ? " and posted" : " and not posted"));
    }

    void calendar(Calendar before, Calendar after) {
        for (Hold hold : before.getHoldsList()) {
            holds.remove(hold.getRef());
            touched.add(hold.getRef());
        }
        for (Hold hold : after.getHoldsList()) {
            holds.put(hold.getRef(), hold);
            holders.put(hold.getRef(), after.getVolunteerId());
            touched.add(hold.getRef());
        }
        List<Hold> sorted = new ArrayList<>(after.getHoldsList());
        sorted.sort(Comparator.comparingLong(hold -> hold.getWindow().getStartMs()));
        for (int i = 1; i < sorted.size(); i++) {
            Hold one = sorted.get(i - 1);
            Hold other = sorted.get(i);
            findings.expect(
                    one.getWindow().getEndMs() <= other.getWindow().getStartMs(),
                    Invariant.OVERLAP,
                    () -> after.getVolunteerId() + " is held by " + one + " and by " + other);
        }
    }

    /** Whoever is held by it must have the hold, and nobody else. */
    void activity(Activity activity) {
        activity.getParticipantsList()
                .forEach(participant -> touched.add(Ids.participation(activity.getId(), participant.getNumber())));
    }

    /** Hours in dispute are settled by somebody who looked into it, never by a confirmation. */
    void confirmed(Entry entry, Order before, Order after) {
        for (Visit visit : after.getVisitsList()) {
            boolean disputed = visit.getNumber() <= before.getVisitsCount()
                    && before.getVisits(visit.getNumber() - 1).getState() == VisitState.VISIT_STATE_DISPUTED;
            if (disputed && visit.getState() == VisitState.VISIT_STATE_CONFIRMED) {
                findings.expect(
                        entry.getCause().hasResolveDispute(),
                        Invariant.POSTING,
                        () -> Ids.visit(after.getId(), visit.getNumber()) + " was in dispute and is posted by entry "
                                + entry.getSequence());
            }
        }
    }

    /** After an entry, every live offer and every commitment that it touched has its hold, and no hold stands alone. */
    void settle(Entry entry) {
        for (String offerId : touched) {
            Wanted wanted = wanted(offerId);
            Hold hold = holds.get(offerId);
            boolean fits = hold == null
                    ? !wanted.held
                    : wanted.held
                            && wanted.volunteer.equals(holders.get(offerId))
                            && wanted.startMs == hold.getWindow().getStartMs()
                            && wanted.endMs == hold.getWindow().getEndMs();
            findings.expect(
                    fits,
                    Invariant.ONE_OFFER,
                    () -> offerId + " after entry " + entry.getSequence() + " is " + wanted + " and holds " + hold);
        }
        touched.clear();
    }

    private record Wanted(boolean held, String volunteer, long startMs, long endMs) {
        static final Wanted NOTHING = new Wanted(false, "", 0, 0);
    }

    private Wanted wanted(String ref) {
        return Ids.isActivity(ref) ? wantedByActivity(ref) : wantedByOffer(ref);
    }

    private Wanted wantedByActivity(String part) {
        Activity activity = facts.activity(Ids.orderOf(part));
        int number = Ids.visitNumber(part);
        if (number < 1 || number > activity.getParticipantsCount()) {
            return Wanted.NOTHING;
        }
        Participant participant = activity.getParticipants(number - 1);
        return participant.getHeld()
                ? new Wanted(
                        true,
                        participant.getPersonId(),
                        activity.getWindow().getStartMs(),
                        activity.getWindow().getEndMs())
                : Wanted.NOTHING;
    }

    private Wanted wantedByOffer(String offerId) {
        Order order = facts.order(Ids.orderOf(offerId));
        int visitNumber = Ids.visitNumber(offerId);
        int offerNumber = Ids.offerNumber(offerId);
        if (visitNumber < 1 || visitNumber > order.getVisitsCount()) {
            return Wanted.NOTHING;
        }
        Visit visit = order.getVisits(visitNumber - 1);
        if (offerNumber < 1 || offerNumber > visit.getOffersCount()) {
            return Wanted.NOTHING;
        }
        Offer offer = visit.getOffers(offerNumber - 1);
        boolean held = Moves.isLive(offer.getState())
                || (visit.getAcceptedOffer() == offerNumber && Moves.isCommitted(visit.getState()));
        return held
                ? new Wanted(
                        true,
                        offer.getVolunteerId(),
                        offer.getVisitWindow().getStartMs(),
                        offer.getVisitWindow().getEndMs())
                : Wanted.NOTHING;
    }
}
