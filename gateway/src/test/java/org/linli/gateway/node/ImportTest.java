package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.access.Route;
import org.linli.gateway.enrol.ExportCommand;
import org.linli.gateway.enrol.ImportCommand;
import picocli.CommandLine;

/** Tables by the command line and by HTTP into a whole node, and out again. */
class ImportTest {
    private static final String VOLUNTEERS = """
        清镇市志愿者名单,,,,,,,,
        姓名（必填）,手机号码,身份证号,社区,技能,已核实技能,核实有效期,纬度,经度,备用
        李明,13900000001,11010519491231002X,红枫社区,烹饪,急救:2,2027-06-30,26.556,106.470,x
        王芳,1.3900000002E10,,红枫社区,陪伴；方言,,,,,
        ,,,,,,,,,
        赵四,无,,红枫社区,飞行,,,,,
        王芳,13900000002,,红枫社区,烹饪,,,,,
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path tables;

    @SuppressWarnings("NullAway.Init")
    private Node node;

    @SuppressWarnings("NullAway.Init")
    private Client client;

    private final StringWriter said = new StringWriter();

    @BeforeEach
    void start() {
        node = Node.start(Street.settings(data, "full"));
        client = new Client(node.port());
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    private Path table(String name, String text, String charset) throws IOException {
        return Files.write(tables.resolve(name), text.getBytes(Charset.forName(charset)));
    }

    private int run(Object command, String... arguments) {
        said.getBuffer().setLength(0);
        PrintWriter out = new PrintWriter(said, true);
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--url";
        all[arguments.length + 1] = "http://127.0.0.1:" + node.port();
        return new CommandLine(command).setOut(out).setErr(out).execute(all);
    }

    private int runImport(String... arguments) {
        return run(new ImportCommand(), arguments);
    }

    private JsonObject export(String kind) {
        return client.ok(Route.EXPORT, client.token("admin", "boss"), null, kind);
    }

    private JsonArray exported(String kind, int rows) {
        await().until(() -> export(kind).getJsonArray("rows").size() == rows);
        return export(kind).getJsonArray("rows");
    }

    @Test
    void volunteers_inGbkWithAllTraps_areInButForTheBadRowsAndASecondRunChangesNothing() throws IOException {
        String file = table("志愿者.csv", VOLUNTEERS, "GBK").toString();
        assertThat(runImport("volunteers", file, "--dry-run")).isEqualTo(1);
        assertThat(said.toString()).contains("试运行", "新增 2", "未导入 2", "备用");
        assertThat(export("volunteers").getJsonArray("rows")).isEmpty();

        assertThat(runImport("volunteers", file)).isEqualTo(1);
        assertThat(said.toString()).contains("4 行", "新增 2", "未导入 2");
        String report = Files.readString(tables.resolve("志愿者.report.csv"));
        assertThat(report)
                .contains("6,未导入,,电话,无,")
                .contains("飞行")
                .contains("7,未导入,,姓名,王芳,与第 4 行是同一个人")
                .contains("还没有位置");

        assertThat(runImport("volunteers", file)).isEqualTo(1);
        assertThat(said.toString()).contains("新增 0", "更新 0", "没有变化 2", "未导入 2");

        JsonArray rows = exported("volunteers", 2);
        String liId = rows.stream()
                .map(JsonObject.class::cast)
                .filter(row -> row.getString("name").equals("李明"))
                .findFirst()
                .orElseThrow()
                .getString("id");
        JsonObject li = client.ok(Route.VOLUNTEER_GET, client.token("admin", "boss"), null, liId);
        assertThat(li.getString("state")).isEqualTo("APPROVED");
        assertThat(li.getInteger("birthYear")).isEqualTo(1949);
        assertThat(li.getString("gender")).isEqualTo("FEMALE");
        JsonObject firstAid = li.getJsonArray("skills").stream()
                .map(JsonObject.class::cast)
                .filter(skill -> skill.getString("skill").equals("first-aid"))
                .findFirst()
                .orElseThrow();
        assertThat(firstAid.getBoolean("verified")).isTrue();
        assertThat(firstAid.getString("verifiedUntil")).isEqualTo("2027-06-30T16:00:00Z");
        assertThat(firstAid.getString("verifiedBy")).isEqualTo("importer");
    }

    @Test
    void volunteers_exportedAndImportedAgain_areUnchanged() throws IOException {
        runImport("volunteers", table("v.csv", VOLUNTEERS, "UTF-8").toString());
        exported("volunteers", 2);
        for (String name : new String[] {"out.csv", "out.xlsx"}) {
            Path out = tables.resolve(name);
            assertThat(run(new ExportCommand(), "volunteers", out.toString())).isZero();
            assertThat(runImport("volunteers", out.toString(), "--lang", "en")).isZero();
            assertThat(said.toString()).contains("2 rows: 0 new, 0 changed, 2 unchanged, 0 refused");
        }
    }

    /** The id that the number gives is taken although nobody has the number: it is the same person's. */
    @Test
    void row_ofSomebodyWhoseFileHasAnotherNumberByNow_changesThatFile() throws IOException {
        runImport("volunteers", table("v.csv", VOLUNTEERS, "UTF-8").toString());
        String id = exported("volunteers", 2).stream()
                .map(JsonObject.class::cast)
                .filter(row -> row.getString("name").equals("王芳"))
                .findFirst()
                .orElseThrow()
                .getString("id");
        String moved = "编号,姓名,电话\n" + id + ",王芳,13900000009\n";
        assertThat(runImport("volunteers", table("moved.csv", moved, "UTF-8").toString()))
                .isZero();
        String back = "电话,姓名\n13900000002,王芳\n";
        for (String outcome : new String[] {"新增 0，更新 1", "新增 0，更新 0，没有变化 1"}) {
            assertThat(runImport("volunteers", table("back.csv", back, "UTF-8").toString()))
                    .isZero();
            assertThat(said.toString()).contains(outcome);
        }
        assertThat(exported("volunteers", 2)).hasSize(2);
    }

    @Test
    void emptyCells_leaveWhatIsOnFileAndOthersChangeIt() throws IOException {
        runImport("volunteers", table("v.csv", VOLUNTEERS, "UTF-8").toString());
        String more = "电话,姓名,技能,单位\n13900000001,李明,,社工站\n";
        assertThat(runImport("volunteers", table("more.csv", more, "UTF-8").toString()))
                .isZero();
        assertThat(said.toString()).contains("更新 1");
        JsonObject li = exported("volunteers", 2).stream()
                .map(JsonObject.class::cast)
                .filter(row -> row.getString("name").equals("李明"))
                .findFirst()
                .orElseThrow();
        assertThat(li.getString("organisation")).isEqualTo("社工站");
        assertThat(li.getString("verifiedSkills")).isEqualTo("急救:2@2027-06-30");
    }

    @Test
    void residentsAndOrders_byTelephone_findEachOther() throws IOException {
        String residents = """
            姓名,电话,住址,独居,家属电话,纬度,经度,坐标系
            陈奶奶,085182520001,红枫湖路 1 号,是,13900000009,26.557,106.471,WGS84
            陈爷爷,085182520001,红枫湖路 1 号,否,,26.557,106.471,WGS84
            """;
        assertThat(runImport("residents", table("r.csv", residents, "UTF-8").toString()))
                .isZero();
        JsonArray files = exported("residents", 2);
        assertThat(files.encode()).contains("陈奶奶", "陈爷爷", "\"livesAlone\":\"是\"");
        String tomorrow = java.time.LocalDate.now(java.time.ZoneId.of("Asia/Shanghai"))
                .plusDays(1)
                .toString();
        String orders = """
            单号,居民姓名,电话,服务,开始时间,时长,优先级
            A-1,陈奶奶,085182520001,陪聊,TOMORROW 09:00,60,普通
            A-2,,085182520001,陪聊,TOMORROW 09:00,60,普通
            A-3,陈爷爷,085182520001,飞行,TOMORROW 09:00,60,普通
            A-4,陈爷爷,085182520001,送餐,2020-01-01 09:00,60,普通
            """.replace("TOMORROW", tomorrow);
        String file = table("o.csv", orders, "UTF-8").toString();
        assertThat(runImport("orders", file, "--dry-run")).isEqualTo(1);
        assertThat(said.toString()).contains("新增 1", "未导入 3");
        assertThat(runImport("orders", file)).isEqualTo(1);
        assertThat(said.toString()).contains("新增 1", "未导入 3", "有几位居民", "没有这项服务");
        assertThat(runImport("orders", file)).isEqualTo(1);
        assertThat(said.toString()).contains("新增 0", "没有变化 1");
        JsonObject order = exported("orders", 1).getJsonObject(0);
        assertThat(order.getString("start")).isEqualTo(tomorrow + " 09:00");
        Path out = tables.resolve("orders.xlsx");
        assertThat(run(new ExportCommand(), "orders", out.toString())).isZero();
        assertThat(runImport("orders", out.toString())).isZero();
        assertThat(said.toString()).contains("新增 0", "没有变化 1");
    }

    @Test
    void communityStaff_importAndExportTheirOwnCommunityAlone() {
        String staff = client.token("community", "c-1", new JsonArray().add("north"));
        JsonObject body = new JsonObject()
                .put("kind", "residents")
                .put(
                        "rows",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("row", 2)
                                        .put("name", "陈奶奶")
                                        .put("phone", "085182520001")
                                        .put("community", "north"))
                                .add(new JsonObject()
                                        .put("row", 3)
                                        .put("name", "王奶奶")
                                        .put("phone", "085182520002")
                                        .put("community", "south")));
        JsonObject counts = client.ok(Route.IMPORT, staff, body).getJsonObject("counts");
        assertThat(counts.getInteger("created")).isEqualTo(1);
        assertThat(counts.getInteger("refused")).isEqualTo(1);
        exported("residents", 1);
        String south = client.token("community", "c-2", new JsonArray().add("south"));
        assertThat(client.ok(Route.EXPORT, south, null, "residents").getJsonArray("rows"))
                .isEmpty();
    }

    @Test
    void sameCall_sentAgain_isAnsweredAsItWas() {
        String admin = client.token("admin", "boss");
        JsonObject body = new JsonObject()
                .put("kind", "residents")
                .put(
                        "rows",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("row", 2)
                                        .put("name", "陈奶奶")
                                        .put("phone", "085182520001")));
        String key = UUID.randomUUID().toString();
        JsonObject first = client.keyed(Route.IMPORT, admin, body, key).body();
        JsonObject again = client.keyed(Route.IMPORT, admin, body, key).body();
        assertThat(first.getJsonObject("counts").getInteger("created")).isEqualTo(1);
        assertThat(again.getJsonArray("rows")).isEqualTo(first.getJsonArray("rows"));
    }

    @Test
    void somebody_importedAsVolunteerAndAsResident_hasOneFile() {
        JsonObject body = new JsonObject()
                .put("kind", "volunteers")
                .put(
                        "rows",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("row", 2)
                                        .put("name", "李明")
                                        .put("phone", "13900000001")));
        String admin = client.token("admin", "boss");
        String id = client.ok(Route.IMPORT, admin, body)
                .getJsonArray("rows")
                .getJsonObject(0)
                .getString("id");
        JsonObject resident = new JsonObject()
                .put("kind", "residents")
                .put(
                        "rows",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("row", 2)
                                        .put("name", "李明")
                                        .put("phone", "13900000001")));
        assertThat(client.ok(Route.IMPORT, admin, resident)
                        .getJsonArray("rows")
                        .getJsonObject(0)
                        .getString("id"))
                .isEqualTo(id);
    }

    @Test
    void file_thatIsNoTable_isRefusedInOneLine() throws IOException {
        String file = table("x.csv", "一,二\n三,四\n", "UTF-8").toString();
        assertThat(runImport("volunteers", file)).isEqualTo(2);
        assertThat(said.toString()).contains("没有认得的标题行");
        assertThat(runImport("nobody", file)).isEqualTo(2);
    }
}
