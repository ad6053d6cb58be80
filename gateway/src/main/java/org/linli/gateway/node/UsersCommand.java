package org.linli.gateway.node;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.access.Base32;
import org.linli.gateway.access.Role;
import org.linli.gateway.client.ApiClient;
import org.linli.gateway.client.ApiProblem;
import org.linli.gateway.client.ApiReply;
import org.linli.gateway.client.ClientSettings;
import org.linli.gateway.client.RequestKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * {@code linli users}: who is of the staff. Speaks to a running node, as an administrator: whoever may read the secret
 * beside the node's keys is one.
 */
@Command(
        name = "users",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Adds, lists, disables and resets staff on a running node.",
        footer = {
            "",
            "Run it on the node's machine, as the user who may read its keys. A name is a pseudonym, such as c-07:"
                    + " names",
            "stand in the log. The password is asked for, or read as one line from standard input; it is no argument."
        })
public final class UsersCommand {
    /** A password takes tenths of a second to hash, and seconds on a machine that has much else to do. */
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final LongSupplier nowMs = System::currentTimeMillis;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--url",
            defaultValue = "http://localhost:8080",
            scope = ScopeType.INHERIT,
            description = "The node. Default: ${DEFAULT-VALUE}.")
    private URI url = URI.create("http://localhost:8080");

    @Option(
            names = "--keys",
            defaultValue = "data",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description = "Where the node's keys are. Default: ./${DEFAULT-VALUE}.")
    private Path keys = Path.of("data");

    @Option(
            names = "--region",
            defaultValue = "520181",
            scope = ScopeType.INHERIT,
            description = "The region's code. Default: ${DEFAULT-VALUE}.")
    private String region = "";

    @Command(name = "add", description = "Adds somebody, and shows what their authenticator needs, once.")
    int add(
            @Parameters(paramLabel = "NAME", description = "Letters, digits, - and _.") String name,
            @Option(
                            names = "--role",
                            required = true,
                            split = ",",
                            paramLabel = "ROLE",
                            description = "leader, community, agent, dispatcher, reviewer, officer, merchant, org,"
                                    + " auditor, admin.")
                    List<String> roles,
            @Option(
                            names = "--community",
                            split = ",",
                            paramLabel = "CODE",
                            description = "Communities that community staff look after; * for all.")
                    @Nullable
                    List<String> communities) {
        return withSecret(
                name,
                (password, secret) -> body(password, secret, roles, communities).put("id", name),
                "/v1/staff");
    }

    @Command(
            name = "reset",
            description = "Gives somebody a new password and authenticator; signs them out everywhere; enables them.")
    int reset(
            @Parameters(paramLabel = "NAME", description = "Whom.") String name,
            @Option(
                            names = "--role",
                            split = ",",
                            paramLabel = "ROLE",
                            description = "Other roles, with --community; without, they keep theirs.")
                    @Nullable
                    List<String> roles,
            @Option(names = "--community", split = ",", paramLabel = "CODE", description = "With --role.") @Nullable
                    List<String> communities) {
        return withSecret(
                name, (password, secret) -> body(password, secret, roles, communities), "/v1/staff/" + name + "/reset");
    }

    @Command(name = "disable", description = "Lets somebody in no more, and signs them out everywhere at once.")
    int disable(@Parameters(paramLabel = "NAME", description = "Whom.") String name) {
        return guarded(() -> {
            JsonObject said = call((api, token) -> api.post("/v1/staff/" + name + "/disable", new JsonObject(), token));
            out().println(
                            said.getString("state", "").equals("ENDED")
                                    ? name
                                            + " is signed out. Whether they come in again is for the outside issuer to"
                                            + " say."
                                    : name + " is disabled and signed out.");
        });
    }

    @Command(name = "list", description = "Everybody of the staff, with roles and communities.")
    int list() {
        return guarded(() -> {
            JsonArray staff = call((api, token) -> api.get("/v1/staff", token)).getJsonArray("staff", new JsonArray());
            for (Object each : staff) {
                JsonObject one = (JsonObject) each;
                out().printf(
                                "%-20s %-30s %-20s %s%n",
                                one.getString("id"),
                                words(one.getJsonArray("roles")),
                                words(one.getJsonArray("communities")),
                                one.getBoolean("disabled") ? "disabled" : one.getString("lastSignInAt", "-"));
            }
            out().println(staff.size() + " of the staff.");
        });
    }

    private static String words(JsonArray words) {
        return String.join(",", words.stream().map(String::valueOf).toList());
    }

    private static JsonObject body(
            String password, String secret, @Nullable List<String> roles, @Nullable List<String> communities) {
        JsonObject body = new JsonObject().put("password", password).put("totpSecret", secret);
        if (roles != null) {
            body.put("roles", new JsonArray(roles));
        }
        return communities == null ? body : body.put("communities", new JsonArray(communities));
    }

    private int withSecret(String name, BiFunction<String, String, JsonObject> making, String path) {
        return guarded(() -> {
            String password = password();
            String secret = Base32.encode(new Chance(new SecureRandom(), System::currentTimeMillis).totpSecret());
            call((api, token) -> api.post(path, making.apply(password, secret), token));
            out().println("For the authenticator of " + name + ", shown once:");
            out().println("  secret  " + secret.replaceAll("(.{4})(?!$)", "$1 "));
            out().println("  link    " + otpauth(name, secret));
        });
    }

    /** As authenticators read it from a picture or a link. */
    private String otpauth(String name, String secret) {
        String label =
                URLEncoder.encode("Linli " + region, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/" + label + ":" + name + "?secret=" + secret + "&issuer=" + label;
    }

    private String password() throws IOException {
        Console console = System.console();
        if (console == null) {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null || line.isBlank()) {
                throw new Settings.Wrong("No password came. Maybe give it as one line on standard input.");
            }
            return line;
        }
        String once = String.valueOf(console.readPassword("Password: "));
        if (!once.equals(String.valueOf(console.readPassword("Again: ")))) {
            throw new Settings.Wrong("The two passwords differ. Maybe try again.");
        }
        return once;
    }

    private JsonObject call(BiFunction<ApiClient, String, Future<ApiReply>> making) throws IOException {
        OwnToken own = OwnToken.beside(keys, "", nowMs);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        try {
            return Future.<ApiReply>future(answer -> vertx.runOnContext(go -> making.apply(
                                    new ApiClient(
                                            vertx,
                                            new ClientSettings(url, 1, 1, WITHIN, 4, 1),
                                            new RequestKeys(InstantSource.system(), new SplittableRandom()),
                                            new SplittableRandom()),
                                    own.issue(vertx, "linli-users", Role.ADMIN, region))
                            .onComplete(answer)))
                    .await()
                    .body();
        } finally {
            vertx.close().await();
        }
    }

    /** Something that ends well or with a line that says why not. */
    private interface Work {
        void run() throws IOException;
    }

    private int guarded(Work work) {
        PrintWriter err = spec.commandLine().getErr();
        try {
            work.run();
            return 0;
        } catch (Settings.Wrong | ApiProblem wrong) {
            err.println("linli: " + wrong.getMessage());
            return 2;
        } catch (IOException | RuntimeException failed) {
            err.println("linli: " + url + ": " + failed.getMessage() + " Maybe start the node, or name it with --url.");
            return 1;
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
