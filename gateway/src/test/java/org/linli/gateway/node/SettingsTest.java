package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static Settings settings(int port, String plan, String bind, Path data) {
        return new Settings(
                false, false, Set.of("gateway"), "", List.of(), port, 9090, data, "520181", plan, "", bind, 50, 10);
    }

    @Test
    void wrongValues_areNamedTogether() {
        assertThatThrownBy(() -> settings(70_000, "best", "nowhere.invalid", Path.of("data")))
                .isInstanceOf(Settings.Wrong.class)
                .hasMessageContaining("--port (70000)")
                .hasMessageContaining("--plan (best)")
                .hasMessageContaining("--bind (nowhere.invalid)");
    }

    @Test
    void ports_thatAreTheSame_areRefused() {
        assertThatThrownBy(() -> settings(9090, "full", "127.0.0.1", Path.of("data")))
                .hasMessageContaining("--management-port (9090) must differ");
    }

    /** What a node that cannot start says on its standard error, in one line and exit code 2. */
    private static String refusal(String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(new picocli.CommandLine(new ServeCommand()).execute(arguments))
                    .isEqualTo(2);
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void osm_thatIsNotThere_isOneLineAndExitCode2(@TempDir Path data) {
        String line = refusal("--osm", data.resolve("county.osm.pbf").toString(), "--data", data.toString());
        assertThat(line).contains("--osm (", "must be a file that can be read");
    }

    @Test
    void sheets_ofANodeThatCannotOwnTheRegion_areRefused(@TempDir Path data) {
        String line = refusal("--roles", "gateway", "--sheets", "sheets", "--data", data.toString());
        assertThat(line).contains("--sheets (sheets) is for nodes with --roles gateway,matcher");
    }

    @Test
    void portTaken_isOneLineAndExitCode2(@TempDir Path data) throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String line = refusal(
                    "--port",
                    Integer.toString(taken.getLocalPort()),
                    "--bind",
                    "0.0.0.0",
                    "--management-port",
                    "0",
                    "--data",
                    data.toString());
            assertThat(line)
                    .contains("--port (" + taken.getLocalPort() + ") is taken")
                    .doesNotContain("\tat ");
        }
    }
}
