package org.linli.matcher.credit;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * An append-only list's fingerprint as a row of perfect Merkle trees, the mountains, one for each 1 bit of the list's
 * size, highest first (Peter Todd's Merkle mountain range). Appending needs the peaks only; a proof that an entry is in
 * the list is the path to its mountain's peak. Hashes are SHA-256 by {@link LeafHash}.
 */
public final class MerkleMountainRange {
    private MerkleMountainRange() {}

    /** A sibling's hash on the way up, and on which side it stands. */
    public record Step(boolean left, byte[] hash) {}

    /** The way from a leaf to the peak of its mountain, the mountain's index among the peaks, and all peaks. */
    public record Proof(List<Step> path, int mountain, List<byte[]> peaks) {}

    /**
     * The peaks after one more leaf.
     *
     * @param peaks highest first
     * @param size  leaves before; its 1 bits are as many as the peaks
     */
    public static List<byte[]> append(List<byte[]> peaks, long size, byte[] leafHash) {
        if (peaks.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException(
                    "peaks (" + peaks.size() + ") must be as many as the 1 bits of size (" + size + ')');
        }
        List<byte[]> after = new ArrayList<>(peaks);
        byte[] top = leafHash;
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            top = LeafHash.node(after.remove(after.size() - 1), top);
        }
        after.add(top);
        return after;
    }

    /** The peaks of a whole list. */
    public static List<byte[]> peaks(List<byte[]> leafHashes) {
        List<byte[]> peaks = List.of();
        for (int i = 0; i < leafHashes.size(); i++) {
            peaks = append(peaks, i, leafHashes.get(i));
        }
        return peaks;
    }

    /**
     * The proof that a leaf is in the list.
     *
     * @param index from 0
     */
    public static Proof prove(List<byte[]> leafHashes, int index) {
        if (index < 0 || index >= leafHashes.size()) {
            throw new IllegalArgumentException("index (" + index + ") must be below " + leafHashes.size());
        }
        int start = 0;
        int mountain = 0;
        int height = Integer.highestOneBit(leafHashes.size());
        while (index >= start + height) {
            start += height;
            mountain++;
            height = Integer.highestOneBit(leafHashes.size() - start);
        }
        List<Step> path = path(leafHashes.subList(start, start + height), index - start);
        return new Proof(path, mountain, peaks(leafHashes));
    }

    /** Whether the path leads from the leaf to its mountain's peak, for a list of this size and these peaks. */
    public static boolean verify(byte[] leafHash, long index, long size, List<Step> path, List<byte[]> peaks) {
        if (index < 0 || index >= size || peaks.size() != Long.bitCount(size)) {
            return false;
        }
        long start = 0;
        int mountain = 0;
        long height = Long.highestOneBit(size);
        while (index >= start + height) {
            start += height;
            mountain++;
            height = Long.highestOneBit(size - start);
        }
        return isPath(path, index - start, height) && equal(climb(leafHash, path), peaks.get(mountain));
    }

    /** The sides of the path are told by the bits of the leaf's place in its mountain. */
    private static boolean isPath(List<Step> path, long place, long height) {
        if (path.size() != Long.numberOfTrailingZeros(height)) {
            return false;
        }
        for (int level = 0; level < path.size(); level++) {
            if (path.get(level).left() != ((place >> level & 1) == 1)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] climb(byte[] leafHash, List<Step> path) {
        byte[] hash = leafHash;
        for (Step step : path) {
            hash = step.left() ? LeafHash.node(step.hash(), hash) : LeafHash.node(hash, step.hash());
        }
        return hash;
    }

    private static List<Step> path(List<byte[]> mountain, int place) {
        List<Step> path = new ArrayList<>();
        List<byte[]> level = mountain;
        for (int at = place; level.size() > 1; at /= 2) {
            path.add(new Step((at & 1) == 1, level.get(at ^ 1)));
            level = parents(level);
        }
        return path;
    }

    private static List<byte[]> parents(List<byte[]> level) {
        List<byte[]> parents = new ArrayList<>();
        for (int i = 0; i < level.size(); i += 2) {
            parents.add(LeafHash.node(level.get(i), level.get(i + 1)));
        }
        return parents;
    }

    private static boolean equal(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }
}
