package org.linli.load.hhcrsp;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A published instance (Mankowska, Meisel and Bierwirth, The home health care routing and scheduling problem with
 * interdependent services, 2014, in the JSON form of the University of Udine).
 *
 * @param distances between places, 0 the depot, then the patients in their order; time and distance are one number
 */
record Instance(List<Patient> patients, List<Caregiver> caregivers, double[][] distances) {
    /**
     * A patient with one service or two.
     *
     * @param opens  the earliest start
     * @param closes a later start is late
     * @param gapMin least time from the first service's start to the second's
     * @param gapMax most time; both 0: together
     */
    record Patient(String id, double opens, double closes, List<Care> cares, double gapMin, double gapMax) {}

    record Care(String service, double duration) {}

    record Caregiver(String id, Set<String> abilities) {}

    static Instance of(JsonObject json) {
        return new Instance(
                JsonFiles.objects(json, "patients").stream()
                        .map(Instance::patient)
                        .toList(),
                JsonFiles.objects(json, "caregivers").stream()
                        .map(Instance::caregiver)
                        .toList(),
                distances(json.getJsonArray("distances")));
    }

    private static Patient patient(JsonObject json) {
        JsonArray window = json.getJsonArray("time_window");
        List<Care> cares = JsonFiles.objects(json, "required_caregivers").stream()
                .map(care -> new Care(care.getString("service"), care.getDouble("duration")))
                .toList();
        JsonObject together = json.getJsonObject("synchronization", new JsonObject());
        boolean inOrder = "sequential".equals(together.getString("type"));
        JsonArray gap = inOrder ? together.getJsonArray("distance") : new JsonArray(List.of(0.0, 0.0));
        return new Patient(
                json.getString("id"),
                window.getDouble(0),
                window.getDouble(1),
                cares,
                gap.getDouble(0),
                gap.getDouble(1));
    }

    private static Caregiver caregiver(JsonObject json) {
        return new Caregiver(
                json.getString("id"),
                json.getJsonArray("abilities").stream()
                        .map(String.class::cast)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static double[][] distances(JsonArray rows) {
        double[][] distances = new double[rows.size()][];
        for (int from = 0; from < distances.length; from++) {
            JsonArray row = rows.getJsonArray(from);
            distances[from] = row.stream()
                    .mapToDouble(number -> ((Number) number).doubleValue())
                    .toArray();
        }
        return distances;
    }
}
