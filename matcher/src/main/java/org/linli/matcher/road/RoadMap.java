package org.linli.matcher.road;

import com.graphhopper.GraphHopper;
import com.graphhopper.config.CHProfile;
import com.graphhopper.config.Profile;
import com.graphhopper.routing.ev.BooleanEncodedValue;
import com.graphhopper.routing.ev.Subnetwork;
import com.graphhopper.routing.util.AllEdgesIterator;
import com.graphhopper.routing.util.DefaultSnapFilter;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.RoutingCHGraph;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.PMap;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * An OpenStreetMap extract as GraphHopper reads it: roads, who may take them, how fast, and which road is nearest to a
 * place. The first reading is kept beside the data; later ones load it. Safe for any thread once read.
 */
final class RoadMap {
    /** Pieces of road with fewer junctions than this lead nowhere, and nobody is put on them. */
    private static final int SMALLEST_NETWORK = 200;

    private final GraphHopper hopper;

    private RoadMap(GraphHopper hopper) {
        this.hopper = hopper;
    }

    /**
     * Reads the extract, for as long as a minute for a county; blocks.
     *
     * @param extract {@code .osm.pbf}, {@code .osm}, {@code .osm.gz} or {@code .osm.bz2}
     * @param kept    the directory for what was read
     * @throws IllegalArgumentException where the file cannot be read as an extract
     */
    static RoadMap read(Path extract, Path kept) {
        GraphHopper hopper = new GraphHopper()
                .setOSMFile(extract.toString())
                .setGraphHopperLocation(kept.toString())
                .setEncodedValuesString(RoadMode.ENCODED_VALUES)
                .setMinNetworkSize(SMALLEST_NETWORK)
                .setProfiles(
                        Arrays.stream(RoadMode.values()).map(RoadMode::profile).toArray(Profile[]::new));
        hopper.getCHPreparationHandler()
                .setCHProfiles(Arrays.stream(RoadMode.values())
                        .map(RoadMode::hierarchy)
                        .toArray(CHProfile[]::new));
        try {
            hopper.importOrLoad();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "osm (" + extract + ") cannot be read as an OpenStreetMap extract: " + e.getMessage(), e);
        }
        return new RoadMap(hopper);
    }

    /** What it takes to go by that mode; makes the labels, which takes seconds for a county; blocks. */
    RoadNetwork network(RoadMode mode) {
        Weighting weighting = weighting(mode);
        HubLabels labels = HubLabels.of(ways(weighting), order(mode));
        BooleanEncodedValue aside = hopper.getEncodingManager().getBooleanEncodedValue(Subnetwork.key(mode.key()));
        return new RoadNetwork(hopper.getLocationIndex(), new DefaultSnapFilter(weighting, aside), weighting, labels);
    }

    Weighting weighting(RoadMode mode) {
        return hopper.createWeighting(hopper.getProfile(mode.key()), new PMap(), true);
    }

    GraphHopper hopper() {
        return hopper;
    }

    private Ways ways(Weighting weighting) {
        Ways.Builder ways = new Ways.Builder(hopper.getBaseGraph().getNodes());
        AllEdgesIterator edge = hopper.getBaseGraph().getAllEdges();
        while (edge.next()) {
            add(ways, edge.getBaseNode(), edge.getAdjNode(), length(weighting, edge, false));
            add(ways, edge.getAdjNode(), edge.getBaseNode(), length(weighting, edge, true));
        }
        return ways.build();
    }

    private static void add(Ways.Builder ways, int tail, int head, int length) {
        if (length != Label.NO_WAY && tail != head) {
            ways.add(tail, head, length);
        }
    }

    /** In tenths of the weighting's unit; {@link Label#NO_WAY} where that direction is closed. */
    static int length(Weighting weighting, EdgeIteratorState edge, boolean reverse) {
        double weight = weighting.calcEdgeWeight(edge, reverse);
        return Double.isInfinite(weight) ? Label.NO_WAY : (int) Math.max(1, Math.round(10 * weight));
    }

    /** The junctions by their level in the contraction hierarchy, the highest first. */
    private int[] order(RoadMode mode) {
        RoutingCHGraph hierarchy = Objects.requireNonNull(hopper.getCHGraphs().get(mode.key()), mode.key());
        return IntStream.range(0, hierarchy.getNodes())
                .boxed()
                .sorted(Comparator.comparingInt(hierarchy::getLevel).reversed().thenComparingInt(junction -> junction))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
