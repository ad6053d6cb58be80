package org.linli.gateway.issuer;

import io.vertx.core.json.JsonObject;
import java.net.URI;

/** Where an issuer does what, as its discovery document says (OpenID Connect Discovery 1.0). */
record IssuerMetadata(URI authorization, URI token, URI keys) {
    /** Where the document of an issuer is. */
    static URI at(URI issuer) {
        return URI.create(issuer.toString().replaceFirst("/$", "") + "/.well-known/openid-configuration");
    }

    /** Throws {@link IssuerFault} where the document speaks for another issuer, or of addresses that others can hear. */
    static IssuerMetadata read(URI issuer, JsonObject document) {
        if (!issuer.toString().equals(document.getValue("issuer"))) {
            throw IssuerFault.refused("the discovery document is another issuer's");
        }
        return new IssuerMetadata(
                address(document, "authorization_endpoint"),
                address(document, "token_endpoint"),
                address(document, "jwks_uri"));
    }

    private static URI address(JsonObject document, String name) {
        try {
            URI uri = URI.create(String.valueOf(document.getValue(name)));
            if (IssuerSettings.isSafe(uri)) {
                return uri;
            }
        } catch (IllegalArgumentException broken) {
            // Told below.
        }
        throw IssuerFault.refused("the discovery document names no safe " + name);
    }
}
