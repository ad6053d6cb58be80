package org.linli.gateway.client;

/**
 * Limits repeats to a share of first attempts, so that a node in trouble is not drowned by its own clients (the token
 * bucket of Finagle's and gRPC's retry throttling). For one thread.
 */
final class RetryBudget {
    /** What a client may spend at once, and what it starts with: a restart of the node must be survivable. */
    private static final double MOST = 100;

    private final double share;
    private double tokens = MOST;

    RetryBudget(double share) {
        this.share = share;
    }

    void firstAttempt() {
        tokens = Math.min(MOST, tokens + share);
    }

    /** Takes one repeat out of the budget; false where it is spent. */
    boolean take() {
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }
}
