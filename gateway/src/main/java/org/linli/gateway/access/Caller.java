package org.linli.gateway.access;

import java.util.Set;

/**
 * Who calls, as a verified token says.
 *
 * @param communities the communities that community staff look after; {@code *} is every one of the region
 * @param expiresAtMs Unix milliseconds from which the token counts no more
 * @param session     the session that the token speaks of; empty for a token that no sign-in gave, as on a demo node
 * @param issuedAtMs  Unix milliseconds; 0 where it is not known
 */
public record Caller(
        String subject,
        Set<Role> roles,
        String region,
        Set<String> communities,
        long expiresAtMs,
        String session,
        long issuedAtMs) {
    public static final String EVERY_COMMUNITY = "*";

    public Caller {
        roles = Set.copyOf(roles);
        communities = Set.copyOf(communities);
    }

    /** Without a session. */
    public Caller(String subject, Set<Role> roles, String region, Set<String> communities, long expiresAtMs) {
        this(subject, roles, region, communities, expiresAtMs, "", 0);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public boolean isAny(Role first, Role... others) {
        if (is(first)) {
            return true;
        }
        for (Role role : others) {
            if (is(role)) {
                return true;
            }
        }
        return false;
    }

    /** Whether staff of these communities are meant by one of the given ones. */
    public boolean looksAfter(Set<String> theirs) {
        return communities.contains(EVERY_COMMUNITY) || theirs.stream().anyMatch(communities::contains);
    }

    /** Whether a stream that was opened with the token goes on: as long as its session, or else as the token. */
    public boolean mayListen(long nowMs) {
        return !session.isEmpty() || nowMs < expiresAtMs;
    }
}
