package org.linli.matcher.registry.core;

import java.time.LocalDate;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.matcher.repeat.Days;
import org.linli.matcher.repeat.RepeatDate;
import org.linli.matcher.repeat.RepeatPlan;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderSeries;
import org.linli.proto.SeriesOrder;
import org.linli.proto.SeriesState;

/**
 * What a repeat's timer does, a step each time: the orders ahead are told who came the last time, or the order of the
 * next date is made, or the repeat ends after its last day. An order's id is told by its day, so making it twice makes one.
 */
final class SeriesSteps {
    private SeriesSteps() {}

    static void next(Draft draft, SeriesDraft series) {
        if (SeriesClock.isToBeTold(series.fields().build())) {
            tell(draft, series);
        } else if (series.fields().getNextDay() == 0) {
            series.end(SeriesState.SERIES_STATE_ENDED, "");
        } else {
            makeNext(draft, series);
        }
        series.store();
    }

    private static void tell(Draft draft, SeriesDraft series) {
        String last = series.fields().getServedLast();
        for (SeriesOrder made : series.present(series.fields().getMadeList())) {
            OrderDraft order = draft.order(made.getOrderId());
            if (!Transitions.isOver(order.before().getState())) {
                order.fields().getRequestBuilder().setServedLast(last);
            }
        }
        series.fields().setToldLast(last);
    }

    /** What is no longer possible ends the repeat, which says why, instead of trying again for ever. */
    private static void makeNext(Draft draft, SeriesDraft series) {
        LocalDate ruleDay = Days.day(series.fields().getNextDay());
        try {
            RepeatPlan plan = series.plan();
            RepeatDate date = plan.on(ruleDay);
            boolean late = date.window().getStartMs() < draft.nowMs();
            if (date.isVisit() && !late && series.made(date.day()).isEmpty()) {
                make(draft, series, plan, date);
            }
            series.goOn(ruleDay.plusDays(1));
        } catch (Refusal impossible) {
            series.end(SeriesState.SERIES_STATE_ENDED, impossible.reply().getProblem());
        }
    }

    /** Makes the order of a date, unless it is there. */
    static void make(Draft draft, SeriesDraft series, RepeatPlan plan, RepeatDate date) {
        String orderId = Ids.seriesOrder(series.id(), date.day(), plan.revision(date.day()));
        if (draft.exists(EntityKey.order(orderId))) {
            return;
        }
        OrderSeries.Builder pattern = series.fields();
        OrderRequest request = new RequestCheck(draft.policy(), draft.nowMs())
                .complete(pattern.getRequest().toBuilder()
                        .setWindow(date.window())
                        .clearRepeat()
                        .clearExceptDays()
                        .clearOnHolidays()
                        .setServedLast(pattern.getServedLast())
                        .build());
        OrderDecisions.place(
                draft,
                Order.newBuilder()
                        .setId(orderId)
                        .setResidentId(pattern.getResidentId())
                        .setRequest(request)
                        .setSealed(pattern.getSealed())
                        .setCodeDigest(pattern.getCodeDigest())
                        .setActor(pattern.getActor())
                        .setSeries(series.id())
                        .setSeriesDay(Days.number(date.day())));
        series.remember(date.day(), date.ruleDay(), orderId);
    }

    /** Somebody came: whoever it was is known to the resident the next time. */
    static void served(Draft draft, Seat seat) {
        String seriesId = seat.order().before().getSeries();
        if (seriesId.isEmpty() || draft.findSeries(seriesId).isEmpty()) {
            return;
        }
        SeriesDraft series = SeriesDraft.of(draft, seriesId);
        if (series.fields().getState() == SeriesState.SERIES_STATE_RUNNING) {
            series.fields().setServedLast(seat.visit().getVolunteerId());
            series.store();
        }
    }
}
