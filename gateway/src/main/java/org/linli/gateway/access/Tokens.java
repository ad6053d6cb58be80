package org.linli.gateway.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.IOException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.linli.domain.Ids;

/**
 * Issues and verifies the node's own JWT (RFC 7519): HS256 under a secret of the region, for the audience
 * {@code linli}, and refresh tokens for the audience {@code linli-refresh}, of which neither passes for the other. The
 * header must be letter for letter the one that is issued here, so that no other algorithm, {@code none} included, and no
 * key of somebody else's choosing comes as far as being looked at. Another audience or issuer, a token without an end or
 * past it, one that is not yet valid, a claim that stands twice and unknown roles are refused. Safe to call from any
 * thread.
 */
public final class Tokens {
    private static final String ISSUER = "linli";
    private static final String AUDIENCE = "linli";
    private static final String REFRESH_AUDIENCE = "linli-refresh";
    private static final String OUTSIDE_AUDIENCE = "linli-outside";
    /** A longer token than this is not one of ours. */
    private static final int MAX_LENGTH = 4096;
    /** Verified tokens that are remembered, so that a busy client is not verified at each call; 1 kB each. */
    private static final int MAX_REMEMBERED = 20_000;

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JWTAuth jwt;
    private final JWTAuth refreshing;
    private final JWTAuth outside;
    private final String header;
    private final LongSupplier nowMs;
    private final Cache<String, Caller> verified =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    /** Why a token does not count; the text may be told to the caller. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Refused(String reason) {
            super(reason, null, false, false);
        }
    }

    /** What a refresh token says: which session it carries on, and the how manieth of it it is. */
    public record Refresh(String subject, String region, String session, long turn) {}

    /** What a sign-in at an outside issuer is known by, until the page comes back from there. */
    public record Outside(String state, String nonce, String verifier) {}

    /** @param secret at least 32 bytes (RFC 7518, 3.2) */
    public Tokens(Vertx vertx, byte[] secret, LongSupplier nowMs) {
        if (secret.length < 32) {
            throw new IllegalArgumentException("secret has " + secret.length + " bytes, must have at least 32");
        }
        this.nowMs = nowMs;
        this.jwt = auth(vertx, secret, AUDIENCE);
        this.refreshing = auth(vertx, secret, REFRESH_AUDIENCE);
        this.outside = auth(vertx, secret, OUTSIDE_AUDIENCE);
        this.header = headerOf(jwt.generateToken(new JsonObject(), options(AUDIENCE)));
    }

