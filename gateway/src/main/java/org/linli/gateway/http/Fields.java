package org.linli.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Wgs84;

/**
 * A JSON object read field by field. What is wrong is collected with its pointer; {@link #check} throws it all at
 * once. Unknown fields are ignored, an absent one and {@code null} are the same.
 */
public final class Fields {
    /** More faults than this help nobody. */
    private static final int MAX_FAULTS = 20;

    private final JsonObject json;
    private final String pointer;
    private final List<Problem.Fault> faults;

    private Fields(JsonObject json, String pointer, List<Problem.Fault> faults) {
        this.json = json;
        this.pointer = pointer;
        this.faults = faults;
    }

    /** Throws {@code malformed-json} for anything that is not one object. */
    public static Fields parse(Buffer body) {
        return new Fields(body.length() == 0 ? new JsonObject() : object(body), "", new ArrayList<>());
    }

    private static JsonObject object(Buffer body) {
        Object value;
        try {
            value = Json.decodeValue(body);
        } catch (DecodeException | IllegalArgumentException notJson) {
            throw malformed("/");
        }
        if (value instanceof JsonObject json) {
            return json;
        }
        throw malformed("/");
    }

    private static Problem malformed(String where) {
        return Problem.of(
                ProblemCode.MALFORMED_JSON,
                List.of(where),
                List.of(new Problem.Fault("", "必须是一个 JSON 对象", "must be one JSON object")));
    }

    public boolean has(String name) {
        return json.getValue(name) != null;
    }

    /** Empty where absent. */
    public String text(String name, int maxLength) {
        Object value = json.getValue(name);
        if (value == null) {
            return "";
        }
        if (!(value instanceof String text)) {
            return fault(name, "应为文字", "must be text", "");
        }
        if (text.codePointCount(0, text.length()) > maxLength) {
            return fault(name, "最多 " + maxLength + " 个字符", "may have at most " + maxLength + " characters", "");
        }
        return text.strip();
    }

    public String requiredText(String name, int maxLength) {
        int before = faults.size();
        String text = text(name, maxLength);
        return text.isEmpty() && faults.size() == before ? fault(name, "不能为空", "is required", "") : text;
    }

    /** The default where absent; an integer in JSON, or a number without a fraction. */
    public int integer(String name, int min, int max, int absent) {
        Object value = json.getValue(name);
        if (value == null) {
            return absent;
        }
        if (!(value instanceof Number number) || number.doubleValue() != Math.rint(number.doubleValue())) {
            return fault(name, "应为整数", "must be a whole number", absent);
        }
        if (!(number.doubleValue() >= min && number.doubleValue() <= max)) {
            String range = min + "–" + max;
            return fault(name, "应在 " + range + " 之间", "must be within " + range, absent);
        }
        return number.intValue();
    }

    public boolean flag(String name, boolean absent) {
        Object value = json.getValue(name);
        if (value == null) {
            return absent;
        }
        return value instanceof Boolean flag ? flag : fault(name, "应为 true 或 false", "must be true or false", absent);
    }

    /** RFC 3339; null where absent. */
    public @Nullable Instant time(String name) {
        String text = text(name, 40);
        if (text.isEmpty()) {
            return null;
        }
        try {
            Instant at = Times.parse(text);
            if (at.getEpochSecond() >= 0 && at.getEpochSecond() < 253_402_300_800L) {
                return at;
            }
        } catch (DateTimeParseException notATime) {
            // Told below, like a time out of range.
        }
        fault(
                name,
                "应为 RFC 3339 时间，例如 2026-01-31T08:00:00Z",
                "must be an RFC 3339 time such as 2026-01-31T08:00:00Z",
                0);
        return null;
    }

    /** A place in WGS 84, or in the system that its {@code crs} names; null where absent. */
    public @Nullable Wgs84 place(String name) {
        Optional<Fields> place = object(name);
        return place.isEmpty() ? null : place.get().asPlace();
    }

    /** This object as a place; null where it is none, which is noted. */
    public @Nullable Wgs84 asPlace() {
        double lat = degrees("lat", 90);
        double lng = degrees("lng", 180);
        String crs = text("crs", 16);
        if (Double.isNaN(lat) || Double.isNaN(lng)) {
            return null;
        }
        Optional<Crs> system = crs.isEmpty() ? Optional.of(Crs.WGS84) : Crs.find(crs);
        if (system.isEmpty()) {
            fault("crs", "应为 WGS84、GCJ02、BD09 或 CGCS2000", "must be WGS84, GCJ02, BD09 or CGCS2000", 0);
            return null;
        }
        return system.get().toWgs84(lat, lng);
    }

