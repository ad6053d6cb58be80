package org.linli.gateway.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.random.RandomGenerator;

/** The files that the demo's community staff keep of its people, as the API takes them. */
final class Files {
    private static final List<String> MOBILITY = List.of("WALKS", "WALKS", "STICK", "WHEELCHAIR");

    private final List<String> skills;

    /** @param skills the codes of the region's skills */
    Files(List<String> skills) {
        this.skills = skills;
    }

    JsonObject resident(Fiction person, RandomGenerator chance) {
        return new JsonObject()
                .put("name", person.name())
                .put("phone", person.phone())
                .put("address", person.address())
                .put("home", ApiVolunteerDoor.json(person.home()))
                .put("livesAlone", chance.nextInt(3) == 0)
                .put("mobility", MOBILITY.get(chance.nextInt(MOBILITY.size())))
                .put("languages", new JsonArray().add("zh"))
                .put("birthYear", person.birthYear())
                .put("community", person.community().name());
    }

    JsonObject volunteer(Fiction person, RandomGenerator chance) {
        return new JsonObject()
                .put("name", person.name())
                .put("phone", person.phone())
                .put("skills", skills(chance))
                .put("languages", new JsonArray().add("zh"))
                .put("shifts", everyDay())
                .put("home", ApiVolunteerDoor.json(person.home()))
                .put("birthYear", person.birthYear())
                .put("gender", person.woman() ? "FEMALE" : "MALE")
                .put("communities", new JsonArray().add(person.community().name()));
    }

    /** Each skill is held by two in five, so that most orders find somebody near and some must look further. */
    private JsonArray skills(RandomGenerator chance) {
        JsonArray held = new JsonArray();
        for (String skill : skills) {
            if (chance.nextInt(5) < 2) {
                held.add(new JsonObject()
                        .put("skill", skill)
                        .put("level", 1 + chance.nextInt(2))
                        .put("verified", true));
            }
        }
        return held;
    }

    /** Round the clock: the demo must live whenever it is looked at. */
    private static JsonArray everyDay() {
        JsonArray shifts = new JsonArray();
        for (int day = 1; day <= 7; day++) {
            shifts.add(new JsonObject().put("day", day).put("start", "00:00").put("end", "24:00"));
        }
        return shifts;
    }
}
