package org.linli.gateway.replay;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.backtest.Bilingual;
import org.linli.gateway.backtest.Trial;
import org.linli.gateway.client.ApiClient;
import org.linli.gateway.client.ClientSettings;
import org.linli.gateway.client.Progress;
import org.linli.gateway.client.RequestKeys;
import org.linli.gateway.client.StreamClient;
import org.linli.gateway.demo.VertxSchedule;
import org.linli.matcher.backtest.Backtest;
import org.linli.matcher.backtest.Habits;
import org.linli.matcher.backtest.Wish;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code linli replay FILE}: sends a log of calls to a running node as hotline orders and reports what became of them; or
 * plays it under two policies and compares these.
 */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Sends a log of calls to a running node as hotline orders, in their own rhythm, and reports.",
        footer = {
            "",
            "FILE is UTF-8 CSV with a heading line that names these columns, in any order:",
            "  lat, lng   degrees, wherever the log was recorded; --map moves them into the region",
            "  category   what the call was; --categories says which service it becomes",
            "  time       2015-12-10 17:40:00 or 2015-12-10T17:40:00, without zone; only differences count",
            "  township   a name of the place, which becomes the order's address",
            "",
            "Emergencies are sent as emergencies, so that the node refers them to 120, 119 or 110, and only then,",
            "where a neighbour can help beside them, as an order for volunteers.",
            "",
            "With --policy or --against no node is asked: the log is played on virtual time under both policies, the"
                    + " one that",
            "a node starts with for the one left out, and the two are compared. Then --volunteers (300 where it is 0)"
                    + " live",
            "where the calls come from.",
            "",
            "Examples, the first against a node started with --dev-tokens:",
            "  linli replay calls.csv --factor 3600 --volunteers 300",
            "  linli replay calls.csv --policy new.yaml --against current.yaml --html days.html"
        })
public final class ReplayCommand implements Callable<Integer> {
    /** In a comparison without a number of them. */
    private static final int VOLUNTEERS = 300;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The log of calls.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    private final Trial trial = new Trial();

    @Option(names = "--factor", defaultValue = "60", description = "How many times faster. Default: ${DEFAULT-VALUE}.")
    private double factor;

    @Option(names = "--url", defaultValue = "http://localhost:8080", description = "Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private URI url;

    @Option(names = "--region", defaultValue = "520181", description = "The region's code. Default: ${DEFAULT-VALUE}.")
    private String region = "";

    @Option(
            names = "--token",
            defaultValue = "",
            description =
                    "An agent's bearer token. Without: demo tokens, which a node gives under --dev-tokens or --demo.")
    private String token = "";

    @Option(
            names = "--map",
            defaultValue = "box",
            description = {
                "box: the log's bounding box onto the middle half of the region's (default);",
                "box:S,W,N,E: onto that box; a,b,c,d,e,f: lat' = a*lat+b*lng+c, lng' = d*lat+e*lng+f."
            })
    private String map = "";

    @Option(
            names = "--categories",
            description = "CSV of category,service,priority,minutes,beside instead of the built-in.")
    private @Nullable Path categories;

    @Option(
            names = "--volunteers",
            defaultValue = "0",
            description = "Simulated volunteers who answer through the API. Default: 0, whoever is on duty there.")
    private int volunteers;

    @Option(names = "--limit", defaultValue = "2000000", description = "The most calls that are sent. Default: all.")
    private int limit;

    @Option(names = "--seed", defaultValue = "1", description = "Of every chance. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--settle",
            defaultValue = "60",
            description = "Most seconds to wait after the last call for visits to end. Default: ${DEFAULT-VALUE}.")
    private int settle;

    /** 0: done and the counts agree; 1: they differ, or the node failed; 2: a wrong file or setting. */
    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            List<Call> all = CallLog.read(file);
            List<Call> calls = all.subList(0, Math.min(Math.max(1, limit), all.size()));
            CategoryRules rules = categories == null ? CategoryRules.standard() : CategoryRules.read(categories);
            if (trial.isAsked()) {
                compare(calls, rules, out);
                return 0;
            }
            ReplaySettings settings =
                    new ReplaySettings(url, region, factor, map, token, volunteers, seed, settle * 1_000L);
            Report report = run(settings, calls, rules, out);
            report.lines().forEach(out::println);
            return report.agrees() ? 0 : 1;
        } catch (IOException | IllegalArgumentException wrong) {
            err.println(file + ": " + wrong.getMessage());
            return 2;
        } catch (RuntimeException failed) {
            err.println(url + ": " + failed.getMessage());
            return 1;
        }
    }

    private void compare(List<Call> calls, CategoryRules rules, PrintWriter out) throws IOException {
        requireCalls(calls);
        RegionPolicy policy = trial.first();
        LogDemand demand = new LogDemand(policy, AffineMap.parse(map, Box.around(calls), LogDemand.box(policy)), rules);
        List<Wish> wishes = demand.wishes(calls);
        int people = volunteers == 0 ? VOLUNTEERS : volunteers;
        trial.run(
                new Backtest(
                        demand.people(calls, people, seed),
                        wishes,
                        new Habits(seed, Duration.ofSeconds(40), 0, 100),
                        trial.moves()),
                new Bilingual(
                        String.format(
                                Locale.ROOT,
                                "%,d 次来电、%,d 单、%,d 名志愿者（虚构），种子 %d。",
                                calls.size(),
                                wishes.size(),
                                people,
                                seed),
                        String.format(
                                Locale.ROOT,
                                "%,d calls, %,d orders, %,d volunteers (made up), seed %d.",
                                calls.size(),
                                wishes.size(),
                                people,
                                seed)),
                out);
    }

    private static void requireCalls(List<Call> calls) {
        if (calls.isEmpty()) {
            throw new IllegalArgumentException("the log names no calls");
        }
    }

    private static Report run(ReplaySettings settings, List<Call> calls, CategoryRules rules, PrintWriter out) {
        requireCalls(calls);
        Duration length = Duration.between(
                calls.get(0).time(), calls.get(calls.size() - 1).time());
        out.printf(
                "Replaying %d calls of %d h in %d s%n",
                calls.size(), length.toHours(), Math.round(length.toSeconds() / settings.factor()));
        out.flush();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        try (Progress progress = new Progress("replay", calls.size())) {
            return start(vertx, settings, calls, rules, progress::reached);
        } finally {
            vertx.close().await();
        }
    }

    private static Report start(
            Vertx vertx, ReplaySettings settings, List<Call> calls, CategoryRules rules, IntConsumer progress) {
        Promise<Report> outcome = Promise.promise();
        vertx.runOnContext(go -> {
            InstantSource clock = InstantSource.system();
            RequestKeys keys = new RequestKeys(clock, new SplittableRandom());
            ClientSettings node = ClientSettings.of(settings.url()).withConnections(64, 20_000);
            ApiClient api = new ApiClient(vertx, node, keys, new SplittableRandom(settings.seed()));
            WebSocketClient sockets = StreamClient.sockets(vertx, settings.volunteers() + 8);
            VertxSchedule schedule = new VertxSchedule(vertx, clock);
            new Replay(vertx, schedule, System::nanoTime, api, sockets, settings, calls, rules, progress)
                    .run()
                    .onComplete(outcome);
        });
        return outcome.future().await();
    }
}
