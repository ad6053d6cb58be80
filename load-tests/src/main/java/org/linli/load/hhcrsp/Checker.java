package org.linli.load.hhcrsp;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Judges a solution by the published rules alone: reads both JSON documents itself, shares no code with the planner,
 * and reckons the cost anew from routes and times. Not for use twice.
 */
final class Checker {
    /** How far a time may be off; the instances have three decimals. */
    static final double TOLERANCE = 1e-3;

    private final JsonObject instance;
    private final JsonObject solution;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, JsonObject> patients = new HashMap<>();
    private final Map<String, Set<Object>> abilities = new HashMap<>();
    /** By patient: by service: who gave it and when it began. */
    private final Map<String, Map<String, Given>> given = new HashMap<>();

    private final Set<String> usedCaregivers = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private double distance;
    private double tardiness;
    private double worst;

    private record Given(String caregiver, double start) {}

    /**
     * What the check says.
     *
     * @param cost       a third of travel, of all tardiness and of the largest one
     * @param violations one line for each broken rule; empty: the solution is feasible
     */
    record Verdict(double cost, double distance, double tardiness, double worst, List<String> violations) {
        Verdict {
            violations = List.copyOf(violations);
        }

        boolean isFeasible() {
            return violations.isEmpty();
        }
    }

    private Checker(JsonObject instance, JsonObject solution) {
        this.instance = instance;
        this.solution = solution;
    }

    static Verdict check(JsonObject instance, JsonObject solution) {
        return new Checker(instance, solution).judge();
    }

    private Verdict judge() {
        readInstance();
        for (JsonObject route : JsonFiles.objects(solution, "routes")) {
            follow(route);
        }
        patients.values().forEach(this::requireCare);
        return new Verdict((distance + tardiness + worst) / 3, distance, tardiness, worst, violations);
    }

    private void readInstance() {
        for (JsonObject patient : JsonFiles.objects(instance, "patients")) {
            places.put(patient.getString("id"), places.size() + 1);
            patients.put(patient.getString("id"), patient);
        }
        for (JsonObject caregiver : JsonFiles.objects(instance, "caregivers")) {
            abilities.put(
                    caregiver.getString("id"),
                    new HashSet<>(caregiver.getJsonArray("abilities").getList()));
        }
    }

    private void follow(JsonObject route) {
        String caregiver = route.getString("caregiver_id");
        Set<Object> able = abilities.get(caregiver);
        if (able == null || !usedCaregivers.add(caregiver)) {
            violations.add("caregiver " + caregiver + " is unknown or has two routes");
            return;
        }
        int place = 0;
        double free = 0;
        for (JsonObject stop : JsonFiles.objects(route, "locations")) {
            Integer next = places.get(stop.getString("patient"));
            if (next == null) {
                violations.add("patient " + stop.getString("patient") + " is unknown");
                continue;
            }
            double way = between(place, next);
            distance += way;
            requireTimes(stop, free + way);
            give(stop, caregiver, able);
            place = next;
            free = stop.getDouble("departure_time");
        }
        distance += between(place, 0);
    }

    private double between(int from, int to) {
        return instance.getJsonArray("distances").getJsonArray(from).getDouble(to);
    }

    private void requireTimes(JsonObject stop, double earliest) {
        JsonArray window = patient(stop.getString("patient")).getJsonArray("time_window");
        double start = stop.getDouble("arrival_time");
        if (start < earliest - TOLERANCE) {
            violations.add(stop + " starts before " + earliest + ", when the caregiver can be there");
        }
        if (start < window.getDouble(0) - TOLERANCE) {
            violations.add(stop + " starts before the window opens at " + window.getDouble(0));
        }
        double late = Math.max(0, start - window.getDouble(1));
        tardiness += late;
        worst = Math.max(worst, late);
    }

    private JsonObject patient(String id) {
        return Objects.requireNonNull(patients.get(id), id);
    }

    private void give(JsonObject stop, String caregiver, Set<Object> able) {
        String patient = stop.getString("patient");
        String service = stop.getString("service");
        if (!able.contains(service)) {
            violations.add(caregiver + " is not able to give " + service + " to " + patient);
        }
        double start = stop.getDouble("arrival_time");
        Given before = given.computeIfAbsent(patient, p -> new HashMap<>()).put(service, new Given(caregiver, start));
        if (before != null) {
            violations.add(patient + " is given " + service + " twice");
        }
        double lasts = lasts(patient(patient), service);
        if (Math.abs(stop.getDouble("departure_time") - start - lasts) > TOLERANCE) {
            violations.add(stop + " does not last " + lasts);
        }
    }

    private double lasts(JsonObject patient, String service) {
        for (JsonObject care : JsonFiles.objects(patient, "required_caregivers")) {
            if (care.getString("service").equals(service)) {
                return care.getDouble("duration");
            }
        }
        violations.add(patient.getString("id") + " does not require " + service);
        return 0;
    }

    private void requireCare(JsonObject patient) {
        String id = patient.getString("id");
        List<Given> all = new ArrayList<>();
        for (JsonObject care : JsonFiles.objects(patient, "required_caregivers")) {
            Given one = given.getOrDefault(id, Map.of()).get(care.getString("service"));
            if (one == null) {
                violations.add(id + " is not given " + care.getString("service"));
                return;
            }
            all.add(one);
        }
        if (all.size() == 2) {
            requireTogether(patient, all.get(0), all.get(1));
        }
    }

    private void requireTogether(JsonObject patient, Given first, Given second) {
        String id = patient.getString("id");
        if (first.caregiver.equals(second.caregiver)) {
            violations.add(id + " needs two caregivers and has " + first.caregiver + " twice");
        }
        JsonObject how = patient.getJsonObject("synchronization");
        boolean together = "simultaneous".equals(how.getString("type"));
        double least = together ? 0 : how.getJsonArray("distance").getDouble(0);
        double most = together ? 0 : how.getJsonArray("distance").getDouble(1);
        double gap = second.start - first.start;
        if (gap < least - TOLERANCE || gap > most + TOLERANCE) {
            violations.add(id + "'s services start " + gap + " apart, not " + least + " to " + most);
        }
    }
}
