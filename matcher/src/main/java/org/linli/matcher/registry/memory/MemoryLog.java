package org.linli.matcher.registry.memory;

import java.util.ArrayList;
import java.util.List;
import org.linli.proto.Entry;

/** The entries of all generations, in the order in which they were written. */
final class MemoryLog {
    private final Undo undo;
    private final List<Entry> entries = new ArrayList<>();

    MemoryLog(Undo undo) {
        this.undo = undo;
    }

    void add(Entry entry) {
        entries.add(entry);
        undo.did(() -> entries.remove(entries.size() - 1));
    }

    List<Entry> all() {
        return entries;
    }

    /** The first entries after the sequence that are of the last generation. */
    List<Entry> after(long generation, long sequence, int limit) {
        int from = firstAfter(generation, sequence);
        return new ArrayList<>(entries.subList(from, from + Math.min(limit, entries.size() - from)));
    }

    /** Sequences rise through all generations, and only entries of the last one are asked for. */
    private int firstAfter(long generation, long sequence) {
        int from = entries.size();
        while (from > 0
                && entries.get(from - 1).getSequence() > sequence
                && entries.get(from - 1).getGeneration() == generation) {
            from--;
        }
        return from;
    }

    /** What is still kept of an earlier generation after the sequence; of all generations where it is 0. */
    List<Entry> keptOf(long generation, long sequence, int limit) {
        return entries.stream()
                .filter(entry ->
                        generation == 0 || (entry.getGeneration() == generation && entry.getSequence() > sequence))
                .limit(limit)
                .toList();
    }
}
