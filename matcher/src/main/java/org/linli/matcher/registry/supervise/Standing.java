package org.linli.matcher.registry.supervise;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The supervisor's record: what it relies on after any crash of its own.
 *
 * @param supervisor    its name, which stands in the region's data too
 * @param generation    of the region's data
 * @param primary       host:port
 * @param replicas      every server that may confirm what the primary writes, with the name of the run in which it does
 * @param acknowledging how many of them must have what was acknowledged; so any replicas but this many less one may be
 *                      missing, and the furthest of the others still has all
 * @param electing      whether the primary is given up and another sought
 */
public record Standing(
        String supervisor,
        long generation,
        String primary,
        Map<String, String> replicas,
        int acknowledging,
        boolean electing) {
    public Standing {
        replicas = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(replicas));
        if (!supervisor.matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("supervisor (" + supervisor + ") must be letters, digits and hyphens");
        }
        if (acknowledging < 0 || acknowledging > replicas.size()) {
            throw new IllegalArgumentException("acknowledging (" + acknowledging + ") must be 0 to " + replicas.size()
                    + ", the number of replicas");
        }
    }

    Standing withAcknowledging(int count) {
        return new Standing(supervisor, generation, primary, replicas, count, electing);
    }

    Standing withElecting(boolean now) {
        return new Standing(supervisor, generation, primary, replicas, acknowledging, now);
    }

    /** @param count of acknowledging replicas, the added one not among them */
    Standing withReplica(String address, String run, int count) {
        Map<String, String> more = new LinkedHashMap<>(replicas);
        more.put(address, run);
        return new Standing(supervisor, generation, primary, more, count, electing);
    }

    /** The next generation, in which no replica counts yet. */
    Standing succeededBy(String winner) {
        return new Standing(supervisor, generation + 1, winner, Map.of(), 0, false);
    }

    String text() {
        String followers = replicas.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(","));
        return String.join(
                "\n",
                "supervisor " + supervisor,
                "generation " + generation,
                "primary " + primary,
                "replicas " + followers,
                "acknowledging " + acknowledging,
                "electing " + electing);
    }

    static Standing parse(String text) {
        Map<String, String> fields = text.lines()
                .map(line -> line.split(" ", 2))
                .filter(words -> words.length == 2)
                .collect(Collectors.toMap(words -> words[0], words -> words[1]));
        Map<String, String> replicas = new LinkedHashMap<>();
        for (String each : fields.getOrDefault("replicas", "").split(",", -1)) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                replicas.put(each.substring(0, equals), each.substring(equals + 1));
            }
        }
        return new Standing(
                fields.getOrDefault("supervisor", ""),
                Long.parseLong(fields.getOrDefault("generation", "")),
                fields.getOrDefault("primary", ""),
                replicas,
                Integer.parseInt(fields.getOrDefault("acknowledging", "")),
                Boolean.parseBoolean(fields.get("electing")));
    }

    /** Whether this server counts in the run in which it is now. */
    boolean counts(String address, ServerState state) {
        return state.run().equals(replicas.get(address));
    }
}
