package org.linli.gateway.stream;

import java.util.Optional;

/** A place in the log: {@code generation-sequence}. */
record Point(long generation, long sequence) implements Comparable<Point> {
    static final Point NONE = new Point(0, 0);

    /** Empty for what is no point. */
    static Optional<Point> parse(String text) {
        int dash = text.indexOf('-');
        try {
            return dash < 1 || text.length() > 40
                    ? Optional.empty()
                    : Optional.of(new Point(
                            Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1))));
        } catch (NumberFormatException notAPoint) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(Point other) {
        int byGeneration = Long.compare(generation, other.generation);
        return byGeneration != 0 ? byGeneration : Long.compare(sequence, other.sequence);
    }

    @Override
    public String toString() {
        return generation + "-" + sequence;
    }
}