    private static JWTAuth auth(Vertx vertx, byte[] secret, String audience) {
        return JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .setJWTOptions(new JWTOptions().setIssuer(ISSUER).addAudience(audience))
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(Buffer.buffer(secret))));
    }

    private static JWTOptions options(String audience) {
        return new JWTOptions().setAlgorithm("HS256").setIssuer(ISSUER).addAudience(audience);
    }

    private static String headerOf(String token) {
        return token.substring(0, token.indexOf('.') + 1);
    }

    /** A token for the subject, which counts until {@code expiresAtMs}. */
    public String issue(Caller caller) {
        JsonArray roles = new JsonArray();
        caller.roles().forEach(role -> roles.add(role.word()));
        JsonObject claims = new JsonObject()
                .put("sub", caller.subject())
                .put("roles", roles)
                .put("region", caller.region())
                .put(
                        "communities",
                        new JsonArray(caller.communities().stream().sorted().toList()))
                .put("iat", nowMs.getAsLong() / 1000.0)
                .put("exp", caller.expiresAtMs() / 1000);
        if (!caller.session().isEmpty()) {
            claims.put("sid", caller.session());
        }
        return jwt.generateToken(claims, options(AUDIENCE));
    }

    /** A refresh token, which counts until {@code expiresAtMs} if it is the newest of its session. */
    public String issue(Refresh refresh, long expiresAtMs) {
        JsonObject claims = new JsonObject()
                .put("sub", refresh.subject())
                .put("region", refresh.region())
                .put("sid", refresh.session())
                .put("turn", refresh.turn())
                .put("exp", expiresAtMs / 1000);
        return refreshing.generateToken(claims, options(REFRESH_AUDIENCE).setNoTimestamp(true));
    }

    /** What a page keeps while its person is at the outside issuer, so that any node may take them in. */
    public String issue(Outside begun, long expiresAtMs) {
        JsonObject claims = new JsonObject()
                .put("state", begun.state())
                .put("nonce", begun.nonce())
                .put("verifier", begun.verifier())
                .put("exp", expiresAtMs / 1000);
        return outside.generateToken(claims, options(OUTSIDE_AUDIENCE));
    }

    /** Which sign-in at the outside issuer was begun; fails with {@link Refused}. */
    public Future<Outside> verifyOutside(String token) {
        return verified(outside, token).map(user -> {
            JsonObject claims = user.principal();
            try {
                if (expires(user) == null || nowMs.getAsLong() >= expires(user) * 1000) {
                    throw new Refused("expired");
                }
                return new Outside(text(claims, "state"), text(claims, "nonce"), text(claims, "verifier"));
            } catch (ClassCastException wrongType) {
                throw new Refused("claims");
            }
        });
    }

    /** Who the token speaks of; fails with {@link Refused}. */
    public Future<Caller> verify(String token) {
        Caller known = token.length() > MAX_LENGTH ? null : verified.getIfPresent(token);
        if (known != null) {
            return alive(known);
        }
        return verified(jwt, token).compose(user -> {
            Caller caller = caller(user);
            verified.put(token, caller);
            return alive(caller);
        });
    }

    /** What the refresh token says; fails with {@link Refused}. Whether it is the newest is the registry's to say. */
    public Future<Refresh> verifyRefresh(String token) {
        return verified(refreshing, token).map(user -> {
            JsonObject claims = user.principal();
            try {
                if (claims.getLong("turn") == null || expires(user) == null || !Ids.isPerson(text(claims, "sub"))) {
                    throw new Refused("claims");
                }
                return new Refresh(
                        text(claims, "sub"), text(claims, "region"), text(claims, "sid"), claims.getLong("turn"));
            } catch (ClassCastException wrongType) {
                throw new Refused("claims");
            }
        });
    }

    private Future<User> verified(JWTAuth auth, String token) {
        if (token.length() > MAX_LENGTH) {
            return Future.failedFuture(new Refused("token too long"));
        }
        if (!token.startsWith(header) || !isPlain(token)) {
            return Future.failedFuture(new Refused("not one of this region's"));
        }
        return auth.authenticate(new TokenCredentials(token))
                .recover(refused -> Future.failedFuture(new Refused("signature, audience, issuer or time")));
    }

    /** Three parts, and no claim twice: two readers could each take another of two for the right one. */
    private boolean isPlain(String token) {
        int dot = token.indexOf('.', header.length());
        if (dot < 0 || token.indexOf('.', dot + 1) >= 0) {
            return false;
        }
        try (JsonParser claims =
                STRICT.createParser(Base64.getUrlDecoder().decode(token.substring(header.length(), dot)))) {
            while (claims.nextToken() != null) {
                // Only read, to its end.
            }
            return true;
        } catch (IOException | IllegalArgumentException broken) {
            return false;
        }
    }

    private Future<Caller> alive(Caller caller) {
        return nowMs.getAsLong() < caller.expiresAtMs()
                ? Future.succeededFuture(caller)
                : Future.failedFuture(new Refused("expired"));
    }

    private static Caller caller(User user) {
        JsonObject claims = user.principal();
        try {
            Long expires = expires(user);
            String subject = text(claims, "sub");
            if (expires == null || !Ids.isPerson(subject)) {
                throw new Refused("sub or exp");
            }
            return new Caller(
                    subject,
                    roles(claims),
                    text(claims, "region"),
                    communities(claims),
                    expires * 1000,
                    text(claims, "sid"),
                    issuedAtMs(user));
        } catch (ClassCastException wrongType) {
            throw new Refused("claims");
        }
    }

    private static Long expires(User user) {
        return user.attributes().getLong("exp", user.principal().getLong("exp"));
    }

    /** Empty where absent; another kind of value is refused, for it could be read in more than one way. */
    private static String text(JsonObject claims, String name) {
        return claims.containsKey(name) ? (String) claims.getValue(name) : "";
    }

    private static long issuedAtMs(User user) {
        Number at = user.principal().getNumber("iat", user.attributes().getNumber("iat", 0));
        return Math.round(at.doubleValue() * 1000);
    }

    private static Set<Role> roles(JsonObject claims) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Object word : claims.getJsonArray("roles", new JsonArray())) {
            roles.add(Role.find(String.valueOf(word)).orElseThrow(() -> new Refused("roles")));
        }
        if (claims.getValue("role") instanceof String word) {
            roles.add(Role.find(word).orElseThrow(() -> new Refused("role")));
        }
        return roles;
    }

    private static Set<String> communities(JsonObject claims) {
        Set<String> communities = new HashSet<>();
        claims.getJsonArray("communities", new JsonArray()).forEach(code -> communities.add(String.valueOf(code)));
        return communities;
    }
}
