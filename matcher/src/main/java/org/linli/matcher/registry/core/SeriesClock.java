package org.linli.matcher.registry.core;

import java.time.LocalDate;
import java.util.Optional;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.repeat.Days;
import org.linli.proto.OrderSeries;
import org.linli.proto.SeriesState;

/** When something is next to be done about a repeat, told from the repeat alone. */
final class SeriesClock {
    /** So far ahead orders are made: early enough to plan by, late enough that few change when the repeat does. */
    static final long AHEAD_MS = 14 * 24 * 3_600_000L;

    private SeriesClock() {}

    static Optional<Long> dueMs(OrderSeries series, RegionPolicy policy) {
        if (series.getState() != SeriesState.SERIES_STATE_RUNNING) {
            return Optional.empty();
        }
        if (isToBeTold(series)) {
            return Optional.of(series.getChangedAtMs());
        }
        Optional<LocalDate> next = Days.find(series.getNextDay());
        return next.map(day -> midnight(policy, day) - AHEAD_MS).or(() -> Optional.of(overMs(series, policy)));
    }

    /** With the last day for which there is an order. */
    private static long overMs(OrderSeries series, RegionPolicy policy) {
        return series.getMadeList().stream()
                .map(made -> midnight(policy, Days.day(made.getDay()).plusDays(1)))
                .max(Long::compare)
                .orElse(series.getChangedAtMs());
    }

    private static long midnight(RegionPolicy policy, LocalDate day) {
        return day.atStartOfDay(policy.zone()).toInstant().toEpochMilli();
    }

    /** Whether the orders ahead do not know yet who came the last time. */
    static boolean isToBeTold(OrderSeries series) {
        return !series.getServedLast().equals(series.getToldLast());
    }
}
