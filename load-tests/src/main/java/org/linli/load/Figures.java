package org.linli.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A table of figures over several runs: each row with every run's value, the median and the worst. */
final class Figures {
    private final Map<String, List<Double>> rows = new LinkedHashMap<>();
    private final Map<String, String> targets = new LinkedHashMap<>();
    private final Set<String> gains = new HashSet<>();

    /** One run's value of a row; larger is worse. {@code target} says what it should be, or is empty. */
    void add(String row, double value, String target) {
        rows.computeIfAbsent(row, name -> new ArrayList<>()).add(value);
        targets.put(row, target);
    }

    /** The same of something of which less is worse. */
    void addGain(String row, double value, String target) {
        add(row, value, target);
        gains.add(row);
    }

    double median(String row) {
        double[] sorted = sorted(row);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double worst(String row) {
        double[] sorted = sorted(row);
        return gains.contains(row) ? sorted[0] : sorted[sorted.length - 1];
    }

    private double[] sorted(String row) {
        double[] values = rows.getOrDefault(row, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        if (values.length == 0) {
            throw new IllegalArgumentException("row (" + row + ") has no runs");
        }
        Arrays.sort(values);
        return values;
    }

    /** A Markdown table. */
    String table() {
        StringBuilder table = new StringBuilder("| what | runs | median | worst | target |\n|---|---|---|---|---|\n");
        for (Map.Entry<String, List<Double>> row : rows.entrySet()) {
            String runs = String.join(
                    ", ", row.getValue().stream().map(Figures::number).toList());
            table.append("| %s | %s | %s | %s | %s |\n"
                    .formatted(
                            row.getKey(),
                            runs,
                            number(median(row.getKey())),
                            number(worst(row.getKey())),
                            targets.get(row.getKey())));
        }
        return table.toString();
    }

    private static String number(double value) {
        boolean whole = value == Math.rint(value) || value >= 1_000;
        return String.format(Locale.ROOT, whole ? "%,.0f" : "%.2f", value);
    }
}
