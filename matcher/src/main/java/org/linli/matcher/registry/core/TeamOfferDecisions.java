package org.linli.matcher.registry.core;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.AcceptTeamOffer;
import org.linli.proto.DeclineReason;
import org.linli.proto.DeclineTeamOffer;
import org.linli.proto.OfferState;
import org.linli.proto.OfferToTeam;
import org.linli.proto.OrderRequest;
import org.linli.proto.ProposedTeamOffer;
import org.linli.proto.Reason;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.Team;
import org.linli.proto.TeamOffer;
import org.linli.proto.VisitState;
import org.linli.proto.Window;

/**
 * An order's open seats are offered to a team as a whole. The offer stands in the order itself, so that the order's
 * version keeps it the only one: while it lives, no seat is offered, listed, claimed or given to anybody else.
 */
final class TeamOfferDecisions {
    /** Beyond it single people are asked; at 200 bytes each they do not weigh. */
    static final int MOST_TEAM_OFFERS = 16;

    private static final long MINUTE_MS = 60_000L;
    private static final Set<Role> BY_HAND = EnumSet.of(Role.ROLE_DISPATCHER, Role.ROLE_COMMUNITY, Role.ROLE_ADMIN);

    private TeamOfferDecisions() {}

    /** The engine's: all seats are open, and the answer is due before single people would be asked. */
    static void propose(Draft draft, ProposedTeamOffer proposed) {
        OrderDraft order = draft.order(proposed.getOrderId());
        Fields.between(proposed.getReasonsCount(), 0, DispatchDecisions.MOST_REASONS, "/reasons");
        long leadMs = draft.policy()
                        .findService(order.request().getService())
                        .map(RegionPolicy.Service::leadMinutes)
                        .orElse(0)
                * MINUTE_MS;
        for (Seat seat : OrderDecisions.seats(draft, order)) {
            boolean open = seat.state() == VisitState.VISIT_STATE_OPEN;
            Refusal.unless(open, "illegal-transition", "", seat.id(), Words.of(seat.state()), VisitEvent.OFFER.name());
        }
        long untilMs = proposed.getWindow().getStartMs() - leadMs;
        send(draft, order, draft.team(proposed.getTeamId()), proposed.getWindow(), untilMs)
                .setOrigin("engine")
                .addAllReasons(proposed.getReasonsList());
    }

    /** By hand, with a reason that the log keeps; offers that are out are taken back first. */
    static Reply byHand(Draft draft, OfferToTeam ask) {
        draft.permissions().any(BY_HAND);
        Fields.text(ask.getReason(), "/reason", 1, 500);
        OrderDraft order = draft.order(ask.getOrderId());
        OrderDecisions.needHolders(draft, order);
        Team team = draft.team(ask.getTeamId());
        order.refuseIfTeamAsked();
        for (Seat seat : OrderDecisions.seats(draft, order)) {
            clear(draft, seat);
        }
        Window window = window(draft, order, ask.getStartMs());
        TeamOffer.Builder offer = send(draft, order, team, window, window.getStartMs())
                .setOrigin("hand")
                .addReasons(Reason.newBuilder().setCode("by-hand").setAmount(1));
        return reply(order, offer);
    }

    private static void clear(Draft draft, Seat seat) {
        seat.findLive().ifPresent(offer -> {
            DispatchDecisions.refuseInGrace(draft, seat, offer);
            seat.close(offer, OfferEvent.WITHDRAW, "team-asked");
        });
        if (seat.state() == VisitState.VISIT_STATE_INVITED) {
            seat.order().move(seat.visit(), VisitEvent.RELEASE);
            seat.visit().clearInvitedUntilMs().clearInvitedVolunteers();
        }
    }

    /** When the named are to start: with those who have accepted already, else as asked, else early enough to answer. */
    private static Window window(Draft draft, OrderDraft order, long askedMs) {
        OrderRequest request = order.request();
        long lengthMs = request.getDurationMinutes() * MINUTE_MS;
        long latestMs = request.getWindow().getEndMs() - lengthMs;
        long soonestMs = draft.nowMs() + draft.policy().teams().answerMinutes() * MINUTE_MS;
        long startMs = order.before().getVisitsList().stream()
                .filter(visit -> Transitions.isCommitted(visit.getState()))
                .map(visit -> visit.getWindow().getStartMs())
                .findFirst()
                .orElse(
                        askedMs > 0
                                ? askedMs
                                : Math.min(
                                        latestMs,
                                        Math.max(soonestMs, request.getWindow().getStartMs())));
        boolean inside = request.getWindow().getStartMs() <= startMs && startMs <= latestMs && draft.nowMs() < startMs;
        Refusal.unless(inside, "window-invalid", "/start", startMs, startMs + lengthMs);
        return CalendarDraft.window(startMs, startMs + lengthMs);
    }

