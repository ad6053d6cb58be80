package org.linli.matcher.registry.supervise;

import java.util.Map;
import java.util.Optional;

/**
 * Which of a region's servers is its primary, by what they say of themselves: the one that follows nobody and whose data
 * have a supervisor and the highest generation, never one below the highest that was ever seen here. For one thread.
 */
public final class PrimaryChoice {
    private long highest;
    private String primary = "";

    /** The highest generation that was ever seen. */
    public long generation() {
        return highest;
    }

    /**
     * The primary by this look; empty where none of them is.
     *
     * @param seen what those that answered have said, by their addresses
     */
    public Optional<String> look(Map<String, ServerState> seen) {
        Optional<String> best = Optional.empty();
        for (Map.Entry<String, ServerState> each : seen.entrySet()) {
            ServerState state = each.getValue();
            boolean claims = state.master() && !state.supervisor().isEmpty() && isToBeTrusted(state);
            boolean newer = state.generation() > highest;
            // At the same generation who is known stays: the other is one that was only just told to stand.
            if (claims
                    && (newer || (state.generation() == highest && each.getKey().equals(primary)))) {
                best = Optional.of(each.getKey());
                highest = state.generation();
            }
        }
        best.ifPresent(address -> primary = address);
        return best;
    }

    /**
     * A replica that was started again follows nobody, and its data are the primary's. Where they say that no replica need
     * confirm anything, it would acknowledge alone what is thrown away when the supervisor comes by.
     */
    private static boolean isToBeTrusted(ServerState state) {
        return state.acknowledging() > 0 || state.isAppointed();
    }
}
