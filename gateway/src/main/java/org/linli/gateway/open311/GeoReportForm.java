package org.linli.gateway.open311;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Wgs84;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.http.Times;

/** The arguments of a call, as a form or a query has them. Throws what the client did wrong, naming the argument. */
final class GeoReportForm {
    /** A form with all arguments has thirty. */
    private static final int MAX_ARGUMENTS = 100;

    private final Map<String, List<String>> arguments;

    private GeoReportForm(Map<String, List<String>> arguments) {
        this.arguments = arguments;
    }

    static GeoReportForm parse(String encoded) {
        try {
            return new GeoReportForm(
                    new QueryStringDecoder(encoded, StandardCharsets.UTF_8, false, MAX_ARGUMENTS).parameters());
        } catch (IllegalArgumentException malformed) {
            throw invalid("body", "表单无法读取", "is no form that can be read");
        }
    }

    static Problem invalid(String name, String zh, String en) {
        return Problem.field('/' + name, zh, en);
    }

    /** Empty where absent. */
    String text(String name, int maxLength) {
        List<String> values = arguments.getOrDefault(name, List.of());
        String text = values.isEmpty() ? "" : values.get(0).strip();
        if (text.codePointCount(0, text.length()) > maxLength) {
            throw invalid(name, "最多 " + maxLength + " 个字符", "may have at most " + maxLength + " characters");
        }
        return text;
    }

    /** What the specification calls {@code attribute[code]}. */
    String attribute(String code) {
        return text("attribute[" + code + ']', 64);
    }

    Optional<Integer> number(String code, int min, int max) {
        String text = attribute(code);
        try {
            if (text.isEmpty() || (Integer.parseInt(text) >= min && Integer.parseInt(text) <= max)) {
                return text.isEmpty() ? Optional.empty() : Optional.of(Integer.parseInt(text));
            }
        } catch (NumberFormatException notANumber) {
            // Told below.
        }
        throw invalid("attribute[" + code + ']', "应为 " + min + " 至 " + max, "must be within " + min + "–" + max);
    }

    @Nullable
    Instant time(String name) {
        String text = text(name, 40);
        try {
            return text.isEmpty() ? null : Times.parse(text);
        } catch (DateTimeParseException notATime) {
            throw invalid(name, "应为 2026-01-31T08:00:00Z 这样的时间", "must be a time such as 2026-01-31T08:00:00Z");
        }
    }

    /** {@code lat} and {@code long}, which belong together; null where both are absent. */
    @Nullable
    Wgs84 place() {
        String lat = text("lat", 32);
        String lng = text("long", 32);
        if (lat.isEmpty() && lng.isEmpty()) {
            return null;
        }
        try {
            return new Wgs84(Double.parseDouble(lat), Double.parseDouble(lng));
        } catch (IllegalArgumentException notAPlace) {
            throw invalid("lat", "lat 与 long 应为 WGS 84 度数", "and long must both be degrees in WGS 84");
        }
    }

    /** The one jurisdiction that there is may be named; any other is not found. */
    void checkJurisdiction(String region) {
        String asked = text("jurisdiction_id", 200);
        if (!asked.isEmpty() && !asked.equals(region)) {
            throw Problem.of(ProblemCode.JURISDICTION_NOT_FOUND, asked, region);
        }
    }
}
