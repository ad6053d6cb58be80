package org.linli.gateway.issuer;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.access.Role;

/** What an issuer's claims mean here: nothing that the operator has not said. */
final class IssuerWords {
    private static final int MOST_SUBJECT = 255;
    private static final int MOST_COMMUNITIES = 64;
    private static final int MOST_COMMUNITY = 64;

    private final IssuerSettings settings;
    private final String region;

    IssuerWords(IssuerSettings settings, String region) {
        this.settings = settings;
        this.region = region;
    }

    /** Throws {@link IssuerFault} where the claims are somebody's who has no business here. */
    Issuer.Person person(JsonObject claims) {
        if (!settings.regionClaim().isEmpty()
                && !texts(claims, settings.regionClaim()).contains(region)) {
            throw IssuerFault.refused("another region");
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : texts(claims, settings.roleClaim())) {
            Role role = settings.roles().get(word);
            if (role != null) {
                roles.add(role);
            }
        }
        Set<String> communities = communities(claims);
        if (communities.isEmpty()) {
            roles.remove(Role.COMMUNITY);
        }
        if (roles.isEmpty()) {
            throw IssuerFault.refused("no role that means something here");
        }
        return new Issuer.Person(subject(claims), roles, communities);
    }

    private String subject(JsonObject claims) {
        if (find(claims, settings.subjectClaim()) instanceof String subject
                && !subject.isBlank()
                && subject.length() <= MOST_SUBJECT) {
            return subject;
        }
        throw IssuerFault.refused("no " + settings.subjectClaim());
    }

    /** Each by its name: an issuer cannot say "all of them" in a word that is none of its own. */
    private Set<String> communities(JsonObject claims) {
        Set<String> communities = new HashSet<>(texts(claims, settings.communityClaim()));
        boolean fine = communities.size() <= MOST_COMMUNITIES
                && communities.stream().allMatch(name -> !name.isBlank() && name.length() <= MOST_COMMUNITY);
        if (!fine || communities.contains("*")) {
            throw IssuerFault.refused("communities");
        }
        return communities;
    }

    /** A word or a list of words; another kind of value could be read in more than one way. */
    private static List<String> texts(JsonObject claims, String name) {
        Object value = find(claims, name);
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Object one : value instanceof JsonArray all ? all : new JsonArray().add(value)) {
            if (!(one instanceof String text)) {
                throw IssuerFault.refused(name);
            }
            texts.add(text);
        }
        return texts;
    }

    /** The claim of this very name, else the one to which the name's dots lead. */
    private static @Nullable Object find(JsonObject claims, String name) {
        if (claims.containsKey(name) || name.indexOf('.') < 0) {
            return claims.getValue(name);
        }
        String first = name.substring(0, name.indexOf('.'));
        return claims.getValue(first) instanceof JsonObject inner
                ? find(inner, name.substring(first.length() + 1))
                : null;
    }
}
