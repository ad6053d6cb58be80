package org.linli.matcher.registry.core;

import java.util.Locale;
import java.util.Optional;
import org.linli.domain.Ids;
import org.linli.proto.DeclineReason;
import org.linli.proto.Hold;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.ProposedOffer;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.Window;

/**
 * One visit with the calendar of whoever holds it: the only place where a visit, its offer and a calendar change, so
 * that they always agree. A live offer is one hold, an accepted one a commitment, and there is no other.
 */
final class Seat {
    /** Offers that the engine may make of one visit; at 100 bytes each an order of 20 people stays below 130 kB. */
    static final int MOST_OFFERS = 56;
    /** What is kept beyond it, so that people can still claim it or assign it by hand. */
    static final int OFFERS_FOR_PEOPLE = 8;

    private final Draft draft;
    private final OrderDraft order;
    private final Visit.Builder visit;
    private final String id;

    private Seat(Draft draft, OrderDraft order, Visit.Builder visit) {
        this.draft = draft;
        this.order = order;
        this.visit = visit;
        this.id = Ids.visit(order.id(), visit.getNumber());
    }

    /** The visit of a visit's or an offer's id. */
    static Seat of(Draft draft, String id) {
        OrderDraft order = draft.order(id);
        return new Seat(draft, order, order.visit(Ids.visitNumber(id)));
    }

    static Seat of(Draft draft, OrderDraft order, int number) {
        return new Seat(draft, order, order.visit(number));
    }

    OrderDraft order() {
        return order;
    }

    Visit.Builder visit() {
        return visit;
    }

    String id() {
        return id;
    }

    VisitState state() {
        return visit.getState();
    }

    OrderRequest request() {
        return order.request();
    }

    Offer.Builder offer(String offerId) {
        int number = Ids.offerNumber(offerId);
        Refusal.unless(number >= 1 && number <= visit.getOffersCount(), "offer-not-found", "", offerId);
        return visit.getOffersBuilder(number - 1);
    }

    Optional<Offer.Builder> findLive() {
        for (int i = 0; i < visit.getOffersCount(); i++) {
            if (Transitions.isLive(visit.getOffers(i).getState())) {
                return Optional.of(visit.getOffersBuilder(i));
            }
        }
        return Optional.empty();
    }

    Offer.Builder accepted() {
        if (visit.getAcceptedOffer() == 0) {
            throw new IllegalStateException("visit (" + id() + ", " + visit.getState() + ") has no accepted offer");
        }
        return visit.getOffersBuilder(visit.getAcceptedOffer() - 1);
    }

    /** Whoever is held by the visit: by its live offer or as its assigned volunteer. */
    Optional<String> findHolder() {
        return Transitions.isCommitted(visit.getState())
                ? Optional.of(visit.getVolunteerId())
                : findLive().map(Offer.Builder::getVolunteerId);
    }

    void offer(ProposedOffer proposed) {
        order.refuseIfTeamAsked();
        roomFor(MOST_OFFERS);
        order.move(visit, VisitEvent.OFFER);
        Offer.Builder offer = addOffer(proposed.getVolunteerId(), proposed.getWindow(), proposed.getOrigin())
                .setState(OfferState.OFFER_STATE_SENT)
                .setExpiresAtMs(draft.nowMs() + draft.policy().offering().offerSeconds() * 1000L)
                .setTravelSeconds(proposed.getTravelSeconds())
                .addAllReasons(proposed.getReasonsList())
                .setTeam(proposed.getTeam());
        if (proposed.hasScore()) {
            offer.setScore(proposed.getScore());
        }
        visit.setWindow(proposed.getWindow());
        CalendarDraft calendar = draft.calendar(proposed.getVolunteerId());
        calendar.hold(holdOf(offer, Hold.Kind.KIND_OFFER));
        calendar.fields().setPreviousOfferMs(calendar.fields().getLastOfferMs()).setLastOfferMs(draft.nowMs());
        draft.count("offers-sent");
    }

    /** The offer's volunteer takes the visit. */
    void accept(Offer.Builder offer) {
        order.move(visit, offer, OfferEvent.ACCEPT, "");
        take(offer);
        draft.calendar(offer.getVolunteerId()).commit(Ids.offer(id(), offer.getNumber()));
    }

