package org.linli.matcher.backtest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How long volunteers waited from one offer to the next, from coming on duty and until the end included. */
public record Waits(Diary diary, Map<String, Long> longestMs) {
    /** Nobody who is willing and qualified is to wait longer. */
    public static final long BOUND_MS = 7L * 24 * 3_600_000;

    private static final double DAY_MS = 24 * 3_600_000.0;

    public static Waits of(Diary diary, long fromMs, long untilMs) {
        Map<String, Long> longest = new TreeMap<>();
        diary.volunteers().forEach((id, service) -> {
            long since = fromMs;
            long most = 0;
            for (long offered : service.offeredMs()) {
                most = Math.max(most, offered - since);
                since = offered;
            }
            longest.put(id, Math.max(most, untilMs - since));
        });
        return new Waits(diary, longest);
    }

    public long over(long boundMs) {
        return longestMs.values().stream().filter(wait -> wait > boundMs).count();
    }

    /** A line of a table for some of them, by their ids. */
    public String row(String name, List<String> ids) {
        List<Long> waits = ids.stream().map(longestMs::get).toList();
        List<Double> hours =
                ids.stream().map(id -> diary.service(id).minutes() / 60.0).toList();
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.1f | %,d | %.1f | %.1f | %.3f |",
                name,
                ids.size(),
                waits.stream().mapToLong(Long::longValue).max().orElse(0) / DAY_MS,
                waits.stream().filter(wait -> wait > BOUND_MS).count(),
                ids.stream()
                        .mapToInt(id -> diary.service(id).offeredMs.size())
                        .average()
                        .orElse(0),
                hours.stream().mapToDouble(Double::doubleValue).average().orElse(0),
                Fairness.jain(hours));
    }
}
