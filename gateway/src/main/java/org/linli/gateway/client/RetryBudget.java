package org.linli.gateway.client;

/**
 * Limits repeats to a share of first attempts, so that a node in trouble is not drowned by its own clients (the token
 * bucket of Finagle's and gRPC's retry throttling). For one thread.
 */
public final class RetryBudget {
    /** What a client may spend at once, and what it starts with: a restart of the node must be survivable. */
    private static final double MOST = 100;

    private final double share;
    private double tokens = MOST;

    /** @param share repeats that each first attempt pays for */
    public RetryBudget(double share) {
        this.share = share;
    }

    /** A call is made for the first time, and pays in. */
    public void firstAttempt() {
        tokens = Math.min(MOST, tokens + share);
    }

    /** Takes one repeat out of the budget; false where it is spent. */
    public boolean take() {
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }
}
