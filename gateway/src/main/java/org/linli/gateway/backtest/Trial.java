package org.linli.gateway.backtest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.client.Progress;
import org.linli.matcher.backtest.Backtest;
import org.linli.matcher.backtest.DayFigures;
import picocli.CommandLine.Option;

/** What commands that compare policies have in common: two files, and where the page goes. */
public final class Trial {
    @Option(names = "--policy", description = "A policy in YAML (A). Default: the one that a node starts with.")
    private @Nullable Path policy;

    @Option(names = "--against", description = "What it is held against (B). Default: the one that a node starts with.")
    private @Nullable Path against;

    @Option(names = "--html", description = "Writes the comparison as one page of its own to this file.")
    private @Nullable Path html;

    @Option(
            names = "--moves",
            defaultValue = "500",
            description = "Moves of the zone solver in a second of the day; 0: no solver. Default: ${DEFAULT-VALUE}.")
    private long moves;

    /** Whether two policies are to be compared at all. */
    public boolean isAsked() {
        return policy != null || against != null;
    }

    public long moves() {
        return moves;
    }

    /** A, by which made-up people are drawn. */
    public RegionPolicy first() throws IOException {
        return PolicyFile.read(policy).policy();
    }

    /** Plays the day twice, prints the table, and writes the page. */
    public void run(Backtest backtest, Bilingual demand, PrintWriter out) throws IOException {
        PolicyFile a = PolicyFile.read(policy);
        PolicyFile b = PolicyFile.read(against);
        requireOneRegion(a.policy(), b.policy());
        Comparison comparison = compare(backtest, demand, a, b);
        comparison.lines().forEach(out::println);
        if (html != null) {
            Files.writeString(html, Page.of(comparison));
            out.println("page: " + html);
        }
        out.flush();
    }

    private static Comparison compare(Backtest backtest, Bilingual demand, PolicyFile a, PolicyFile b) {
        long minutes = Duration.ofMillis(backtest.lengthMs()).toMinutes();
        try (Progress progress = new Progress("minutes of two days", 2 * minutes)) {
            DayFigures first = backtest.under(
                    a.policy(), ms -> progress.reached(Duration.ofMillis(ms).toMinutes()));
            DayFigures second = backtest.under(
                    b.policy(),
                    ms -> progress.reached(minutes + Duration.ofMillis(ms).toMinutes()));
            return new Comparison(demand, new Comparison.Side(a.name(), first), new Comparison.Side(b.name(), second));
        }
    }

    private static void requireOneRegion(RegionPolicy a, RegionPolicy b) {
        if (!a.region().equals(b.region())) {
            throw new IllegalArgumentException("region (" + a.region() + ", " + b.region()
                    + ") must be the same in both policies, because orders carry it in their ids");
        }
    }
}
