package org.linli.matcher.registry.core;

import java.util.List;
import org.linli.domain.EntityKey;
import org.linli.proto.AcceptOffer;
import org.linli.proto.DeclineOffer;
import org.linli.proto.DeclineReason;
import org.linli.proto.ExtendOffer;
import org.linli.proto.HandBackOffer;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Reply;
import org.linli.proto.SeeOffer;
import org.linli.proto.VisitState;

/** A volunteer answers an offer. */
final class OfferDecisions {
    private OfferDecisions() {}

    /** Seen on a screen; the grace period counts from here. Later answers make it meaningless, but not wrong. */
    static Reply see(Draft draft, SeeOffer see) {
        Seat seat = Seat.of(draft, see.getOfferId());
        Offer.Builder offer = own(draft, seat, see.getOfferId());
        if (offer.getState() == OfferState.OFFER_STATE_SENT) {
            seat.order().move(seat.visit(), offer, OfferEvent.SEE, "");
        }
        return Replies.offer(seat, offer).build();
    }

    static Reply accept(Draft draft, AcceptOffer accept) {
        Seat seat = Seat.of(draft, accept.getOfferId());
        Offer.Builder offer = own(draft, seat, accept.getOfferId());
        Refusal.unless(accept.getNamedCount() == 0, "field-invalid", "/named", accept.getNamedCount(), 0, 0);
        boolean again = offer.getState() == OfferState.OFFER_STATE_ACCEPTED
                && offer.getNumber() == seat.visit().getAcceptedOffer();
        if (!again) {
            refuseUnlessLive(draft, offer, accept.getOfferId());
            draft.need(List.of(EntityKey.calendar(offer.getVolunteerId())));
            seat.accept(offer);
        }
        return Replies.offer(seat, offer).build();
    }

    /** The reason feeds the next plan; being unwell counts nowhere. */
    static Reply decline(Draft draft, DeclineOffer decline) {
        Seat seat = Seat.of(draft, decline.getOfferId());
        Offer.Builder offer = own(draft, seat, decline.getOfferId());
        refuseUnlessLive(draft, offer, decline.getOfferId());
        DeclineReason reason = decline.getReason() == DeclineReason.DECLINE_REASON_UNSPECIFIED
                ? DeclineReason.DECLINE_REASON_OTHER
                : known(decline.getReason());
        seat.close(offer, OfferEvent.DECLINE, "declined");
        offer.setDeclineReason(reason);
        if (reason != DeclineReason.DECLINE_REASON_UNWELL) {
            seat.visit().setDeclines(seat.visit().getDeclines() + 1);
        }
        return Replies.offer(seat, offer).build();
    }

    /** More time to think, once. */
    static Reply extend(Draft draft, ExtendOffer extend) {
        Seat seat = Seat.of(draft, extend.getOfferId());
        Offer.Builder offer = own(draft, seat, extend.getOfferId());
        refuseUnlessLive(draft, offer, extend.getOfferId());
        Refusal.unless(!offer.getExtended(), "offer-already-extended", "", extend.getOfferId());
        offer.setExtended(true)
                .setExpiresAtMs(
                        offer.getExpiresAtMs() + draft.policy().offering().extendSeconds() * 1000L);
        return Replies.offer(seat, offer).build();
    }

    /** Until check-in: soon after accepting it leaves no trace, later it wants a reason. */
    static Reply handBack(Draft draft, HandBackOffer handBack) {
        Seat seat = Seat.of(draft, handBack.getOfferId());
        Offer.Builder offer = own(draft, seat, handBack.getOfferId());
        Refusal.unless(
                offer.getState() == OfferState.OFFER_STATE_ACCEPTED,
                "offer-closed",
                "",
                handBack.getOfferId(),
                Words.of(offer.getState()));
        boolean inTime =
                seat.state() == VisitState.VISIT_STATE_ASSIGNED || seat.state() == VisitState.VISIT_STATE_EN_ROUTE;
        Refusal.unless(inTime, "hand-back-too-late", "", seat.id(), Words.of(seat.state()));
        long freeUntilMs = offer.getClosedAtMs() + draft.policy().offering().freeHandBackSeconds() * 1000L;
        boolean free = draft.nowMs() <= freeUntilMs;
        DeclineReason reason = free ? DeclineReason.DECLINE_REASON_UNSPECIFIED : known(handBack.getReason());
        boolean given = free || reason != DeclineReason.DECLINE_REASON_UNSPECIFIED;
        Refusal.unless(given, "field-invalid", "/reason", "", 1, 1);
        seat.leave(VisitEvent.HAND_BACK, free ? "handed-back-freely" : "handed-back", reason);
        return Replies.offer(seat, offer).build();
    }

    /** Why an answer comes too late, in the plainest word. */
    private static void refuseUnlessLive(Draft draft, Offer.Builder offer, String offerId) {
        refuseUnlessLive(draft, offer.getState(), offer.getExpiresAtMs(), offer.getCloseCode(), offerId);
    }

    static void refuseUnlessLive(Draft draft, OfferState state, long expiresAtMs, String closeCode, String offerId) {
        switch (state) {
            case OFFER_STATE_SENT, OFFER_STATE_SEEN ->
                Refusal.unless(draft.nowMs() < expiresAtMs, "offer-lapsed", "", offerId, expiresAtMs);
            case OFFER_STATE_EXPIRED -> throw Refusal.of("offer-lapsed", offerId, expiresAtMs);
            case OFFER_STATE_WITHDRAWN -> throw Refusal.of("offer-withdrawn", offerId, closeCode);
            default -> throw Refusal.of("offer-closed", offerId, Words.of(state));
        }
    }

    private static Offer.Builder own(Draft draft, Seat seat, String offerId) {
        Offer.Builder offer = seat.offer(offerId);
        draft.permissions().volunteer(offer.getVolunteerId());
        return offer;
    }

    private static DeclineReason known(DeclineReason reason) {
        Refusal.unless(reason != DeclineReason.UNRECOGNIZED, "field-invalid", "/reason", reason);
        return reason;
    }
}
