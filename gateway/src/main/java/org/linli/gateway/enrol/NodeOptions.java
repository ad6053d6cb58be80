package org.linli.gateway.enrol;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.linli.gateway.client.ApiClient;
import org.linli.gateway.client.ClientSettings;
import org.linli.gateway.client.RequestKeys;
import picocli.CommandLine.Option;

/** Which running node a command speaks to, and as whom. */
final class NodeOptions {
    /** Each carries a batch; more at once would only wait in the node. */
    static final int CALLS_AT_ONCE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 8;

    @Option(
            names = "--url",
            defaultValue = "http://localhost:8080",
            description = "The node. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private URI url;

    @Option(names = "--region", defaultValue = "520181", description = "The region's code. Default: ${DEFAULT-VALUE}.")
    private String region = "";

    @Option(
            names = "--token",
            defaultValue = "${env:LINLI_TOKEN:-}",
            description = "A bearer token of an administrator, or of community staff for their own communities."
                    + " Better in the variable LINLI_TOKEN, which other users of the machine cannot see."
                    + " Without: a demo token, which a node gives under --dev-tokens or --demo.")
    private String token = "";

    @Option(
            names = "--lang",
            defaultValue = "zh",
            paramLabel = "zh|en",
            description = "The language of the report. Default: ${DEFAULT-VALUE}.")
    private String language = "";

    URI url() {
        return url;
    }

    boolean english() {
        return language.startsWith("en");
    }

    ApiClient client(Vertx vertx) {
        ClientSettings settings = new ClientSettings(url, CALLS_AT_ONCE, CALLS_AT_ONCE * 2, PATIENCE, ATTEMPTS, 0.5);
        RequestKeys keys = new RequestKeys(InstantSource.system(), new SplittableRandom());
        return new ApiClient(vertx, settings, keys, new SplittableRandom()).speaking(language);
    }

    /** The token given, or one of the demo's. Blocks; not on an event loop. */
    String token(Conversation node) {
        return token.isBlank() ? node.ask(api -> api.demoToken("admin", "importer", region)) : token.strip();
    }
}
