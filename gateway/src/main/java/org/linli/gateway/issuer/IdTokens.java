package org.linli.gateway.issuer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Verifies ID tokens (OpenID Connect Core 1.0, 3.1.3.7): signed by one of the issuer's key pairs, by an algorithm that the
 * key is for; of this issuer, for this client alone, for this very sign-in, and now. A header that brings a key of its own
 * or an extension, and a claim that stands twice, are refused. Failures are {@link IssuerFault}s. Safe to call from any
 * thread.
 */
final class IdTokens {
    /** A longer one no page could carry, and no node needs. */
    private static final int MAX_LENGTH = 64 * 1024;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final List<String> NOT_HERE = List.of("crit", "jwk", "jku", "x5u", "x5c", "zip", "enc");
    /** Two machines' clocks. */
    private static final long APART_SECONDS = 60;
    /** It comes straight from the issuer, which made it just now. */
    private static final long OLDEST_SECONDS = 600;

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Vertx vertx;
    private final IssuerSettings settings;
    private final Published<IssuerKeys> keys;
    private final LongSupplier nowMs;

    IdTokens(Vertx vertx, IssuerSettings settings, Published<IssuerKeys> keys, LongSupplier nowMs) {
        this.vertx = vertx;
        this.settings = settings;
        this.keys = keys;
        this.nowMs = nowMs;
    }

    /** What the token says; a key that is not known is looked for once more, for it may be new. */
    Future<JsonObject> verify(String token, String nonce) {
        return Future.succeededFuture(token).compose(given -> verified(given, nonce));
    }

    private Future<JsonObject> verified(String token, String nonce) {
        check(token.length() <= MAX_LENGTH && PLAIN.matcher(token).matches(), "no signed token");
        String[] parts = token.split("\\.");
        JsonObject header = object(parts[0]);
        JsonObject claims = object(parts[1]);
        String algorithm = text(header, "alg");
        String keyId = header.containsKey("kid") ? text(header, "kid") : "";
        check(IssuerKeys.ALGORITHMS.contains(algorithm), "algorithm");
        check(NOT_HERE.stream().noneMatch(header::containsKey), "header");
        return key(keyId, algorithm)
                .compose(key -> JWTAuth.create(vertx, options(key)).authenticate(new TokenCredentials(token)))
                .recover(refused -> Future.failedFuture(
                        refused instanceof IssuerFault fault ? fault : IssuerFault.refused("signature")))
                .map(signed -> checked(claims, nonce));
    }

    /** Times are checked here, by the node's own clock. */
    private static JWTAuthOptions options(JsonObject key) {
        return new JWTAuthOptions().addJwk(key).setJWTOptions(new JWTOptions().setIgnoreExpiration(true));
    }

    private Future<JsonObject> key(String keyId, String algorithm) {
        return keys.get()
                .compose(known -> known.find(keyId, algorithm)
                        .map(Future::succeededFuture)
                        .orElseGet(() -> keys.newer()
                                .map(newer -> newer.find(keyId, algorithm)
                                        .orElseThrow(() -> IssuerFault.refused("none of the issuer's keys")))));
    }

    private JsonObject checked(JsonObject claims, String nonce) {
        check(settings.issuer().toString().equals(claims.getValue("iss")), "issuer");
        check(isForUsAlone(claims), "audience");
        check(nonce.equals(claims.getValue("nonce")), "nonce");
        long now = nowMs.getAsLong() / 1000;
        long issued = seconds(claims, "iat");
        check(now < seconds(claims, "exp"), "expired");
        check(issued <= now + APART_SECONDS && issued > now - OLDEST_SECONDS, "issued at another time");
        check(!claims.containsKey("nbf") || seconds(claims, "nbf") <= now + APART_SECONDS, "not yet valid");
        return claims;
    }

    /** A token for others as well could have been theirs first. */
    private boolean isForUsAlone(JsonObject claims) {
        Object audience = claims.getValue("aud");
        boolean ours = settings.clientId().equals(audience)
                || (audience instanceof JsonArray all
                        && all.size() == 1
                        && settings.clientId().equals(all.getValue(0)));
        return ours && (!claims.containsKey("azp") || settings.clientId().equals(claims.getValue("azp")));
    }

    private static long seconds(JsonObject claims, String name) {
        if (claims.getValue(name) instanceof Number number) {
            return number.longValue();
        }
        throw IssuerFault.refused("no " + name);
    }

    private static String text(JsonObject from, String name) {
        if (from.getValue(name) instanceof String text) {
            return text;
        }
        throw IssuerFault.refused("no " + name);
    }

    private static void check(boolean right, String what) {
        if (!right) {
            throw IssuerFault.refused(what);
        }
    }

    /** One of the token's parts, in which no name may stand twice: two readers could take another of two for the right. */
    private static JsonObject object(String part) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(part);
            JsonParser parser = STRICT.createParser(json);
            while (parser.nextToken() != null) {
                // Only read, to its end.
            }
            return new JsonObject(Buffer.buffer(json));
        } catch (IOException | IllegalArgumentException | DecodeException | ClassCastException broken) {
            throw IssuerFault.refused("no object");
        }
    }
}
