package org.linli.gateway.issuer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.linli.gateway.access.Role;

/**
 * An outside issuer as the door uses it: OpenID Connect's authorisation code flow with PKCE (RFC 7636), state and nonce.
 * What comes of it is who somebody is, once; what they then hold is the region's own session. Safe to call from any thread.
 */
public final class Issuer {
    /** For each of up to four calls of one sign-in; somebody waits before a page. */
    private static final long TIMEOUT_MS = 5_000;

    private final IssuerSettings settings;
    private final IssuerCalls calls;
    private final Published<IssuerMetadata> metadata;
    private final IdTokens tokens;
    private final IssuerWords words;
    private final Supplier<String> chance;

    /** What this sign-in is known by: it comes back in the address, in the token, and to the issuer alone. */
    public record Flow(String state, String nonce, String verifier) {}

    /** A sign-in that has begun, and where the page goes. */
    public record Begun(Flow flow, String url) {}

    /**
     * Who came in.
     *
     * @param subject as the issuer calls them, which nobody else need know
     */
    public record Person(String subject, Set<Role> roles, Set<String> communities) {
        public Person {
            roles = Set.copyOf(roles);
            communities = Set.copyOf(communities);
        }
    }

    /** @param chance a fresh text of at least 43 letters and digits that nobody can guess */
    public Issuer(Vertx vertx, IssuerSettings settings, String region, LongSupplier nowMs, Supplier<String> chance) {
        this(vertx, settings, region, nowMs, chance, TIMEOUT_MS);
    }

    Issuer(
            Vertx vertx,
            IssuerSettings settings,
            String region,
            LongSupplier nowMs,
            Supplier<String> chance,
            long timeoutMs) {
        this.settings = settings;
        this.chance = chance;
        this.calls = new IssuerCalls(vertx, timeoutMs);
        this.words = new IssuerWords(settings, region);
        this.metadata = new Published<>(
                () -> calls.get(IssuerMetadata.at(settings.issuer()))
                        .map(document -> IssuerMetadata.read(settings.issuer(), document)),
                nowMs);
        this.tokens = new IdTokens(
                vertx,
                settings,
                new Published<>(
                        () -> metadata.get()
                                .compose(known -> calls.get(known.keys()))
                                .map(IssuerKeys::read),
                        nowMs),
                nowMs);
    }

    public IssuerSettings settings() {
        return settings;
    }

    /** Fails with {@link IssuerFault} where the issuer cannot be asked where people sign in. */
    public Future<Begun> begin() {
        Flow flow = new Flow(chance.get(), chance.get(), chance.get());
        return metadata.get().map(known -> new Begun(flow, url(known.authorization(), flow)));
    }

    private String url(URI authorization, Flow flow) {
        String asked = IssuerCalls.form(Map.of(
                "response_type", "code",
                "client_id", settings.clientId(),
                "redirect_uri", settings.redirect().toString(),
                "scope", settings.scopes(),
                "state", flow.state(),
                "nonce", flow.nonce(),
                "code_challenge", challenge(flow.verifier()),
                "code_challenge_method", "S256"));
        return authorization + (authorization.getRawQuery() == null ? "?" : "&") + asked;
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** Who the code speaks of; fails with {@link IssuerFault}. */
    public Future<Person> finish(Flow flow, String code) {
        return metadata.get()
                .compose(known -> calls.post(
                        known.token(),
                        Map.of(
                                "grant_type", "authorization_code",
                                "code", code,
                                "redirect_uri", settings.redirect().toString(),
                                "client_id", settings.clientId(),
                                "code_verifier", flow.verifier()),
                        settings.clientId(),
                        settings.clientSecret()))
                .compose(said -> tokens.verify(idToken(said), flow.nonce()))
                .map(words::person);
    }

    private static String idToken(JsonObject said) {
        if (said.getValue("id_token") instanceof String token) {
            return token;
        }
        throw IssuerFault.refused("no ID token");
    }
}
