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

    @Test
    void osm_thatIsNotThere_isOneLineAndExitCode2(@TempDir Path data) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        int code;
        try {
            code = new picocli.CommandLine(new ServeCommand())
                    .execute("--osm", data.resolve("county.osm.pbf").toString(), "--data", data.toString());
        } finally {
            System.setErr(before);
        }
        assertThat(code).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("--osm (", "must be a file that can be read");
    }

    @Test
    void portTaken_isOneLineAndExitCode2(@TempDir Path data) throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            PrintStream before = System.err;
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            int code;
            try {
                code = new picocli.CommandLine(new ServeCommand())
                        .execute(
                                "--port",
                                Integer.toString(taken.getLocalPort()),
                                "--bind",
                                "0.0.0.0",
                                "--management-port",
                                "0",
                                "--data",
                                data.toString());
            } finally {
                System.setErr(before);
            }
            assertThat(code).isEqualTo(2);
            String line = said.toString(StandardCharsets.UTF_8);
            assertThat(line)
                    .contains("--port (" + taken.getLocalPort() + ") is taken")
                    .doesNotContain("\tat ");
        }
    }
}
