package org.linli.matcher.road;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.linli.domain.policy.RegionPolicy;
import org.linli.solver.facts.TravelTimes;

/**
 * The roads of a region, read once: gives the travel times along them under any policy of the region. The answers depend
 * on file, places and policy alone, so that searches, the dispatcher and other nodes with the same file agree. Safe for any
 * thread.
 */
public final class Roads implements Function<RegionPolicy, TravelTimes> {
    private final RoadNetwork walk;
    private final RoadNetwork ebike;
    private final RoadNetwork car;

    private final int junctions;

    private Roads(RoadMap map) {
        junctions = map.hopper().getBaseGraph().getNodes();
        walk = map.network(RoadMode.WALK);
        ebike = map.network(RoadMode.EBIKE);
        car = map.network(RoadMode.CAR);
    }

    /**
     * Reads an extract, or what was kept of it; blocks, for seconds with a county.
     *
     * @param extract {@code .osm.pbf}, {@code .osm}, {@code .osm.gz} or {@code .osm.bz2}
     * @param kept    the directory for what was read of this and of other extracts
     * @throws IllegalArgumentException where the file is missing or cannot be read as an extract
     */
    public static Roads read(Path extract, Path kept) {
        return new Roads(RoadMap.read(extract, kept.resolve(named(extract))));
    }

    /** Another name for each state of the file, so that a newer one is read afresh. */
    private static String named(Path extract) {
        try {
            return extract.getFileName() + "-" + Files.size(extract) + "-"
                    + Files.getLastModifiedTime(extract).toMillis();
        } catch (IOException e) {
            throw new IllegalArgumentException("osm (" + extract + ") is no file that can be read", e);
        }
    }

    @Override
    public TravelTimes apply(RegionPolicy policy) {
        return new RoadTravel(walk, ebike, car, policy.planning());
    }

    /** How many junctions the roads have, whoever may take them. */
    public int junctions() {
        return junctions;
    }

    /** How many hubs are kept for all junctions and modes; each takes eight bytes. */
    public long hubs() {
        return Stream.of(walk, ebike, car)
                .mapToLong(network -> network.labels().size())
                .sum();
    }
}
