package org.linli.matcher.registry.core;

import com.google.protobuf.ByteString;
import java.util.List;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.credit.AccountBook;
import org.linli.matcher.credit.LeafHash;
import org.linli.proto.Account;
import org.linli.proto.ConfirmActivity;
import org.linli.proto.DisputeActivity;
import org.linli.proto.LedgerEntry;
import org.linli.proto.Participant;
import org.linli.proto.ParticipantState;
import org.linli.proto.PostingKind;
import org.linli.proto.Reply;
import org.linli.proto.ResolveActivity;
import org.linli.proto.Window;

/** The hours of an activity: counted when it closes, confirmed or disputed, posted once for each who took part. */
final class ActivityHours {
    private static final long MINUTE_MS = 60_000L;
    private static final long HOUR_MS = 3_600_000L;
    private static final int MOST_REASON = 500;
    /** A posting reads and writes four entities: more than these come with the next step. */
    private static final int POSTINGS_A_STEP = 8;

    private static final int PLAIN = 1000;

    private ActivityHours() {}

    /** Counts the minutes; a volunteer's are posted unless somebody objects in time. */
    static void finish(Draft draft, ActivityDraft activity, Participant.Builder participant) {
        activity.move(participant, ParticipantEvent.FINISH);
        if (!participant.getGuest()) {
            participant
                    .setCreditedMinutes(
                            counted(draft.policy(), activity.fields().getWindow(), participant))
                    .setConfirmDueMs(draft.nowMs() + draft.policy().credit().confirmHours() * HOUR_MS);
        }
    }

    /** Started units between check-in and check-out, within the published time and the policy's overrun. */
    static int counted(RegionPolicy policy, Window window, Participant.Builder participant) {
        long overrunMs = policy.credit().overrunMinutes() * MINUTE_MS;
        long fromMs = Math.max(participant.getCheckIn().getAtMs(), window.getStartMs());
        long untilMs = Math.min(participant.getCheckOut().getAtMs(), window.getEndMs() + overrunMs);
        int unit = Math.max(1, policy.credit().unitMinutes());
        long minutes = Math.max(0, untilMs - fromMs + MINUTE_MS - 1) / MINUTE_MS;
        long units = (minutes + unit - 1) / unit * unit;
        return (int) Math.min(units, (window.getEndMs() - window.getStartMs() + overrunMs) / MINUTE_MS);
    }

    /** Staff say that it was so: the minutes are posted now. */
    static Reply confirm(Draft draft, ConfirmActivity confirm) {
        draft.permissions().any(Permissions.ENROLLERS);
        ActivityDraft activity = ActivityDraft.of(draft, confirm.getActivityId());
        String witness = draft.actor().getSubject();
        List<String> named = confirm.getPersonIdsList();
        named.forEach(person -> {
            Refusal.unless(!person.equals(witness), "witness-needed", "", activity.id());
            refuseUnless(activity, activity.participant(person), ParticipantState.PARTICIPANT_STATE_DONE, "CONFIRM");
        });
        for (Participant.Builder participant : activity.all(ParticipantState.PARTICIPANT_STATE_DONE)) {
            boolean meant = named.isEmpty() || named.contains(participant.getPersonId());
            if (meant
                    && ActivityClock.isToBePosted(participant.build())
                    && !participant.getPersonId().equals(witness)) {
                participant.setConfirmDueMs(draft.nowMs()).setConfirmedBy(witness);
            }
        }
        return activity.answer().build();
    }

    static Reply dispute(Draft draft, DisputeActivity dispute) {
        draft.permissions().reviewerBut(dispute.getPersonId());
        ActivityDraft activity = ActivityDraft.of(draft, dispute.getActivityId());
        Fields.text(dispute.getReason(), "/reason", 1, MOST_REASON);
        Participant.Builder participant = activity.participant(dispute.getPersonId());
        refuseUnless(activity, participant, ParticipantState.PARTICIPANT_STATE_DONE, "DISPUTE");
        activity.move(participant, ParticipantEvent.QUESTION);
        participant.setDisputeCode(dispute.getReason()).clearConfirmDueMs().clearConfirmedBy();
        return activity.answer(participant);
    }

