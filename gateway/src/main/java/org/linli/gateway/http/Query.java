package org.linli.gateway.http;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Wgs84;

/** The query of a call, checked value by value; throws {@code field-invalid} naming the parameter. */
public record Query(MultiMap params) {
    /** The most that one page holds. */
    public static final int MAX_PAGE = 200;

    private static final int DEFAULT_PAGE = 50;

    public Optional<String> text(String name) {
        return Optional.ofNullable(params.get(name)).filter(value -> !value.isBlank());
    }

    /** Words separated by commas. */
    public Set<String> words(String name) {
        Set<String> words = new LinkedHashSet<>();
        text(name).ifPresent(value -> {
            for (String word : value.split(",", 32)) {
                words.add(word.strip());
            }
        });
        return words;
    }

    /** {@code lat,lng} in WGS 84; null where absent. */
    public @Nullable Wgs84 near() {
        Optional<String> text = text("near");
        if (text.isEmpty()) {
            return null;
        }
        String[] parts = text.get().split(",", 3);
        try {
            if (parts.length == 2) {
                return new Wgs84(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
            }
        } catch (IllegalArgumentException notAPlace) {
            // Told below.
        }
        throw invalid("near", "应为 纬度,经度", "must be lat,lng in degrees");
    }

    public int integer(String name, int min, int max, int absent) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return absent;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Told below.
        }
        throw invalid(name, "应在 " + min + "–" + max + " 之间", "must be within " + min + "–" + max);
    }

    public int pageSize() {
        return integer("pageSize", 1, MAX_PAGE, DEFAULT_PAGE);
    }

    public boolean flag(String name) {
        return params.contains(name) && !"false".equals(params.get(name));
    }

    /** What {@link #token} hid; empty for the first page. */
    public String after() {
        Optional<String> token = text("pageToken");
        if (token.isEmpty()) {
            return "";
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(token.get()), StandardCharsets.UTF_8);
            if (text.startsWith("after:") && text.length() <= 200) {
                return text.substring(6);
            }
        } catch (IllegalArgumentException notAToken) {
            // Told below.
        }
        throw invalid("pageToken", "请原样使用上一页给出的值", "must be the nextPageToken of the page before, unchanged");
    }

    /** An opaque token for the page after the item of this key. */
    public static String token(String lastKey) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("after:" + lastKey).getBytes(StandardCharsets.UTF_8));
    }

    public static Problem invalid(String name, String zh, String en) {
        return Problem.field("/query/" + name, zh, en);
    }
}
