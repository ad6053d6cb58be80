package org.linli.load.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The nearest of many places to one, by rings of a grid. */
final class Nearest {
    private static final int CELLS = 64;
    private static final double CELL_METERS = Points.SIDE_METERS / CELLS;

    private final Points points;
    private final List<List<Integer>> cells = new ArrayList<>();

    Nearest(Points points) {
        this.points = points;
        for (int i = 0; i < CELLS * CELLS; i++) {
            cells.add(new ArrayList<>());
        }
        for (int i = 0; i < points.size(); i++) {
            cells.get(cell(points.y()[i]) * CELLS + cell(points.x()[i])).add(i);
        }
    }

    /** The {@code count} nearest, nearest first; fewer if there are no more. */
    int[] of(Points from, int index, int count) {
        List<Integer> found = new ArrayList<>();
        int column = cell(from.x()[index]);
        int row = cell(from.y()[index]);
        int enough = CELLS;
        for (int ring = 0; ring <= enough && ring < CELLS; ring++) {
            addRing(column, row, ring, found);
            if (found.size() >= count && enough == CELLS) {
                // A corner of the square is 1.5 times as far as its side: nearer ones may lie that far out.
                enough = ring + ring / 2 + 2;
            }
        }
        found.sort(Comparator.comparingDouble(i -> from.meters(index, points, i)));
        return found.stream().limit(count).mapToInt(Integer::intValue).toArray();
    }

    private void addRing(int column, int row, int ring, List<Integer> found) {
        for (int r = row - ring; r <= row + ring; r++) {
            boolean edge = r == row - ring || r == row + ring;
            for (int c = column - ring; c <= column + ring; c += edge || ring == 0 ? 1 : 2 * ring) {
                if (r >= 0 && r < CELLS && c >= 0 && c < CELLS) {
                    found.addAll(cells.get(r * CELLS + c));
                }
            }
        }
    }

    private static int cell(double meters) {
        return (int) (meters / CELL_METERS);
    }
}
