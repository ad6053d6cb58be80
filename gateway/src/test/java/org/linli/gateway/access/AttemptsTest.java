package org.linli.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.linli.gateway.access.Attempts.Limit;
import org.linli.gateway.access.Attempts.Limits;

class AttemptsTest {
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final Attempts attempts =
            new Attempts(new Limits(new Limit(3, 30), new Limit(6, 20), new Limit(10, 5)), now::get);

    private int tries(String account, String address, boolean known) {
        int made = 0;
        while (made < 100 && attempts.take(account, address, known) == 0) {
            made++;
        }
        return made;
    }

    @Test
    void take_ofOneAddressForOneAccount_isSlowedDown() {
        assertThat(tries("anna", "10.0.0.1", false)).isEqualTo(3);
        assertThat(attempts.take("anna", "10.0.0.1", false)).isEqualTo(30);
        now.addAndGet(30_000);
        assertThat(tries("anna", "10.0.0.1", false)).isEqualTo(1);
    }

    @Test
    void take_ofManyAddressesForOneAccount_isSlowedDownTogether() {
        int made = 0;
        for (int address = 0; address < 10; address++) {
            made += tries("anna", "10.0.0." + address, false);
        }
        assertThat(made).isEqualTo(6);
    }

    @Test
    void take_fromAnAddressThatTheAccountKnows_isNotSlowedDownByStrangers() {
        for (int address = 0; address < 10; address++) {
            tries("anna", "10.0.0." + address, false);
        }
        assertThat(tries("anna", "192.168.1.1", true)).isEqualTo(3);
    }

    @Test
    void take_ofOneAddressForManyAccounts_isSlowedDown() {
        int made = 0;
        for (int account = 0; account < 10; account++) {
            made += tries("name-" + account, "10.0.0.1", false);
        }
        assertThat(made).isEqualTo(10);
    }

    @Test
    void take_afterALongWhile_isFreeForEverybodyAgain() {
        for (int address = 0; address < 10; address++) {
            tries("anna", "10.0.0." + address, false);
        }
        now.addAndGet(20_000);
        assertThat(attempts.take("anna", "192.168.1.1", false)).isZero();
    }

    @Test
    void succeeded_forgivesTheSlipsBefore() {
        attempts.take("anna", "10.0.0.1", false);
        attempts.take("anna", "10.0.0.1", false);
        attempts.succeeded("anna", "10.0.0.1");
        assertThat(tries("anna", "10.0.0.1", false)).isEqualTo(3);
    }
}
