package org.linli.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * The two formats of Open311 GeoReport v2: XML, and JSON where the path ends in {@code .json}. Lists are arrays in JSON and
 * elements of elements in XML; what is absent is null, or an empty element.
 */
public enum GeoReportFormat {
    JSON("application/json; charset=utf-8"),
    XML("text/xml; charset=utf-8");

    private static final Map<String, String> ONE_OF = Map.of(
            "services", "service",
            "service_requests", "request",
            "attributes", "attribute",
            "values", "value",
            "endpoints", "endpoint",
            "formats", "format",
            "errors", "error");
    private static final int MOST = 500;

    private final String contentType;

    GeoReportFormat(String contentType) {
        this.contentType = contentType;
    }

    /** XML is the format that the specification requires, so it is also that of a path without either ending. */
    public static GeoReportFormat of(String path) {
        return path.endsWith(".json") ? JSON : XML;
    }

    /** An answer whose root is a list of this name. */
    public Answer list(int status, String root, JsonArray items) {
        return new Answer(status, contentType, this == JSON ? items.toBuffer() : xml(root, items), Map.of());
    }

    /** An answer whose root is one object of this name. */
    public Answer one(String root, JsonObject object) {
        return new Answer(200, contentType, this == JSON ? object.toBuffer() : xml(root, object), Map.of());
    }

    /** The error of a problem, as the specification has it: its status once more, and what is wrong. */
    Answer error(Problem problem, Language language) {
        int status = status(problem.code().status());
        String detail = ProblemTexts.detail(problem.code(), problem.arguments(), language);
        StringBuilder said = new StringBuilder(detail);
        problem.faults()
                .forEach(fault -> said.append(' ')
                        .append(fault.pointer().substring(fault.pointer().isEmpty() ? 0 : 1))
                        .append(": ")
                        .append(fault.text(language)));
        String description = said.length() <= MOST ? said.toString() : said.substring(0, MOST);
        return list(
                status,
                "errors",
                new JsonArray().add(new JsonObject().put("code", status).put("description", description)));
    }

    /** The specification knows 400, 403 and 404; what is the network's and not the request's keeps its own. */
    private static int status(int status) {
        return switch (status) {
            case 401, 403 -> 403;
            case 404, 405, 413, 429, 503 -> status;
            default -> 400;
        };
    }

    private static Buffer xml(String root, Object value) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        element(xml, root, value);
        return Buffer.buffer(xml.append('\n').toString());
    }

    private static void element(StringBuilder xml, String name, Object value) {
        xml.append('<').append(name).append('>');
        if (value instanceof JsonArray list) {
            list.forEach(item -> element(xml, ONE_OF.getOrDefault(name, "item"), item));
        } else if (value instanceof JsonObject object) {
            object.forEach(field -> element(xml, field.getKey(), field.getValue()));
        } else if (value != null) {
            escape(xml, String.valueOf(value));
        }
        xml.append("</").append(name).append('>');
    }

    /** What XML 1.0 cannot hold at all becomes a question mark. */
    private static void escape(StringBuilder xml, String text) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                default -> xml.appendCodePoint(isXml(point) ? point : '?');
            }
        });
    }

    private static boolean isXml(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
