package org.linli.gateway.stream;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The last frames of each channel (a person's own, or staff's queue) that somebody has listened to on this node, to
 * resume from. Used on the pusher's loop.
 *
 * <p>At most {@value #MAX_BATCHES} entries' frames are kept in all, some 80 MB with the orders that they hold on to (4.3 kB
 * each), and a fraction of them for any one channel; a channel that was written longest ago is dropped first.
 * {@link #after} says whether all since a point is still there; whoever listens to a channel that was dropped hears on, and
 * gets a snapshot when next resuming.
 */
final class Ring {
    /** A city's for half a minute, longer than a connection takes to come back; more would be half of a node's heap. */
    static final int MAX_BATCHES = 20_000;
    /** A person hears far less in a day. */
    static final int MAX_OWN = 256;
    /** A busy county's queue for half an hour, a city's for half a minute. */
    static final int MAX_SHARED = 8192;

    /** All frames of one entry for one channel, in their order. */
    record Batch(Point at, List<Frame> frames) {}

    private static final class Channel {
        final ArrayDeque<Batch> batches = new ArrayDeque<>();
        Point floor;

        Channel(Point floor) {
            this.floor = floor;
        }
    }

    private final LinkedHashMap<String, Channel> channels = new LinkedHashMap<>(64, 0.75f, true);
    private final int mostBatches;
    private int size;

    /** @param mostBatches kept in all; {@link #MAX_BATCHES} but in tests */
    Ring(int mostBatches) {
        this.mostBatches = mostBatches;
    }

    /** Forgets everything. */
    void clear() {
        channels.clear();
        size = 0;
    }

    boolean isOpen(String name) {
        return channels.containsKey(name);
    }

    /** From here on the channel's frames are kept. */
    void open(String name, Point at) {
        channels.computeIfAbsent(name, unknown -> new Channel(at));
    }

    /** Keeps the frames, if the channel is open. */
    void add(String name, Batch batch) {
        Channel channel = channels.get(name);
        if (channel == null) {
            return;
        }
        channel.batches.add(batch);
        size++;
        if (channel.batches.size() > (name.startsWith("me:") ? MAX_OWN : MAX_SHARED)) {
            channel.floor = channel.batches.remove().at();
            size--;
        }
        while (size > mostBatches) {
            dropOldest();
        }
    }

    /** The channel's batches after the point; empty if some of them are not here. */
    Optional<List<Batch>> after(String name, Point point) {
        Channel channel = channels.get(name);
        if (channel == null || point.compareTo(channel.floor) < 0) {
            return Optional.empty();
        }
        return Optional.of(channel.batches.stream()
                .filter(batch -> batch.at().compareTo(point) > 0)
                .toList());
    }

    private void dropOldest() {
        Iterator<Channel> oldest = channels.values().iterator();
        Channel gone = oldest.next();
        oldest.remove();
        size -= gone.batches.size();
    }
}
