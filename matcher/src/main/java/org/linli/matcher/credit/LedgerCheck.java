package org.linli.matcher.credit;

import java.util.ArrayList;
import java.util.List;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Account;
import org.linli.proto.LedgerEntry;

/** Recomputes accounts from their entries, and says in words what does not agree. */
public final class LedgerCheck {
    private final AccountBook book;

    /** @param policy the rules by which the ladder and the year are read */
    public LedgerCheck(RegionPolicy policy) {
        this.book = new AccountBook(policy);
    }

    /**
     * What is wrong with an account, empty where nothing is. The tier is left out: a new policy moves the ladder, and an
     * account's tier follows at its next entry.
     *
     * @param entries all of the account's, in the order of their numbers
     */
    public List<String> check(Account account, List<LedgerEntry> entries) {
        List<String> wrong = new ArrayList<>();
        Account sum = Account.newBuilder().setId(account.getId()).build();
        for (LedgerEntry entry : entries) {
            if (entry.getNumber() != sum.getEntries() + 1
                    || !entry.getAccountId().equals(account.getId())) {
                wrong.add("entry (" + entry.getAccountId() + ", " + entry.getNumber() + ") must be (" + account.getId()
                        + ", " + (sum.getEntries() + 1) + ')');
                return wrong;
            }
            sum = book.apply(sum, entry);
        }
        compare(wrong, "entries", account.getEntries(), sum.getEntries());
        compare(wrong, "minutes", account.getMinutes(), sum.getMinutes());
        compare(wrong, "pointsMilli", account.getPointsMilli(), sum.getPointsMilli());
        compare(wrong, "yearMinutes", account.getYearMinutes(), sum.getYearMinutes());
        if (!account.getPeaksList().equals(sum.getPeaksList())) {
            wrong.add("account (" + account.getId() + "): its peaks are not those of its entries");
        }
        return wrong;
    }

    private static void compare(List<String> wrong, String what, long stated, long computed) {
        if (stated != computed) {
            wrong.add(what + " (" + stated + ") must be " + computed + " by the entries");
        }
    }
}
