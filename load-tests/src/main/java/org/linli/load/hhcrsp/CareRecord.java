package org.linli.load.hhcrsp;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A folder that a table of many hours is written to as it grows: a line for each instance that is done, and the best
 * solution of each. A table that was cut off goes on from there. For one thread.
 */
final class CareRecord {
    private final Path folder;
    private final String conditions;
    private final Map<String, double[]> done = new HashMap<>();

    /**
     * Opens the folder, which is made where it is missing.
     *
     * @param conditions of the runs, in words without a comma; lines taken under others cannot stand in one table
     */
    CareRecord(Path folder, String conditions) throws IOException {
        this.folder = folder;
        this.conditions = conditions;
        Files.createDirectories(folder);
        for (String line : Files.exists(rows()) ? Files.readAllLines(rows()) : List.<String>of()) {
            take(line.split(",", -1));
        }
    }

    private Path rows() {
        return folder.resolve("rows.csv");
    }

    private void take(String[] fields) {
        if (!fields[1].equals(conditions)) {
            throw new IllegalArgumentException("--out (" + folder + ") holds runs under other conditions (" + fields[1]
                    + " instead of " + conditions + "): give another folder");
        }
        done.put(
                fields[0],
                Arrays.stream(fields[2].split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
    }

    boolean has(String instance) {
        return done.containsKey(instance);
    }

    /** The costs of an instance's runs. */
    double[] costs(String instance) {
        return done.getOrDefault(instance, new double[0]).clone();
    }

    /** Keeps an instance's costs and its best solution; both are on disk when this returns. */
    void add(String instance, double[] costs, JsonObject best) throws IOException {
        Files.writeString(folder.resolve(instance + ".solution.json"), best.encode() + "\n");
        String written = Arrays.stream(costs)
                .mapToObj(cost -> String.format(Locale.ROOT, "%.4f", cost))
                .collect(Collectors.joining(" "));
        Files.writeString(
                rows(),
                instance + "," + conditions + "," + written + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        done.put(instance, costs.clone());
    }
}
