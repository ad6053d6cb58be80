package org.linli.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Forged, broken, borrowed and outdated tokens: each is refused; and those of the house count. */
class TokensTest {
    private static final byte[] SECRET = "a secret of more than thirty-two bytes".getBytes(StandardCharsets.UTF_8);
    private static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"HS256\"}";
    private static final Vertx VERTX = Vertx.vertx();
    private static final Tokens TOKENS = new Tokens(VERTX, SECRET, System::currentTimeMillis);
    private static final long NOW = System.currentTimeMillis() / 1000;

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    private static JsonObject claims() {
        return new JsonObject()
                .put("sub", "d-1")
                .put("iss", "linli")
                .put("aud", new JsonArray().add("linli"))
                .put("roles", new JsonArray().add("admin"))
                .put("region", "520181")
                .put("iat", NOW)
                .put("exp", NOW + 600);
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hmac(byte[] secret, String signed) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
    }

    private static String signed(String header, String claims, byte[] secret) {
        try {
            String signed = part(header) + '.' + part(claims);
            return signed + '.' + part(hmac(secret, signed));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String ours(JsonObject claims) {
        return signed(HEADER, claims.encode(), SECRET);
    }

    private static String header(String algorithm, String more) {
        return "{\"typ\":\"JWT\",\"alg\":\"" + algorithm + "\"" + more + "}";
    }

    private static boolean counts(String token) {
        return succeeds(TOKENS.verify(token));
    }

    private static boolean succeeds(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException refused) {
            assertThat(refused.getCause()).isInstanceOf(Tokens.Refused.class);
            return false;
        } catch (Exception late) {
            throw new AssertionError(late);
        }
    }

    static Stream<Arguments> forged() throws GeneralSecurityException {
        String good = ours(claims());
        String unsigned = good.substring(0, good.lastIndexOf('.') + 1);
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        KeyPair pair = rsa.generateKeyPair();
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        String byRsa = part(header("RS256", "")) + '.' + part(claims().encode());
        signature.update(byRsa.getBytes(StandardCharsets.US_ASCII));
        String twice = claims().encode().replaceFirst("\\{", "{\"sub\":\"somebody\",");
        return Stream.of(
                Arguments.of("alg none", part(header("none", "")) + '.' + part(claims().encode()) + '.'),
                Arguments.of("alg None", part(header("None", "")) + '.' + part(claims().encode()) + '.'),
                Arguments.of("no signature", unsigned),
                Arguments.of("another's signature", unsigned + part(hmac(new byte[32], "other"))),
                Arguments.of("another's secret", signed(HEADER, claims().encode(), new byte[38])),
                Arguments.of("signed by a key pair", byRsa + '.' + part(signature.sign())),
                Arguments.of(
                        "a public key as secret",
                        signed(HEADER, claims().encode(), pair.getPublic().getEncoded())),
                Arguments.of("RS256 said, HMAC made", signed(header("RS256", ""), claims().encode(), SECRET)),
                Arguments.of("HS512 said", signed(header("HS512", ""), claims().encode(), SECRET)),
                Arguments.of("unknown key", signed(header("HS256", ",\"kid\":\"mine\""), claims().encode(), SECRET)),
                Arguments.of(
                        "own key brought",
                        signed(header("HS256", ",\"jwk\":{\"kty\":\"oct\"}"), claims().encode(), SECRET)),
                Arguments.of(
                        "critical extension",
                        signed(header("HS256", ",\"crit\":[\"exp\"]"), claims().encode(), SECRET)),
                Arguments.of("wrong audience", ours(claims().put("aud", new JsonArray().add("other")))),
                Arguments.of("no audience", ours(without("aud"))),
                Arguments.of("wrong issuer", ours(claims().put("iss", "other"))),
                Arguments.of("no issuer", ours(without("iss"))),
                Arguments.of("expired", ours(claims().put("exp", NOW - 1))),
                Arguments.of("without an end", ours(without("exp"))),
                Arguments.of("not yet valid", ours(claims().put("nbf", NOW + 600))),
                Arguments.of("issued in the future", ours(claims().put("iat", NOW + 600))),
                Arguments.of("nobody's", ours(without("sub"))),
                Arguments.of("of no possible person", ours(claims().put("sub", "../admin"))),
                Arguments.of("unknown role", ours(claims().put("roles", new JsonArray().add("root")))),
                Arguments.of("claims of the wrong kind", ours(claims().put("region", 520181))),
                Arguments.of("a claim twice", signed(HEADER, twice, SECRET)),
                Arguments.of("claims that are no object", signed(HEADER, "[1]", SECRET)),
                Arguments.of("truncated", good.substring(0, good.length() - 5)),
                Arguments.of("truncated in the claims", good.substring(0, good.indexOf('.') + 20)),
                Arguments.of("a part too many", good + ".e30"),
                Arguments.of("another encoding", good.replace('.', ':')),
                Arguments.of("padded with blanks", " " + good),
                Arguments.of("huge", ours(claims().put("more", "x".repeat(8_000)))),
                Arguments.of("empty", ""),
                Arguments.of("two dots", ".."));
    }

    private static JsonObject without(String claim) {
        JsonObject claims = claims();
        claims.remove(claim);
        return claims;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void token_forgedBrokenOrOutdated_isRefused(String what, String token) {
        assertThat(counts(token)).as(what).isFalse();
        assertThat(counts(token)).as(what + ", again").isFalse();
    }

    @Test
    void token_asTheHouseSignsIt_counts() {
        assertThat(counts(ours(claims()))).isTrue();
        Caller caller = new Caller("d-1", Set.of(Role.ADMIN), "520181", Set.of("*"), (NOW + 600) * 1000, "s-1", 0);
        Caller read = TOKENS.verify(TOKENS.issue(caller)).await();
        assertThat(read.session()).isEqualTo("s-1");
        assertThat(read.issuedAtMs()).isBetween(NOW * 1000, System.currentTimeMillis());
    }

    @Test
    void refreshToken_passesForNoAccessToken_norTheOtherWayRound() {
        Tokens.Refresh refresh = new Tokens.Refresh("d-1", "520181", "s-1", 3);
        String token = TOKENS.issue(refresh, (NOW + 600) * 1000);
        assertThat(TOKENS.verifyRefresh(token).await()).isEqualTo(refresh);
        assertThat(counts(token)).isFalse();
        assertThat(succeeds(TOKENS.verifyRefresh(ours(claims())))).isFalse();
        assertThat(succeeds(TOKENS.verifyRefresh(TOKENS.issue(refresh, (NOW - 1) * 1000))))
                .isFalse();
    }

    @Test
    void token_thatWasRemembered_stillRunsOut() {
        long[] now = {System.currentTimeMillis()};
        Tokens tokens = new Tokens(VERTX, SECRET, () -> now[0]);
        String token = ours(claims());
        assertThat(succeeds(tokens.verify(token))).isTrue();
        now[0] += 600_000;
        assertThat(succeeds(tokens.verify(token))).isFalse();
    }
}
