package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.proto.Activity;
import org.linli.proto.ActivityState;
import org.linli.proto.Reply;
import org.linli.proto.Role;

/** Free haircuts every Monday: what a series makes, ahead of time and once each. */
class ActivitySeriesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long DAY = 24 * HOUR;

    private final Neighbourhood here = new Neighbourhood();
    private final Events events = new Events(here);

    @BeforeEach
    void people() {
        here.onDuty("v-1");
    }

    @AfterEach
    void everyInvariantHolds() {
        new Invariants(here.store).check();
    }

    /** From the Thursday after the first Wednesday on, at ten. */
    private String haircuts(Consumer<Activity.Builder> changes) {
        return events.published(
                activity -> changes.accept(activity.setTitle("周一义剪").setRepeat("FREQ=WEEKLY;BYDAY=MO")));
    }

    private List<Activity> made(String series) {
        return here.store.entities().stream()
                .filter(entity -> entity.entity().hasActivity())
                .map(entity -> entity.entity().getActivity())
                .filter(activity -> activity.getSeries().equals(series))
                .toList();
    }

    private List<LocalDate> days(String series) {
        return made(series).stream()
                .map(activity -> Instant.ofEpochMilli(activity.getWindow().getStartMs())
                        .atZone(ZONE)
                        .toLocalDate())
                .sorted()
                .toList();
    }

    @Test
    void series_makesFourWeeksAhead_atTheSameTimeOfDay() {
        String series = haircuts(activity -> {});
        assertThat(events.run(series)).isEqualTo(4);
        assertThat(days(series))
                .containsExactly(
                        LocalDate.of(2026, 3, 16),
                        LocalDate.of(2026, 3, 23),
                        LocalDate.of(2026, 3, 30),
                        LocalDate.of(2026, 4, 6));
        assertThat(made(series))
                .allMatch(activity -> activity.getState() == ActivityState.ACTIVITY_STATE_PUBLISHED
                        && activity.getWindow().getEndMs()
                                        - activity.getWindow().getStartMs()
                                == 2 * HOUR
                        && Instant.ofEpochMilli(activity.getWindow().getStartMs())
                                        .atZone(ZONE)
                                        .getHour()
                                == Instant.ofEpochMilli(here.now).atZone(ZONE).getHour());
    }

    @Test
    void series_goesOnWithTime_andMakesEachOnce() {
        String series = haircuts(activity -> {});
        events.run(series);
        events.fire(series);
        here.pass(7 * DAY);
        assertThat(events.run(series)).isEqualTo(1);
        assertThat(made(series)).hasSize(5);
    }

    @Test
    void series_leavesOutExceptions() {
        String series = haircuts(activity -> activity.addExceptDays(20260323));
        events.run(series);
        assertThat(days(series)).doesNotContain(LocalDate.of(2026, 3, 23)).contains(LocalDate.of(2026, 3, 30));
    }

    @Test
    void series_withACount_ends() {
        String series = haircuts(activity -> activity.setRepeat("FREQ=WEEKLY;BYDAY=MO;COUNT=2"));
        events.run(series);
        assertThat(made(series)).hasSize(2);
        assertThat(events.get(series).getState()).isEqualTo(ActivityState.ACTIVITY_STATE_CLOSED);
    }

    @Test
    void series_afterAMonthOfSilence_makesNothingThatIsOver() {
        String series = haircuts(activity -> {});
        here.pass(40 * DAY);
        events.run(series);
        assertThat(made(series)).allMatch(activity -> activity.getWindow().getStartMs() > here.now);
        assertThat(made(series)).hasSize(4);
    }

    @Test
    void occurrence_isJoinedAndNotTheSeries() {
        String series = haircuts(activity -> {});
        events.run(series);
        assertThat(events.join(series, "v-1").getProblem()).isEqualTo("activity-over");
        assertThat(events.join(series + "-20260316", "v-1").getArguments(0)).isEqualTo("JOINED");
    }

    @Test
    void cancel_ofTheSeries_callsOffWhatItMade_andMakesNoMore() {
        String series = haircuts(activity -> {});
        events.run(series);
        events.join(series + "-20260316", "v-1");
        assertThat(events.cancel(Events.LEADER, series).getState()).isEqualTo("CANCELLED");
        events.run(series + "-20260316");
        assertThat(made(series)).allMatch(activity -> activity.getState() == ActivityState.ACTIVITY_STATE_CANCELLED);
        assertThat(here.store.calendar("v-1").getHoldsCount()).isZero();
        here.pass(30 * DAY);
        assertThat(events.run(series)).isZero();
    }

    @Test
    void cancel_ofOneDay_leavesTheOthers() {
        String series = haircuts(activity -> {});
        events.run(series);
        events.cancel(Neighbourhood.staff(Role.ROLE_COMMUNITY), series + "-20260323");
        events.run(series);
        assertThat(made(series).stream()
                        .filter(activity -> activity.getState() == ActivityState.ACTIVITY_STATE_PUBLISHED))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"every Monday", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9,15", "FREQ=WEEKLY;UNTIL=20200101", "FREQ="})
    void publish_withARuleThatNamesNoDays_isRefused(String rule) {
        Reply reply = events.publish(Events.LEADER, events.cleanUp().setRepeat(rule));
        assertThat(reply.getProblem()).isEqualTo("field-invalid");
        assertThat(reply.getPointer()).isEqualTo("/repeat");
    }
}
