package org.linli.matcher.dispatch;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import org.linli.domain.Wgs84;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Place;

/**
 * Points over a region's rectangle in square cells, each with a pace of its own in seconds a metre, for the nearest by
 * travel time. Points outside of the rectangle stand in the border's cells, where they are found no later than their
 * distance allows. One thread writes; {@link #copy} gives readers a still picture for the price of a few arrays, because
 * of what a cell's list holds nothing is ever changed in place: it is only added to, behind where a reader looks.
 */
final class Grid {
    /** 128 x 128 cells: 400 m in a city 50 km wide, so that 40 neighbours of 10,000 lie within a few rings. */
    private static final int SIDE = 128;

    private static final int[] NOBODY = new int[0];
    private static final double METERS_PER_E7 = Math.toRadians(1e-7) * 6_371_008.8;

    private final int originLatE7;
    private final int originLngE7;
    private final double metersPerLngE7;
    private final double cellMeters;
    private final int[][] cells;
    /** How many of a cell's list count. */
    private final int[] counts;

    private float[] x;
    private float[] y;
    private float[] pace;
    private int[] cellOf;
    private int size;
    private float leastPace = Float.MAX_VALUE;

    Grid(RegionPolicy.Area area) {
        Wgs84 corner = new Wgs84(area.minLatDeg(), area.minLngDeg());
        originLatE7 = corner.latE7();
        originLngE7 = corner.lngE7();
        metersPerLngE7 = METERS_PER_E7 * Math.cos(Math.toRadians((area.minLatDeg() + area.maxLatDeg()) / 2));
        double height = (area.maxLatDeg() - area.minLatDeg()) * 1e7 * METERS_PER_E7;
        double width = (area.maxLngDeg() - area.minLngDeg()) * 1e7 * metersPerLngE7;
        cellMeters = Math.max(1, Math.max(height, width) / SIDE);
        cells = new int[SIDE * SIDE][];
        Arrays.fill(cells, NOBODY);
        counts = new int[SIDE * SIDE];
        x = new float[0];
        y = new float[0];
        pace = new float[0];
        cellOf = new int[0];
    }

    private Grid(Grid other) {
        originLatE7 = other.originLatE7;
        originLngE7 = other.originLngE7;
        metersPerLngE7 = other.metersPerLngE7;
        cellMeters = other.cellMeters;
        cells = other.cells.clone();
        counts = other.counts.clone();
        x = other.x.clone();
        y = other.y.clone();
        pace = other.pace.clone();
        cellOf = other.cellOf.clone();
        size = other.size;
        leastPace = other.leastPace;
    }

    Grid copy() {
        return new Grid(this);
    }

    /** Puts a point in, or moves it. The id is a small number of the caller's; the pace in seconds a metre, above 0. */
    void put(int id, Place place, double secondsPerMeter) {
        ensure(id);
        x[id] = eastMeters(place);
        y[id] = northMeters(place);
        pace[id] = (float) secondsPerMeter;
        leastPace = Math.min(leastPace, pace[id]);
        int cell = row(y[id]) * SIDE + row(x[id]);
        if (cellOf[id] != cell) {
            leave(id);
            enter(cell, id);
            cellOf[id] = cell;
            size++;
        }
    }

    void remove(int id) {
        if (id < cellOf.length) {
            leave(id);
            cellOf[id] = -1;
        }
    }

    boolean contains(int id) {
        return id < cellOf.length && cellOf[id] >= 0;
    }

    /** How many points are in. */
    int size() {
        return size;
    }

    /** Metres as the crow flies; the point must be in. */
    double metersTo(int id, Place place) {
        return Math.hypot(x[id] - eastMeters(place), y[id] - northMeters(place));
    }

    /**
     * The nearest by travel time among those that pass, nearest first: at most {@code count}, none farther than
     * {@code maxSeconds}. Cells are visited in growing rings until no further ring can hold a nearer one.
     */
    int[] nearest(Place place, int count, double maxSeconds, IntPredicate passes) {
        Nearest found = new Nearest(count, maxSeconds);
        float px = eastMeters(place);
        float py = northMeters(place);
        int row = row(py);
        int column = row(px);
        for (int ring = 0; ring < SIDE; ring++) {
            double leastMeters = (ring - 1) * cellMeters;
            if (leastMeters * leastPace > found.limit()) {
                break;
            }
            visitRing(row, column, ring, px, py, found, passes);
        }
        return found.ids();
    }

