package org.linli.gateway.api;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.linli.gateway.enrol.CellFault;
import org.linli.gateway.http.Language;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemTexts;
import org.linli.proto.Reply;

/**
 * What became of a row, or would become of it.
 *
 * @param errors why it was refused
 * @param notes  what staff should look at though it was taken
 */
record ImportResult(int row, Outcome outcome, String id, List<CellFault> errors, List<CellFault> notes) {
    enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED,
        REFUSED;

        /** What a reply that is kept from the first time told. */
        static Outcome kept(Reply reply) {
            return reply.getCreated() ? CREATED : CHANGED;
        }
    }

    static ImportResult refused(int row, List<CellFault> errors) {
        return new ImportResult(row, Outcome.REFUSED, "", errors, List.of());
    }

    static ImportResult refused(int row, String column, String value, String zh, String en) {
        return refused(row, List.of(new CellFault(column, value, zh, en)));
    }

    /** A refusal of the registry or of the access table, as what is wrong with the row. */
    static ImportResult refused(int row, Problem problem) {
        if (!problem.faults().isEmpty()) {
            return refused(
                    row,
                    problem.faults().stream()
                            .map(fault -> new CellFault(column(fault.pointer()), "", fault.zh(), fault.en()))
                            .toList());
        }
        return refused(
                row,
                "",
                "",
                ProblemTexts.detail(problem.code(), problem.arguments(), Language.ZH),
                ProblemTexts.detail(problem.code(), problem.arguments(), Language.EN));
    }

    /** {@code /skills/0/level} is in the column of skills. */
    private static String column(String pointer) {
        String[] parts = pointer.split("/");
        return parts.length > 1 ? parts[1] : "";
    }

    JsonObject json(Language language) {
        JsonObject json = new JsonObject().put("row", row).put("outcome", outcome.name());
        Json.text(json, "id", id);
        if (!errors.isEmpty()) {
            json.put("errors", Json.array(errors, fault -> json(fault, language)));
        }
        return notes.isEmpty() ? json : json.put("notes", Json.array(notes, fault -> json(fault, language)));
    }

    private static JsonObject json(CellFault fault, Language language) {
        JsonObject json = new JsonObject();
        Json.text(json, "column", fault.column());
        Json.text(json, "value", fault.value());
        return json.put("detail", fault.text(language));
    }
}
