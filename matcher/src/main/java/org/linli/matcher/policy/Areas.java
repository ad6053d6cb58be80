package org.linli.matcher.policy;

import java.util.ArrayList;
import java.util.List;
import org.linli.domain.policy.RegionPolicy;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads where a region's orders may be. */
final class Areas {
    /** A simplified boundary; a finer one costs time at every order and gains nothing beside the margin. */
    private static final int MOST_CORNERS = 5000;

    private Areas() {}

    static RegionPolicy.Area read(Section section, Problems problems) {
        Section southWest = section.section("southWest");
        Section northEast = section.section("northEast");
        RegionPolicy.Area area = new RegionPolicy.Area(
                southWest.degrees("lat", 90),
                southWest.degrees("lng", 180),
                northEast.degrees("lat", 90),
                northEast.degrees("lng", 180),
                ring(section, problems),
                section.wholeOr("marginMeters", 0, 0, 50_000));
        if (area.minLatDeg() > area.maxLatDeg() || area.minLngDeg() > area.maxLngDeg()) {
            section.problem("northEast", "must lie north-east of southWest");
        }
        southWest.done();
        northEast.done();
        section.done();
        return area;
    }

    private static List<double[]> ring(Section section, Problems problems) {
        List<Node> nodes = section.listOrNone("ring");
        if (!nodes.isEmpty() && (nodes.size() < 3 || nodes.size() > MOST_CORNERS)) {
            section.problem("ring", "(" + nodes.size() + " corners) must have 3 to " + MOST_CORNERS);
        }
        List<double[]> ring = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            ring.add(corner(nodes.get(i), section.at("ring") + '/' + i, problems));
        }
        return List.copyOf(ring);
    }

    private static double[] corner(Node node, String pointer, Problems problems) {
        if (node instanceof SequenceNode pair
                && pair.getValue().size() == 2
                && pair.getValue().get(0) instanceof ScalarNode lng
                && pair.getValue().get(1) instanceof ScalarNode lat) {
            return new double[] {
                Degrees.read(lng, lng.getValue(), pointer + "/0", 180, problems),
                Degrees.read(lat, lat.getValue(), pointer + "/1", 90, problems)
            };
        }
        problems.at(node, pointer, "must be a pair [lng, lat]");
        return new double[] {0, 0};
    }
}
