package org.linli.matcher.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.Account;
import org.linli.proto.LedgerEntry;

class AccountBookTest {
    private static final RegionPolicy POLICY = PolicyReader.defaultFor("520181");
    private static final long NEW_YEARS_EVE = ZonedDateTime.of(2026, 12, 31, 23, 59, 59, 0, POLICY.zone())
            .toInstant()
            .toEpochMilli();

    private final AccountBook book = new AccountBook(POLICY);
    private final List<LedgerEntry> entries = new ArrayList<>();
    private Account account = Account.newBuilder().setId("v-1").setTier("A").build();

    private void post(long minutes, long pointsMilli, long atMs) {
        LedgerEntry entry = LedgerEntry.newBuilder()
                .setAccountId("v-1")
                .setNumber(account.getEntries() + 1)
                .setMinutes(minutes)
                .setPointsMilli(pointsMilli)
                .setAtMs(atMs)
                .build();
        account = book.apply(account, entry);
        entries.add(entry);
    }

    @Test
    void tier_followsTheScore() {
        post(60, 29_999, NEW_YEARS_EVE);
        assertThat(account.getTier()).isEqualTo("A");
        post(60, 1, NEW_YEARS_EVE);
        assertThat(account.getTier()).isEqualTo("AA");
        post(-60, -70_001, NEW_YEARS_EVE);
        assertThat(new Ladder(POLICY).score(account.getPointsMilli())).isEqualTo(959);
        assertThat(account.getTier()).isEqualTo("B");
    }

    @Test
    void yearsMinutes_beginAnewAtMidnightInTheRegionsZone() {
        post(1200, 20_000, NEW_YEARS_EVE);
        assertThat(book.earnedMilli(account, 60, 1000, NEW_YEARS_EVE + 999)).isEqualTo(500);
        assertThat(book.earnedMilli(account, 60, 1000, NEW_YEARS_EVE + 1000)).isEqualTo(1000);
        post(60, 1000, NEW_YEARS_EVE + 1000);
        assertThat(account.getYear()).isEqualTo(2027);
        assertThat(account.getYearMinutes()).isEqualTo(60);
    }

    @Test
    void apply_ofAnEntryThatIsNotTheNext_isRefused() {
        LedgerEntry second =
                LedgerEntry.newBuilder().setAccountId("v-1").setNumber(2).build();
        assertThatThrownBy(() -> book.apply(account, second)).hasMessageContaining("(v-1, 2)");
    }

    @Test
    void ledgerCheck_ofATrueLedger_findsNothing_ofAForgedOne_saysWhat() {
        for (int i = 0; i < 13; i++) {
            post(60, 1000, NEW_YEARS_EVE);
        }
        LedgerCheck check = new LedgerCheck(POLICY);
        assertThat(check.check(account, entries)).isEmpty();
        assertThat(check.check(account.toBuilder().setMinutes(6000).build(), entries))
                .containsExactly("minutes (6000) must be 780 by the entries");
        List<LedgerEntry> forged = new ArrayList<>(entries);
        forged.set(4, entries.get(4).toBuilder().setConfirmedBy("nobody").build());
        assertThat(check.check(account, forged)).singleElement().asString().contains("peaks");
        assertThat(check.check(account, entries.subList(0, 12))).isNotEmpty();
        assertThat(check.check(account, entries.subList(1, 13)))
                .singleElement()
                .asString()
                .contains("must be (v-1, 1)");
    }
}
