package org.linli.matcher.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.graphhopper.routing.Dijkstra;
import com.graphhopper.routing.Path;
import com.graphhopper.routing.ev.Subnetwork;
import com.graphhopper.routing.querygraph.QueryGraph;
import com.graphhopper.routing.util.DefaultSnapFilter;
import com.graphhopper.routing.util.EdgeFilter;
import com.graphhopper.routing.util.TraversalMode;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.shapes.BBox;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.TravelMode;
import org.linli.solver.facts.Spot;
import org.linli.solver.facts.TravelTimes;

/** On the roads of Monaco, with GraphHopper's own Dijkstra as judge. */
class RoadsTest {
    @TempDir
    static java.nio.file.Path kept;

    private static java.nio.file.Path monaco;
    private static RoadMap map;

    @BeforeAll
    static void read() throws URISyntaxException {
        monaco = java.nio.file.Path.of(
                RoadsTest.class.getResource("/osm/monaco.osm.gz").toURI());
        map = RoadMap.read(monaco, kept.resolve("roads"));
    }

    @ParameterizedTest
    @EnumSource(RoadMode.class)
    void length_betweenAnyTwoPlaces_isThatOfGraphHoppersDijkstra(RoadMode mode) {
        RoadNetwork network = map.network(mode);
        Random chance = new Random(7);
        BBox box = map.hopper().getBaseGraph().getBounds();
        int compared = 0;
        for (int i = 0; i < 500; i++) {
            Spot from = somewhere(box, chance);
            Spot to = somewhere(box, chance);
            double expected = byDijkstra(mode, from, to);
            int length = network.at(from).lengthTo(network.at(to));
            if (Double.isInfinite(expected)) {
                assertThat(length).isEqualTo(Label.NO_WAY);
            } else {
                // each road's length is rounded to a tenth, and a way has some hundred of them
                assertThat(length / 10.0).as("%s to %s", from, to).isCloseTo(expected, within(5 + 0.002 * expected));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(400);
    }

    private static Spot somewhere(BBox box, Random chance) {
        double lat = box.minLat + chance.nextDouble() * (box.maxLat - box.minLat);
        double lng = box.minLon + chance.nextDouble() * (box.maxLon - box.minLon);
        return Spot.ofE7(middle(lat), middle(lng));
    }

    /** The middle of the cell that a place is put in, so that the judge is asked about the same place. */
    private static int middle(double degrees) {
        return (int) Math.floor(degrees * 1e4) * 1000 + 500;
    }

    private static double byDijkstra(RoadMode mode, Spot from, Spot to) {
        Weighting weighting = map.weighting(mode);
        EdgeFilter open = new DefaultSnapFilter(
                weighting, map.hopper().getEncodingManager().getBooleanEncodedValue(Subnetwork.key(mode.key())));
        Snap start = snap(from, open);
        Snap end = snap(to, open);
        QueryGraph graph = QueryGraph.create(map.hopper().getBaseGraph(), List.of(start, end));
        Path path = new Dijkstra(graph, graph.wrapWeighting(weighting), TraversalMode.NODE_BASED)
                .calcPath(start.getClosestNode(), end.getClosestNode());
        return path.isFound() ? path.getWeight() : Double.POSITIVE_INFINITY;
    }

    private static Snap snap(Spot spot, EdgeFilter open) {
        return map.hopper().getLocationIndex().findClosest(spot.latE7() / 1e7, spot.lngE7() / 1e7, open);
    }

    @Test
    void travel_offTheMapAndNextDoor_isAlongAStraightLine() {
        TravelTimes travel = Roads.read(monaco, kept.resolve("roads")).apply(policy());
        Spot casino = Spot.ofE7(437_392_000, 74_277_000);
        Spot nextDoor = Spot.ofE7(437_393_500, 74_277_500);
        Spot atSea = Spot.ofE7(436_900_000, 75_500_000);
        assertThat(travel.seconds(casino, casino, TravelMode.TRAVEL_MODE_WALK)).isZero();
        assertThat(travel.seconds(casino, nextDoor, TravelMode.TRAVEL_MODE_WALK))
                .isBetween(1, 60);
        assertThat(travel.seconds(casino, atSea, TravelMode.TRAVEL_MODE_CAR))
                .isEqualTo(new org.linli.solver.facts.StraightLineTravel(policy().planning())
                        .seconds(casino, atSea, TravelMode.TRAVEL_MODE_CAR));
    }

    @Test
    void travel_throughTown_isLongerThanTheStraightLineAndByCarFasterThanOnFoot() {
        TravelTimes travel = Roads.read(monaco, kept.resolve("roads")).apply(policy());
        Spot casino = Spot.ofE7(437_392_000, 74_277_000);
        Spot palace = Spot.ofE7(437_314_000, 74_202_000);
        int onFoot = travel.seconds(casino, palace, TravelMode.TRAVEL_MODE_WALK);
        assertThat(travel.meters(casino, palace)).isGreaterThan((int) casino.metersTo(palace));
        assertThat(travel.seconds(casino, palace, TravelMode.TRAVEL_MODE_CAR)).isLessThan(onFoot);
        assertThat(travel.seconds(casino, palace, TravelMode.TRAVEL_MODE_EBIKE)).isLessThan(onFoot);
    }

    private static org.linli.domain.policy.RegionPolicy policy() {
        return PolicyReader.defaultFor("520181");
    }

    @Test
    void file_thatIsNoExtract_isRefusedByName(@TempDir java.nio.file.Path other) throws java.io.IOException {
        java.nio.file.Path wrong = Files.writeString(other.resolve("wrong.osm.pbf"), "no map");
        assertThatThrownBy(() -> Roads.read(wrong, other.resolve("kept")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wrong.osm.pbf");
        assertThatThrownBy(() -> Roads.read(other.resolve("none.osm.pbf"), other.resolve("kept")))
                .hasMessageContaining("is no file that can be read");
    }
}
