package org.linli.gateway.node;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.access.Role;
import org.linli.gateway.issuer.IssuerSettings;
import picocli.CommandLine.Option;

/** Which outside issuer of OpenID Connect a node trusts, and what its words mean here. */
final class IssuerOptions {
    @Option(
            names = "--oidc-issuer",
            paramLabel = "URL",
            description = "An outside issuer of OpenID Connect by which people may come in, as its tokens name it."
                    + " Default: none.")
    private @Nullable URI issuer;

    @Option(
            names = "--oidc-name",
            defaultValue = "",
            paramLabel = "NAME",
            description = "What the sign-in page calls it. Default: its host.")
    private String name = "";

    @Option(
            names = "--oidc-client",
            defaultValue = "",
            paramLabel = "ID",
            description = "By which the issuer knows this region; the only audience that counts.")
    private String client = "";

    @Option(
            names = "--oidc-secret",
            defaultValue = "${env:LINLI_OIDC_SECRET:-}",
            paramLabel = "SECRET",
            description = "The client's, better in the variable LINLI_OIDC_SECRET. Default: none, PKCE alone.")
    private String secret = "";

    @Option(
            names = "--oidc-redirect",
            defaultValue = "http://localhost:8080/",
            paramLabel = "URL",
            description = "The page to which the issuer sends people back, as registered there."
                    + " Default: ${DEFAULT-VALUE}.")
    private URI redirect = URI.create("http://localhost:8080/");

    @Option(
            names = "--oidc-scopes",
            defaultValue = "openid",
            paramLabel = "SCOPES",
            description = "What is asked for, with blanks between. Default: ${DEFAULT-VALUE}.")
    private String scopes = "";

    @Option(
            names = "--oidc-subject-claim",
            defaultValue = "sub",
            paramLabel = "CLAIM",
            description = "What tells people apart; only a keyed digest of it is kept. Default: ${DEFAULT-VALUE}.")
    private String subjectClaim = "";

    @Option(
            names = "--oidc-role-claim",
            defaultValue = "roles",
            paramLabel = "CLAIM",
            description = "What holds roles, a word or a list; dots lead into objects, as in realm_access.roles."
                    + " Default: ${DEFAULT-VALUE}.")
    private String roleClaim = "";

    @Option(
            names = "--oidc-roles",
            split = ",",
            paramLabel = "THEIRS=OURS",
            description = "What the issuer's words mean here, such as grid-worker=community,operator=agent."
                    + " Every other word means nothing.")
    private Map<String, String> roles = new LinkedHashMap<>();

    @Option(
            names = "--oidc-community-claim",
            defaultValue = "communities",
            paramLabel = "CLAIM",
            description = "What names the communities of community staff. Default: ${DEFAULT-VALUE}.")
    private String communityClaim = "";

    @Option(
            names = "--oidc-region-claim",
            defaultValue = "",
            paramLabel = "CLAIM",
            description = "What must name the region. Default: the issuer is of this region alone.")
    private String regionClaim = "";

    /** Null where none is trusted. */
    @Nullable
    IssuerSettings settings() {
        if (issuer == null) {
            return null;
        }
        Map<String, Role> meant = new LinkedHashMap<>();
        roles.forEach((theirs, ours) -> meant.put(theirs, role(ours)));
        return new IssuerSettings(
                issuer,
                name.isBlank() ? String.valueOf(issuer.getHost()) : name,
                client,
                secret,
                redirect,
                scopes,
                subjectClaim,
                roleClaim,
                meant,
                communityClaim,
                regionClaim);
    }

    private static Role role(String word) {
        return Role.find(word)
                .orElseThrow(
                        () -> new Settings.Wrong("--oidc-roles (" + word + ") must be a role, such as community."));
    }
}
