package org.linli.matcher.registry.supervise;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the replica that has everything that was acknowledged. Each that can be reached is first told to follow nobody: from
 * then on it confirms nothing to the old primary. What was acknowledged is on as many replicas as the record says, so
 * once fewer than that are missing, one of those that stand still has it, and the one that has come furthest has all.
 */
final class Election {
    private static final Logger LOG = LoggerFactory.getLogger(Election.class);

    private final Standing standing;
    private final Map<String, ? extends Server> servers;

    Election(Standing standing, Map<String, ? extends Server> servers) {
        this.standing = standing;
        this.servers = servers;
    }

    /** The winner's address; empty while too many are missing. */
    Optional<String> run() {
        Map<String, ServerState> still = new LinkedHashMap<>();
        standing.replicas().keySet().forEach(address -> stopped(address).ifPresent(state -> still.put(address, state)));
        int missing = standing.replicas().size() - still.size();
        if (missing >= standing.acknowledging()) {
            LOG.debug("{} replicas are missing, fewer than {} may be", missing, standing.acknowledging());
            return Optional.empty();
        }
        // One of another generation has never had anything of this one.
        still.values().removeIf(state -> state.generation() != standing.generation());
        boolean eachHasAll = standing.acknowledging() == standing.replicas().size();
        if (!eachHasAll && !areComparable(still)) {
            LOG.warn("The replicas {} cannot be compared; the primary is waited for", still.keySet());
            return Optional.empty();
        }
        return still.entrySet().stream()
                .max(Comparator.comparingLong(each -> each.getValue().historyEnd()))
                .map(Map.Entry::getKey);
    }

    /** Its state once it follows nobody; empty where it cannot be reached or is not the run that counted. */
    private Optional<ServerState> stopped(String address) {
        Server server = servers.get(address);
        if (server == null) {
            return Optional.empty();
        }
        try {
            if (!server.look().master()) {
                server.stand();
            }
            return Optional.of(server.look()).filter(state -> state.master() && standing.counts(address, state));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    private static boolean areComparable(Map<String, ServerState> still) {
        Set<String> histories =
                still.values().stream().map(ServerState::history).collect(Collectors.toSet());
        return histories.size() <= 1;
    }
}
