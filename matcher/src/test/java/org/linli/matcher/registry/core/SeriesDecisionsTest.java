package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.CENTRE;
import static org.linli.matcher.registry.core.Neighbourhood.CODE;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.code;
import static org.linli.matcher.registry.core.Neighbourhood.presence;
import static org.linli.matcher.registry.core.Neighbourhood.resident;
import static org.linli.matcher.registry.core.Neighbourhood.staff;
import static org.linli.matcher.registry.core.Neighbourhood.volunteer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.CancelSeries;
import org.linli.proto.ChangeSeriesTime;
import org.linli.proto.HolidayRule;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderSeries;
import org.linli.proto.OrderState;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.SeriesState;
import org.linli.proto.Timer;

/** The first day is Wednesday, 11 March 2026, ten in the morning. */
class SeriesDecisionsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long DAY = 24 * HOUR;
    private static final String MONDAYS_AND_THURSDAYS = "FREQ=WEEKLY;BYDAY=MO,TH";

    private final Neighbourhood here = new Neighbourhood();

    @BeforeEach
    void people() {
        here.onDuty("v-1", "v-2");
        here.putResident(staff(Role.ROLE_COMMUNITY), "r-1", file -> {});
    }

    @AfterEach
    void everyInvariantHolds() {
        new Invariants(here.store).check();
    }

    private OrderRequest.Builder talk(String rule) {
        return here.request("talk").setRepeat(rule);
    }

    private String begin(OrderRequest.Builder request) {
        Reply reply = here.submit(resident("r-1"), "r-1", request);
        assertThat(reply.getProblem()).isEmpty();
        return reply.getArguments(0);
    }

    private int run(String series) {
        Effects.TimerName name = new Effects.TimerName(Timer.Kind.KIND_SERIES, series);
        int fired = 0;
        while (here.store.timers.getOrDefault(name, Long.MAX_VALUE) <= here.now) {
            here.fire(Timer.Kind.KIND_SERIES, series);
            assertThat(++fired).as("firings").isLessThan(200);
        }
        return fired;
    }

    private OrderSeries series(String id) {
        return here.store.get(EntityKey.series(id)).entity().getSeries();
    }

    private List<Order> orders(String series) {
        return here.store.entities().stream()
                .filter(entity -> entity.entity().hasOrder())
                .map(entity -> entity.entity().getOrder())
                .filter(order -> order.getSeries().equals(series))
                .toList();
    }

    /** Of those that were not called off. */
    private Map<LocalDate, LocalTime> times(String series) {
        return orders(series).stream()
                .filter(order -> order.getState() != OrderState.ORDER_STATE_CANCELLED)
                .map(order -> Instant.ofEpochMilli(
                                order.getRequest().getWindow().getStartMs())
                        .atZone(ZONE))
                .collect(Collectors.toMap(
                        start -> start.toLocalDate(), start -> start.toLocalTime(), (one, other) -> one, TreeMap::new));
    }

    private static LocalDate march(int day) {
        return LocalDate.of(2026, 3, day);
    }

    private Reply cancel(String series, CancelSeries.Scope scope, int day) {
        return here.as(
                resident("r-1"),
                command -> command.setCancelSeries(CancelSeries.newBuilder()
                        .setSeriesId(series)
                        .setScope(scope)
                        .setDay(day)
                        .setReason("away")));
    }

    private Reply change(String series, CancelSeries.Scope scope, int day, int minute) {
        return here.as(
                resident("r-1"),
                command -> command.setChangeSeriesTime(ChangeSeriesTime.newBuilder()
                        .setSeriesId(series)
                        .setScope(scope)
                        .setDay(day)
                        .setStartMinute(minute)));
    }

    private static String visit(String series, int day) {
        return Ids.visit(Ids.seriesOrder(series, march(day), 0), 1);
    }

    private void assign(String series, int day, String who) {
        assertThat(here.assign(staff(Role.ROLE_DISPATCHER), visit(series, day), who, 0)
                        .getProblem())
                .isEmpty();
    }

    private void expireAll() {
        here.store.timers.entrySet().stream()
                .filter(timer -> timer.getKey().kind() == Timer.Kind.KIND_ORDER_EXPIRE && timer.getValue() <= here.now)
                .map(timer -> timer.getKey().subject())
                .toList()
                .forEach(order -> here.fire(Timer.Kind.KIND_ORDER_EXPIRE, order));
    }

    @Test
    void submit_withARule_makesTheFirstOrderAtOnce_andTheOthersTwoWeeksAhead() {
        Reply reply = here.submit(resident("r-1"), "r-1", talk(MONDAYS_AND_THURSDAYS));
        assertThat(reply.getState()).isEqualTo("OPEN");
        String series = reply.getArguments(0);
        assertThat(reply.getId()).isEqualTo(Ids.seriesOrder(series, march(12), 0));
        assertThat(orders(series)).hasSize(1);
        run(series);
        assertThat(times(series).keySet()).containsExactly(march(12), march(16), march(19), march(23));
        assertThat(times(series).values()).allMatch(LocalTime.of(10, 0)::equals);
        assertThat(orders(series))
                .allMatch(order -> order.getRequest().getRepeat().isEmpty()
                        && order.getResidentId().equals("r-1")
                        && order.getCodeDigest().equals(series(series).getCodeDigest()));
    }

    @Test
    void series_goesOnWithTime_andMakesEachDateOnce_howeverOftenItsTimerFires() {
        String series = begin(talk(MONDAYS_AND_THURSDAYS));
        run(series);
        here.fire(Timer.Kind.KIND_SERIES, series);
        here.fire(Timer.Kind.KIND_SERIES, series);
        assertThat(orders(series)).hasSize(4);
        here.pass(7 * DAY);
        assertThat(run(series)).isEqualTo(2);
        assertThat(orders(series)).hasSize(6);
    }

    @Test
    void series_afterAMonthOfSilence_makesNothingThatIsOver() {
        String series = begin(talk(MONDAYS_AND_THURSDAYS));
        here.pass(40 * DAY);
        expireAll();
        run(series);
        assertThat(orders(series).stream().filter(order -> order.getState() == OrderState.ORDER_STATE_OPEN))
                .hasSize(5)
                .allMatch(order -> order.getRequest().getWindow().getStartMs() >= here.now);
    }

    @Test
    void series_withACount_endsAfterItsLastDay() {
        String series = begin(talk("FREQ=WEEKLY;BYDAY=MO;COUNT=2"));
        run(series);
        assertThat(orders(series)).hasSize(2);
        assertThat(series(series).getState()).isEqualTo(SeriesState.SERIES_STATE_RUNNING);
        here.pass(13 * DAY);
        expireAll();
        run(series);
        assertThat(series(series).getState()).isEqualTo(SeriesState.SERIES_STATE_ENDED);
        assertThat(cancel(series, CancelSeries.Scope.SCOPE_ALL, 0).getProblem()).isEqualTo("series-over");
    }

    @Test
    void holidays_moveOrSkipTheirDates() {
        here.now =
                LocalDate.of(2026, 9, 21).atTime(10, 0).atZone(ZONE).toInstant().toEpochMilli();
        String skipping = begin(talk(MONDAYS_AND_THURSDAYS).setOnHolidays(HolidayRule.HOLIDAY_RULE_SKIP));
        String moving = begin(talk(MONDAYS_AND_THURSDAYS).setOnHolidays(HolidayRule.HOLIDAY_RULE_NEXT_WORKDAY));
        run(skipping);
        run(moving);
        LocalDate afterNationalDay = LocalDate.of(2026, 10, 8);
        assertThat(times(skipping)).hasSize(3).doesNotContainKey(LocalDate.of(2026, 10, 1));
        assertThat(times(moving)).hasSize(4).containsKey(afterNationalDay);
        here.pass(7 * DAY);
        expireAll();
        run(moving);
        assertThat(orders(moving))
                .filteredOn(order -> order.getSeriesDay() == 20261008)
                .hasSize(1);
    }

    @Test
    void cancel_ofOneDate_leavesTheOthers_whetherItsOrderIsThereOrNot() {
        String series = begin(talk(MONDAYS_AND_THURSDAYS));
        run(series);
        assertThat(cancel(series, CancelSeries.Scope.SCOPE_ONE, 20260316).getProblem())
                .isEmpty();
        assertThat(cancel(series, CancelSeries.Scope.SCOPE_ONE, 20260326).getProblem())
                .isEmpty();
        here.pass(7 * DAY);
        expireAll();
        run(series);
        assertThat(times(series).keySet()).doesNotContain(march(16), march(26)).contains(march(19), march(30));
        assertThat(cancel(series, CancelSeries.Scope.SCOPE_ONE, 20260317).getPointer())
                .isEqualTo("/date");
    }

    @Test
    void cancel_ofADateAndAllThatFollow_keepsThoseBefore() {
        String series = begin(talk(MONDAYS_AND_THURSDAYS));
        run(series);
        assertThat(cancel(series, CancelSeries.Scope.SCOPE_FOLLOWING, 20260319).getState())
                .isEqualTo("RUNNING");
        assertThat(times(series).keySet()).containsExactly(march(12), march(16));
        here.pass(20 * DAY);
        expireAll();
        run(series);
        assertThat(orders(series)).hasSize(4);
        assertThat(series(series).getState()).isEqualTo(SeriesState.SERIES_STATE_ENDED);
    }

    @Test
    void cancel_ofAll_callsOffWhatNobodyHasSetOutFor_andFreesWhoHadAccepted() {
        String series = begin(talk("FREQ=DAILY"));
        run(series);
        assign(series, 11, "v-1");
        assign(series, 12, "v-2");
        here.depart("v-1", visit(series, 11));
        assertThat(cancel(series, CancelSeries.Scope.SCOPE_ALL, 0).getState()).isEqualTo("CANCELLED");
        assertThat(times(series).keySet()).containsExactly(march(11));
        assertThat(here.store.calendar("v-1").getHoldsCount()).isEqualTo(1);
        assertThat(here.store.calendar("v-2").getHoldsCount()).isZero();
        assertThat(here.store.timers).doesNotContainKey(new Effects.TimerName(Timer.Kind.KIND_SERIES, series));
    }

    @Test
    void change_ofTheTimeFromADateOn_makesThoseOrdersAnew() {
        String series = begin(talk(MONDAYS_AND_THURSDAYS));
        run(series);
        assertThat(change(series, CancelSeries.Scope.SCOPE_FOLLOWING, 20260316, 15 * 60 + 30)
                        .getProblem())
                .isEmpty();
        run(series);
        assertThat(times(series))
                .containsEntry(march(12), LocalTime.of(10, 0))
                .containsEntry(march(16), LocalTime.of(15, 30))
                .containsEntry(march(23), LocalTime.of(15, 30))
                .hasSize(4);
    }

    @Test
    void change_ofOneTime_changesThatDateAlone_andNotOneThatWasCalledOff() {
        String series = begin(talk(MONDAYS_AND_THURSDAYS));
        run(series);
        cancel(series, CancelSeries.Scope.SCOPE_ONE, 20260319);
        here.cancel(resident("r-1"), Ids.seriesOrder(series, march(23), 0));
        change(series, CancelSeries.Scope.SCOPE_ONE, 20260316, 8 * 60);
        run(series);
        assertThat(times(series))
                .containsOnly(Map.entry(march(12), LocalTime.of(10, 0)), Map.entry(march(16), LocalTime.of(8, 0)));
    }

    @Test
    void change_toATimeThatIsOverToday_isRefused() {
        String series = begin(talk("FREQ=DAILY"));
        assertThat(change(series, CancelSeries.Scope.SCOPE_ONE, 20260311, 9 * 60)
                        .getProblem())
                .isEqualTo("window-invalid");
    }

    @Test
    void checkOut_tellsTheOrdersAheadWhoCame() {
        String series = begin(talk("FREQ=DAILY"));
        run(series);
        assign(series, 11, "v-1");
        here.checkIn(volunteer("v-1"), visit(series, 11), presence(CENTRE, code(CODE)));
        assertThat(here.checkOut(volunteer("v-1"), visit(series, 11), presence(CENTRE))
                        .getProblem())
                .isEmpty();
        run(series);
        assertThat(orders(series))
                .filteredOn(order -> order.getState() == OrderState.ORDER_STATE_OPEN)
                .hasSize(14)
                .allMatch(order -> order.getRequest().getServedLast().equals("v-1"));
        here.pass(DAY);
        run(series);
        assertThat(here.store
                        .order(Ids.seriesOrder(series, march(26), 0))
                        .getRequest()
                        .getServedLast())
                .isEqualTo("v-1");
    }

    @Test
    void repeat_submittedAgainUnderTheSameId_isRefusedLikeAnOrder() {
        String order = "520181-order-again";
        assertThat(here.submit(resident("r-1"), order, "r-1", talk("FREQ=DAILY"))
                        .getProblem())
                .isEmpty();
        Reply again = here.submit(resident("r-1"), order, "r-1", talk("FREQ=DAILY"));
        assertThat(again.getProblem()).isEqualTo("field-invalid");
        assertThat(again.getPointer()).isEqualTo("/orderId");
    }

    /** An order of a day ahead that was called off long enough ago leaves the store before its day comes. */
    @Test
    void orderAhead_thatHasLeftTheStore_neitherEndsNorHoldsUpTheOthers() {
        String series = begin(talk("FREQ=DAILY"));
        run(series);
        assertThat(here.cancel(resident("r-1"), Ids.seriesOrder(series, march(23), 0))
                        .getProblem())
                .isEmpty();
        here.pass(HOUR);
        assertThat(here.store.trim(HOUR / 2, here.now)).isEqualTo(1);
        assign(series, 11, "v-1");
        here.checkIn(volunteer("v-1"), visit(series, 11), presence(CENTRE, code(CODE)));
        here.checkOut(volunteer("v-1"), visit(series, 11), presence(CENTRE));
        run(series);
        assertThat(orders(series))
                .filteredOn(order -> order.getState() == OrderState.ORDER_STATE_OPEN)
                .hasSize(13)
                .allMatch(order -> order.getRequest().getServedLast().equals("v-1"));
        assertThat(cancel(series, CancelSeries.Scope.SCOPE_ALL, 0).getProblem()).isEmpty();
        assertThat(orders(series)).noneMatch(order -> order.getState() == OrderState.ORDER_STATE_OPEN);
    }

    @Test
    void series_whoseServiceIsTakenOutOfThePolicy_endsAndSaysWhy() {
        String series = begin(talk(MONDAYS_AND_THURSDAYS));
        here.publish(staff(Role.ROLE_ADMIN), PolicyReader.defaultYaml("520181").replace("  talk:\n", "  chat:\n"));
        run(series);
        assertThat(series(series).getState()).isEqualTo(SeriesState.SERIES_STATE_ENDED);
        assertThat(series(series).getCloseCode()).isEqualTo("unknown-service");
    }

    @Test
    void othersThanTheReceivingSide_changeNothing() {
        String series = begin(talk(MONDAYS_AND_THURSDAYS));
        Reply reply = here.as(
                volunteer("v-1"),
                command -> command.getCancelSeriesBuilder().setSeriesId(series).setScope(CancelSeries.Scope.SCOPE_ALL));
        assertThat(reply.getProblem()).isEqualTo("not-allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"every Monday", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9,15", "FREQ=WEEKLY;UNTIL=20200101", "FREQ="})
    void submit_withARuleThatNamesNoDays_isRefused(String rule) {
        Reply reply = here.submit(resident("r-1"), "r-1", talk(rule).setLocation(CENTRE));
        assertThat(reply.getProblem()).isEqualTo("field-invalid");
        assertThat(reply.getPointer()).isEqualTo("/repeat");
    }

    @Test
    void emergency_neverRepeats() {
        Reply reply = here.submit(resident("r-1"), "r-1", here.request("fire").setRepeat("FREQ=DAILY"));
        assertThat(reply.getPointer()).isEqualTo("/repeat");
    }
}
