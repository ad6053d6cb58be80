package org.linli.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.linli.domain.policy.RegionPolicy;
import org.linli.domain.policy.WorkCalendar;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.http.Language;
import org.linli.gateway.http.Words;
import org.linli.gateway.view.RegionView;
import org.linli.matcher.repeat.Days;
import org.linli.matcher.repeat.RepeatDate;
import org.linli.matcher.repeat.RepeatPlan;
import org.linli.proto.HolidayRule;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderSeries;
import org.linli.proto.SeriesOrder;
import org.linli.proto.SeriesState;

/** Orders that come again, as the API shows them: in words, and with their next dates. */
final class RepeatJson {
    /** Enough to see what the rule means; the holidays among them come on top. */
    static final int DATES = 5;

    private final RegionView view;
    private final Frames frames;
    private final RegionPolicy policy;
    private final Language language;

    RepeatJson(Desk desk, Language language) {
        this.view = desk.view();
        this.frames = desk.frames();
        this.policy = desk.policy();
        this.language = language;
    }

    /** The whole rule in words, with time and holidays: "every Monday, 09:00, not on public holidays". */
    static String words(OrderSeries series, RegionPolicy policy, Language language) {
        OrderRequest request = series.getRequest();
        LocalDate first = Days.at(policy.zone(), request.getWindow().getStartMs());
        String days = RepeatWords.of(request.getRepeat(), first, language);
        boolean english = language == Language.EN;
        String time = usualTime(series, policy).toString();
        return english
                ? days + ", " + time
                        + holidays(
                                request.getOnHolidays(),
                                ", not on public holidays",
                                ", on the next workday where it is a public holiday")
                : days + ' ' + time + holidays(request.getOnHolidays(), "，公共假日除外", "，逢公共假日顺延到下一个工作日");
    }

    private static String holidays(HolidayRule rule, String skipped, String moved) {
        return switch (rule) {
            case HOLIDAY_RULE_SKIP -> skipped;
            case HOLIDAY_RULE_NEXT_WORKDAY -> moved;
            default -> "";
        };
    }

    /** The time of day that counts for good: the last change without an end, else the first time. */
    private static LocalTime usualTime(OrderSeries series, RegionPolicy policy) {
        LocalTime asked = Instant.ofEpochMilli(series.getRequest().getWindow().getStartMs())
                .atZone(policy.zone())
                .toLocalTime();
        return series.getTimesList().stream()
                .filter(time -> time.getUntilDay() == 0)
                .map(time -> LocalTime.of(time.getStartMinute() / 60, time.getStartMinute() % 60))
                .reduce(asked, (earlier, later) -> later);
    }

    JsonObject series(OrderSeries series, long version, LocalDate today) {
        OrderRequest request = series.getRequest();
        JsonObject json = new JsonObject()
                .put("id", series.getId())
                .put("state", org.linli.gateway.http.Words.of(series.getState(), "SERIES_STATE_"))
                .put("version", version)
                .put("residentId", series.getResidentId())
                .put("service", request.getService())
                .put("serviceName", frames.serviceName(request.getService(), language))
                .put("repeat", request.getRepeat())
                .put("onHolidays", onHolidays(request))
                .put("words", words(series, policy, language))
                .put("time", usualTime(series, policy).toString())
                .put("durationMinutes", request.getDurationMinutes())
                .put("people", request.getPeople());
        Json.text(json, "community", request.getCommunity());
        Json.text(json, "servedLast", series.getServedLast());
        Json.text(json, "closed", series.getCloseCode());
        Json.time(json, "createdAt", series.getCreatedAtMs());
        return json.put("dates", running(series) ? dates(series, today) : new JsonArray());
    }

    private static boolean running(OrderSeries series) {
        return series.getState() == SeriesState.SERIES_STATE_RUNNING;
    }

    private static String onHolidays(OrderRequest request) {
        return request.getOnHolidays() == HolidayRule.HOLIDAY_RULE_UNSPECIFIED
                ? "AS_USUAL"
                : Words.of(request.getOnHolidays(), "HOLIDAY_RULE_");
    }

    /** The next dates, with the orders that are made for them already. */
    JsonArray dates(OrderSeries series, LocalDate from) {
        Map<Integer, String> orders = series.getMadeList().stream()
                .collect(Collectors.toMap(SeriesOrder::getDay, SeriesOrder::getOrderId, (one, other) -> other));
        List<RepeatDate> ahead = RepeatPlan.of(policy, series)
                .map(plan -> plan.ahead(from, DATES))
                .orElse(List.of());
        return Json.array(ahead, date -> date(date, orders.getOrDefault(Days.number(date.day()), "")));
    }

    private JsonObject date(RepeatDate date, String orderId) {
        JsonObject json = new JsonObject()
                .put("date", date.day().toString())
                .put("outcome", date.outcome().name());
        Json.time(json, "start", date.window().getStartMs());
        Json.time(json, "end", date.window().getEndMs());
        if (!date.day().equals(date.ruleDay())) {
            json.put("movedFrom", date.ruleDay().toString());
        }
        date.holiday().ifPresent(holiday -> json.put("holiday", name(holiday)));
        Json.text(json, "orderId", orderId);
        view.findOrder(orderId)
                .ifPresent(
                        order -> json.put("orderState", Words.of(order.value().getState(), "ORDER_STATE_")));
        return json;
    }

    private String name(WorkCalendar.Holiday holiday) {
        return language == Language.EN ? holiday.nameEn() : holiday.name();
    }
}
