package org.linli.load.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Account;
import org.linli.proto.LedgerEntry;

/** The ledger in the end: each account the sum of its entries, each visit's hours once and with evidence, all zero. */
final class Sums {
    private final Findings findings;
    private final Map<String, long[]> byAccount = new HashMap<>();
    private final Map<String, String> creditedVisits = new HashMap<>();
    private long minutes;
    private long points;

    Sums(Findings findings) {
        this.findings = findings;
    }

    void check(Collection<Versioned> state, Map<String, Long> pools) {
        for (Versioned entity : state) {
            if (entity.entity().hasLedgerEntry()) {
                entry(entity.entity().getLedgerEntry());
            }
        }
        for (Versioned entity : state) {
            if (entity.entity().hasAccount()) {
                account(entity.entity().getAccount());
            }
        }
        pools.forEach((account, amount) -> {
            minutes += account.endsWith(":minutes") ? amount : 0;
            points += account.endsWith(":points") ? amount : 0;
        });
        findings.expect(
                minutes == 0 && points == 0,
                Invariant.POSTING,
                () -> "all accounts together hold " + minutes + " minutes and " + points + " thousandths of points");
    }

    private void entry(LedgerEntry entry) {
        long[] sum = byAccount.computeIfAbsent(entry.getAccountId(), fresh -> new long[3]);
        sum[0] += entry.getMinutes();
        sum[1] += entry.getPointsMilli();
        sum[2]++;
        findings.expect(
                entry.getEvidenceDigest().size() == 32, Invariant.POSTING, () -> "posted without evidence: " + entry);
        if (entry.getMinutes() >= 0) {
            String other = creditedVisits.put(entry.getVisitId(), entry.getAccountId());
            findings.expect(
                    other == null, Invariant.POSTING, () -> entry.getVisitId() + " was posted twice, to " + other);
        }
    }

    private void account(Account account) {
        long[] sum = byAccount.getOrDefault(account.getId(), new long[3]);
        minutes += account.getMinutes();
        points += account.getPointsMilli();
        findings.expect(
                sum[0] == account.getMinutes() && sum[1] == account.getPointsMilli() && sum[2] == account.getEntries(),
                Invariant.POSTING,
                () -> "the entries of " + account.getId() + " come to " + sum[0] + " minutes, not "
                        + account.getMinutes());
    }
}
