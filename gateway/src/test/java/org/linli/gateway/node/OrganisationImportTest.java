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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.access.Route;
import org.linli.gateway.enrol.ExportCommand;
import org.linli.gateway.enrol.ImportCommand;
import picocli.CommandLine;

/** Organisations and their teams by the command line into a whole node, and out again. */
class OrganisationImportTest {
    private static final String TABLE = """
        单位名称,类别,统一社会信用代码,结对社区,联系人,联系电话,队伍,队长,队员
        邻里学院,学院,12520181MB0000001A,红枫湖社区,周老师,0851-8200001,学院一队,v-1,v-2、v-3
        邻里学院,,12520181MB0000001A,,,,学院二队,v-2,
        红枫公司,企业,91520181MA0000009X,红枫湖社区,,,,,
        红枫协会,社会组织,,红枫湖社区,,,协会队,nobody,
        """;

    @TempDir
    private Path data;

    @TempDir
    private Path tables;

    private Node node;
    private Client client;
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void start() {
        node = Node.start(Street.settings(data, "full"));
        client = new Client(node.port());
        Street street = new Street(client);
        List.of("v-1", "v-2", "v-3").forEach(street::volunteer);
        await().until(() -> client.ok(Route.VOLUNTEER_LIST, client.token("dispatcher", "d-1"), null)
                        .getJsonArray("volunteers")
                        .size()
                == 3);
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    private String run(Object command, String... arguments) {
        said.getBuffer().setLength(0);
        PrintWriter out = new PrintWriter(said, true);
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--url";
        all[arguments.length + 1] = "http://127.0.0.1:" + node.port();
        new CommandLine(command).setOut(out).setErr(out).execute(all);
        return said.toString();
    }

    private JsonArray organisations() {
        return client.ok(Route.ORGANISATION_LIST, client.token("admin", "boss"), null)
                .getJsonArray("organisations");
    }

    @Test
    void table_inGbk_isTakenInOnce_reportedByRow_andComesOutAsItWentIn() throws IOException {
        Path table = Files.write(tables.resolve("单位.csv"), TABLE.getBytes(Charset.forName("GBK")));
        assertThat(run(new ImportCommand(), "organisations", table.toString(), "--dry-run", "--lang", "en"))
                .contains("4 rows: 2 new, 0 changed, 0 unchanged, 2 refused");
        assertThat(organisations()).isEmpty();

        String first = run(new ImportCommand(), "organisations", table.toString(), "--lang", "en");
        assertThat(first).contains("4 rows: 2 new, 0 changed, 0 unchanged, 2 refused");
        assertThat(first).contains("creditCode (91520181MA0000009X) has a wrong check digit", "nobody");
        await().until(() -> organisations().size() >= 1);
        JsonObject college = organisations().stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("name").equals("邻里学院"))
                .findFirst()
                .orElseThrow();
        assertThat(college.getString("kind")).isEqualTo("COLLEGE");
        assertThat(college.getJsonArray("communities")).containsExactly("红枫湖社区");
        JsonArray teams = client.ok(Route.TEAM_LIST, client.token("volunteer", "v-2"), null)
                .getJsonArray("teams");
        assertThat(teams).hasSize(2);
        assertThat(teams.stream().map(team -> ((JsonObject) team).getString("ownState")))
                .containsOnly("INVITED");

        String again = run(new ImportCommand(), "organisations", table.toString(), "--lang", "en");
        assertThat(again).contains("0 new, 0 changed, 2 unchanged, 2 refused");

        Path out = tables.resolve("out.csv");
        run(new ExportCommand(), "organisations", out.toString());
        assertThat(Files.readString(out)).contains("邻里学院", "12520181MB0000001A", "周老师", "学院一队", "学院二队");
        assertThat(run(new ImportCommand(), "organisations", out.toString(), "--lang", "en"))
                .contains("0 new, 0 changed")
                .contains("0 refused");
    }
}