    /** Void, or the minutes that the reviewer found to be true, which are posted now. */
    static Reply resolve(Draft draft, ResolveActivity resolve) {
        draft.permissions().reviewerBut(resolve.getPersonId());
        ActivityDraft activity = ActivityDraft.of(draft, resolve.getActivityId());
        Fields.text(resolve.getReason(), "/reason", 1, MOST_REASON);
        Participant.Builder participant = activity.participant(resolve.getPersonId());
        refuseUnless(activity, participant, ParticipantState.PARTICIPANT_STATE_DISPUTED, "RESOLVE");
        if (resolve.getUphold() && resolve.getMinutes() == 0) {
            activity.move(participant, ParticipantEvent.ANNUL);
            return activity.answer(participant);
        }
        long lengthMs = activity.fields().getWindow().getEndMs()
                - activity.fields().getWindow().getStartMs();
        long most = lengthMs / MINUTE_MS + draft.policy().credit().overrunMinutes();
        Fields.between(resolve.getMinutes(), 0, most, "/minutes");
        int minutes = resolve.getMinutes() > 0 ? resolve.getMinutes() : participant.getCreditedMinutes();
        Refusal.unless(minutes > 0, "field-invalid", "/minutes", 0, 1, most);
        activity.move(participant, ParticipantEvent.SETTLE);
        participant
                .setCreditedMinutes(minutes)
                .setConfirmDueMs(draft.nowMs())
                .setConfirmedBy(draft.actor().getSubject());
        return activity.answer(participant);
    }

    /** Posts what is due: silence confirms, and so did somebody before. */
    static void settle(Draft draft, ActivityDraft activity) {
        List<Participant.Builder> due = activity.all(ParticipantState.PARTICIPANT_STATE_DONE).stream()
                .filter(participant -> ActivityClock.isToBePosted(participant.build()))
                .filter(participant -> participant.getConfirmDueMs() <= draft.nowMs())
                .limit(POSTINGS_A_STEP)
                .toList();
        draft.need(due.stream()
                .flatMap(participant -> List.of(
                        EntityKey.account(participant.getPersonId()), EntityKey.posting(activity.partOf(participant)))
                        .stream())
                .toList());
        for (Participant.Builder participant : due) {
            if (participant.getCreditedMinutes() == 0) {
                activity.move(participant, ParticipantEvent.ANNUL);
            } else {
                String by = participant.getConfirmedBy().isEmpty() ? "default" : participant.getConfirmedBy();
                post(draft, activity.partOf(participant), participant, by);
                activity.move(participant, ParticipantEvent.CONFIRM);
                participant.setConfirmedAtMs(draft.nowMs()).setConfirmedBy(by);
            }
            participant.clearConfirmDueMs();
        }
    }

    /** A minor's hours are recorded and earn no points. */
    private static void post(Draft draft, String part, Participant.Builder participant, String confirmedBy) {
        Refusal.unless(!draft.exists(EntityKey.posting(part)), "already-posted", "", part);
        AccountBook book = new AccountBook(draft.policy());
        Account account = draft.account(participant.getPersonId());
        int minutes = participant.getCreditedMinutes();
        ByteString evidence = participant
                .getCheckIn()
                .toByteString()
                .concat(participant.getCheckOut().toByteString());
        LedgerEntry entry = LedgerEntry.newBuilder()
                .setKind(PostingKind.POSTING_KIND_ACTIVITY)
                .setAtMs(draft.nowMs())
                .setVisitId(part)
                .setAccountId(account.getId())
                .setCounterAccount(Credits.COMMUNITY_POOL)
                .setNumber(account.getEntries() + 1)
                .setMinutes(minutes)
                .setMeasuredMinutes(minutes)
                .setPointsMilli(participant.getMinor() ? 0 : book.earnedMilli(account, minutes, PLAIN, draft.nowMs()))
                .setEvidenceDigest(ByteString.copyFrom(LeafHash.sha256(evidence.toByteArray())))
                .setConfirmedBy(confirmedBy)
                .setPolicyVersion(draft.policyVersion())
                .build();
        Credits.store(draft, book.apply(account, entry), entry);
        draft.pool(Credits.COMMUNITY_POOL, -entry.getMinutes(), -entry.getPointsMilli());
        Credits.mark(draft, part, entry);
        draft.count("postings");
    }

    private static void refuseUnless(
            ActivityDraft activity, Participant.Builder participant, ParticipantState state, String event) {
        Refusal.unless(
                participant.getState() == state,
                "illegal-transition",
                "",
                activity.partOf(participant),
                Words.of(participant.getState()),
                event);
    }
}