    private double degrees(String name, int limit) {
        Object value = json.getValue(name);
        if (value instanceof Number number && Math.abs(number.doubleValue()) <= limit) {
            return number.doubleValue();
        }
        return fault(name, "应为 -" + limit + " 至 " + limit + " 的数", "must be a number within ±" + limit, Double.NaN);
    }

    /** A word of a list; the default where absent. */
    public <E extends Enum<E>> E word(String name, Class<E> type, String prefix, E absent) {
        String text = text(name, 40);
        if (text.isEmpty()) {
            return absent;
        }
        for (E constant : type.getEnumConstants()) {
            if (isWord(constant) && Words.of(constant, prefix).equals(text)) {
                return constant;
            }
        }
        String words = words(type, prefix);
        return fault(name, "应为 " + words + " 之一", "must be one of " + words, absent);
    }

    private static boolean isWord(Enum<?> constant) {
        return !constant.name().endsWith("UNSPECIFIED") && !constant.name().equals("UNRECOGNIZED");
    }

    private static <E extends Enum<E>> String words(Class<E> type, String prefix) {
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (isWord(constant)) {
                words.add(Words.of(constant, prefix));
            }
        }
        return String.join(", ", words);
    }

    public Optional<Fields> object(String name) {
        Object value = json.getValue(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonObject object) {
            return Optional.of(new Fields(object, pointer + '/' + name, faults));
        }
        fault(name, "应为对象", "must be an object", 0);
        return Optional.empty();
    }

    public List<Fields> objects(String name, int maxItems) {
        JsonArray array = array(name, maxItems);
        List<Fields> objects = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (array.getValue(i) instanceof JsonObject object) {
                objects.add(new Fields(object, pointer + '/' + name + '/' + i, faults));
            } else {
                fault(name + '/' + i, "应为对象", "must be an object", 0);
            }
        }
        return objects;
    }

    public List<String> texts(String name, int maxItems, int maxLength) {
        JsonArray array = array(name, maxItems);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (array.getValue(i) instanceof String text && text.length() <= maxLength && !text.isBlank()) {
                texts.add(text.strip());
            } else {
                String limit = Integer.toString(maxLength);
                fault(
                        name + '/' + i,
                        "应为 1 至 " + limit + " 个字符的文字",
                        "must be text of 1 to " + limit + " characters",
                        0);
            }
        }
        return texts;
    }

    /** A pair of whole numbers, or null where absent. */
    public int @Nullable [] pair(String name, int min, int max) {
        JsonArray array = array(name, 2);
        if (!has(name)
                || (array.size() == 2 && within(array.getValue(0), min, max) && within(array.getValue(1), min, max))) {
            return array.size() == 2 ? new int[] {array.getInteger(0), array.getInteger(1)} : null;
        }
        fault(name, "应为两个 " + min + " 至 " + max + " 的整数", "must be two whole numbers within " + min + "–" + max, 0);
        return null;
    }

    private static boolean within(Object value, int min, int max) {
        return value instanceof Integer number && number >= min && number <= max;
    }

    private JsonArray array(String name, int maxItems) {
        Object value = json.getValue(name);
        if (value == null) {
            return new JsonArray();
        }
        if (!(value instanceof JsonArray array)) {
            return fault(name, "应为列表", "must be a list", new JsonArray());
        }
        if (array.size() > maxItems) {
            return fault(name, "最多 " + maxItems + " 项", "may have at most " + maxItems + " items", new JsonArray());
        }
        return array;
    }

    /** Notes what is wrong with a field, and gives the value that stands in for it. */
    public <T> T fault(String name, String zh, String en, T instead) {
        if (faults.size() < MAX_FAULTS) {
            faults.add(new Problem.Fault(pointer + '/' + name, zh, en));
        }
        return instead;
    }

    /** Throws {@code field-invalid} with all that was found. */
    public void check() {
        if (!faults.isEmpty()) {
            throw Problem.fields(faults);
        }
    }
}
