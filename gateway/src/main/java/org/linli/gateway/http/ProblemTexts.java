package org.linli.gateway.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;

/** Problems in words: Chinese and English, from one resource bundle that has every code in both. */
public final class ProblemTexts {
    private static final String TYPE = "https://linli.org/problems/";
    private static final Map<Language, ResourceBundle> BUNDLES = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            BUNDLES.put(
                    language,
                    ResourceBundle.getBundle(
                            "org.linli.gateway.http.problems",
                            language.locale(),
                            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
        }
    }

    private ProblemTexts() {}

    public static String title(ProblemCode code, Language language) {
        return text(code.word() + ".title", language);
    }

    /** The detail with its values filled in; a value that is missing shows as an ellipsis. */
    public static String detail(ProblemCode code, List<String> arguments, Language language) {
        String text = text(code.word() + ".detail", language);
        for (int i = 0; i < arguments.size(); i++) {
            text = text.replace("{" + i + "}", arguments.get(i));
        }
        return text.contains("{") ? text.replaceAll("\\{\\d}", "…") : text;
    }

    /** The body of {@code application/problem+json}. */
    public static JsonObject json(Problem problem, Language language, String traceId) {
        ProblemCode code = problem.code();
        JsonObject json = new JsonObject()
                .put("type", TYPE + code.word())
                .put("title", title(code, language))
                .put("status", code.status())
                .put("detail", detail(code, problem.arguments(), language));
        JsonArray errors = new JsonArray();
        for (Problem.Fault fault : problem.faults()) {
            errors.add(new JsonObject().put("pointer", fault.pointer()).put("detail", fault.text(language)));
        }
        return (errors.isEmpty() ? json : json.put("errors", errors)).put("traceId", traceId);
    }

    static boolean has(String key, Language language) {
        return bundle(language).containsKey(key);
    }

    private static String text(String key, Language language) {
        return bundle(language).getString(key);
    }

    private static ResourceBundle bundle(Language language) {
        ResourceBundle bundle = BUNDLES.get(language);
        if (bundle == null) {
            throw new IllegalStateException("language (" + language + ") has no texts");
        }
        return bundle;
    }
}
