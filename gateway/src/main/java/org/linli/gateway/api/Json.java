package org.linli.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.linli.proto.Place;
import org.linli.proto.SkillLevel;
import org.linli.proto.Window;

/** Small pieces of answers. What is absent is left out. */
final class Json {
    private Json() {}

    static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }

    /** Puts the time unless it is 0. */
    static JsonObject time(JsonObject json, String name, long ms) {
        return ms == 0 ? json : json.put(name, time(ms));
    }

    /** Puts the text unless it is empty. */
    static JsonObject text(JsonObject json, String name, String text) {
        return text.isEmpty() ? json : json.put(name, text);
    }

    static JsonObject place(Place place) {
        return new JsonObject().put("lat", place.getLatE7() / 1e7).put("lng", place.getLngE7() / 1e7);
    }

    static JsonObject window(Window window) {
        return new JsonObject().put("start", time(window.getStartMs())).put("end", time(window.getEndMs()));
    }

    static JsonObject skill(SkillLevel skill) {
        return new JsonObject().put("skill", skill.getSkill()).put("level", skill.getLevel());
    }

    static <T> JsonArray array(List<T> items, Function<T, ?> each) {
        JsonArray array = new JsonArray();
        items.forEach(item -> array.add(each.apply(item)));
        return array;
    }
}
