package org.linli.matcher.registry.supervise;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        Optional<Map.Entry<String, ServerState>> best = seen.entrySet().stream()
                .filter(each -> claims(each.getValue()))
                .max(Comparator.comparingLong((Map.Entry<String, ServerState> each) ->
                                each.getValue().generation())
                        .thenComparing(each -> isCertain(each.getValue()))
                        .thenComparing(each -> each.getKey().equals(primary)))
                .filter(each -> isTaken(each.getKey(), each.getValue(), seen.get(primary)));
        best.ifPresent(each -> {
            highest = each.getValue().generation();
            primary = each.getKey();
        });
        return best.map(Map.Entry::getKey);
    }

    private static boolean claims(ServerState state) {
        return state.master() && !state.supervisor().isEmpty() && isToBeTrusted(state);
    }

    /**
     * At the same generation who is known stays, since the other may be one that was only just told to stand; unless the
     * supervisor has appointed the other's very run, or the known one follows somebody.
     */
    private boolean isTaken(String address, ServerState state, @Nullable ServerState known) {
        return state.generation() > highest
                || (state.generation() == highest
                        && (address.equals(primary) || isCertain(state) || (known != null && !known.master())));
    }

    /** Of one generation only one run is ever appointed at a time. */
    private static boolean isCertain(ServerState state) {
        return !state.appointed().isEmpty() && state.isAppointed();
    }

    /**
     * A replica that was started again follows nobody, and its data are the primary's. Where they say that no replica need
     * confirm anything, it would acknowledge alone what is thrown away when the supervisor comes by.
     */
    private static boolean isToBeTrusted(ServerState state) {
        return state.acknowledging() > 0 || state.isAppointed();
    }
}
