package org.linli.gateway.issuer;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.linli.gateway.access.Role;

/**
 * An outside issuer of OpenID Connect that a region's operator trusts to say who somebody is, and how its words are read.
 *
 * @param issuer         as its tokens name it, letter for letter; {@code https}, or on this machine {@code http}
 * @param name           what the sign-in page calls it
 * @param clientId       by which the issuer knows the region: the only audience that counts
 * @param clientSecret   what the region proves itself by; empty: it proves itself by PKCE alone
 * @param redirect       the page to which the issuer sends people back, as it is registered there
 * @param scopes         what is asked for, {@code openid} among it
 * @param subjectClaim   which claim tells people apart
 * @param roleClaim      which claim holds roles, a word or a list; dots lead into objects
 * @param roles          what the issuer's words mean here; every other word means nothing
 * @param communityClaim which claim names the communities that community staff look after
 * @param regionClaim    which claim must name the region, a word or a list; empty: the issuer is of this region alone
 */
public record IssuerSettings(
        URI issuer,
        String name,
        String clientId,
        String clientSecret,
        URI redirect,
        String scopes,
        String subjectClaim,
        String roleClaim,
        Map<String, Role> roles,
        String communityClaim,
        String regionClaim) {
    public IssuerSettings {
        roles = Map.copyOf(roles);
    }

    /** What is wrong, a sentence each. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        check(faults, isSafe(issuer), "--oidc-issuer (" + issuer + ") must begin with https://.");
        check(
                faults,
                isSafe(redirect),
                "--oidc-redirect (" + redirect + ") must begin with https://. It is the page"
                        + " that the issuer sends people back to.");
        check(faults, !clientId.isBlank(), "--oidc-client must be the id by which the issuer knows this region.");
        check(
                faults,
                !roles.isEmpty(),
                "--oidc-roles must say what at least one of the issuer's words means, such as"
                        + " grid-worker=community.");
        check(
                faults,
                List.of(scopes.split(" ")).contains("openid"),
                "--oidc-scopes (" + scopes + ") must contain openid.");
        return faults;
    }

    private static void check(List<String> faults, boolean right, String sentence) {
        if (!right) {
            faults.add(sentence);
        }
    }

    /** Nobody can listen on the way: TLS, or this machine. */
    static boolean isSafe(URI uri) {
        boolean own = List.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(uri.getHost()));
        return uri.getHost() != null && ("https".equals(uri.getScheme()) || (own && "http".equals(uri.getScheme())));
    }
}
