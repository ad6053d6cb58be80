package org.linli.matcher.cluster;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.linli.matcher.Loop;

/**
 * The nodes that improve zones, as far as they have spoken of late. Each says so once a second; one that has been silent
 * for three is no longer asked. Safe for any thread.
 */
public final class ZoneNodes implements AutoCloseable {
    private static final String ADDRESS = "zone-nodes";
    private static final long NOTICE_MS = 1_000;
    private static final long SILENT_MS = 3_000;

    private final Bus bus;
    private final Loop loop;
    private final Map<String, Long> heardNanos = new ConcurrentHashMap<>();
    private final AutoCloseable listening;
    private volatile boolean closed;

    /** @param speaks whether this node improves zones for others */
    public ZoneNodes(Bus bus, Loop loop, boolean speaks) {
        this.bus = bus;
        this.loop = loop;
        listening =
                bus.listen(ADDRESS, node -> heardNanos.put(new String(node, StandardCharsets.UTF_8), loop.nanoTime()));
        if (speaks) {
            loop.execute(this::speak);
        }
    }

    private void speak() {
        if (!closed) {
            bus.publish(ADDRESS, bus.self().getBytes(StandardCharsets.UTF_8));
            loop.schedule(NOTICE_MS, this::speak);
        }
    }

    /** The others that were heard of late, by name. */
    public List<String> others() {
        long now = loop.nanoTime();
        heardNanos.values().removeIf(heard -> (now - heard) / 1_000_000 > SILENT_MS);
        return heardNanos.keySet().stream()
                .filter(node -> !node.equals(bus.self()))
                .sorted()
                .toList();
    }

    @Override
    public void close() throws Exception {
        closed = true;
        listening.close();
    }
}
