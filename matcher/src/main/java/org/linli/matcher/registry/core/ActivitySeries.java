package org.linli.matcher.registry.core;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.repeat.Recurrence;
import org.linli.proto.Activity;
import org.linli.proto.ActivityState;
import org.linli.proto.Window;

/**
 * An activity that comes again: the series makes one activity for each day of its rule, four weeks ahead, at the same
 * time by the region's clock. An activity's id is told by its day, so making it twice makes one.
 */
final class ActivitySeries {
    private ActivitySeries() {}

    /** Turns what is published into a series whose first activity is due. */
    static void begin(RegionPolicy policy, Activity.Builder series) {
        LocalDate first = day(policy.zone(), series.getWindow().getStartMs());
        Recurrence rule = Recurrence.parse(series.getRepeat(), first)
                .orElseThrow(() -> Refusal.at("field-invalid", "/repeat", series.getRepeat()));
        long nextMs = next(policy.zone(), series, rule, first);
        Refusal.unless(nextMs > 0, "field-invalid", "/repeat", series.getRepeat());
        series.setState(ActivityState.ACTIVITY_STATE_SERIES).setNextStartMs(nextMs);
    }

    /** Makes the activity that is next, unless it is there or its sign-up would be over. */
    static void make(Draft draft, ActivityDraft series) {
        ZoneId zone = draft.policy().zone();
        Activity.Builder pattern = series.fields();
        LocalDate day = day(zone, pattern.getNextStartMs());
        Activity made = of(pattern, day);
        boolean late = made.getSignUpUntilMs() <= draft.nowMs();
        if (!late && !draft.exists(EntityKey.activity(made.getId()))) {
            ActivityDraft.create(
                            draft,
                            made.toBuilder().setCreatedAtMs(draft.nowMs()).build())
                    .store();
            remember(zone, pattern, day, draft.nowMs());
            draft.count("activities-made");
        }
        goOn(draft, pattern, day);
    }

    private static void goOn(Draft draft, Activity.Builder pattern, LocalDate made) {
        ZoneId zone = draft.policy().zone();
        LocalDate first = day(zone, pattern.getWindow().getStartMs());
        long nextMs = Recurrence.parse(pattern.getRepeat(), first)
                .map(rule -> next(zone, pattern, rule, made.plusDays(1)))
                .orElse(0L);
        pattern.setNextStartMs(nextMs);
        if (nextMs == 0) {
            pattern.setState(ActivityState.ACTIVITY_STATE_CLOSED).setClosedAtMs(draft.nowMs());
        }
    }

    /** Cancels what the series has made and has not begun. */
    static void cancel(Draft draft, ActivityDraft series, String reason) {
        List<String> made = series.fields().getMadeDaysList().stream()
                .map(day -> Ids.occurrence(series.id(), date(day)))
                .toList();
        draft.need(made.stream().map(EntityKey::activity).toList());
        for (String id : made) {
            if (!draft.exists(EntityKey.activity(id))) {
                continue; // called off so long ago that the archive has it
            }
            ActivityDraft one = ActivityDraft.of(draft, id);
            boolean ahead = one.is(ActivityState.ACTIVITY_STATE_PUBLISHED)
                    && draft.nowMs() < one.fields().getWindow().getStartMs();
            if (ahead) {
                ActivityDecisions.callOff(draft, one, reason);
                one.store();
            }
        }
        series.fields().clearNextStartMs();
    }

    private static Activity of(Activity.Builder pattern, LocalDate day) {
        long shiftMs = pattern.getNextStartMs() - pattern.getWindow().getStartMs();
        return pattern.build().toBuilder()
                .setId(Ids.occurrence(pattern.getId(), day))
                .setState(ActivityState.ACTIVITY_STATE_PUBLISHED)
                .setSeries(pattern.getId())
                .setWindow(Window.newBuilder()
                        .setStartMs(pattern.getNextStartMs())
                        .setEndMs(pattern.getWindow().getEndMs() + shiftMs))
                .setSignUpUntilMs(pattern.getSignUpUntilMs() + shiftMs)
                .clearRepeat()
                .clearExceptDays()
                .clearNextStartMs()
                .clearMadeDays()
                .build();
    }

    private static void remember(ZoneId zone, Activity.Builder pattern, LocalDate day, long nowMs) {
        int today = number(day(zone, nowMs));
        List<Integer> kept =
                pattern.getMadeDaysList().stream().filter(made -> made >= today).toList();
        pattern.clearMadeDays().addAllMadeDays(kept).addMadeDays(number(day));
    }

    /** The next start in milliseconds; 0: there is none. */
    private static long next(ZoneId zone, Activity.Builder series, Recurrence rule, LocalDate from) {
        Optional<LocalDate> day =
                rule.next(from, candidate -> !series.getExceptDaysList().contains(number(candidate)));
        ZonedDateTime start =
                Instant.ofEpochMilli(series.getWindow().getStartMs()).atZone(zone);
        return day.map(date -> ZonedDateTime.of(date, start.toLocalTime(), zone)
                        .toInstant()
                        .toEpochMilli())
                .orElse(0L);
    }

    private static LocalDate day(ZoneId zone, long atMs) {
        return Instant.ofEpochMilli(atMs).atZone(zone).toLocalDate();
    }

    private static int number(LocalDate day) {
        return day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth();
    }

    private static LocalDate date(int number) {
        return LocalDate.of(number / 10_000, number / 100 % 100, number % 100);
    }
}
