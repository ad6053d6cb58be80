package org.linli.matcher.registry.core;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.linli.domain.EntityKey;
import org.linli.proto.Calendar;
import org.linli.proto.Hold;
import org.linli.proto.OfferOrBuilder;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.Visit;
import org.linli.proto.VisitOrBuilder;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;
import org.linli.proto.Window;

/** Refuses a visit for somebody who may not have it. */
final class Candidate {
    private final Draft draft;
    private final Seat seat;
    private final String volunteerId;

    Candidate(Draft draft, Seat seat, String volunteerId) {
        this.draft = draft;
        this.seat = seat;
        this.volunteerId = volunteerId;
    }

    /** Whom the engine sends: on duty then, not asked too often, and not in vain. */
    void forOffer(Window window) {
        available(qualified(window), window);
        refuseIf(answeredNo(), "declined-before", seat.id());
        int most = draft.policy().offering().openOffersPerVolunteer();
        refuseIf(draft.calendar(volunteerId).openOffers() >= most, "open-offers", Integer.toString(most));
    }

    /** Who takes a visit of the list: qualified, and on duty now or within a shift then. */
    void forClaim(Window window) {
        VolunteerFile file = qualified(window);
        Calendar calendar = draft.calendar(volunteerId).before();
        boolean available = calendar.getDuty().getOn()
                || new Availability(draft.policy().zone()).inShift(file, calendar.getDuty(), window);
        Refusal.unless(available, "not-on-duty", "", volunteerId);
    }

    /** Approved, able, not blocked, and not in this order already; returns the volunteer's file. */
    VolunteerFile qualified(Window window) {
        draft.need(keys());
        VolunteerFile file = draft.volunteer(volunteerId).getVolunteer();
        Refusal.unless(
                file.getState() == VolunteerState.VOLUNTEER_STATE_APPROVED, "volunteer-not-approved", "", volunteerId);
        Order order = seat.order().before();
        String tier = draft.account(volunteerId).getTier();
        Qualification qualification = new Qualification(draft.policy());
        boolean minor = qualification.isMinor(file, window.getStartMs());
        boolean accompanied = minor && isAccompanied(qualification, window);
        qualification
                .lack(order, seat.visit().getNumber(), window, file, tier, accompanied)
                .ifPresent(lack -> refuseIf(true, lack.what(), lack.wanted()));
        boolean blocked =
                draft.calendar(volunteerId).before().getBlockedByResidentsList().contains(order.getResidentId());
        refuseIf(blocked, "blocked", order.getResidentId());
        refuseIf(volunteerId.equals(order.getResidentId()), "own-order", order.getId());
        refuseIf(inSiblings(), "same-order", order.getId());
        return file;
    }

    String volunteerId() {
        return volunteerId;
    }

    /** What a decision about the volunteer reads. */
    List<String> keys() {
        return List.of(EntityKey.calendar(volunteerId), EntityKey.profile(volunteerId), EntityKey.account(volunteerId));
    }

    /** Whether somebody of age has accepted another visit of the order. */
    private boolean isAccompanied(Qualification qualification, Window window) {
        List<String> others = seat.order().fields().getVisitsList().stream()
                .filter(visit -> visit.getNumber() != seat.visit().getNumber())
                .filter(visit -> Transitions.isCommitted(visit.getState()))
                .map(Visit::getVolunteerId)
                .toList();
        draft.need(others.stream().map(EntityKey::profile).toList());
        return others.stream()
                .map(draft::findProfile)
                .flatMap(Optional::stream)
                .anyMatch(other -> !qualification.isMinor(other.getVolunteer(), window.getStartMs()));
    }

    private void available(VolunteerFile file, Window window) {
        boolean covered = new Availability(draft.policy().zone())
                .covers(file, draft.calendar(volunteerId).before().getDuty(), window);
        Refusal.unless(covered, "not-on-duty", "", volunteerId);
    }

    private boolean inSiblings() {
        for (VisitOrBuilder visit : seat.order().fields().getVisitsOrBuilderList()) {
            if (visit.getNumber() != seat.visit().getNumber() && has(visit)) {
                return true;
            }
        }
        return false;
    }

    private boolean has(VisitOrBuilder visit) {
        return visit.getVolunteerId().equals(volunteerId) || hasOffer(visit, Transitions::isLive);
    }

    private boolean answeredNo() {
        return hasOffer(
                seat.visit(),
                state -> state == OfferState.OFFER_STATE_DECLINED || state == OfferState.OFFER_STATE_HANDED_BACK);
    }

    private boolean hasOffer(VisitOrBuilder visit, Predicate<OfferState> in) {
        for (OfferOrBuilder offer : visit.getOffersOrBuilderList()) {
            if (in.test(offer.getState()) && offer.getVolunteerId().equals(volunteerId)) {
                return true;
            }
        }
        return false;
    }

    private void refuseIf(boolean holds, String what, String wanted) {
        if (holds) {
            throw Refusal.of("not-qualified", volunteerId, what, wanted);
        }
    }

    /**
     * The window of a visit that starts as early as the order and those holds allow that count, not before
     * {@code fromMs}.
     */
    Window earliest(long fromMs, Predicate<Hold> counts) {
        Window order = seat.request().getWindow();
        long lengthMs = seat.request().getDurationMinutes() * 60_000L;
        long firstMs = Math.max(fromMs, order.getStartMs());
        long latestMs = order.getEndMs() - lengthMs;
        Refusal.unless(firstMs <= latestMs, "window-invalid", "", firstMs, order.getStartMs(), order.getEndMs());
        return draft.calendar(volunteerId)
                .earliestGap(firstMs, latestMs, lengthMs, counts)
                .map(start -> CalendarDraft.window(start, start + lengthMs))
                .orElseThrow(() -> Refusal.of("calendar-overlap", volunteerId, seat.id()));
    }
}
