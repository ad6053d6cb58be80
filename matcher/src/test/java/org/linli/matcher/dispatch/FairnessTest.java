package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.linli.matcher.dispatch.Town.HOUR;
import static org.linli.matcher.dispatch.Town.MINUTE;
import static org.linli.matcher.dispatch.Town.at;
import static org.linli.matcher.dispatch.Town.offerId;

import org.junit.jupiter.api.Test;
import org.linli.domain.EntityKey;
import org.linli.proto.Calendar;
import org.linli.proto.Entity;
import org.linli.proto.Served;

class FairnessTest {
    private final Town town = new Town().open();

    /** The volunteer's calendar as if the last offer had been so long ago, and so much had been done just before. */
    private void past(String volunteer, long offeredAgoMs, int minutes) {
        Calendar.Builder calendar = town.registry.get(EntityKey.calendar(volunteer)).entity().getCalendar().toBuilder()
                .setLastOfferMs(town.now() - offeredAgoMs);
        if (minutes > 0) {
            calendar.addServed(Served.newBuilder().setAtMs(town.now() - HOUR).setMinutes(minutes));
        }
        town.registry.put(
                EntityKey.calendar(volunteer),
                Entity.newBuilder().setCalendar(calendar).build());
        town.settle();
    }

    private double gauge(String name) {
        return town.meters.get(name).gauge().value();
    }

    @Test
    void order_twoEquallyNear_goesToWhoHasWaitedLonger() {
        town.volunteer("v-1", at(300, 0));
        town.volunteer("v-2", at(300, 0));
        past("v-1", HOUR, 0);
        past("v-2", 120 * HOUR, 0);
        assertThat(town.asked(town.order(town.talk(at(0, 0))))).containsExactly("v-2");
    }

    @Test
    void order_twoEquallyNear_goesToWhoHasDoneLessInSevenDays() {
        town.volunteer("v-1", at(300, 0));
        town.volunteer("v-2", at(300, 0));
        past("v-1", 5 * HOUR, 600);
        past("v-2", 5 * HOUR, 30);
        assertThat(town.asked(town.order(town.talk(at(0, 0))))).containsExactly("v-2");
    }

    @Test
    void decline_ofAnOffer_costsNothingAtTheNext() {
        town.volunteer("v-near", at(300, 0));
        town.volunteer("v-2", at(900, 0));
        town.volunteer("v-3", at(900, 0));
        past("v-2", HOUR, 0);
        past("v-3", HOUR, 0);
        String first = town.order(town.talk(at(0, 0)));
        town.decline("v-near", offerId(first, 1));
        assertThat(town.asked(town.order(town.talk(at(0, 0))))).containsExactly("v-near");
    }

    @Test
    void offer_thatIsOut_doesNotGoToWhoHasWaitedNearlyAsLong() {
        town.volunteer("v-1", at(300, 0));
        town.volunteer("v-2", at(300, 0));
        past("v-1", 168 * HOUR, 0);
        past("v-2", 160 * HOUR, 0);
        String order = town.order(town.talk(at(0, 0)));
        town.volunteer("v-3", at(5_000, 0));
        town.pass(5_000);
        assertThat(town.asked(order)).containsExactly("v-1");
    }

    @Test
    void longestWait_ofThoseOnDuty_isMeasuredFromTheLastOffer() {
        town.volunteer("v-1", at(300, 0));
        town.pass(6 * HOUR);
        assertThat(gauge("linli.fairness.longest.wait.days")).isCloseTo(0.25, within(0.001));
        town.order(town.talk(at(0, 0)));
        town.pass(MINUTE / 2);
        assertThat(gauge("linli.fairness.longest.wait.days")).isLessThan(0.001);
        town.duty("v-1", false);
        past("v-1", 100 * HOUR, 0);
        town.pass(MINUTE);
        assertThat(gauge("linli.fairness.longest.wait.days")).isZero();
    }

    @Test
    void waitOverAWeek_isCounted() {
        town.volunteer("v-1", at(300, 0));
        town.volunteer("v-2", at(300, 0));
        past("v-1", 8 * 24 * HOUR, 0);
        past("v-2", 6 * 24 * HOUR, 0);
        town.pass(MINUTE);
        assertThat(gauge("linli.fairness.waiting.over.week")).isEqualTo(1);
        assertThat(gauge("linli.fairness.longest.wait.days")).isCloseTo(8, within(0.01));
    }
}
