package org.linli.matcher.registry.core;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.repeat.Days;
import org.linli.matcher.repeat.RepeatDate;
import org.linli.matcher.repeat.RepeatPlan;
import org.linli.proto.CancelSeries;
import org.linli.proto.ChangeSeriesTime;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderSeries;
import org.linli.proto.Reply;
import org.linli.proto.SeriesOrder;
import org.linli.proto.SeriesState;
import org.linli.proto.SeriesTime;
import org.linli.proto.SubmitOrder;

/** An order that comes again: begun with its first order, changed or called off for one date, from a date on, or whole. */
final class SeriesDecisions {
    private static final int MOST_REASON = 500;
    /** Of dates called off and of times changed; those that are over do not count. */
    private static final int MOST_CHANGES = 64;

    private static final int DAY_MINUTES = 24 * 60;

    private SeriesDecisions() {}

    /** The repeat with the order of its first date, at once; the others follow by its timer. */
    static Reply begin(Draft draft, SubmitOrder submit, OrderRequest request) {
        String referTo = Optional.ofNullable(draft.policy().services().get(request.getService()))
                .map(RegionPolicy.Service::referTo)
                .orElse("");
        Refusal.unless(referTo.isEmpty(), "field-invalid", "/repeat", request.getRepeat());
        String seriesId = Ids.series(submit.getOrderId());
        Refusal.unless(
                !draft.exists(EntityKey.series(seriesId)), "field-invalid", "/orderId", submit.getOrderId(), "exists");
        SeriesDraft series = SeriesDraft.create(
                draft,
                OrderSeries.newBuilder()
                        .setId(seriesId)
                        .setResidentId(submit.getResidentId())
                        .setRequest(request)
                        .setState(SeriesState.SERIES_STATE_RUNNING)
                        .setSealed(submit.getSealed())
                        .setCodeDigest(submit.getCodeDigest())
                        .setActor(draft.actor())
                        .setCreatedAtMs(draft.nowMs())
                        .build());
        RepeatPlan plan = series.plan();
        RepeatDate first = first(draft, series, plan);
        SeriesSteps.make(draft, series, plan, first);
        series.goOn(first.ruleDay().plusDays(1));
        series.store();
        draft.count("series-begun");
        return Replies.order(draft.order(series.fields().getMade(0).getOrderId()))
                .setCreated(true)
                .addArguments(series.id())
                .build();
    }

    private static RepeatDate first(Draft draft, SeriesDraft series, RepeatPlan plan) {
        OrderRequest request = series.fields().getRequest();
        LocalDate from = Days.at(draft.policy().zone(), request.getWindow().getStartMs());
        return plan.ahead(from, 1).stream()
                .filter(RepeatDate::isVisit)
                .findFirst()
                .orElseThrow(() -> Refusal.at("field-invalid", "/repeat", request.getRepeat()));
    }

    static Reply cancel(Draft draft, CancelSeries cancel) {
        SeriesDraft series = SeriesDraft.of(draft, cancel.getSeriesId());
        draft.permissions().receiver(series.fields());
        Fields.text(cancel.getReason(), "/reason", 0, MOST_REASON);
        series.running();
        switch (cancel.getScope()) {
            case SCOPE_ONE -> cancelOne(series, day(series, cancel.getDay()));
            case SCOPE_FOLLOWING -> cancelFrom(series, ahead(series, cancel.getDay()));
            case SCOPE_ALL -> cancelAll(series);
            default -> throw Refusal.at("field-invalid", "/scope", Words.of(cancel.getScope()));
        }
        draft.count("series-changed");
        return series.answer();
    }

    private static void cancelOne(SeriesDraft series, LocalDate day) {
        int number = Days.number(day);
        int today = Days.number(series.today());
        List<Integer> kept = series.fields().getCancelledDaysList().stream()
                .filter(former -> former >= today)
                .toList();
        Fields.between(kept.size(), 0, MOST_CHANGES - 1, "/date");
        series.callOff(one -> one.getDay() == number, "order-cancelled");
        series.fields().clearCancelledDays().addAllCancelledDays(kept).addCancelledDays(number);
    }

