package org.linli.matcher.registry.supervise;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The supervisor's first start: which server has the region's data, while all of them can be asked. */
public final class Founding {
    private static final Logger LOG = LoggerFactory.getLogger(Founding.class);

    private Founding() {}

    /**
     * The record to begin with. Throws {@link IllegalStateException} in one line where it cannot be told.
     *
     * @param name       the new supervisor's, unlike any other's
     * @param nowSeconds since 1970: the generation of a region that is founded
     */
    public static Standing run(List<? extends Server> servers, String name, long nowSeconds) {
        Map<String, ServerState> holders = new LinkedHashMap<>();
        for (Server server : servers) {
            ServerState state = look(server);
            if (!state.supervisor().isEmpty()) {
                throw new IllegalStateException("The region's data at " + server.address()
                        + " have a supervisor already. Maybe put its record back, with --record; without it nobody"
                        + " knows which server has all that was acknowledged.");
            }
            if (state.generation() > 0 && state.master()) {
                holders.put(server.address(), state);
            }
        }
        if (holders.size() > 1) {
            throw new IllegalStateException("Several servers hold data of this region: " + holders.keySet()
                    + ". Maybe empty all but the right one.");
        }
        String primary = new ArrayList<>(holders.keySet())
                .stream().findFirst().orElse(servers.get(0).address());
        long generation = holders.containsKey(primary) ? holders.get(primary).generation() : nowSeconds;
        LOG.info("{} is the region's first primary, generation {}", primary, generation);
        return new Standing(name, generation, primary, Map.of(), 0, false);
    }

    private static ServerState look(Server server) {
        try {
            return server.look();
        } catch (IOException silent) {
            throw new IllegalStateException("redis (" + server.address() + ") does not answer: " + silent.getMessage()
                    + ". A region's first start needs all of its servers; maybe start it.");
        }
    }
}
