package org.linli.matcher.registry.core;

import com.google.protobuf.ByteString;
import java.util.List;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.credit.AccountBook;
import org.linli.matcher.credit.LeafHash;
import org.linli.matcher.credit.PointsRule;
import org.linli.proto.Account;
import org.linli.proto.Entity;
import org.linli.proto.LedgerEntry;
import org.linli.proto.OrderRequest;
import org.linli.proto.PostingKind;
import org.linli.proto.PostingMarker;
import org.linli.proto.Visit;

/** Turns a confirmed visit into one double-entry posting, and an ordered one into a forecast of points. */
final class Credits {
    /** The other side of a service that the community pays for. */
    static final String COMMUNITY_POOL = "pool:community";

    private static final long MINUTE_MS = 60_000L;

    private Credits() {}

    /** Started minutes between check-in and check-out. */
    static int measuredMinutes(Visit.Builder visit) {
        long ms = visit.getCheckOut().getAtMs() - visit.getCheckIn().getAtMs();
        return (int) ((ms + MINUTE_MS - 1) / MINUTE_MS);
    }

    /** Never more than was ordered and the policy's overrun. */
    static int capped(RegionPolicy policy, OrderRequest request, int minutes) {
        return Math.min(minutes, request.getDurationMinutes() + policy.credit().overrunMinutes());
    }

    /** Measured time in started units, capped: what counts where nobody said otherwise. */
    static int measuredCount(RegionPolicy policy, OrderRequest request, Visit.Builder visit) {
        int unit = Math.max(1, policy.credit().unitMinutes());
        int measured = measuredMinutes(visit);
        return capped(policy, request, (measured + unit - 1) / unit * unit);
    }

    /** The points that the ordered duration would earn the volunteer today. */
    static int forecast(Draft draft, String volunteerId, OrderRequest request) {
        if (isMinor(draft, volunteerId, draft.nowMs())) {
            return 0;
        }
        Account account = draft.account(volunteerId);
        int year = Qualification.year(draft.nowMs(), draft.policy().zone());
        long before = account.getYear() == year ? account.getYearMinutes() : 0;
        return (int) new PointsRule(draft.policy().credit().bands())
                .pointsMilli(before, request.getDurationMinutes(), difficulty(draft.policy(), request));
    }

    /**
     * Posts a visit's minutes, once: its marker must be absent, and never expires. The volunteer's side has an entry;
     * the other side is the community's pool, or the resident's account with an entry of its own.
     */
    static LedgerEntry post(Draft draft, Seat seat, int minutes, String confirmedBy) {
        String visitId = seat.id();
        String volunteerId = seat.visit().getVolunteerId();
        String residentId = seat.order().before().getResidentId();
        boolean receiverPays = draft.policy().credit().receiverPays();
        needAccounts(draft, volunteerId, receiverPays ? residentId : volunteerId);
        Refusal.unless(!draft.exists(EntityKey.posting(visitId)), "already-posted", "", visitId);
        AccountBook book = new AccountBook(draft.policy());
        Account account = draft.account(volunteerId);
        int difficulty = difficulty(draft.policy(), seat.request());
        boolean hoursOnly =
                isMinor(draft, volunteerId, seat.visit().getCheckIn().getAtMs());
        LedgerEntry entry = entry(draft, seat, confirmedBy)
                .setAccountId(volunteerId)
                .setCounterAccount(receiverPays ? residentId : COMMUNITY_POOL)
                .setNumber(account.getEntries() + 1)
                .setMinutes(minutes)
                .setPointsMilli(hoursOnly ? 0 : book.earnedMilli(account, minutes, difficulty, draft.nowMs()))
                .setHoursOnly(hoursOnly)
                .build();
        store(draft, book.apply(account, entry), entry);
        if (receiverPays) {
            debit(draft, book, residentId, entry);
        } else {
            draft.pool(COMMUNITY_POOL, -entry.getMinutes(), -entry.getPointsMilli());
        }
        mark(draft, visitId, entry);
        draft.count("postings");
        return entry;
    }

    private static void needAccounts(Draft draft, String one, String other) {
        draft.need(List.of(EntityKey.account(one), EntityKey.account(other), EntityKey.profile(one)));
    }

    /** Whose hours are recorded and never scored. */
    private static boolean isMinor(Draft draft, String volunteerId, long atMs) {
        Qualification qualification = new Qualification(draft.policy());
        return draft.findProfile(volunteerId)
                .filter(profile -> qualification.isMinor(profile.getVolunteer(), atMs))
                .isPresent();
    }

    private static void debit(Draft draft, AccountBook book, String residentId, LedgerEntry credit) {
        Account account = draft.account(residentId);
        LedgerEntry debit = credit.toBuilder()
                .setAccountId(residentId)
                .setCounterAccount(credit.getAccountId())
                .setNumber(account.getEntries() + 1)
                .setMinutes(-credit.getMinutes())
                .setPointsMilli(-credit.getPointsMilli())
                .setHoursOnly(false)
                .build();
        store(draft, book.apply(account, debit), debit);
    }

    static void store(Draft draft, Account account, LedgerEntry entry) {
        draft.put(
                EntityKey.account(account.getId()),
                Entity.newBuilder().setAccount(account).build());
        draft.put(
                EntityKey.ledger(account.getId(), entry.getNumber()),
                Entity.newBuilder().setLedgerEntry(entry).build());
    }

    static void mark(Draft draft, String visitId, LedgerEntry entry) {
        PostingMarker marker = PostingMarker.newBuilder()
                .setVisitId(visitId)
                .setAccountId(entry.getAccountId())
                .setNumber(entry.getNumber())
                .build();
        draft.put(
                EntityKey.posting(visitId),
                Entity.newBuilder().setPosting(marker).build());
    }

    private static LedgerEntry.Builder entry(Draft draft, Seat seat, String confirmedBy) {
        ByteString evidence = seat.visit()
                .getCheckIn()
                .toByteString()
                .concat(seat.visit().getCheckOut().toByteString());
        return LedgerEntry.newBuilder()
                .setKind(PostingKind.POSTING_KIND_SERVICE)
                .setAtMs(draft.nowMs())
                .setVisitId(seat.id())
                .setMeasuredMinutes(measuredMinutes(seat.visit()))
                .setEvidenceDigest(ByteString.copyFrom(LeafHash.sha256(evidence.toByteArray())))
                .setConfirmedBy(confirmedBy)
                .setLate(!seat.visit().getLateId().isEmpty())
                .setPolicyVersion(draft.policyVersion());
    }

    /** The service's multiplier in thousandths; plain for a service that the policy has dropped since. */
    private static int difficulty(RegionPolicy policy, OrderRequest request) {
        return policy.findService(request.getService())
                .map(RegionPolicy.Service::difficulty)
                .orElse(1000);
    }
}
