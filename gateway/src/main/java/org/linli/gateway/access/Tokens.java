package org.linli.gateway.access;

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
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.linli.domain.Ids;

/**
 * Issues and verifies the node's own JWT (RFC 7519): HS256 under a secret of the region, for the audience
 * {@code linli}. Any other algorithm, {@code none} included, another audience or issuer, a token without an end or past
 * it, and unknown roles are refused. Safe to call from any thread.
 */
public final class Tokens {
    private static final String ISSUER = "linli";
    private static final String AUDIENCE = "linli";
    /** A longer token than this is not one of ours. */
    private static final int MAX_LENGTH = 4096;
    /** Verified tokens that are remembered, so that a busy client is not verified at each call; 1 kB each. */
    private static final int MAX_REMEMBERED = 20_000;

    private final JWTAuth jwt;
    private final LongSupplier nowMs;
    private final Cache<String, Caller> verified =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    /** Why a token does not count; the text may be told to the caller. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason, null, false, false);
        }
    }

    /** @param secret at least 32 bytes (RFC 7518, 3.2) */
    public Tokens(Vertx vertx, byte[] secret, LongSupplier nowMs) {
        if (secret.length < 32) {
            throw new IllegalArgumentException("secret has " + secret.length + " bytes, must have at least 32");
        }
        this.nowMs = nowMs;
        this.jwt = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .setJWTOptions(new JWTOptions().setIssuer(ISSUER).addAudience(AUDIENCE))
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(Buffer.buffer(secret))));
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
                .put("iat", nowMs.getAsLong() / 1000)
                .put("exp", caller.expiresAtMs() / 1000);
        return jwt.generateToken(
                claims, new JWTOptions().setAlgorithm("HS256").setIssuer(ISSUER).addAudience(AUDIENCE));
    }

    /** Who the token speaks of; fails with {@link Refused}. */
    public Future<Caller> verify(String token) {
        if (token.length() > MAX_LENGTH) {
            return Future.failedFuture(new Refused("token too long"));
        }
        Caller known = verified.getIfPresent(token);
        if (known != null) {
            return alive(known);
        }
        return jwt.authenticate(new TokenCredentials(token))
                .recover(refused -> Future.failedFuture(new Refused("signature, audience, issuer or time")))
                .compose(user -> {
                    Caller caller = caller(user);
                    verified.put(token, caller);
                    return alive(caller);
                });
    }

    private Future<Caller> alive(Caller caller) {
        return nowMs.getAsLong() < caller.expiresAtMs()
                ? Future.succeededFuture(caller)
                : Future.failedFuture(new Refused("expired"));
    }

    private static Caller caller(User user) {
        JsonObject claims = user.principal();
        try {
            Long expires = user.attributes().getLong("exp", claims.getLong("exp"));
            String subject = claims.getString("sub", "");
            if (expires == null || !Ids.isPerson(subject)) {
                throw new Refused("sub or exp");
            }
            return new Caller(
                    subject, roles(claims), claims.getString("region", ""), communities(claims), expires * 1000);
        } catch (ClassCastException wrongType) {
            throw new Refused("claims");
        }
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
