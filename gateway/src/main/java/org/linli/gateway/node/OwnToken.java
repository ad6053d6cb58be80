package org.linli.gateway.node;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.LongSupplier;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Tokens;

/** The token that whoever may read the secret beside a node's keys issues to themselves, for a minute. */
final class OwnToken {
    private static final long TOKEN_MS = 60_000;
    private static final String SECRET = "jwt.secret";

    private final byte[] secret;
    private final LongSupplier nowMs;

    private OwnToken(byte[] secret, LongSupplier nowMs) {
        this.secret = secret;
        this.nowMs = nowMs;
    }

    /**
     * Reads the secret. Throws {@link Settings.Wrong} where there is none that may be read.
     *
     * @param keys      the node's directory of keys
     * @param otherwise what else the caller may do, for the end of that line
     * @param nowMs     Unix milliseconds
     */
    static OwnToken beside(Path keys, String otherwise, LongSupplier nowMs) throws IOException {
        Path file = keys.resolve(SECRET);
        if (!Files.isReadable(file)) {
            throw new Settings.Wrong("--keys (" + keys + ") holds no " + SECRET
                    + " that may be read. Maybe name the node's --keys or --data directory" + otherwise + ".");
        }
        return new OwnToken(Files.readAllBytes(file), nowMs);
    }

    String issue(Vertx vertx, String name, Role role, String region) {
        Caller self = new Caller(name, Set.of(role), region, Set.of(), nowMs.getAsLong() + TOKEN_MS);
        return new Tokens(vertx, secret, nowMs).issue(self);
    }
}
