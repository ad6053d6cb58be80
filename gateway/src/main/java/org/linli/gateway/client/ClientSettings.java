package org.linli.gateway.client;

import java.net.URI;
import java.time.Duration;

/**
 * The limits of one client.
 *
 * @param base        where the API is, such as {@code http://localhost:8080}
 * @param connections the most connections for calls; more would only queue in the node's kernel
 * @param waiting     the most calls that wait for a connection; above it a call fails at once instead of growing memory
 * @param timeout     how long one attempt may take
 * @param attempts    the most attempts of one call, the first included
 * @param retryShare  repeats earned by each first attempt: 0.1 keeps a struggling node's extra load at a tenth
 */
public record ClientSettings(
        URI base, int connections, int waiting, Duration timeout, int attempts, double retryShare) {

    public ClientSettings {
        if (base.getHost() == null || !("http".equals(base.getScheme()) || "https".equals(base.getScheme()))) {
            throw new IllegalArgumentException(
                    "url (" + base + ") must be http://host:port or https://host:port. Maybe http://localhost:8080.");
        }
        atLeast("connections", connections, 1);
        atLeast("waiting", waiting, 0);
        atLeast("attempts", attempts, 1);
        if (!(retryShare >= 0 && retryShare <= 1)) {
            throw new IllegalArgumentException("retryShare (" + retryShare + ") must be between 0 and 1");
        }
    }

    /** Settings for one well-behaved program on a laptop or in a county: 16 connections, 5 s, four attempts. */
    public static ClientSettings of(URI base) {
        return new ClientSettings(base, 16, 2_000, Duration.ofSeconds(5), 4, 0.1);
    }

    /** The same with another number of connections and of calls that may wait for one. */
    public ClientSettings withConnections(int most, int mostWaiting) {
        return new ClientSettings(base, most, mostWaiting, timeout, attempts, retryShare);
    }

    /** The port, or the scheme's own where the address names none. */
    public int port() {
        return base.getPort() >= 0 ? base.getPort() : tls() ? 443 : 80;
    }

    /** Whether the address begins with {@code https}. */
    public boolean tls() {
        return "https".equals(base.getScheme());
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " (" + value + ") must be at least " + least);
        }
    }
}
