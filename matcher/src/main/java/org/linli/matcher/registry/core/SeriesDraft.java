package org.linli.matcher.registry.core;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.linli.domain.EntityKey;
import org.linli.matcher.repeat.Days;
import org.linli.matcher.repeat.RepeatPlan;
import org.linli.proto.Entity;
import org.linli.proto.OrderSeries;
import org.linli.proto.OrderState;
import org.linli.proto.Reply;
import org.linli.proto.SeriesOrder;
import org.linli.proto.SeriesState;

/** A repeat while a command is decided, with the orders that it has made. */
final class SeriesDraft {
    private final Draft draft;
    private final OrderSeries before;
    private final OrderSeries.Builder series;

    private SeriesDraft(Draft draft, OrderSeries before, OrderSeries.Builder series) {
        this.draft = draft;
        this.before = before;
        this.series = series;
    }

    static SeriesDraft of(Draft draft, String seriesId) {
        OrderSeries read = draft.findSeries(seriesId).orElseThrow(() -> Refusal.of("series-not-found", seriesId));
        return new SeriesDraft(draft, read, read.toBuilder());
    }

    static SeriesDraft create(Draft draft, OrderSeries series) {
        return new SeriesDraft(draft, OrderSeries.getDefaultInstance(), series.toBuilder());
    }

    String id() {
        return series.getId();
    }

    OrderSeries.Builder fields() {
        return series;
    }

    /** Refuses where no date is left, or it was called off. */
    SeriesDraft running() {
        Refusal.unless(
                series.getState() == SeriesState.SERIES_STATE_RUNNING,
                "series-over",
                "",
                id(),
                Words.of(series.getState()));
        return this;
    }

    LocalDate today() {
        return Days.at(draft.policy().zone(), draft.nowMs());
    }

    /** Its dates as they are now; refused where its rule is none. */
    RepeatPlan plan() {
        return RepeatPlan.of(draft.policy(), series.build())
                .orElseThrow(() -> Refusal.at(
                        "field-invalid", "/repeat", series.getRequest().getRepeat()));
    }

    Optional<SeriesOrder> made(LocalDate day) {
        int number = Days.number(day);
        return series.getMadeList().stream()
                .filter(one -> one.getDay() == number)
                .findFirst();
    }

    void remember(LocalDate day, LocalDate ruleDay, String orderId) {
        forget(one -> one.getDay() < Days.number(today()));
        series.addMade(SeriesOrder.newBuilder()
                .setDay(Days.number(day))
                .setRuleDay(Days.number(ruleDay))
                .setOrderId(orderId));
    }

    private void forget(Predicate<SeriesOrder> gone) {
        List<SeriesOrder> kept =
                series.getMadeList().stream().filter(gone.negate()).toList();
        series.clearMade().addAllMade(kept);
    }

    /** Without those that were called off so long before their day that the archive has them. */
    List<SeriesOrder> present(List<SeriesOrder> made) {
        draft.need(made.stream().map(one -> EntityKey.order(one.getOrderId())).toList());
        return made.stream()
                .filter(one -> draft.exists(EntityKey.order(one.getOrderId())))
                .toList();
    }

    /**
     * Calls off those of the orders ahead that nobody has set out for, and forgets them.
     *
     * @return the earliest day by the rule among them
     */
    Optional<LocalDate> callOff(Predicate<SeriesOrder> wanted, String code) {
        List<SeriesOrder> asked = series.getMadeList().stream().filter(wanted).toList();
        List<SeriesOrder> gone = present(asked).stream()
                .filter(one -> isAhead(draft.order(one.getOrderId()).before().getState()))
                .toList();
        gone.forEach(one -> OrderDecisions.callOff(draft, draft.order(one.getOrderId()), code));
        forget(gone::contains);
        return gone.stream().map(one -> Days.day(one.getRuleDay())).min(LocalDate::compareTo);
    }

    private static boolean isAhead(OrderState state) {
        return state == OrderState.ORDER_STATE_SUBMITTED
                || state == OrderState.ORDER_STATE_OPEN
                || state == OrderState.ORDER_STATE_ASSIGNED;
    }

    /** Goes on with the first day of the rule from here on, if there is one. */
    void goOn(LocalDate from) {
        series.setNextDay(plan().ruleDay(from).map(Days::number).orElse(0));
    }

    void end(SeriesState state, String code) {
        series.setState(state).clearNextDay().setClosedAtMs(draft.nowMs()).setCloseCode(code);
    }

    /** Puts it as it is now among the decision's changes. */
    void store() {
        if (isChanged()) {
            series.setChangedAtMs(draft.nowMs());
        }
        draft.put(EntityKey.series(id()), Entity.newBuilder().setSeries(series).build());
    }

    private boolean isChanged() {
        return !series.build().equals(before);
    }

    Reply answer() {
        store();
        return Reply.newBuilder()
                .setId(id())
                .setState(Words.of(series.getState()))
                .setVersion(draft.versionAfter(EntityKey.series(id()), isChanged()))
                .build();
    }
}
