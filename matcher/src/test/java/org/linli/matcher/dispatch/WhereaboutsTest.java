package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.dispatch.Town.HOUR;
import static org.linli.matcher.dispatch.Town.START;
import static org.linli.matcher.dispatch.Town.at;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WhereaboutsTest {
    private static final double HOUR_SECONDS = 3600;

    private final Crowd crowd = new Crowd(7, 30_000);

    private int[] nearest(String skill, int count) {
        return crowd.book
                .roster()
                .whereabouts()
                .nearest(skill.isEmpty() ? Set.of() : Set.of(skill), at(0, 0), count, 9e9, any -> true);
    }

    private boolean hasSkill(int slot, String skill) {
        return crowd.book.roster().get(slot).file().getSkillsList().stream()
                .anyMatch(claim -> claim.getSkill().equals(skill));
    }

    @Test
    void nearest_withASkill_areTheFirstOfAllWhoHaveIt() {
        crowd.volunteers(2_000);
        int[] everybody = nearest("", 2_000);
        for (String skill : List.of("nursing", "first-aid", "repair")) {
            int[] expected = Arrays.stream(everybody)
                    .filter(slot -> hasSkill(slot, skill))
                    .limit(10)
                    .toArray();
            assertThat(nearest(skill, 10)).as(skill).containsExactly(expected);
        }
        assertThat(nearest("sign-language", 10)).isEmpty();
    }

    @Test
    void passing_aPlaceOfThePlan_isFoundThereUntilThePlanIsGone() {
        crowd.volunteers(1);
        BookVolunteer far = crowd.book.roster().get(0);
        crowd.book.roster().move(far.at(at(20_000, 20_000)));
        BookVisit visit = crowd.order(crowd.request("").setLocation(at(100, 0)));
        Plans plans = new Plans(crowd.book);
        Placement where = new Placement(0, START, START + HOUR, 0, Placement.INSERT, Choice.UNKNOWN, false);
        long later = START + 12 * HOUR;
        Whereabouts whereabouts = crowd.book.roster().whereabouts();
        BookVisit planned = plans.plan(visit, visit.fact(), where, 0);
        Whereabouts still = whereabouts.copy();
        assertThat(whereabouts.passing(Set.of(), at(0, 0), 5, 300, later, any -> true))
                .containsExactly(0);
        assertThat(whereabouts.passing(Set.of(), at(0, 0), 5, 300, START, any -> true))
                .isEmpty();
        plans.unplan(planned);
        assertThat(whereabouts.passing(Set.of(), at(0, 0), 5, 300, later, any -> true))
                .isEmpty();
        assertThat(still.passing(Set.of(), at(0, 0), 5, 300, later, any -> true))
                .containsExactly(0);
    }

    @Test
    void volunteer_whoIsNotAvailable_isAwayAndNotNear() {
        String id = crowd.volunteers(1).get(0);
        Whereabouts whereabouts = crowd.book.roster().whereabouts();
        assertThat(whereabouts.away(at(0, 0), 5, 10 * HOUR_SECONDS, any -> true))
                .isEmpty();
        crowd.book.refresh(id, START + 48 * HOUR);
        assertThat(whereabouts.away(at(0, 0), 5, 10 * HOUR_SECONDS, any -> true))
                .containsExactly(0);
        assertThat(nearest("", 5)).isEmpty();
    }
}
