package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.dispatch.Town.HOUR;
import static org.linli.matcher.dispatch.Town.MINUTE;
import static org.linli.matcher.dispatch.Town.at;
import static org.linli.matcher.dispatch.Town.window;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.linli.proto.Entry;
import org.linli.proto.SkillClaim;
import org.linli.proto.SkillLevel;

/** Several people in one order. */
class SeveralPeopleTest {
    private final Town town = new Town().open();

    private long start(String order, int seat) {
        return town.offer(order, seat).getVisitWindow().getStartMs();
    }

    private void crowd(int count) {
        for (int i = 1; i <= count; i++) {
            town.volunteer("v-" + i, at(200 * i, 0));
        }
    }

    @Test
    void starts_withGapsBetweenThem_followOneAnotherInOneCommit() {
        crowd(5);
        String order = town.order(town.talk(at(0, 0))
                .setPeople(3)
                .setGapMinMinutes(20)
                .setGapMaxMinutes(40)
                .setWindow(window(town.now(), town.now() + 6 * HOUR)));
        for (int seat = 2; seat <= 3; seat++) {
            assertThat(start(order, seat) - start(order, seat - 1)).isBetween(20 * MINUTE, 40 * MINUTE);
        }
        Entry last = town.registry.log.get(town.registry.log.size() - 1);
        assertThat(last.getCause().getDispatch().getOffersCount()).isEqualTo(3);
        Set<String> people = new HashSet<>();
        for (int seat = 1; seat <= 3; seat++) {
            assertThat(people.add(town.offer(order, seat).getVolunteerId())).isTrue();
        }
    }

    @Test
    void seat_refilledAfterADecline_keepsTheGaps() {
        crowd(5);
        String order = town.order(town.talk(at(0, 0))
                .setPeople(3)
                .setGapMinMinutes(20)
                .setGapMaxMinutes(40)
                .setWindow(window(town.now() + HOUR, town.now() + 8 * HOUR)));
        town.accept(town.offer(order, 1).getVolunteerId(), order + ".1.1");
        town.accept(town.offer(order, 3).getVolunteerId(), order + ".3.1");
        String declined = town.offer(order, 2).getVolunteerId();
        town.decline(declined, order + ".2.1");
        assertThat(town.offer(order, 2).getVolunteerId()).isNotEqualTo(declined);
        assertThat(start(order, 2) - start(order, 1)).isBetween(20 * MINUTE, 40 * MINUTE);
        assertThat(start(order, 3) - start(order, 2)).isBetween(20 * MINUTE, 40 * MINUTE);
    }

    @Test
    void seatOfAnOrderForNow_refilledAfterADecline_startsLittleLater() {
        crowd(2);
        String order = town.order(town.talk(at(0, 0)).setPeople(2));
        town.accept(town.offer(order, 1).getVolunteerId(), order + ".1.1");
        town.volunteer("v-3", at(2_500, 0));
        town.decline(town.offer(order, 2).getVolunteerId(), order + ".2.1");
        assertThat(town.offer(order, 2).getVolunteerId()).isEqualTo("v-3");
        assertThat(start(order, 2) - start(order, 1)).isBetween(MINUTE, 15 * MINUTE);
    }

    @Test
    void leader_withASkillThatOneNeeds_isFoundForTheFirstSeatAlone() {
        crowd(3);
        town.volunteer(
                "v-leader",
                at(3_000, 0),
                file -> file.addSkills(
                        SkillClaim.newBuilder().setSkill("first-aid").setLevel(2)));
        String order = town.order(town.talk(at(0, 0))
                .setPeople(2)
                .addLeaderSkills(SkillLevel.newBuilder().setSkill("first-aid").setLevel(2)));
        assertThat(town.offer(order, 1).getVolunteerId()).isEqualTo("v-leader");
        assertThat(town.offer(order, 2).getVolunteerId()).isEqualTo("v-1");
        assertThat(start(order, 1)).isEqualTo(start(order, 2));
    }

    @Test
    void seats_ofWhichOneFindsNobody_areOfferedAllTheSameAndTheOpenOneLater() {
        crowd(1);
        String order = town.order(
                town.talk(at(0, 0)).setPeople(2).setWindow(window(town.now() + HOUR, town.now() + 4 * HOUR)));
        int taken = town.visit(order, 1).getOffersCount() > 0 ? 1 : 2;
        town.accept("v-1", order + "." + taken + ".1");
        town.volunteer("v-2", at(500, 0));
        assertThat(town.offer(order, 3 - taken).getVolunteerId()).isEqualTo("v-2");
        assertThat(start(order, 1)).isEqualTo(start(order, 2));
    }
}