    /** Straight to an accepted offer, without one being sent before. */
    Offer.Builder assign(String volunteerId, Window window, String origin, int travelSeconds) {
        order.refuseIfTeamAsked();
        roomFor(MOST_OFFERS + OFFERS_FOR_PEOPLE);
        Offer.Builder offer = addOffer(volunteerId, window, origin)
                .setState(OfferState.OFFER_STATE_SEEN)
                .setSeenAtMs(draft.nowMs())
                .setExpiresAtMs(draft.nowMs())
                .setTravelSeconds(travelSeconds);
        order.move(visit, offer, OfferEvent.ACCEPT, "");
        take(offer);
        draft.calendar(volunteerId).hold(holdOf(offer, Hold.Kind.KIND_COMMITMENT));
        return offer;
    }

    /** A live offer ends without acceptance, and the visit waits again. */
    void close(Offer.Builder offer, OfferEvent event, String code) {
        order.move(visit, offer, event, code);
        order.move(visit, VisitEvent.RELEASE);
        visit.clearWindow();
        free(offer);
        draft.count("offers-" + Words.of(offer.getState()).toLowerCase(Locale.ROOT));
    }

    /** The assigned volunteer leaves the visit, which is open again from now on. */
    void leave(VisitEvent event, String code, DeclineReason reason) {
        Offer.Builder offer = accepted();
        order.move(visit, event);
        order.move(visit, offer, OfferEvent.HAND_BACK, code);
        offer.setDeclineReason(reason);
        free(offer);
        visit.clearWindow()
                .clearVolunteerId()
                .clearAcceptedOffer()
                .clearDepartedAtMs()
                .clearLateId()
                .setOpenedAtMs(draft.nowMs());
        draft.count("visits-left");
    }

    /** The service ended: the time that was held and not needed is free again. */
    void finish() {
        order.move(visit, VisitEvent.CHECK_OUT);
        free(accepted());
    }

    /** It took place, as it was entered afterwards. */
    void late() {
        order.move(visit, VisitEvent.LATE);
        free(accepted());
        draft.count("visits-late");
    }

    /** The visit is cancelled or expires, whatever it was before; whoever is held by it is free. */
    void callOff(VisitEvent event, String code) {
        boolean committed = Transitions.isCommitted(visit.getState());
        findLive().ifPresent(offer -> {
            order.move(visit, offer, OfferEvent.WITHDRAW, code);
            free(offer);
        });
        order.move(visit, event);
        if (committed) {
            free(accepted());
        }
        visit.clearInvitedUntilMs().clearInvitedVolunteers();
    }

    private void take(Offer.Builder offer) {
        order.move(visit, VisitEvent.ASSIGN);
        visit.setAcceptedOffer(offer.getNumber())
                .setVolunteerId(offer.getVolunteerId())
                .setWindow(offer.getVisitWindow())
                .clearInvitedUntilMs()
                .clearInvitedVolunteers();
        draft.count("assigned-by-" + offer.getOrigin());
    }

    private Offer.Builder addOffer(String volunteerId, Window window, String origin) {
        return visit.addOffersBuilder()
                .setNumber(visit.getOffersCount())
                .setVolunteerId(volunteerId)
                .setVisitWindow(window)
                .setOrigin(origin)
                .setPointsMilli(Credits.forecast(draft, volunteerId, request()))
                .setSentAtMs(draft.nowMs());
    }

    private void roomFor(int most) {
        if (visit.getOffersCount() >= most) {
            throw Refusal.of("illegal-transition", id, Words.of(visit.getState()), "offers=" + visit.getOffersCount());
        }
    }

    private void free(Offer.Builder offer) {
        draft.calendar(offer.getVolunteerId()).release(Ids.offer(id(), offer.getNumber()));
    }

    private Hold holdOf(Offer.Builder offer, Hold.Kind kind) {
        Place start = request().getLocation();
        return Hold.newBuilder()
                .setKind(kind)
                .setRef(Ids.offer(id(), offer.getNumber()))
                .setWindow(offer.getVisitWindow())
                .setStart(start)
                .setEnd(Places.endOf(request()))
                .build();
    }
}
