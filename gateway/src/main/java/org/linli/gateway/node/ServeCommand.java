package org.linli.gateway.node;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code linli serve}: starts a node and runs until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Starts a node: store, dispatcher, solver, API and pages in one process.")
public final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Option(names = "--demo", description = "Fill the region with invented people who behave.")
    private boolean demo;

    @Option(names = "--dev-tokens", description = "Give tokens for invented people to anybody who asks.")
    private boolean devTokens;

    @Option(
            names = "--roles",
            split = ",",
            defaultValue = "gateway,matcher",
            paramLabel = "ROLE",
            description = "gateway, matcher, or both. Default: ${DEFAULT-VALUE}.")
    private List<String> roles = List.of();

    @Option(
            names = "--redis",
            defaultValue = "",
            paramLabel = "URI",
            description = "The store's address; file:DIR: the own Redis of the node whose data directory that is;"
                    + " several with commas: the servers of a region that linli supervise keeps."
                    + " Default: a Redis of the node's own, in the data directory.")
    private String redis = "";

    @Option(names = "--join", split = ",", paramLabel = "HOST:PORT", description = "Other nodes of the region.")
    private List<String> join = List.of();

    @Option(
            names = "--member-port",
            defaultValue = "0",
            paramLabel = "PORT",
            description = "Where other nodes join this one. Default: 5701, or the next that is free.")
    private int memberPort;

    @Option(names = "--port", defaultValue = "8080", description = "API and pages. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--management-port",
            defaultValue = "9090",
            description = "Health and metrics. Default: ${DEFAULT-VALUE}.")
    private int managementPort;

    @Option(
            names = "--bind",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "What the ports listen on; 0.0.0.0 opens them to others. Default: ${DEFAULT-VALUE}.")
    private String bind = "";

    @Option(
            names = "--data",
            defaultValue = "data",
            paramLabel = "DIR",
            description = "Store, secrets and archive. Default: ./${DEFAULT-VALUE}.")
    private Path data = Path.of("data");

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description =
                    "Master key and token secret, which all nodes of a region share. Default: the data directory.")
    private @Nullable Path keys;

    @Option(names = "--region", defaultValue = "520181", description = "The region's code. Default: ${DEFAULT-VALUE}.")
    private String region = "";

    @Option(
            names = "--plan",
            defaultValue = "full",
            paramLabel = "full|optaplanner",
            description = "full: insertion, improved by the solver; optaplanner: the solver alone.")
    private String plan = "";

    @Option(
            names = "--osm",
            paramLabel = "FILE",
            description = "An OpenStreetMap extract (.osm.pbf, .osm, .osm.gz) of the region, whose roads people take."
                    + " Default: ways are straight, with the policy's detour.")
    private @Nullable Path osm;

    @Option(
            names = "--tile-url",
            defaultValue = "",
            paramLabel = "URL",
            description = "Map tiles. Default: the map that the pages bring.")
    private String tileUrl = "";

    @Option(
            names = "--rate",
            defaultValue = "50",
            paramLabel = "N",
            description = "Calls a second and person; 0: no limit. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--max-sockets",
            defaultValue = "18000",
            paramLabel = "N",
            description = "Streams at once. Default: ${DEFAULT-VALUE}.")
    private int maxSockets;

    @Option(
            names = "--device-port",
            defaultValue = "-1",
            paramLabel = "PORT",
            description = "Help buttons and tags; 0: any free port. Default: none come in.")
    private int devicePort;

    @Option(
            names = "--device-certificate",
            paramLabel = "FILE",
            description = "PEM. Their connections are sealed by TLS; without it they must be local, or --device-plain.")
    private @Nullable Path deviceCertificate;

    @Option(names = "--device-certificate-key", paramLabel = "FILE", description = "Its key: PEM, PKCS 8, no password.")
    private @Nullable Path deviceCertificateKey;

    @Option(
            names = "--device-plain",
            description = "Their connections may be plain, because nobody else is on their network.")
    private boolean devicePlain;

    @Option(
            names = "--sheets",
            paramLabel = "DIR",
            description =
                    "Each hour a printable blackout sheet for each community, kept for 24 hours. They hold names and"
                            + " addresses in the clear. Default: none.")
    private @Nullable Path sheets;

    @Mixin
    private IssuerOptions issuer = new IssuerOptions();

    /** 0 after a clean stop, 2 where a setting, a port or the store does not fit. */
    @Override
    public Integer call() throws InterruptedException {
        try {
            run(Node.start(settings()));
            return 0;
        } catch (Settings.Wrong wrong) {
            System.err.println("linli: " + wrong.getMessage());
            return 2;
        }
    }

    private Settings settings() {
        return new Settings(
                demo,
                devTokens,
                new LinkedHashSet<>(roles),
                redis,
                join,
                memberPort,
                port,
                managementPort,
                data,
                keys == null ? data : keys,
                region,
                plan,
                osm,
                tileUrl,
                bind,
                rate,
                maxSockets,
                new DeviceSettings(devicePort, deviceCertificate, deviceCertificateKey, devicePlain),
                issuer.settings(),
                sheets);
    }

    private static void run(Node node) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            LOG.info("stopping");
                            node.close();
                            LOG.info("stopped");
                            stopped.countDown();
                        },
                        "linli-stop"));
        stopped.await();
    }
}
