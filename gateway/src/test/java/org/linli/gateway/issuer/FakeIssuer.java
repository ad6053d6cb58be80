package org.linli.gateway.issuer;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.access.Role;

/** An issuer of OpenID Connect on a real socket, which can be down, mute, change its keys and lie. */
public final class FakeIssuer implements AutoCloseable {
    public static final String CLIENT = "linli-520181";

    /** Of every one at its start: to make a pair takes a second. */
    private static final KeyPair FIRST = rsa(2048);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final Map<String, JsonObject> asked = new ConcurrentHashMap<>();
    private volatile KeyPair keys = FIRST;
    private volatile String keyId = "k-1";
    /** Makes another token for a nonce; null: the right one. */
    volatile @Nullable UnaryOperator<String> lie;

    volatile JsonObject discovery = new JsonObject();
    volatile int status = 200;
    volatile boolean mute;
    final AtomicInteger keysAsked = new AtomicInteger();

    public FakeIssuer(Vertx vertx) {
        this.server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .await();
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public IssuerSettings settings() {
        return new IssuerSettings(
                URI.create(issuer()),
                "县政务",
                CLIENT,
                "only-for-this-test",
                URI.create("http://localhost:8080/community"),
                "openid",
                "sub",
                "realm_access.roles",
                Map.of("grid-worker", Role.COMMUNITY, "operator", Role.AGENT),
                "communities",
                "regions");
    }

    static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    KeyPair keys() {
        return keys;
    }

    void rotate(String freshId) {
        keys = rsa(2048);
        keyId = freshId;
    }

    JsonObject claims(String nonce) {
        long now = System.currentTimeMillis() / 1000;
        return new JsonObject()
                .put("iss", issuer())
                .put("aud", CLIENT)
                .put("sub", "zhang.guilan@county.example")
                .put("nonce", nonce)
                .put("iat", now)
                .put("exp", now + 300)
                .put("regions", new JsonArray().add("520181"))
                .put(
                        "realm_access",
                        new JsonObject()
                                .put("roles", new JsonArray().add("grid-worker").add("admin")))
                .put("communities", new JsonArray().add("north"));
    }

    static String part(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }

    static String part(String text) {
        return part(text.getBytes(StandardCharsets.UTF_8));
    }

    JsonObject header() {
        return new JsonObject().put("typ", "JWT").put("alg", "RS256").put("kid", keyId);
    }

    String token(JsonObject claims) {
        return signed(header().encode(), claims.encode(), keys, "SHA256withRSA");
    }

    static String signed(String header, String claims, KeyPair by, String algorithm) {
        try {
            String signed = part(header) + '.' + part(claims);
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(by.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + part(signature.sign());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** What a person does there: signs in and is sent back with state and code, in this order. */
    public String[] signIn(String url) {
        Map<String, String> query = form(URI.create(url).getRawQuery());
        String code = "code-" + asked.size() + "-" + System.nanoTime();
        JsonObject said = new JsonObject();
        query.forEach(said::put);
        asked.put(code, said);
        return new String[] {said.getString("state"), code};
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response().setStatusCode(status);
        if (mute) {
            return;
        }
        switch (request.path()) {
            case "/.well-known/openid-configuration" -> response.end(document().toBuffer());
            case "/keys" -> {
                keysAsked.incrementAndGet();
                response.end(keySet().toBuffer());
            }
            case "/token" -> request.body().onSuccess(body -> tokens(request, body.toString()));
            default -> response.setStatusCode(404).end();
        }
    }

    private JsonObject document() {
        return new JsonObject()
                .put("issuer", issuer())
                .put("authorization_endpoint", issuer() + "/authorize")
                .put("token_endpoint", issuer() + "/token")
                .put("jwks_uri", issuer() + "/keys")
                .mergeIn(discovery);
    }

    private JsonObject keySet() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        byte[] modulus = key.getModulus().toByteArray();
        return new JsonObject()
                .put(
                        "keys",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("kty", "RSA")
                                        .put("use", "sig")
                                        .put("kid", keyId)
                                        .put(
                                                "n",
                                                part(
                                                        modulus[0] == 0
                                                                ? Arrays.copyOfRange(modulus, 1, modulus.length)
                                                                : modulus))
                                        .put("e", part(key.getPublicExponent().toByteArray()))));
    }

    /** Only for the code's own verifier and client, once. */
    private void tokens(HttpServerRequest request, String body) {
        Map<String, String> form = form(body);
        JsonObject begun = asked.remove(form.getOrDefault("code", ""));
        boolean fits = begun != null
                && challenge(form.getOrDefault("code_verifier", "")).equals(begun.getString("code_challenge"))
                && begun.getString("code_challenge_method").equals("S256")
                && form.getOrDefault("redirect_uri", "").equals(begun.getString("redirect_uri"))
                && ("Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                (CLIENT + ":only-for-this-test").getBytes(StandardCharsets.UTF_8)))
                        .equals(request.getHeader("Authorization"));
        if (begun == null || !fits) {
            request.response()
                    .setStatusCode(400)
                    .end(new JsonObject().put("error", "invalid_grant").toBuffer());
            return;
        }
        UnaryOperator<String> told = lie;
        String nonce = begun.getString("nonce");
        String token = told == null ? token(claims(nonce)) : told.apply(nonce);
        request.response()
                .end(new JsonObject()
                        .put("id_token", token)
                        .put("token_type", "Bearer")
                        .toBuffer());
    }

    private static String challenge(String verifier) {
        try {
            return part(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.close().await();
    }
}
