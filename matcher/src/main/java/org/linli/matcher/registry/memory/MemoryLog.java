package org.linli.matcher.registry.memory;

import java.util.ArrayList;
import java.util.List;
import org.linli.proto.Entry;

/** The entries of all generations, in the order in which they were written. */
final class MemoryLog {
    private final Undo undo;
    private final List<Entry> entries = new ArrayList<>();
    /** How many of the entries have been trimmed. */
    private int trimmed;

    MemoryLog(Undo undo) {
        this.undo = undo;
    }

    void add(Entry entry) {
        entries.add(entry);
        undo.did(() -> entries.remove(entries.size() - 1));
    }

    /** Every entry that there was, trimmed or not. */
    List<Entry> all() {
        return entries;
    }

    /** The entries that have not been trimmed. */
    List<Entry> kept() {
        return entries.subList(trimmed, entries.size());
    }

    /** Trims the oldest entries that are archived and older than asked, and gives how many. */
    int trim(long generation, long archivedSequence, long beforeMs, int limit) {
        int from = trimmed;
        int to = from;
        while (to < Math.min(entries.size(), from + limit)
                && isArchived(entries.get(to), generation, archivedSequence)
                && entries.get(to).getAtMs() < beforeMs) {
            to++;
        }
        if (to > from) {
            trimmed = to;
            undo.did(() -> trimmed = from);
        }
        return to - from;
    }

    /** A generation that is over is archived whole before the next one begins. */
    private static boolean isArchived(Entry entry, long generation, long archivedSequence) {
        return entry.getGeneration() != generation || entry.getSequence() <= archivedSequence;
    }

    /** The first entries after the sequence that are of the last generation. */
    List<Entry> after(long generation, long sequence, int limit) {
        int from = firstAfter(generation, sequence);
        return new ArrayList<>(entries.subList(from, from + Math.min(limit, entries.size() - from)));
    }

    /** Sequences rise through all generations, and only entries of the last one are asked for. */
    private int firstAfter(long generation, long sequence) {
        int from = entries.size();
        while (from > trimmed
                && entries.get(from - 1).getSequence() > sequence
                && entries.get(from - 1).getGeneration() == generation) {
            from--;
        }
        return from;
    }

    /** What is still kept of an earlier generation after the sequence; of all generations where it is 0. */
    List<Entry> keptOf(long generation, long sequence, int limit) {
        return kept().stream()
                .filter(entry ->
                        generation == 0 || (entry.getGeneration() == generation && entry.getSequence() > sequence))
                .limit(limit)
                .toList();
    }
}
