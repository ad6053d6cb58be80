package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.Actor;
import org.linli.proto.ParticipantState;
import org.linli.proto.Role;

/** When an activity is over for good, and what stays of it when it has left the store. */
class OverTest {
    private static final Actor COMMUNITY = Neighbourhood.staff(Role.ROLE_COMMUNITY);
    private static final Actor REVIEWER = Neighbourhood.staff(Role.ROLE_REVIEWER);
    private static final long KEEP_MS = 7 * 24 * HOUR;

    private final Neighbourhood here = new Neighbourhood();
    private final Events events = new Events(here);

    @BeforeEach
    void people() {
        here.onDuty("v-1");
        here.onDuty("v-2");
    }

    @AfterEach
    void everyInvariantHolds() {
        new Invariants(here.store).check();
    }

    private long sinceMs(String activity) {
        return Over.sinceMs(here.store.get(EntityKey.activity(activity)).entity());
    }

    /** v-1 was there for two hours, which nobody has confirmed; closed. */
    private String held() {
        String activity = events.published(any -> {});
        events.join(activity, "v-1");
        events.join(activity, "v-2");
        events.passToStart(activity);
        events.checkIn(activity, "v-1");
        here.pass(2 * HOUR);
        events.close(Events.LEADER, activity);
        events.run(activity);
        return activity;
    }

    @Test
    void activity_isOver_whenItsHoursAreSettled() {
        String activity = held();
        assertThat(sinceMs(activity)).isZero();
        here.pass(here.store.policy().credit().confirmHours() * HOUR);
        events.run(activity);

        assertThat(events.state(activity, "v-1")).isEqualTo(ParticipantState.PARTICIPANT_STATE_CONFIRMED);
        assertThat(sinceMs(activity)).isEqualTo(here.now);
    }

    @Test
    void activity_withHoursInDispute_isNeverOver() {
        String activity = held();
        events.dispute(REVIEWER, activity, "v-1");
        here.pass(400 * 24 * HOUR);
        events.run(activity);
        assertThat(here.store.trim(KEEP_MS, here.now)).isZero();

        events.resolve(REVIEWER, activity, "v-1", false, 0);
        events.run(activity);
        assertThat(sinceMs(activity)).isEqualTo(here.now);
    }

    @Test
    void cancelledActivity_isOver_whenNobodysTimeIsHeldForIt() {
        String activity = events.published(any -> {});
        events.join(activity, "v-1");
        events.cancel(Events.LEADER, activity);
        assertThat(sinceMs(activity)).isZero();
        events.run(activity);

        assertThat(here.store.calendar("v-1").getHoldsCount()).isZero();
        assertThat(sinceMs(activity)).isEqualTo(here.now);
    }

    @Test
    void trimmedActivity_leavesHoursAndLedger_andIsNotFoundBySomebodyLate() {
        String activity = held();
        events.confirm(COMMUNITY, activity);
        events.run(activity);
        here.pass(KEEP_MS);
        assertThat(here.store.trim(KEEP_MS, here.now)).as("not yet").isZero();
        here.pass(1);
        assertThat(here.store.trim(KEEP_MS, here.now)).isEqualTo(1);

        assertThat(here.store.account("v-1").getMinutes()).isEqualTo(120);
        String part = Ids.participation(activity, 1);
        assertThat(here.store.get(EntityKey.posting(part)).version()).isEqualTo(1);
        assertThat(here.store.calendar("v-1").getHoldsCount()).isZero();
        assertThat(events.dispute(REVIEWER, activity, "v-1").getProblem()).isEqualTo("activity-not-found");
    }

    @Test
    void series_isThere_untilWhatItMadeIsOver() {
        String series = events.published(activity -> activity.setRepeat("FREQ=WEEKLY;BYDAY=MO;COUNT=2"));
        events.run(series);
        here.pass(KEEP_MS + 1);
        assertThat(here.store.trim(KEEP_MS, here.now)).isZero();
        here.pass(ActivityClock.AHEAD_MS);
        assertThat(here.store.trim(KEEP_MS, here.now)).isEqualTo(1);
    }

    @Test
    void cancel_ofASeries_whoseDayLeftTheStore_callsOffTheRest() {
        String series = events.published(activity -> activity.setRepeat("FREQ=WEEKLY;BYDAY=MO"));
        events.run(series);
        events.cancel(COMMUNITY, series + "-20260406");
        here.pass(KEEP_MS + 1);
        assertThat(here.store.trim(KEEP_MS, here.now)).isEqualTo(1);

        assertThat(events.cancel(Events.LEADER, series).getState()).isEqualTo("CANCELLED");
        assertThat(events.get(series + "-20260330").getState().name()).isEqualTo("ACTIVITY_STATE_CANCELLED");
    }
}
