package org.linli.gateway.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.matcher.policy.PolicyReader;
import picocli.CommandLine;

class SimulateCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new SimulateCommand())
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(arguments);
    }

    private Path policy(String name, String from, String to) throws Exception {
        Path file = folder.resolve(name);
        return Files.writeString(file, PolicyReader.defaultYaml("520181").replace(from, to));
    }

    @Test
    void simulate_twice_writesTheSameBytes() throws Exception {
        String a = policy("slow.yaml", "ebikeMetersPerHour: 18000", "ebikeMetersPerHour: 9000")
                .toString();
        String[] first = arguments(a, "1.html");
        String[] second = arguments(a, "2.html");

        assertThat(run(first)).isZero();
        assertThat(run(second)).isZero();

        assertThat(Files.readString(folder.resolve("1.html"))).isEqualTo(Files.readString(folder.resolve("2.html")));
        assertThat(said.toString()).contains("A slow", "B default", "orders for volunteers", "page: ");
    }

    private String[] arguments(String policy, String page) {
        return new String[] {
            "--policy",
            policy,
            "--orders",
            "20",
            "--volunteers",
            "15",
            "--hours",
            "1",
            "--square-meters",
            "2000",
            "--moves",
            "200",
            "--html",
            folder.resolve(page).toString()
        };
    }

    @Test
    void simulate_withABrokenPolicy_saysWhatIsWrongByLine() throws Exception {
        Path broken = policy("broken.yaml", "travelPerSecond: 10", "travelPerSecond: ten");

        assertThat(run("--policy", broken.toString())).isEqualTo(2);
        assertThat(said.toString()).contains("broken.yaml", "/planning/travelPerSecond");
    }

    @Test
    void simulate_policiesOfTwoRegions_areRefused() throws Exception {
        Path other = policy("other.yaml", "region: \"520181\"", "region: \"371082\"");

        assertThat(run("--against", other.toString())).isEqualTo(2);
        assertThat(said.toString()).contains("region (520181, 371082)");
    }
}
