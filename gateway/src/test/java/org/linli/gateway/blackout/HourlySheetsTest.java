package org.linli.gateway.blackout;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.matcher.loop.VirtualLoop;
import org.slf4j.LoggerFactory;

/** A node's sheets in virtual time and a real directory. */
class HourlySheetsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** 20:59 in Qingzhen. */
    private static final long START_MS = Instant.parse("2026-11-22T12:59:00Z").toEpochMilli();

    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    private final VirtualLoop loop = new VirtualLoop();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Source source = new Source();
    private boolean owner = true;

    /** Two communities with visits; the second can be made to fail. */
    private final class Source implements HourlySheets.Source {
        final List<String> asked = new ArrayList<>();
        boolean fails;

        @Override
        public CompletionStage<List<String>> communities() {
            return CompletableFuture.completedFuture(List.of("东门桥", "红枫湖社区"));
        }

        @Override
        public CompletionStage<JsonObject> make(String community) {
            asked.add(community);
            return fails && community.equals("东门桥")
                    ? CompletableFuture.failedFuture(new IllegalStateException("the store does not answer"))
                    : CompletableFuture.completedFuture(sheet(community));
        }
    }

    @BeforeEach
    void listen() {
        log.start();
        ((Logger) LoggerFactory.getLogger(HourlySheets.class)).addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        ((Logger) LoggerFactory.getLogger(HourlySheets.class)).detachAppender(log);
    }

    private long nowMs() {
        return START_MS + loop.nowMs();
    }

    private JsonObject sheet(String community) {
        JsonObject visit = new JsonObject()
                .put("visitId", "o-1.1")
                .put("state", "ASSIGNED")
                .put("title", "陪诊")
                .put("start", "2026-11-23T01:00:00Z")
                .put("end", "2026-11-23T02:30:00Z")
                .put("residentName", "孙玉兰")
                .put("residentPhoneMasked", "139****0001")
                .put("address", "3 栋 2 单元 502")
                .put("notes", "门铃坏了 <script>alert(1)</script>")
                .put("volunteerName", "王芳")
                .put("volunteerPhoneMasked", "138****0002");
        return new JsonObject()
                .put("community", community)
                .put("madeAt", Instant.ofEpochMilli(nowMs()).toString())
                .put("visits", new JsonArray().add(visit));
    }

    private HourlySheets begin(Path directory) {
        HourlySheets sheets = new HourlySheets(
                new HourlySheets.Parts(loop, source, directory, () -> owner, () -> ZONE, this::nowMs, meters));
        sheets.start();
        loop.runReady();
        return sheets;
    }

    private List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private double count(String name) {
        return meters.counter(name).count();
    }

    @Test
    void eachHour_aFileForEachCommunity_forTheNodesUserAlone() throws IOException {
        Path directory = data.resolve("sheets");
        begin(directory);
        assertThat(names(directory)).containsExactly("sheet-东门桥-20261122-20.html", "sheet-红枫湖社区-20261122-20.html");
        loop.advance(HOUR_MS);

        assertThat(names(directory)).hasSize(4).contains("sheet-东门桥-20261122-21.html");
        assertThat(source.asked).hasSize(4);
        assertThat(count("linli.sheets.written")).isEqualTo(4);
        Path file = directory.resolve("sheet-东门桥-20261122-20.html");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .contains("<h1>东门桥 停电表</h1>", "2026年11月22日 20:59 生成", "09:00–10:30", "11月23日 周一")
                .contains("已接单", "孙玉兰", "139****0001", "3 栋 2 单元 502", "王芳")
                .contains("&lt;script&gt;")
                .doesNotContain("<script", "http://", "https://", "src=", "url(");
    }

    @Test
    void sheets_olderThanADay_areDeleted_andNothingElse() throws IOException {
        begin(data);
        Files.writeString(data.resolve("notes.html"), "mine");
        Files.writeString(data.resolve(".sheet-1.tmp"), "a node died here");
        Files.setLastModifiedTime(data.resolve("notes.html"), FileTime.fromMillis(START_MS - 99 * HOUR_MS));
        Files.setLastModifiedTime(data.resolve(".sheet-1.tmp"), FileTime.fromMillis(START_MS - 99 * HOUR_MS));
        loop.advance(24 * HOUR_MS + 2 * HourlySheets.AGAIN_MS);

        assertThat(names(data))
                .hasSize(2 * 24 + 1)
                .contains("notes.html")
                .doesNotContain(".sheet-1.tmp", "sheet-东门桥-20261122-20.html");
    }

    @Test
    void nodeThatDoesNotOwnTheRegion_writesNothing_untilItDoes() throws IOException {
        owner = false;
        begin(data);
        loop.advance(3 * HOUR_MS);
        assertThat(names(data)).isEmpty();
        owner = true;
        loop.advance(HourlySheets.LOOK_EVERY_MS);
        assertThat(names(data)).hasSize(2);
    }

    @Test
    void directoryThatCannotBeWritten_isAWarningOnceAnHour_andACount_andGoesOnLater() throws IOException {
        Path taken = Files.writeString(data.resolve("taken"), "a file where the directory should be");
        begin(taken.resolve("sheets"));
        loop.advance(HOUR_MS / 2);

        assertThat(log.list).hasSize(2);
        String said = log.list.get(0).getFormattedMessage();
        assertThat(said).contains(taken.toString(), "Maybe make room on the disk");
        assertThat(said.replace(data.toString(), "")).doesNotContain("孙玉兰", "502");
        assertThat(count("linli.sheets.failed")).isGreaterThan(10);
        Files.delete(taken);
        loop.advance(HourlySheets.AGAIN_MS);
        assertThat(names(taken.resolve("sheets"))).hasSize(2);
    }

    @Test
    void communityThatCannotBeRead_takesNoneFromTheOthers_andIsTriedAgain() throws IOException {
        source.fails = true;
        begin(data);
        assertThat(names(data)).containsExactly("sheet-红枫湖社区-20261122-20.html");
        source.fails = false;
        loop.advance(HourlySheets.AGAIN_MS);
        assertThat(names(data)).contains("sheet-东门桥-20261122-21.html");
    }

    @Test
    void names_thatLookAlikeAsFiles_stayApart() throws IOException {
        SheetFolder folder = new SheetFolder(data);
        folder.write("a/b", Instant.ofEpochMilli(START_MS).atZone(ZONE), "one");
        folder.write("a_b", Instant.ofEpochMilli(START_MS).atZone(ZONE), "two");
        folder.write("../".repeat(40), Instant.ofEpochMilli(START_MS).atZone(ZONE), "three");
        assertThat(names(data)).hasSize(3);
    }

    @Test
    void closed_writesNoMore() throws IOException {
        HourlySheets sheets = begin(data);
        sheets.close();
        loop.advance(3 * HOUR_MS);
        assertThat(names(data)).hasSize(2);
    }
}
