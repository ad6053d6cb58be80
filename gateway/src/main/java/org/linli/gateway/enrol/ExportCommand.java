package org.linli.gateway.enrol;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.linli.gateway.client.ApiProblem;
import org.linli.gateway.sheet.SheetOut;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code linli export volunteers|residents|orders|organisations FILE}: writes a table that {@code linli import} takes. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes the region's volunteers, residents, orders or organisations as a table.",
        footer = {
            "",
            "FILE ends in .csv (UTF-8, as spreadsheets know it) or .xlsx. A cell of a CSV that a spreadsheet would"
                    + " take for",
            "a formula has an apostrophe before it. Headings are Chinese, or English with --lang en; linli import"
                    + " takes",
            "both. The node records who exported how many rows."
        })
public final class ExportCommand implements Callable<Integer> {
    private static final int PAGE = 200;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "KIND", description = "volunteers, residents, orders or organisations.")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "Where the table goes; what is there is replaced.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    private NodeOptions options = new NodeOptions();

    /** 0: written; 1: the node failed; 2: a wrong file or setting. */
    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        SheetKind of = SheetKind.find(kind).orElse(null);
        if (of == null) {
            err.println(kind + " must be volunteers, residents, orders or organisations");
            return 2;
        }
        try (Conversation node = new Conversation(options)) {
            int rows = write(of, node, options.token(node));
            spec.commandLine().getOut().println(options.english() ? rows + " rows: " + file : rows + " 行：" + file);
            return 0;
        } catch (IOException unwritable) {
            err.println(file + ": " + unwritable.getMessage());
            return 2;
        } catch (RuntimeException failed) {
            err.println(options.url() + ": " + failed.getMessage());
            return failed instanceof ApiProblem problem && problem.status() < 429 ? 2 : 1;
        }
    }

    private int write(SheetKind of, Conversation node, String token) throws IOException {
        int rows = 0;
        try (SheetOut out = SheetOut.create(file)) {
            out.row(of.columns().stream()
                    .map(column -> options.english() ? column.name() : column.heading())
                    .toList());
            String next = "";
            do {
                String path =
                        "/v1/exports/" + of.word() + "?pageSize=" + PAGE + (next.isEmpty() ? "" : "&pageToken=" + next);
                JsonObject page = node.ask(api -> api.get(path, token)).body();
                JsonArray found = page.getJsonArray("rows", new JsonArray());
                for (Object row : found) {
                    out.row(cells(of, (JsonObject) row));
                }
                rows += found.size();
                next = page.getString("nextPageToken", "");
            } while (!next.isEmpty());
        }
        return rows;
    }

    private static List<String> cells(SheetKind of, JsonObject row) {
        return of.columns().stream()
                .map(column -> row.getString(column.name(), ""))
                .toList();
    }
}