    /** @param untilMs the answer is due then at the latest */
    private static TeamOffer.Builder send(Draft draft, OrderDraft order, Team team, Window window, long untilMs) {
        order.refuseIfTeamAsked();
        EmergencyDecisions.refusePaused(draft, order);
        Refusal.unless(!team.getClosed(), "team-closed", "", team.getId());
        int waiting = Naming.open(draft, order).size();
        Refusal.unless(
                waiting > 0,
                "illegal-transition",
                "",
                order.id(),
                Words.of(order.before().getState()),
                "OFFER");
        long joined = TeamDecisions.joined(team);
        Refusal.unless(joined >= Naming.fewest(draft, order), "team-too-few", "", team.getId(), joined, waiting);
        Fields.between(order.fields().getTeamOffersCount(), 0, MOST_TEAM_OFFERS - 1L, "/teamOffers");
        DispatchDecisions.refuseOutside(draft, order, window);
        long answerMs = draft.nowMs() + draft.policy().teams().answerMinutes() * MINUTE_MS;
        long expiresMs = Math.min(answerMs, untilMs);
        Refusal.unless(draft.nowMs() < expiresMs, "window-invalid", "/window", window.getStartMs(), window.getEndMs());
        draft.count("team-offers-sent");
        return order.fields()
                .addTeamOffersBuilder()
                .setNumber(order.fields().getTeamOffersCount())
                .setTeam(team.getId())
                .setState(OfferState.OFFER_STATE_SENT)
                .setWindow(window)
                .setSentAtMs(draft.nowMs())
                .setExpiresAtMs(expiresMs);
    }

    /** All whom the leader names, or nobody. Of an offer that was taken: more people, for seats that are open again. */
    static Reply accept(Draft draft, AcceptTeamOffer accept) {
        OrderDraft order = draft.order(accept.getOfferId());
        TeamOffer.Builder offer = own(draft, order, accept.getOfferId());
        Naming naming = new Naming(draft, order, draft.team(offer.getTeam()), offer);
        if (offer.getState() == OfferState.OFFER_STATE_ACCEPTED) {
            naming.more(accept.getPeopleList());
        } else {
            refuseUnlessLive(draft, offer, accept.getOfferId());
            order.move(offer, OfferEvent.ACCEPT, "");
            naming.first(accept.getPeopleList());
            draft.count("team-offers-accepted");
        }
        return reply(order, offer);
    }

    /** Single people are asked from now on. */
    static Reply decline(Draft draft, DeclineTeamOffer decline) {
        OrderDraft order = draft.order(decline.getOfferId());
        TeamOffer.Builder offer = own(draft, order, decline.getOfferId());
        refuseUnlessLive(draft, offer, decline.getOfferId());
        Refusal.unless(
                decline.getReason() != DeclineReason.UNRECOGNIZED, "field-invalid", "/reason", decline.getReason());
        order.move(offer, OfferEvent.DECLINE, "declined");
        offer.setDeclineReason(decline.getReason());
        draft.count("team-offers-declined");
        return reply(order, offer);
    }

    static void lapse(Draft draft, String offerId) {
        OrderDraft order = draft.order(offerId);
        order.move(order.teamOffer(Ids.teamOfferNumber(offerId)), OfferEvent.LAPSE, "lapsed");
        draft.count("team-offers-lapsed");
    }

    /** Takes the live one back, where there is one. */
    static void withdraw(Draft draft, OrderDraft order, String code) {
        Optional<TeamOffer.Builder> live = order.findLiveTeamOffer();
        live.ifPresent(offer -> {
            order.move(offer, OfferEvent.WITHDRAW, code);
            draft.count("team-offers-withdrawn");
        });
    }

    /** The team's leader of now, whoever it was when it was sent. */
    private static TeamOffer.Builder own(Draft draft, OrderDraft order, String offerId) {
        TeamOffer.Builder offer = order.teamOffer(Ids.teamOfferNumber(offerId));
        draft.permissions().volunteer(draft.team(offer.getTeam()).getLeaderId());
        return offer;
    }

    private static void refuseUnlessLive(Draft draft, TeamOffer.Builder offer, String offerId) {
        OfferDecisions.refuseUnlessLive(draft, offer.getState(), offer.getExpiresAtMs(), offer.getCloseCode(), offerId);
    }

    private static Reply reply(OrderDraft order, TeamOffer.Builder offer) {
        String id = Ids.teamOffer(order.id(), offer.getNumber());
        String state = Words.of(offer.getState());
        List<String> until = List.of(Long.toString(offer.getExpiresAtMs()));
        return Replies.order(order)
                .setId(id)
                .setState(state)
                .addAllArguments(until)
                .build();
    }
}
