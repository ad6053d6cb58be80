package org.linli.matcher.registry.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.Dispatch;
import org.linli.proto.Offer;
import org.linli.proto.ProposedInvitation;
import org.linli.proto.ProposedOffer;
import org.linli.proto.Reply;
import org.linli.proto.Window;
import org.linli.proto.Withdrawal;

/**
 * What the dispatcher commits at once: withdrawals first, then offers, then invitations; all of it or nothing. A
 * refusal's pointer names the part at fault.
 */
final class DispatchDecisions {
    /** One improvement seldom touches more routes; it keeps an entry below a megabyte. */
    private static final int MOST_PARTS = 256;
    /** Enough of the best for one visit; the list is for anybody who qualifies all the same. */
    private static final int MOST_INVITED = 64;

    static final int MOST_REASONS = 16;
    /** More than there are rules. */
    private static final int MOST_SCORE_PARTS = 32;

    private static final Set<String> ORIGINS = Set.of("insert", "match", "improve", "solver");

    private DispatchDecisions() {}

    static Reply dispatch(Draft draft, Dispatch dispatch) {
        draft.permissions().engine();
        int parts = dispatch.getOffersCount()
                + dispatch.getWithdrawalsCount()
                + dispatch.getInvitationsCount()
                + dispatch.getTeamOffersCount();
        Fields.between(parts, 1, MOST_PARTS, "");
        needHolders(draft, dispatch);
        List<Seat> seats = new ArrayList<>();
        each("/withdrawals/", dispatch.getWithdrawalsList(), part -> withdraw(draft, part));
        each("/offers/", dispatch.getOffersList(), part -> seats.add(offer(draft, part)));
        each("/invitations/", dispatch.getInvitationsList(), part -> seats.add(invite(draft, part)));
        each("/teamOffers/", dispatch.getTeamOffersList(), part -> TeamOfferDecisions.propose(draft, part));
        Reply.Builder reply = Reply.newBuilder().setState("COMMITTED");
        for (Seat seat : seats) {
            reply.addVisits(Replies.visit(
                    seat.order().id(),
                    seat.order().after().getVisits(seat.visit().getNumber() - 1)));
        }
        return reply.build();
    }

    /** An offer stays on the screen for its grace period: it is never pulled from under the finger. */
    static void refuseInGrace(Draft draft, Seat seat, Offer.Builder offer) {
        long graceEndMs = offer.getSeenAtMs() + draft.policy().offering().graceSeconds() * 1000L;
        boolean inGrace = offer.getSeenAtMs() > 0 && draft.nowMs() < graceEndMs;
        Refusal.unless(
                !inGrace,
                "illegal-transition",
                "",
                Ids.offer(seat.id(), offer.getNumber()),
                Words.of(offer.getState()),
                "WITHDRAW before " + graceEndMs);
    }

    private static void withdraw(Draft draft, Withdrawal withdrawal) {
        Seat seat = Seat.of(draft, withdrawal.getOfferId());
        Offer.Builder offer = seat.offer(withdrawal.getOfferId());
        refuseInGrace(draft, seat, offer);
        Fields.text(withdrawal.getReason(), "/reason", 0, 100);
        seat.close(offer, OfferEvent.WITHDRAW, withdrawal.getReason());
    }

    private static Seat offer(Draft draft, ProposedOffer proposed) {
        Seat seat = Seat.of(draft, proposed.getVisitId());
        Fields.between(proposed.getTravelSeconds(), 0, 86_400, "/travelSeconds");
        Fields.between(proposed.getReasonsCount(), 0, MOST_REASONS, "/reasons");
        Fields.between(proposed.getScore().getPartsCount(), 0, MOST_SCORE_PARTS, "/score/parts");
        Refusal.unless(ORIGINS.contains(proposed.getOrigin()), "field-invalid", "/origin", proposed.getOrigin());
        refuseOutside(draft, seat, proposed.getWindow());
        EmergencyDecisions.refusePaused(draft, seat.order());
        new Candidate(draft, seat, proposed.getVolunteerId()).forOffer(proposed.getWindow());
        seat.offer(proposed);
        return seat;
    }

    /** The service itself lies within the order's window, and is long enough. */
    private static void refuseOutside(Draft draft, Seat seat, Window window) {
        refuseOutside(draft, seat.order(), window);
    }

    static void refuseOutside(Draft draft, OrderDraft asked, Window window) {
        Window order = asked.request().getWindow();
        long lengthMs = asked.request().getDurationMinutes() * 60_000L;
        boolean inside = order.getStartMs() <= window.getStartMs()
                && window.getStartMs() + lengthMs <= window.getEndMs()
                && window.getEndMs() <= order.getEndMs()
                && draft.nowMs() < window.getEndMs();
        Refusal.unless(inside, "window-invalid", "/window", window.getStartMs(), window.getEndMs(), asked.id());
    }

    private static Seat invite(Draft draft, ProposedInvitation invitation) {
        Seat seat = Seat.of(draft, invitation.getVisitId());
        Fields.between(invitation.getVolunteersCount(), 0, MOST_INVITED, "/volunteers");
        long untilMs = invitation.getUntilMs() > 0
                ? invitation.getUntilMs()
                : draft.nowMs() + draft.policy().offering().inviteSeconds() * 1000L;
        Fields.between(untilMs, draft.nowMs() + 1, seat.request().getWindow().getEndMs(), "/untilMs");
        EmergencyDecisions.refusePaused(draft, seat.order());
        seat.order().refuseIfTeamAsked();
        seat.order().move(seat.visit(), VisitEvent.INVITE);
        seat.visit()
                .setInvitedUntilMs(untilMs)
                .clearInvitedVolunteers()
                .addAllInvitedVolunteers(invitation.getVolunteersList());
        draft.count("visits-invited");
        return seat;
    }

    private static void needHolders(Draft draft, Dispatch dispatch) {
        Set<String> keys = Reads.of(dispatch);
        draft.need(keys);
        if (dispatch.getWithdrawalsCount() == 0) {
            return;
        }
        for (Withdrawal withdrawal : dispatch.getWithdrawalsList()) {
            String volunteerId = Seat.of(draft, withdrawal.getOfferId())
                    .offer(withdrawal.getOfferId())
                    .getVolunteerId();
            keys.add(EntityKey.calendar(volunteerId));
        }
        draft.need(keys);
    }

    private static <T> void each(String pointer, List<T> parts, Consumer<T> rule) {
        for (int i = 0; i < parts.size(); i++) {
            try {
                rule.accept(parts.get(i));
            } catch (Refusal refusal) {
                throw refusal.within(pointer + i);
            }
        }
    }
}
