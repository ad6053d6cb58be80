package org.linli.matcher.credit;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Account;
import org.linli.proto.LedgerEntry;

/** What an entry does to its account: balances, the year's minutes, the tier, the peaks of its Merkle mountain range. */
public final class AccountBook {
    private final RegionPolicy policy;

    public AccountBook(RegionPolicy policy) {
        this.policy = policy;
    }

    /** The points, in thousandths, that minutes of service earn on this account at a time. */
    public long earnedMilli(Account account, int minutes, int difficulty, long atMs) {
        return new PointsRule(policy.credit().bands())
                .pointsMilli(yearMinutes(account, year(atMs)), minutes, difficulty);
    }

    /**
     * The account after its next entry.
     *
     * @throws IllegalArgumentException if the entry is another account's or not the next one
     */
    public Account apply(Account account, LedgerEntry entry) {
        if (!entry.getAccountId().equals(account.getId()) || entry.getNumber() != account.getEntries() + 1) {
            throw new IllegalArgumentException("entry (" + entry.getAccountId() + ", " + entry.getNumber()
                    + ") does not follow account (" + account.getId() + ", " + account.getEntries() + ')');
        }
        int year = year(entry.getAtMs());
        long points = account.getPointsMilli() + entry.getPointsMilli();
        return account.toBuilder()
                .setMinutes(account.getMinutes() + entry.getMinutes())
                .setPointsMilli(points)
                .setTier(entry.getHoursOnly() ? "" : new Ladder(policy).tier(points))
                .setEntries(entry.getNumber())
                .setYear(year)
                .setYearMinutes(yearMinutes(account, year) + Math.max(0, entry.getMinutes()))
                .clearPeaks()
                .addAllPeaks(peaks(account, entry))
                .build();
    }

    private static long yearMinutes(Account account, int year) {
        return account.getYear() == year ? account.getYearMinutes() : 0;
    }

    private int year(long atMs) {
        return Instant.ofEpochMilli(atMs).atZone(policy.zone()).getYear();
    }

    private static List<ByteString> peaks(Account account, LedgerEntry entry) {
        List<byte[]> before =
                account.getPeaksList().stream().map(ByteString::toByteArray).toList();
        return MerkleMountainRange.append(before, account.getEntries(), LeafHash.leaf(entry)).stream()
                .map(ByteString::copyFrom)
                .toList();
    }
}
