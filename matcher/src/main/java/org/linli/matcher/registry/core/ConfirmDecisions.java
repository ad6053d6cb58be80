package org.linli.matcher.registry.core;

import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Account;
import org.linli.proto.AnswerDispute;
import org.linli.proto.ConfirmVisit;
import org.linli.proto.DisputeVisit;
import org.linli.proto.LedgerEntry;
import org.linli.proto.Reply;
import org.linli.proto.ResolveDispute;
import org.linli.proto.VisitState;

/** The other side says what was done, or says nothing in time; then the hours are posted, once. */
final class ConfirmDecisions {
    private static final int MOST_REASON = 500;
    /** A page of words, sealed. */
    private static final int MOST_SEALED_BYTES = 4096;

    private ConfirmDecisions() {}

    static Reply confirm(Draft draft, ConfirmVisit confirm) {
        Seat seat = Seat.of(draft, confirm.getVisitId());
        draft.permissions().receiverBut(seat.order().before(), seat.visit().getVolunteerId());
        Refusal.unless(
                !draft.exists(EntityKey.posting(seat.id())), "already-posted", "", seat.id(), Words.of(seat.state()));
        refuseUnlessDone(seat, VisitEvent.CONFIRM);
        boolean entered = !seat.visit().getLateId().isEmpty()
                && seat.visit()
                        .getCheckIn()
                        .getActor()
                        .getSubject()
                        .equals(draft.actor().getSubject());
        Refusal.unless(!entered, "late-second-person", "", seat.visit().getLateId());
        return settle(
                draft,
                seat,
                agreedMinutes(draft, seat, confirm.getMinutes()),
                draft.actor().getSubject());
    }

    /** Silence confirms what was measured. */
    static void byDefault(Draft draft, Seat seat) {
        settle(draft, seat, Credits.measuredCount(draft.policy(), seat.request(), seat.visit()), "default");
    }

    static Reply dispute(Draft draft, DisputeVisit dispute) {
        Seat seat = Seat.of(draft, dispute.getVisitId());
        draft.permissions().receiverBut(seat.order().before(), seat.visit().getVolunteerId());
        Fields.text(dispute.getReason(), "/reason", 1, MOST_REASON);
        seat.order().move(seat.visit(), VisitEvent.DISPUTE);
        seat.visit()
                .setDisputeCode(dispute.getReason())
                .setDisputedBy(draft.actor())
                .setDisputedAtMs(draft.nowMs())
                .clearConfirmDueMs();
        draft.count("visits-disputed");
        return Replies.visit(seat).build();
    }

    /** The volunteer's side of a dispute, as long as nobody has settled it. */
    static Reply answer(Draft draft, AnswerDispute answer) {
        Seat seat = Seat.of(draft, answer.getVisitId());
        draft.permissions().volunteer(seat.visit().getVolunteerId());
        Fields.between(answer.getSealed().size(), 1, MOST_SEALED_BYTES, "/words");
        refuseUnlessDisputed(seat, "ANSWER");
        seat.visit().setAnswer(answer.getSealed());
        return Replies.visit(seat).build();
    }

    /**
     * An upheld dispute voids the visit, or posts the minutes that the reviewer found to be true; a dismissed one posts
     * as the policy counts. The reason stays in the log, beside the one of the dispute.
     */
    static Reply resolve(Draft draft, ResolveDispute resolve) {
        Seat seat = Seat.of(draft, resolve.getVisitId());
        draft.permissions().reviewerBut(seat.visit().getVolunteerId());
        Fields.text(resolve.getReason(), "/reason", 1, MOST_REASON);
        refuseUnlessDisputed(seat, "RESOLVE");
        if (resolve.getUphold() && resolve.getMinutes() == 0) {
            seat.order().move(seat.visit(), VisitEvent.ANNUL);
            return Replies.visit(seat).build();
        }
        return settle(
                draft,
                seat,
                agreedMinutes(draft, seat, resolve.getMinutes()),
                draft.actor().getSubject());
    }

    /** Minutes as the confirming party states them, or as the policy counts what both sides agree on; always capped. */
    private static int agreedMinutes(Draft draft, Seat seat, int stated) {
        RegionPolicy policy = draft.policy();
        Fields.between(stated, 0, 24 * 60, "/minutes");
        if (stated > 0) {
            return Credits.capped(policy, seat.request(), stated);
        }
        return policy.credit().confirmedCounts().equals("ORDERED")
                ? seat.request().getDurationMinutes()
                : Credits.measuredCount(policy, seat.request(), seat.visit());
    }

    private static Reply settle(Draft draft, Seat seat, int minutes, String confirmedBy) {
        LedgerEntry entry = Credits.post(draft, seat, minutes, confirmedBy);
        seat.order().move(seat.visit(), VisitEvent.CONFIRM);
        seat.visit()
                .setConfirmedAtMs(draft.nowMs())
                .setConfirmedBy(draft.actor())
                .setCreditedMinutes(minutes)
                .clearConfirmDueMs();
        Account account = draft.account(entry.getAccountId());
        return Replies.visit(seat)
                .addArguments(Long.toString(entry.getMinutes()))
                .addArguments(Long.toString(entry.getPointsMilli()))
                .addArguments(account.getTier())
                .build();
    }

    private static void refuseUnlessDisputed(Seat seat, String event) {
        Refusal.unless(
                seat.state() == VisitState.VISIT_STATE_DISPUTED,
                "illegal-transition",
                "",
                seat.id(),
                Words.of(seat.state()),
                event);
    }

    private static void refuseUnlessDone(Seat seat, VisitEvent event) {
        Refusal.unless(
                seat.state() == VisitState.VISIT_STATE_DONE,
                "illegal-transition",
                "",
                seat.id(),
                Words.of(seat.state()),
                event.name());
    }
}
