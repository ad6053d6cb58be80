package org.linli.gateway.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linli.gateway.access.Role;

/** An outside issuer on a real socket: honest, forged in every way that we know, down, mute, and with new keys. */
class IssuerTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final KeyPair STRANGER = FakeIssuer.rsa(2048);

    private final AtomicLong clock = new AtomicLong(System.currentTimeMillis());
    private FakeIssuer fake = new FakeIssuer(VERTX);
    private Issuer issuer = issuer(fake);

    private Issuer issuer(FakeIssuer of) {
        return issuer(of, 30_000);
    }

    private Issuer issuer(FakeIssuer of, long timeoutMs) {
        return new Issuer(
                VERTX,
                of.settings(),
                "520181",
                clock::get,
                () -> UUID.randomUUID().toString().replace("-", "") + "0123456789abcdef",
                timeoutMs);
    }

    @BeforeEach
    void start() {
        assertThat(enter()).as("the honest one").isEqualTo("in");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    private static <T> T get(Future<T> future) throws ExecutionException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed;
        } catch (Exception late) {
            throw new AssertionError(late);
        }
    }

    private Future<Issuer.Person> walk() {
        return issuer.begin().compose(begun -> issuer.finish(begun.flow(), fake.signIn(begun.url())[1]));
    }

    private static String outcome(Future<?> future) {
        try {
            get(future);
            return "in";
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IssuerFault fault) {
                return fault.isPassing() ? "later" : "refused";
            }
            throw new AssertionError(failed);
        }
    }

    /** The whole way of a sign-in: {@code in}, {@code refused}, or {@code later} where another try may go better. */
    private String enter() {
        return outcome(walk());
    }

    @Test
    void honestIssuer_givesRolesThatTheOperatorMapped_andNoOthers() throws ExecutionException {
        Issuer.Person person = get(walk());
        assertThat(person.subject()).isEqualTo("zhang.guilan@county.example");
        assertThat(person.roles()).containsExactly(Role.COMMUNITY);
        assertThat(person.communities()).containsExactly("north");
    }

    private static Arguments token(String what, UnaryOperator<JsonObject> change) {
        return forged(what, (fake, nonce) -> fake.token(change.apply(fake.claims(nonce))));
    }

    private static Arguments header(String what, UnaryOperator<JsonObject> change) {
        return forged(
                what,
                (fake, nonce) -> FakeIssuer.signed(
                        change.apply(fake.header()).encode(),
                        fake.claims(nonce).encode(),
                        fake.keys(),
                        "SHA256withRSA"));
    }

    private static Arguments forged(String what, BiFunction<FakeIssuer, String, String> token) {
        return Arguments.of(what, token);
    }

    private static String unsigned(String header, JsonObject claims) {
        return FakeIssuer.part(header) + '.' + FakeIssuer.part(claims.encode()) + '.';
    }

    private static String hmac(FakeIssuer fake, String nonce, byte[] secret) {
        try {
            String header = fake.header().put("alg", "HS256").encode();
            String signed = unsigned(header, fake.claims(nonce));
            signed = signed.substring(0, signed.length() - 1);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return signed + '.' + FakeIssuer.part(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static JsonObject without(JsonObject claims, String name) {
        claims.remove(name);
        return claims;
    }

    private static String good(FakeIssuer fake, String nonce) {
        return fake.token(fake.claims(nonce));
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }

    private static Stream<Arguments> byOthers() {
        return Stream.of(
                forged("alg none", (fake, nonce) -> unsigned("{\"alg\":\"none\"}", fake.claims(nonce))),
                forged("alg None", (fake, nonce) -> unsigned("{\"alg\":\"None\"}", fake.claims(nonce)) + "e30"),
                forged("no signature", (fake, nonce) -> good(fake, nonce).replaceFirst("[^.]*$", "")),
                forged(
                        "another's signature",
                        (fake, nonce) -> good(fake, nonce).replaceFirst("[^.]*$", "")
                                + good(fake, "other").replaceFirst("^.*\\.", "")),
                forged(
                        "a stranger's key",
                        (fake, nonce) -> FakeIssuer.signed(
                                fake.header().encode(), fake.claims(nonce).encode(), STRANGER, "SHA256withRSA")),
                forged(
                        "the public key as secret",
                        (fake, nonce) ->
                                hmac(fake, nonce, fake.keys().getPublic().getEncoded())),
                forged(
                        "the client's secret",
                        (fake, nonce) -> hmac(fake, nonce, "only-for-this-test".getBytes(StandardCharsets.UTF_8))),
                header("RS512 said, RS256 made", header -> header.put("alg", "RS512")),
                header("ES256 said", header -> header.put("alg", "ES256")),
                header("no algorithm", header -> without(header, "alg")),
                header("unknown key", header -> header.put("kid", "mine")),
                header("a key's name of the wrong kind", header -> header.put("kid", 1)),
                header("own key brought", header -> header.put("jwk", new JsonObject().put("kty", "RSA"))),
                header("own keys' address brought", header -> header.put("jku", "http://127.0.0.1:1/keys")),
                header("own certificate brought", header -> header.put("x5c", new JsonArray().add("MII"))),
                header("critical extension", header -> header.put("crit", new JsonArray().add("exp"))));
    }

    private static Stream<Arguments> ofOthers() {
        return Stream.of(
                token("wrong audience", claims -> claims.put("aud", "other")),
                token("no audience", claims -> without(claims, "aud")),
                token(
                        "others' audience as well",
                        claims -> claims.put(
                                "aud", new JsonArray().add(FakeIssuer.CLIENT).add("other"))),
                token("another's token", claims -> claims.put("azp", "other")),
                token("wrong issuer", claims -> claims.put("iss", "https://other.example")),
                token("no issuer", claims -> without(claims, "iss")),
                token("expired", claims -> claims.put("exp", now() - 1)),
                token("without an end", claims -> without(claims, "exp")),
                token("an end in words", claims -> claims.put("exp", "never")),
                token("not yet valid", claims -> claims.put("nbf", now() + 600)),
                token("issued in the future", claims -> claims.put("iat", now() + 600)),
                token("issued long ago", claims -> claims.put("iat", now() - 3_600)),
                token("issued at no time", claims -> without(claims, "iat")),
                token("another sign-in's", claims -> claims.put("nonce", "other")),
                token("no sign-in's", claims -> without(claims, "nonce")),
                token("nobody's", claims -> without(claims, "sub")),
                token("of a number", claims -> claims.put("sub", 7)),
                token("of another region", claims -> claims.put("regions", "520115")),
                token("of no region", claims -> without(claims, "regions")),
                token(
                        "of words that mean nothing here",
                        claims -> claims.put(
                                "realm_access", new JsonObject().put("roles", new JsonArray().add("admin")))),
                token("of no role", claims -> without(claims, "realm_access")),
                token(
                        "roles of the wrong kind",
                        claims -> claims.put("realm_access", new JsonObject().put("roles", new JsonArray().add(true)))),
                token("community staff of nowhere", claims -> without(claims, "communities")),
                token("of every community", claims -> claims.put("communities", "*")));
    }

    private static Stream<Arguments> broken() {
        return Stream.of(
                forged(
                        "a claim twice",
                        (fake, nonce) -> FakeIssuer.signed(
                                fake.header().encode(),
                                fake.claims(nonce).encode().replaceFirst("\\{", "{\"sub\":\"somebody\","),
                                fake.keys(),
                                "SHA256withRSA")),
                forged(
                        "a header's word twice",
                        (fake, nonce) -> FakeIssuer.signed(
                                fake.header().encode().replaceFirst("\\{", "{\"alg\":\"none\","),
                                fake.claims(nonce).encode(),
                                fake.keys(),
                                "SHA256withRSA")),
                forged(
                        "claims that are no object",
                        (fake, nonce) ->
                                FakeIssuer.signed(fake.header().encode(), "[1]", fake.keys(), "SHA256withRSA")),
                forged("truncated", (fake, nonce) -> good(fake, nonce).replaceFirst(".....$", "")),
                forged("a part too many", (fake, nonce) -> good(fake, nonce) + ".e30"),
                forged("padded with blanks", (fake, nonce) -> " " + good(fake, nonce)),
                forged("another encoding", (fake, nonce) -> good(fake, nonce).replace('.', ':')),
                token("huge", claims -> claims.put("more", "x".repeat(100_000))),
                forged("empty", (fake, nonce) -> ""),
                forged("two dots", (fake, nonce) -> ".."));
    }

    static Stream<Arguments> forged() {
        return Stream.of(byOthers(), ofOthers(), broken()).flatMap(those -> those);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void token_forgedBrokenOrOutdated_isRefused(String what, BiFunction<FakeIssuer, String, String> token) {
        fake.lie = nonce -> token.apply(fake, nonce);
        assertThat(enter()).as(what).isEqualTo("refused");
        assertThat(enter()).as(what + ", again").isEqualTo("refused");
        fake.lie = null;
        assertThat(enter()).as("the honest one after it").isEqualTo("in");
    }

    @Test
    void code_countsOnce_andForThePageThatBeganAlone() throws ExecutionException {
        Issuer.Begun mine = get(issuer.begin());
        String code = fake.signIn(mine.url())[1];
        assertThat(outcome(issuer.finish(mine.flow(), code))).isEqualTo("in");
        assertThat(outcome(issuer.finish(mine.flow(), code))).isEqualTo("refused");

        Issuer.Begun victim = get(issuer.begin());
        String stolen = fake.signIn(victim.url())[1];
        Issuer.Begun thief = get(issuer.begin());
        assertThat(outcome(issuer.finish(thief.flow(), stolen))).isEqualTo("refused");
    }

    @Test
    void keys_thatWereChanged_areFetched_andThoseGivenUpCountNoMore() {
        String old = good(fake, "n");
        KeyPair given = fake.keys();
        clock.addAndGet(Published.PAUSE_MS);
        fake.rotate("k-2");
        assertThat(enter()).isEqualTo("in");
        fake.lie = nonce -> FakeIssuer.signed(
                fake.header().put("kid", "k-1").encode(), fake.claims(nonce).encode(), given, "SHA256withRSA");
        assertThat(enter()).as(old).isEqualTo("refused");
    }

    @Test
    void unknownKeys_againAndAgain_makeTheNodeAskOnceAMinute() {
        fake.lie = nonce -> FakeIssuer.signed(
                fake.header().put("kid", UUID.randomUUID().toString()).encode(),
                fake.claims(nonce).encode(),
                STRANGER,
                "SHA256withRSA");
        int before = fake.keysAsked.get();
        for (int i = 0; i < 10; i++) {
            assertThat(enter()).isEqualTo("refused");
        }
        clock.addAndGet(Published.PAUSE_MS);
        for (int i = 0; i < 10; i++) {
            assertThat(enter()).isEqualTo("refused");
        }
        assertThat(fake.keysAsked.get() - before).isEqualTo(1);
    }

    @Test
    void issuer_thatIsDownMuteOrInTrouble_isTriedLater_andInAgainAfterwards() {
        fake.status = 503;
        assertThat(enter()).isEqualTo("later");
        fake.status = 200;
        assertThat(enter()).isEqualTo("in");
        fake.mute = true;
        issuer = issuer(fake, 300);
        assertThat(enter()).isEqualTo("later");
        fake.mute = false;
        issuer = issuer(fake);
        assertThat(enter()).isEqualTo("in");
        fake.close();
        assertThat(enter()).isEqualTo("later");
        fake = new FakeIssuer(VERTX);
        issuer = issuer(fake);
        assertThat(enter()).isEqualTo("in");
    }

    @Test
    void issuer_thatSendsElsewhere_isNotFollowed() {
        fake.status = 302;
        assertThat(enter()).isEqualTo("refused");
    }

    @Test
    void discovery_ofAnotherIssuerOrOfOpenAddresses_isRefused() {
        for (JsonObject wrong : Set.of(
                new JsonObject().put("issuer", "https://other.example"),
                new JsonObject().put("token_endpoint", "http://county.example/token"),
                new JsonObject().put("jwks_uri", "file:///etc/passwd"),
                new JsonObject().put("authorization_endpoint", 7))) {
            fake.discovery = wrong;
            issuer = issuer(fake);
            assertThat(enter()).as(wrong.encode()).isEqualTo("refused");
        }
    }

    @Test
    void keys_thatAreShortSecretOrForEncryption_areNone() {
        JsonObject rsa = new JsonObject().put("kty", "RSA").put("e", "AQAB").put("kid", "k");
        byte[] full = new byte[256];
        Arrays.fill(full, (byte) 0xff);
        String whole = FakeIssuer.part(full);
        byte[] padded = full.clone();
        Arrays.fill(padded, 0, 128, (byte) 0);
        JsonArray keys = new JsonArray()
                .add(rsa.copy().put("n", whole.substring(0, 160)))
                .add(rsa.copy().put("n", FakeIssuer.part(padded)))
                .add(rsa.copy().put("n", whole).put("use", "enc"))
                .add(rsa.copy().put("n", whole).put("d", "AQAB"))
                .add(new JsonObject().put("kty", "oct").put("k", whole).put("kid", "k"))
                .add("no key");
        assertThat(IssuerKeys.read(new JsonObject().put("keys", keys)).keys()).isEmpty();
        keys.add(rsa.copy().put("n", whole)).add(rsa.copy().put("n", whole));
        assertThat(IssuerKeys.read(new JsonObject().put("keys", keys)).find("k", "RS256"))
                .as("two of one name")
                .isEmpty();
    }
}
