package org.linli.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.registry.memory.MemoryRegion;

/**
 * One server's data: its writes in their order, and what they make, once somebody looks. Copies of one history share
 * their writes, so that it can be told where they part.
 */
final class Copy {
    /** What a script does with the data, by the server's clock. */
    interface Script<T> {
        T run(MemoryRegion region, long clockMs);
    }

    /** What a supervisor has written into the data. */
    record Appointed(long generation, int acknowledging, String supervisor, String run) {}

    /** A script that has changed something, and what was appointed behind it. */
    record Write(Script<?> script, long clockMs, Appointed appointed) {}

    private final Supplier<MemoryRegion> empty;
    private final Appointed atFirst;
    private final List<Write> writes = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private @Nullable MemoryRegion region;

    Copy(Supplier<MemoryRegion> empty, Appointed atFirst) {
        this.empty = empty;
        this.atFirst = atFirst;
    }

    int size() {
        return writes.size();
    }

    Appointed appointed() {
        return writes.isEmpty() ? atFirst : writes.get(writes.size() - 1).appointed;
    }

    /** What all its writes make. */
    MemoryRegion region() {
        MemoryRegion made = region;
        if (made == null) {
            made = empty.get();
            region = made;
            marks.clear();
            for (Write write : writes) {
                write.script.run(made, write.clockMs);
                marks.add(made.mark());
            }
        }
        return made;
    }

    <T> T run(Script<T> script, long clockMs) {
        MemoryRegion made = region();
        int before = made.mark();
        T value = script.run(made, clockMs);
        if (made.mark() > before) {
            note(new Write(script, clockMs, appointed()), made);
        }
        return value;
    }

    void appoint(Appointed next, Script<?> script) {
        MemoryRegion made = region();
        script.run(made, 0);
        note(new Write(script, 0, next), made);
    }

    private void note(Write write, MemoryRegion made) {
        writes.add(write);
        marks.add(made.mark());
    }

    /** Loses all but the first writes. */
    void keep(int count) {
        if (count < writes.size()) {
            writes.subList(count, writes.size()).clear();
            MemoryRegion made = region;
            if (made != null && count > 0) {
                made.rollBackTo(marks.get(count - 1));
                marks.subList(count, marks.size()).clear();
            } else {
                region = null;
            }
        }
    }

    /** The writes from a place on up to another. */
    List<Write> between(int from, int to) {
        return List.copyOf(writes.subList(from, to));
    }

    /** Takes the next writes of the same history. */
    void append(List<Write> next) {
        writes.addAll(next);
        region = null;
    }

    /** Becomes other data. */
    void replace(List<Write> all) {
        writes.clear();
        append(all);
    }

    /** How many writes the two have in common from the beginning. */
    @SuppressWarnings("ReferenceEquality") // a write of the same content elsewhere is another one
    int common(List<Write> others) {
        int most = Math.min(writes.size(), others.size());
        while (most > 0 && writes.get(most - 1) != others.get(most - 1)) {
            most--;
        }
        return most;
    }
}