    private static void cancelFrom(SeriesDraft series, LocalDate day) {
        int number = Days.number(day);
        series.callOff(one -> one.getDay() >= number, "order-cancelled");
        series.fields().setLastDay(Days.number(day.minusDays(1)));
        if (series.fields().getNextDay() >= number) {
            series.fields().clearNextDay();
        }
    }

    private static void cancelAll(SeriesDraft series) {
        series.callOff(one -> true, "order-cancelled");
        series.end(SeriesState.SERIES_STATE_CANCELLED, "");
    }

    /** Orders of the days concerned that nobody has set out for are made anew, at the new time. */
    static Reply changeTime(Draft draft, ChangeSeriesTime change) {
        SeriesDraft series = SeriesDraft.of(draft, change.getSeriesId());
        draft.permissions().receiver(series.fields());
        series.running();
        Fields.between(change.getStartMinute(), 0, DAY_MINUTES - 1, "/time");
        boolean one = change.getScope() == CancelSeries.Scope.SCOPE_ONE;
        boolean known = one || change.getScope() == CancelSeries.Scope.SCOPE_FOLLOWING;
        Refusal.unless(known, "field-invalid", "/scope", Words.of(change.getScope()));
        LocalDate day = one ? day(series, change.getDay()) : ahead(series, change.getDay());
        addTime(series, change, Days.number(day), one ? Days.number(day) : 0);
        refuseThePast(draft, series, day);
        Optional<LocalDate> again = series.callOff(made -> isIn(series, made), "time-changed");
        again.filter(from -> series.fields().getNextDay() == 0
                        || Days.number(from) < series.fields().getNextDay())
                .ifPresent(from -> series.fields().setNextDay(Days.number(from)));
        draft.count("series-changed");
        return series.answer();
    }

    private static void addTime(SeriesDraft series, ChangeSeriesTime change, int from, int until) {
        int today = Days.number(series.today());
        List<SeriesTime> kept = series.fields().getTimesList().stream()
                .filter(time -> time.getUntilDay() == 0 || time.getUntilDay() >= today)
                .toList();
        Fields.between(kept.size(), 0, MOST_CHANGES - 1, "/date");
        int revision = kept.stream().mapToInt(SeriesTime::getRevision).max().orElse(0) + 1;
        series.fields()
                .clearTimes()
                .addAllTimes(kept)
                .addTimes(SeriesTime.newBuilder()
                        .setFromDay(from)
                        .setUntilDay(until)
                        .setStartMinute(change.getStartMinute())
                        .setRevision(revision));
    }

    /** A visit of today cannot begin before now. */
    private static void refuseThePast(Draft draft, SeriesDraft series, LocalDate day) {
        long startMs = series.plan().on(day).window().getStartMs();
        Refusal.unless(startMs >= draft.nowMs(), "window-invalid", "/time", startMs, startMs);
    }

    private static boolean isIn(SeriesDraft series, SeriesOrder made) {
        SeriesTime newest = series.fields().getTimes(series.fields().getTimesCount() - 1);
        return newest.getFromDay() <= made.getDay()
                && (newest.getUntilDay() == 0 || made.getDay() <= newest.getUntilDay());
    }

    /** A day from today on. */
    private static LocalDate ahead(SeriesDraft series, int number) {
        return Days.find(number)
                .filter(day -> !day.isBefore(series.today()))
                .orElseThrow(() -> Refusal.at("field-invalid", "/date", number));
    }

    /** A day ahead on which there is a visit. */
    private static LocalDate day(SeriesDraft series, int number) {
        LocalDate day = ahead(series, number);
        boolean visited = series.made(day).isPresent()
                || series.plan()
                        .ruleDay(day)
                        .filter(day::equals)
                        .map(own -> series.plan().on(own))
                        .filter(date -> date.isVisit() && date.day().equals(day))
                        .isPresent();
        Refusal.unless(visited, "field-invalid", "/date", number);
        return day;
    }
}
