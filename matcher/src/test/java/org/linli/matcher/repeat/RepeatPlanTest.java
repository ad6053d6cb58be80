package org.linli.matcher.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.HolidayRule;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderSeries;
import org.linli.proto.SeriesTime;
import org.linli.proto.Window;

class RepeatPlanTest {
    private static final RegionPolicy POLICY = PolicyReader.defaultFor("520181");
    private static final ZoneId ZONE = POLICY.zone();
    private static final LocalDate AUTUMN = LocalDate.of(2026, 9, 21);

    /** At nine in the morning, for an hour within two. */
    private static OrderRequest.Builder request(String rule, LocalDate first) {
        long startMs = first.atTime(9, 0).atZone(ZONE).toInstant().toEpochMilli();
        return OrderRequest.newBuilder()
                .setRepeat(rule)
                .setWindow(Window.newBuilder().setStartMs(startMs).setEndMs(startMs + 7_200_000));
    }

    private static RepeatPlan plan(OrderRequest.Builder request) {
        return RepeatPlan.of(POLICY, request.build()).orElseThrow();
    }

    private static List<String> visits(RepeatPlan plan, LocalDate from, int count) {
        return plan.ahead(from, count).stream()
                .filter(RepeatDate::isVisit)
                .map(date -> date.day().toString())
                .toList();
    }

    private static LocalTime time(RepeatDate date) {
        return Instant.ofEpochMilli(date.window().getStartMs()).atZone(ZONE).toLocalTime();
    }

    @Test
    void holiday_skipped_leavesThoseDatesOutAndSaysWhichHoliday() {
        RepeatPlan plan = plan(request("FREQ=WEEKLY;BYDAY=MO,TH", AUTUMN).setOnHolidays(HolidayRule.HOLIDAY_RULE_SKIP));
        assertThat(visits(plan, AUTUMN, 5))
                .containsExactly("2026-09-21", "2026-09-24", "2026-09-28", "2026-10-08", "2026-10-12");
        assertThat(plan.ahead(AUTUMN, 5))
                .filteredOn(date -> date.outcome() == RepeatDate.Outcome.HOLIDAY)
                .extracting(
                        date -> date.day() + " " + date.holiday().orElseThrow().nameEn())
                .containsExactly("2026-10-01 National Day", "2026-10-05 National Day");
    }

    @Test
    void holiday_movedToTheNextWorkday_givesOneVisitWhereSeveralDatesMeet() {
        RepeatPlan plan =
                plan(request("FREQ=WEEKLY;BYDAY=MO,TH", AUTUMN).setOnHolidays(HolidayRule.HOLIDAY_RULE_NEXT_WORKDAY));
        assertThat(visits(plan, AUTUMN, 5))
                .containsExactly("2026-09-21", "2026-09-24", "2026-09-28", "2026-10-08", "2026-10-12");
        assertThat(plan.on(LocalDate.of(2026, 10, 1)).outcome()).isEqualTo(RepeatDate.Outcome.MOVED);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "2026-01-01,2026-01-04", // a Sunday that is worked
        "2026-02-16,2026-02-24",
        "2026-05-01,2026-05-06",
        "2026-09-25,2026-09-28",
        "2027-06-09,2027-06-10"
    })
    void holiday_isMovedPastTheDaysOff_toADayOnWhichPeopleWork(LocalDate holiday, LocalDate workday) {
        RepeatPlan plan = plan(
                request("FREQ=DAILY", LocalDate.of(2026, 1, 1)).setOnHolidays(HolidayRule.HOLIDAY_RULE_NEXT_WORKDAY));
        assertThat(plan.on(holiday).day()).isEqualTo(workday);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-02-13,true", "2026-02-14,true", "2026-02-15,false", "2026-02-28,true", "2026-03-01,false",
        "2026-09-20,true", "2026-09-26,false", "2026-10-07,false", "2026-10-10,true", "2026-10-11,false"
    })
    void workdays_areAsPublished(LocalDate day, boolean worked) {
        assertThat(POLICY.calendar().isWorkday(day)).isEqualTo(worked);
    }

    @Test
    void holiday_asUsual_changesNothing() {
        assertThat(visits(plan(request("FREQ=WEEKLY;BYDAY=TH", AUTUMN)), AUTUMN, 3))
                .containsExactly("2026-09-24", "2026-10-01", "2026-10-08");
    }

    @Test
    void exceptions_andTheLastDay_leaveNoVisit() {
        OrderSeries series = OrderSeries.newBuilder()
                .setRequest(request("FREQ=WEEKLY;BYDAY=TH", AUTUMN).addExceptDays(20260924))
                .addCancelledDays(20261008)
                .setLastDay(20261016)
                .build();
        RepeatPlan plan = RepeatPlan.of(POLICY, series).orElseThrow();
        assertThat(visits(plan, AUTUMN, 9)).containsExactly("2026-10-01", "2026-10-15");
    }

    @Test
    void time_changedFromADayOnAndForOneDay_countsThere() {
        OrderSeries series = OrderSeries.newBuilder()
                .setRequest(request("FREQ=DAILY", AUTUMN))
                .addTimes(SeriesTime.newBuilder()
                        .setFromDay(20260923)
                        .setStartMinute(600)
                        .setRevision(1))
                .addTimes(SeriesTime.newBuilder()
                        .setFromDay(20260924)
                        .setUntilDay(20260924)
                        .setStartMinute(905)
                        .setRevision(2))
                .build();
        RepeatPlan plan = RepeatPlan.of(POLICY, series).orElseThrow();
        assertThat(plan.ahead(AUTUMN, 5))
                .extracting(RepeatPlanTest::time)
                .containsExactly(
                        LocalTime.of(9, 0),
                        LocalTime.of(9, 0),
                        LocalTime.of(10, 0),
                        LocalTime.of(15, 5),
                        LocalTime.of(10, 0));
        assertThat(plan.revision(LocalDate.of(2026, 9, 24))).isEqualTo(2);
        assertThat(plan.ahead(AUTUMN, 5))
                .allMatch(date -> date.window().getEndMs() - date.window().getStartMs() == 7_200_000);
    }

    @Test
    void rule_thatNamesNoDays_isNoPlan() {
        assertThat(RepeatPlan.of(POLICY, request("every Monday", AUTUMN).build()))
                .isEmpty();
        assertThat(RepeatPlan.of(POLICY, request("FREQ=HOURLY", AUTUMN).build()))
                .isEmpty();
    }
}
