package org.linli.gateway.enrol;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.client.ApiProblem;
import org.linli.gateway.client.Progress;
import org.linli.gateway.sheet.Sheet;
import org.linli.gateway.sheet.SheetUnreadable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code linli import volunteers|residents|orders|organisations FILE}: brings a county's table in through a running node, so that who
 * did it is recorded, the same rules hold as for everybody, and nobody needs the store's secrets or a stopped node.
 */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Brings volunteers, residents, orders or organisations of a table in through a running node.",
        footer = {
            "",
            "FILE is CSV (UTF-8 or GBK) or XLSX. Its headings are Chinese or English, in any order; columns that are",
            "not known are left alone. A row is known again by its id, else by telephone and name, else by identity",
            "number (of which nothing is kept but a digest), and a second run changes nothing. An empty cell leaves",
            "what is on file. Good rows go in, the others are reported, on the screen and as a table.",
            "",
            "Headings that matter: 姓名 name, 电话 phone, 编号 id, 身份证号 idNumber, 社区 community, 纬度 lat, 经度 lng,",
            "坐标系 crs, 技能 skills (急救:2；烹饪), 服务时间 shifts (周一至周五 18:00-21:00), 独居 livesAlone, 亲属 relatives;",
            "for orders 单号 reference, 服务 service, 开始时间 start, 时长 minutes; for organisations",
            "单位名称 name, 类别 kind, 统一社会信用代码 creditCode, 结对社区 communities, 队伍 team, 队长 teamLeader.",
            "linli export writes them all.",
            "",
            "Example, first to look and then to do:",
            "  linli import volunteers 志愿者.xlsx --dry-run",
            "  linli import volunteers 志愿者.xlsx"
        })
public final class ImportCommand implements Callable<Integer> {
    private static final long MOST_UNPACKED = 4L << 30;
    private static final int LINES_SHOWN = 20;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "KIND", description = "volunteers, residents, orders or organisations.")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The table.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--dry-run", description = "Says what would become of each row, and changes nothing.")
    private boolean dryRun;

    @Option(names = "--pending", description = "New volunteers wait for staff to approve them. Default: approved.")
    private boolean pending;

    @Option(names = "--community", defaultValue = "", description = "Of rows that name none.")
    private String community = "";

    @Option(
            names = "--crs",
            defaultValue = "WGS84",
            paramLabel = "SYSTEM",
            description = "Of rows that name none: WGS84, GCJ02, BD09 or CGCS2000. Default: ${DEFAULT-VALUE}.")
    private String crs = "";

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where the table of refusals and remarks goes. Default: beside FILE, as NAME.report.csv.")
    private @Nullable Path report;

    @Mixin
    private NodeOptions options = new NodeOptions();

    /** 0: every row is in; 1: some were refused, or the node failed; 2: a wrong file or setting. */
    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        SheetKind of = SheetKind.find(kind).orElse(null);
        if (of == null || !Files.isReadable(file)) {
            err.println(
                    of == null
                            ? kind + " must be volunteers, residents, orders or organisations"
                            : file + " cannot be read");
            return 2;
        }
        RowReport rows = new RowReport(of, options.english());
        try {
            run(of, rows);
        } catch (SheetUnreadable wrong) {
            err.println(file + ": " + (options.english() ? wrong.en() : wrong.zh()));
            return 2;
        } catch (RuntimeException failed) {
            err.println(options.url() + ": " + failed.getMessage());
            show(rows, out);
            return failed instanceof ApiProblem problem && problem.status() < 429 ? 2 : 1;
        }
        show(rows, out);
        return rows.of(RowReport.Outcome.REFUSED) == 0 ? 0 : 1;
    }

    private void run(SheetKind of, RowReport rows) throws InterruptedException {
        JsonObject frame = new JsonObject()
                .put("kind", of.word())
                .put("dryRun", dryRun)
                .put("pending", pending)
                .put("community", community)
                .put("crs", crs);
        try (Sheet sheet = Sheet.open(() -> Files.newInputStream(file), MOST_UNPACKED);
                Progress progress = new Progress("import", Progress.UNKNOWN);
                Conversation node = new Conversation(options)) {
            Headings headings = Headings.read(of, sheet);
            if (!headings.unknown().isEmpty()) {
                spec.commandLine()
                        .getOut()
                        .println((options.english() ? "Left alone: " : "未使用的列：") + headings.unknown());
            }
            new Importing(node, options.token(node), of, frame, rows, progress::reached).run(headings, sheet);
        }
    }

    private void show(RowReport rows, PrintWriter out) {
        rows.first(LINES_SHOWN).forEach(out::println);
        String dry = options.english() ? "Dry run, nothing was changed. " : "试运行，没有改动任何数据。";
        out.println((dryRun ? dry : "") + rows.summary());
        if (!rows.isEmpty()) {
            Path whole = report == null ? beside() : report;
            try {
                rows.write(whole);
                out.println((options.english() ? "The whole report: " : "完整报告：") + whole);
            } catch (IOException unwritable) {
                out.println(whole + ": " + unwritable.getMessage());
            }
        }
        out.flush();
    }

    private Path beside() {
        String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        return file.resolveSibling(name + ".report.csv");
    }
}
