package org.linli.gateway.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.linli.domain.Wgs84;
import org.linli.matcher.policy.PolicyReader;

/** Qingzhen: its communities, placed schematically, and draws of places in them. Read once from the resources. */
public final class CountyMap {
    private static final String REGION = "520181";
    private static final double METERS_PER_DEGREE = 111_195;
    /** How far round a community's middle its homes are. */
    private static final int HOMES_METERS = 350;

    private final Ring ring;
    private final List<Community> communities;
    private final List<Integer> shares;
    private final int shareSum;

    private CountyMap(Ring ring, List<Community> communities, List<Integer> shares) {
        this.ring = ring;
        this.communities = List.copyOf(communities);
        this.shares = List.copyOf(shares);
        this.shareSum = shares.stream().mapToInt(Integer::intValue).sum();
    }

    /** Reads the county; the same places at every start. */
    public static CountyMap qingzhen() {
        Ring ring = new Ring(PolicyReader.defaultFor(REGION).area().ring().stream()
                .map(corner -> new Wgs84(corner[1], corner[0]))
                .toList());
        Map<String, String> streets = new HashMap<>();
        rows("streets.csv").forEach(row -> streets.put(row.get(0), row.get(1)));
        Map<String, Centre> centres = new HashMap<>();
        rows("centres.csv").forEach(row -> centres.put(row.get(0), Centre.of(row)));
        return build(ring, streets, centres);
    }

    private static CountyMap build(Ring ring, Map<String, String> streets, Map<String, Centre> centres) {
        List<Community> communities = new ArrayList<>();
        List<Integer> shares = new ArrayList<>();
        for (List<String> row : rows("communities.csv")) {
            Centre centre = Objects.requireNonNull(centres.get(row.get(2)), "centre of a street");
            String street = Objects.requireNonNull(streets.get(row.get(2)), "name of a street");
            Wgs84 place =
                    inside(ring, centre.place, centre.radiusMeters, new SplittableRandom(Long.parseLong(row.get(0))));
            communities.add(new Community(row.get(0), row.get(1), street, place, HOMES_METERS));
            shares.add(centre.share);
        }
        return new CountyMap(ring, communities, shares);
    }

    public List<Community> communities() {
        return communities;
    }

    /** A community, more often one of a street with many people. */
    public Community drawCommunity(RandomGenerator chance) {
        int left = chance.nextInt(shareSum);
        int index = 0;
        while (left >= shares.get(index)) {
            left -= shares.get(index++);
        }
        return communities.get(index);
    }

    /** A place for a home in the community. */
    public Wgs84 drawHome(Community community, RandomGenerator chance) {
        return inside(ring, community.place(), community.radiusMeters(), chance);
    }

    /** A place within some metres of another, inside the county. */
    public Wgs84 drawNear(Wgs84 place, int meters, RandomGenerator chance) {
        return inside(ring, place, meters, chance);
    }

    boolean contains(Wgs84 place) {
        return ring.contains(place);
    }

    /** Denser towards the middle, as towns are; the middle itself where no draw falls inside. */
    private static Wgs84 inside(Ring ring, Wgs84 middle, int radiusMeters, RandomGenerator chance) {
        for (int i = 0; i < 32; i++) {
            Wgs84 drawn = polar(middle, radiusMeters * chance.nextDouble(), 2 * Math.PI * chance.nextDouble());
            if (ring.contains(drawn)) {
                return drawn;
            }
        }
        return middle;
    }

    private static Wgs84 polar(Wgs84 middle, double meters, double angle) {
        double lat = middle.latDeg() + meters * Math.cos(angle) / METERS_PER_DEGREE;
        double lng = middle.lngDeg()
                + meters * Math.sin(angle) / (METERS_PER_DEGREE * Math.cos(Math.toRadians(middle.latDeg())));
        return new Wgs84(Math.round(lat * 1e6) / 1e6, Math.round(lng * 1e6) / 1e6);
    }

    private static List<List<String>> rows(String resource) {
        try (InputStream in = Objects.requireNonNull(CountyMap.class.getResourceAsStream(resource), resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(Csv::fields).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read the resource " + resource, broken);
        }
    }

    private record Centre(Wgs84 place, int radiusMeters, int share) {
        static Centre of(List<String> row) {
            return new Centre(
                    new Wgs84(Double.parseDouble(row.get(1)), Double.parseDouble(row.get(2))),
                    Integer.parseInt(row.get(3)),
                    Integer.parseInt(row.get(4)));
        }
    }
}
