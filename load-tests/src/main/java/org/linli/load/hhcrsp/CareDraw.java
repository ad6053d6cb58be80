package org.linli.load.hhcrsp;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Instances of our own of the published family, by seed: places on a square of 100, windows of two hours, a day of ten,
 * carers who give some of three simpler services or some of three others; of ten patients seven need one carer, the others
 * two, half of them together and half one after the other. What is tuned is tuned on these, so that the published ones
 * still judge.
 */
final class CareDraw {
    private static final int SQUARE = 100;
    private static final int WINDOW = 120;
    private static final int LAST_OPENING = 480;
    private static final int LONGEST_GAP = 60;
    private static final int SERVICES = 6;
    private static final int SIMPLER = 3;

    private final SplittableRandom random;
    private final int patients;
    private final List<int[]> places = new ArrayList<>();

    private CareDraw(int patients, long seed) {
        this.patients = patients;
        random = new SplittableRandom(seed);
    }

    /** An instance in the published form; the same for the same number of patients and seed. */
    static JsonObject instance(int patients, long seed) {
        if (patients < 3) {
            throw new IllegalArgumentException("patients (" + patients + ") must be at least 3");
        }
        return new CareDraw(patients, seed).draw();
    }

    private JsonObject draw() {
        for (int i = 0; i <= patients; i++) {
            places.add(new int[] {random.nextInt(SQUARE + 1), random.nextInt(SQUARE + 1)});
        }
        int duration = random.nextInt(10, 21);
        JsonArray drawn = new JsonArray();
        for (int i = 0; i < patients; i++) {
            drawn.add(patient(i, duration));
        }
        return new JsonObject()
                .put("patients", drawn)
                .put("caregivers", caregivers())
                .put("distances", distances());
    }

    private JsonObject patient(int index, int duration) {
        int opens = random.nextInt(LAST_OPENING);
        JsonObject patient = new JsonObject()
                .put("id", "p" + (index + 1))
                .put("time_window", new JsonArray().add(opens).add(opens + WINDOW));
        int doubles = Math.round(0.3f * patients);
        int single = patients - doubles;
        JsonArray cares = new JsonArray();
        int first = service();
        if (index < single) {
            return patient.put("required_caregivers", cares.add(care(first, duration)));
        }
        int second = otherThan(first);
        cares.add(care(Math.min(first, second), duration)).add(care(Math.max(first, second), duration));
        return patient.put("required_caregivers", cares)
                .put("synchronization", index < single + doubles / 2 ? together() : oneAfterTheOther());
    }

    private int service() {
        return 1 + random.nextInt(SERVICES);
    }

    /** One of the others at least is none of the simpler ones. */
    private int otherThan(int first) {
        int second = first;
        while (second == first) {
            second = SIMPLER + 1 + random.nextInt(SERVICES - SIMPLER);
        }
        return second;
    }

    private static JsonObject care(int service, int duration) {
        return new JsonObject().put("service", "s" + service).put("duration", duration);
    }

    private static JsonObject together() {
        return new JsonObject().put("type", "simultaneous");
    }

    private JsonObject oneAfterTheOther() {
        int gap = random.nextInt(1, LONGEST_GAP + 1);
        return new JsonObject()
                .put("type", "sequential")
                .put("distance", new JsonArray().add(gap).add(2 * gap));
    }

    /** One for five patients, from 100 patients on one for ten more; a third of them for the simpler services. */
    private JsonArray caregivers() {
        int count = Math.max(3, Math.min(patients, SQUARE) / 5 + Math.max(0, patients - SQUARE) / 10);
        int simpler = Math.max(1, Math.round(count / 3f));
        JsonArray caregivers = new JsonArray();
        addCaregivers(caregivers, simpler, 0);
        addCaregivers(caregivers, count - simpler, SIMPLER);
        return caregivers;
    }

    private void addCaregivers(JsonArray caregivers, int count, int offset) {
        List<JsonArray> abilities = abilities(count, offset);
        while (abilities.stream().flatMap(JsonArray::stream).distinct().count() < SIMPLER) {
            abilities = abilities(count, offset);
        }
        abilities.forEach(able -> caregivers.add(
                new JsonObject().put("id", "c" + (caregivers.size() + 1)).put("abilities", able)));
    }

    private List<JsonArray> abilities(int count, int offset) {
        List<JsonArray> abilities = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int bits = random.nextInt(1, 1 << SIMPLER);
            JsonArray able = new JsonArray();
            for (int service = 0; service < SIMPLER; service++) {
                if ((bits >> service & 1) != 0) {
                    able.add("s" + (offset + service + 1));
                }
            }
            abilities.add(able);
        }
        return abilities;
    }

    /** Along straight lines, in thousandths; the first row is the depot's. */
    private JsonArray distances() {
        JsonArray rows = new JsonArray();
        for (int[] from : places) {
            JsonArray row = new JsonArray();
            for (int[] to : places) {
                row.add(Math.round(1000 * Math.hypot(from[0] - to[0], from[1] - to[1])) / 1000.0);
            }
            rows.add(row);
        }
        return rows;
    }
}
