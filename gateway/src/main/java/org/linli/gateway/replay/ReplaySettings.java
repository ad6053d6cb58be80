package org.linli.gateway.replay;

import java.net.URI;

/**
 * How a replay runs.
 *
 * @param factor      how many times faster than the log's own rhythm
 * @param map         see {@link AffineMap#parse}
 * @param token       an agent's bearer token, or empty: demo tokens
 * @param volunteers  how many simulated volunteers answer, 0: whoever is on duty there
 * @param settleMs    how long to wait, after the last call, for visits to come to their end
 */
record ReplaySettings(
        URI url, String region, double factor, String map, String token, int volunteers, long seed, long settleMs) {
    ReplaySettings {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("factor (" + factor + ") must be above 0. Maybe 60: an hour a minute.");
        }
        if (volunteers < 0 || volunteers > 15_000) {
            throw new IllegalArgumentException("volunteers (" + volunteers
                    + ") must be between 0 and 15000, because each holds a socket and file descriptors are capped");
        }
        if (volunteers > 0 && !token.isEmpty()) {
            throw new IllegalArgumentException(
                    "volunteers (" + volunteers + ") can only be simulated with demo tokens. Maybe leave out --token.");
        }
    }
}
