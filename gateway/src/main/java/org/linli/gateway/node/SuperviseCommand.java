package org.linli.gateway.node;

import io.lettuce.core.RedisURI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.linli.domain.Ids;
import org.linli.matcher.registry.redis.RedisCheck;
import org.linli.matcher.registry.supervise.Supervision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code linli supervise}: keeps a region's servers in their places and runs until it is told to stop. */
@Command(
        name = "supervise",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Keeps one of a region's Redis servers its primary and the others its replicas. One a region.",
        footer = {
            "",
            "The servers share one password and have no replicaof line of their own. While this does not run the region",
            "is served on, but nothing takes the place of a primary that fails. The record must never be an old copy."
        })
public final class SuperviseCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(SuperviseCommand.class);
    private static final long LOOK_EVERY_MS = 500;

    @Option(
            names = "--redis",
            required = true,
            paramLabel = "URI,URI…",
            description =
                    "All servers of the region; at the first start the one with data, or else the first, is primary.")
    private String redis = "";

    @Option(names = "--region", defaultValue = "520181", description = "The region's code. Default: ${DEFAULT-VALUE}.")
    private String region = "";

    @Option(
            names = "--record",
            defaultValue = "data/supervisor",
            paramLabel = "DIR",
            description = "Where it keeps its record. Default: ./${DEFAULT-VALUE}.")
    private Path record = Path.of("data/supervisor");

    /** 0 after a clean stop, 2 where a setting, a server or the record does not fit. */
    @Override
    public Integer call() throws InterruptedException {
        try {
            List<RedisURI> uris = StoreAddress.parse(redis);
            if (uris.size() < 2 || !Ids.isRegion(region)) {
                throw new Settings.Wrong("--redis (" + uris.size() + " servers) must name two at least, and --region ("
                        + region + ") be such as 520181.");
            }
            StoreAddress.check(uris);
            return run(Supervision.open(region, uris, record));
        } catch (Settings.Wrong | RedisCheck.Unfit | IllegalStateException | IllegalArgumentException wrong) {
            System.err.println("linli: " + wrong.getMessage());
            return 2;
        }
    }

    private static int run(Supervision supervision) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(supervision::close, "linli-stop"));
        LOG.info("supervising");
        while (supervision.isRunning()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
        return 2;
    }
}
