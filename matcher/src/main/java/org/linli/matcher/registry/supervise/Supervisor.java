package org.linli.matcher.registry.supervise;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one region's servers in their places: one primary, the others its replicas. What it relies on it writes into its
 * record before it acts on it, so it may be killed between any two steps and goes on where it was. While it does not run,
 * or reaches nobody, nothing is promoted or dropped. On one thread; each step blocks for about a second at most.
 */
public final class Supervisor {
    /** A primary that is silent for so long is given up: longer than any pause of a healthy disk or fork. */
    static final long GIVEN_UP_AFTER_MS = 1_000;
    /** A replica that has been behind for so long is no longer waited for: nodes give up a commit at the same time. */
    static final long BEHIND_FOR_MS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final Book book;
    private final LongSupplier nanoTime;
    private final Map<String, Long> inStepAt = new HashMap<>();
    private Standing standing;
    private long primarySeenAt;
    private long primaryOffset;

    /** @param standing as the book has it */
    public Supervisor(List<? extends Server> servers, Book book, Standing standing, LongSupplier nanoTime) {
        servers.forEach(server -> this.servers.put(server.address(), server));
        this.book = book;
        this.standing = standing;
        this.nanoTime = nanoTime;
        this.primarySeenAt = nanoTime.getAsLong();
        standing.replicas().keySet().forEach(address -> inStepAt.put(address, primarySeenAt));
    }

    /** What it relies on now: the record as it was written last. */
    public Standing standing() {
        return standing;
    }

    /** Looks at all servers and does what is next; to be called again and again, ten times a second. */
    public void step() {
        try {
            if (standing.electing()) {
                elect();
            } else {
                tend();
            }
        } catch (IOException silent) {
            LOG.debug("{} was lost on the way: {}", standing.primary(), silent.getMessage());
        }
    }

    private void record(Standing next) {
        book.write(next);
        standing = next;
    }

    private Server primary() {
        Server primary = servers.get(standing.primary());
        if (primary == null) {
            throw new IllegalStateException("The record's primary (" + standing.primary()
                    + ") is not among the servers given (" + servers.keySet() + "). Maybe correct --redis.");
        }
        return primary;
    }

    private void tend() throws IOException {
        Server primary = primary();
        ServerState state;
        try {
            state = primary.look();
        } catch (IOException silent) {
            giveUpIfSilent();
            return;
        }
        primarySeenAt = nanoTime.getAsLong();
        if (!state.master() || state.generation() < standing.generation()) {
            install(primary, state);
            return;
        }
        followers();
        primaryOffset = state.offset();
        if (state.acknowledging() != standing.acknowledging()
                || !state.supervisor().equals(standing.supervisor())
                || !state.isAppointed()) {
            appoint(primary);
        }
        attach();
        count(primary);
    }

    private void giveUpIfSilent() {
        boolean silent = millisSince(primarySeenAt) > GIVEN_UP_AFTER_MS;
        // With no replica that must have what was acknowledged, nobody else is known to have it.
        if (silent && standing.acknowledging() > 0) {
            LOG.warn("{} has been silent for {} ms and is given up", standing.primary(), millisSince(primarySeenAt));
            record(standing.withElecting(true));
        }
    }

    private void elect() throws IOException {
        if (isBack()) {
            LOG.info("{} is back before another was found", standing.primary());
            record(standing.withElecting(false));
            return;
        }
        Optional<String> winner = new Election(standing, servers).run();
        if (winner.isPresent()) {
            record(standing.succeededBy(winner.get()));
            inStepAt.clear();
            primaryOffset = 0;
            LOG.warn("{} is primary from now on, generation {}", standing.primary(), standing.generation());
            tend();
        }
    }

    private boolean isBack() {
        try {
            ServerState state = primary().look();
            return state.master() && state.generation() == standing.generation();
        } catch (IOException silent) {
            return false;
        }
    }

    /** Does what the record says already: a server takes over. */
    private void install(Server primary, ServerState state) throws IOException {
        if (!state.master()) {
            primary.stand();
        }
        appoint(primary);
    }

    private void appoint(Server primary) throws IOException {
        primary.appoint(standing.generation(), standing.supervisor(), standing.acknowledging());
    }

    /** Notes which replicas have what the primary had a moment ago, and waits no longer for those that have not. */
    private void followers() {
        for (String address : standing.replicas().keySet()) {
            if (isInStep(address)) {
                inStepAt.put(address, nanoTime.getAsLong());
            }
        }
        int inStep = inStep();
        if (inStep < standing.acknowledging()) {
            LOG.warn(
                    "Replicas {} are behind and no longer waited for; {} are",
                    standing.replicas().keySet(),
                    inStep);
            record(standing.withAcknowledging(inStep));
        }
    }

    private int inStep() {
        return (int) standing.replicas().keySet().stream()
                .filter(address -> inStepAt.containsKey(address) && millisSince(inStepAt.get(address)) <= BEHIND_FOR_MS)
                .count();
    }

    private boolean isInStep(String address) {
        Server server = servers.get(address);
        if (server == null) {
            return false;
        }
        try {
            ServerState state = server.look();
            return state.follows(standing.primary())
                    && standing.counts(address, state)
                    && state.offset() >= primaryOffset;
        } catch (IOException silent) {
            return false;
        }
    }

    /** Makes replicas of all servers that can be reached and are not. */
    private void attach() {
        for (Server server : servers.values()) {
            if (!server.address().equals(standing.primary())) {
                attach(server);
            }
        }
    }

    private void attach(Server server) {
        try {
            ServerState state = server.look();
            boolean known = standing.counts(server.address(), state);
            if (known && state.following().equals(standing.primary())) {
                return;
            }
            if (!known) {
                inStepAt.remove(server.address());
                int count = Math.min(standing.acknowledging(), inStep());
                record(standing.withReplica(server.address(), state.run(), count));
                appoint(primary());
            }
            LOG.info("{} becomes a replica of {}", server.address(), standing.primary());
            server.follow(standing.primary());
        } catch (IOException silent) {
            LOG.debug("{} cannot be reached: {}", server.address(), silent.getMessage());
        }
    }

    /** Lets replicas count that have caught up: the primary waits for them first, and the record says so after. */
    private void count(Server primary) throws IOException {
        int ready = inStep();
        if (ready <= standing.acknowledging()) {
            return;
        }
        if (primary.appointAndWait(standing.generation(), standing.supervisor(), ready)) {
            record(standing.withAcknowledging(ready));
            LOG.info("{} replicas have what is acknowledged from now on", ready);
        } else {
            appoint(primary);
        }
    }

    private long millisSince(long nanos) {
        return (nanoTime.getAsLong() - nanos) / 1_000_000;
    }
}
