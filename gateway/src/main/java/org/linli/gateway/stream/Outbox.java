package org.linli.gateway.stream;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What one slow socket still has to get. While the network keeps up it is empty and frames pass straight through; else
 * of frames with one key only the newest waits, and beyond {@link #MAX_BYTES} the socket is too slow. Used on the
 * pusher's loop.
 */
final class Outbox {
    /** Handed to the network and not yet gone: a second's worth for a poor mobile link. */
    static final long HIGH_WATER = 64 * 1024;

    static final long LOW_WATER = HIGH_WATER / 4;
    /** The state of some hundred visits: whoever cannot take that in is better off with a fresh snapshot. */
    static final long MAX_BYTES = 256 * 1024;

    private final Connection connection;
    private final LinkedHashMap<String, byte[]> waiting = new LinkedHashMap<>();
    private long waitingBytes;

    Outbox(Connection connection) {
        this.connection = connection;
    }

    /** False: the socket is too slow and must go. */
    boolean put(String key, Supplier<byte[]> frame) {
        byte[] bytes = frame.get();
        if (waiting.isEmpty() && connection.pendingBytes() < HIGH_WATER) {
            connection.send(bytes);
            return true;
        }
        byte[] older = waiting.remove(key);
        waiting.put(key, bytes);
        waitingBytes += bytes.length - (older == null ? 0 : older.length);
        return waitingBytes <= MAX_BYTES;
    }

    /** Sends on what waits, as far as the network takes it. */
    void drain() {
        Iterator<Map.Entry<String, byte[]>> next = waiting.entrySet().iterator();
        while (next.hasNext() && connection.pendingBytes() < HIGH_WATER) {
            byte[] bytes = next.next().getValue();
            next.remove();
            waitingBytes -= bytes.length;
            connection.send(bytes);
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }
}
