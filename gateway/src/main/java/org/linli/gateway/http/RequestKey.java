package org.linli.gateway.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.linli.domain.Ids;
import org.linli.gateway.access.Route;

/** The {@code Idempotency-Key} under which a call takes effect once. */
public final class RequestKey {
    /** Characters. */
    public static final int MAX = 128;

    private static final long STALE_MS = 6L * 24 * 3600 * 1000;

    private RequestKey() {}

    /**
     * Fails where the key is missing though the route needs one, is too long, or older than a key's reply is kept.
     *
     * @param nowMs Unix milliseconds
     */
    static void check(HttpServerRequest request, Route route, long nowMs) {
        String key = request.getHeader("Idempotency-Key");
        if (key == null && !route.isKeyed()) {
            return;
        }
        if (key == null || key.isBlank() || key.length() > MAX || !printable(key)) {
            throw Problem.of(ProblemCode.IDEMPOTENCY_KEY_MISSING);
        }
        Optional<Long> madeAt = Ids.uuidV7Millis(key);
        if (madeAt.isPresent() && madeAt.get() < nowMs - STALE_MS) {
            throw Problem.of(ProblemCode.IDEMPOTENCY_KEY_STALE);
        }
    }

    private static boolean printable(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) < 0x20 || key.charAt(i) == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
