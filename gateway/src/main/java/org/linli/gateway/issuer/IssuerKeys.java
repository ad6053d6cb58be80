package org.linli.gateway.issuer;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The public keys by which an issuer signs (RFC 7517); those for other ends, and secrets, are left out. */
record IssuerKeys(List<JsonObject> keys) {
    /** By key pairs alone: what verifies must not be able to sign. */
    static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private static final int MOST_KEYS = 64;
    /** RFC 7518, 3.3. */
    private static final int LEAST_RSA_BITS = 2_048;

    IssuerKeys {
        keys = List.copyOf(keys);
    }

    static IssuerKeys read(JsonObject set) {
        if (!(set.getValue("keys") instanceof JsonArray all) || all.size() > MOST_KEYS) {
            throw IssuerFault.refused("the key set is none");
        }
        List<JsonObject> keys = new ArrayList<>();
        for (Object one : all) {
            if (one instanceof JsonObject key && isForSigning(key)) {
                keys.add(key);
            }
        }
        return new IssuerKeys(keys);
    }

    private static boolean isForSigning(JsonObject key) {
        boolean signs = !key.containsKey("use") || "sig".equals(key.getValue("use"));
        return signs && !key.containsKey("d") && (isLongRsa(key) || "EC".equals(key.getValue("kty")));
    }

    private static boolean isLongRsa(JsonObject key) {
        try {
            byte[] modulus = Base64.getUrlDecoder().decode(String.valueOf(key.getValue("n")));
            return "RSA".equals(key.getValue("kty")) && new BigInteger(1, modulus).bitLength() >= LEAST_RSA_BITS;
        } catch (IllegalArgumentException broken) {
            return false;
        }
    }

    /** The one key that is meant, with the algorithm in it; a token that names none means the only one there is. */
    Optional<JsonObject> find(String keyId, String algorithm) {
        List<JsonObject> meant = keys.stream()
                .filter(key -> keyId.isEmpty() || keyId.equals(key.getValue("kid")))
                .filter(key -> fits(key, algorithm))
                .toList();
        return meant.size() == 1 ? Optional.of(meant.get(0).copy().put("alg", algorithm)) : Optional.empty();
    }

    private static boolean fits(JsonObject key, String algorithm) {
        boolean kind = algorithm.startsWith("ES") == "EC".equals(key.getValue("kty"));
        return kind && (!key.containsKey("alg") || algorithm.equals(key.getValue("alg")));
    }
}
