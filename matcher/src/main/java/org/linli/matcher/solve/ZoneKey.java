package org.linli.matcher.solve;

/**
 * The name of a part of a region that one solver improves.
 *
 * @param region the region's code
 * @param path   how the region was halved to it: 0 the western or southern half, 1 the other; empty: the whole region
 */
public record ZoneKey(String region, String path) implements Comparable<ZoneKey> {
    public ZoneKey {
        if (!path.chars().allMatch(c -> c == '0' || c == '1')) {
            throw new IllegalArgumentException("zone.path (" + path + ") must be of the figures 0 and 1");
        }
    }

    public static ZoneKey whole(String region) {
        return new ZoneKey(region, "");
    }

    ZoneKey half(int which) {
        return new ZoneKey(region, path + which);
    }

    @Override
    public int compareTo(ZoneKey other) {
        int byRegion = region.compareTo(other.region);
        return byRegion != 0 ? byRegion : path.compareTo(other.path);
    }

    /** As it is written on the wire: {@code region/path}. */
    @Override
    public String toString() {
        return region + '/' + path;
    }
}
