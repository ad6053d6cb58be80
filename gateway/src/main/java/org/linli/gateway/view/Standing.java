package org.linli.gateway.view;

import java.util.Optional;
import org.linli.gateway.access.Caller;
import org.linli.proto.PersonAccess;
import org.linli.proto.SignInSession;

/** How a caller's sign-in stands by what is kept of it. */
public enum Standing {
    SIGNED_IN,
    SIGNED_OUT,
    /** What is kept does not know the session: it has ended, or has only just begun. */
    UNKNOWN;

    /**
     * How the caller stands.
     *
     * @param access what is kept of the caller; empty where nothing is, or was not yet heard of
     */
    public static Standing of(Caller caller, Optional<PersonAccess> access, long nowMs) {
        if (caller.session().isEmpty()) {
            boolean revoked =
                    access.isPresent() && caller.issuedAtMs() < access.get().getSignedOutBeforeMs();
            return revoked ? SIGNED_OUT : SIGNED_IN;
        }
        return access.flatMap(known -> find(known, caller.session()))
                .map(session -> nowMs < session.getExpiresMs() ? SIGNED_IN : SIGNED_OUT)
                .orElse(UNKNOWN);
    }

    private static Optional<SignInSession> find(PersonAccess access, String id) {
        for (SignInSession session : access.getSessionsList()) {
            if (session.getId().equals(id)) {
                return Optional.of(session);
            }
        }
        return Optional.empty();
    }
}