    /** The same among a few points only, those of the set that are in, by looking at each of them. */
    int[] nearestOf(BitSet ids, Place place, int count, double maxSeconds, IntPredicate passes) {
        Nearest found = new Nearest(count, maxSeconds);
        float px = eastMeters(place);
        float py = northMeters(place);
        for (int id = ids.nextSetBit(0); id >= 0; id = ids.nextSetBit(id + 1)) {
            if (contains(id)) {
                visit(id, px, py, found, passes);
            }
        }
        return found.ids();
    }

    private void visitRing(int row, int column, int ring, float px, float py, Nearest found, IntPredicate passes) {
        int top = Math.max(0, row - ring);
        int bottom = Math.min(SIDE - 1, row + ring);
        for (int r = top; r <= bottom; r++) {
            boolean edge = r == row - ring || r == row + ring;
            int step = edge || ring == 0 ? 1 : 2 * ring;
            for (int c = column - ring; c <= column + ring; c += step) {
                if (c >= 0 && c < SIDE) {
                    visitCell(r * SIDE + c, px, py, found, passes);
                }
            }
        }
    }

    private void visitCell(int cell, float px, float py, Nearest found, IntPredicate passes) {
        int[] ids = cells[cell];
        for (int i = 0; i < counts[cell]; i++) {
            visit(ids[i], px, py, found, passes);
        }
    }

    private void visit(int id, float px, float py, Nearest found, IntPredicate passes) {
        float dx = x[id] - px;
        float dy = y[id] - py;
        double seconds = Math.sqrt(dx * dx + dy * dy) * pace[id];
        if (seconds <= found.limit() && passes.test(id)) {
            found.offer(id, seconds);
        }
    }

    private void leave(int id) {
        int cell = cellOf[id];
        if (cell >= 0) {
            cells[cell] = without(cells[cell], counts[cell], id);
            counts[cell]--;
            size--;
        }
    }

    private float eastMeters(Place place) {
        return (float) (((long) place.getLngE7() - originLngE7) * metersPerLngE7);
    }

    private float northMeters(Place place) {
        return (float) (((long) place.getLatE7() - originLatE7) * METERS_PER_E7);
    }

    private int row(float meters) {
        return Math.max(0, Math.min(SIDE - 1, (int) Math.floor(meters / cellMeters)));
    }

    private void ensure(int id) {
        int had = cellOf.length;
        if (id < had) {
            return;
        }
        int size = Math.max(id + 1, had * 2);
        x = Arrays.copyOf(x, size);
        y = Arrays.copyOf(y, size);
        pace = Arrays.copyOf(pace, size);
        cellOf = Arrays.copyOf(cellOf, size);
        Arrays.fill(cellOf, had, size, -1);
    }

    private void enter(int cell, int id) {
        int count = counts[cell]++;
        if (count == cells[cell].length) {
            cells[cell] = Arrays.copyOf(cells[cell], count + Math.max(1, count / 2));
        }
        cells[cell][count] = id;
    }

    private static int[] without(int[] ids, int count, int id) {
        int at = 0;
        while (ids[at] != id) {
            at++;
        }
        int[] fewer = Arrays.copyOf(ids, count - 1);
        if (at < fewer.length) {
            fewer[at] = ids[count - 1];
        }
        return fewer;
    }

    /** The few nearest so far, kept sorted by insertion: they are 40 at most. */
    private static final class Nearest {
        private final int[] ids;
        private final double[] seconds;
        private final double maxSeconds;
        private int size;

        Nearest(int count, double maxSeconds) {
            ids = new int[count];
            seconds = new double[count];
            this.maxSeconds = maxSeconds;
        }

        double limit() {
            return size < ids.length ? maxSeconds : seconds[size - 1];
        }

        void offer(int id, double cost) {
            if (size == ids.length && cost >= seconds[size - 1]) {
                return;
            }
            int at = size < ids.length ? size++ : size - 1;
            while (at > 0 && seconds[at - 1] > cost) {
                seconds[at] = seconds[at - 1];
                ids[at] = ids[at - 1];
                at--;
            }
            seconds[at] = cost;
            ids[at] = id;
        }

        int[] ids() {
            return Arrays.copyOf(ids, size);
        }
    }
}
