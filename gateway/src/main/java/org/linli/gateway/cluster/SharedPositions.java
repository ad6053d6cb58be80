package org.linli.gateway.cluster;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.linli.matcher.cluster.Bus;
import org.linli.matcher.dispatch.Positions;
import org.linli.proto.PositionBatch;
import org.linli.proto.PositionSample;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last fix of every volunteer, in this node's memory, told to the other nodes in one batch a second. Nothing of it
 * is stored. Safe to call from any thread; {@link #tick} by one at a time.
 */
public final class SharedPositions implements Positions, AutoCloseable {
    public static final long EVERY_MS = 1000;
    /** Older than this, nobody knows where the volunteer is. */
    static final long FORGOTTEN_AFTER_MS = 30 * 60_000L;
    /** Five times the volunteers of a large city on duty, 200 bytes each. */
    static final int MAX_KNOWN = 50_000;
    /** 100 kB a message. */
    private static final int BATCH = 2000;

    private static final Logger LOG = LoggerFactory.getLogger(SharedPositions.class);

    private final Bus bus;
    private final String region;
    private final LongSupplier nowMs;
    private final AutoCloseable listening;
    private final Map<String, PositionSample> known = new ConcurrentHashMap<>();
    private final Map<String, PositionSample> fresh = new ConcurrentHashMap<>();

    public SharedPositions(Bus bus, String region, LongSupplier nowMs) {
        this.bus = bus;
        this.region = region;
        this.nowMs = nowMs;
        this.listening = bus.listen(address(), this::heard);
    }

    private String address() {
        return "linli.positions." + region;
    }

    @Override
    public void report(PositionSample sample) {
        if (take(sample)) {
            fresh.put(sample.getVolunteerId(), sample);
        }
    }

    @Override
    public void forget(String volunteerId) {
        known.remove(volunteerId);
        fresh.remove(volunteerId);
    }

    @Override
    public void forEach(Consumer<PositionSample> visitor) {
        known.values().forEach(visitor);
    }

    /** Tells the others what is new, and forgets what is old. Once every {@link #EVERY_MS}. */
    public void tick() {
        long oldest = nowMs.getAsLong() - FORGOTTEN_AFTER_MS;
        known.values().removeIf(sample -> sample.getAtMs() < oldest);
        List<PositionSample> batch = new ArrayList<>(fresh.values());
        batch.forEach(sample -> fresh.remove(sample.getVolunteerId(), sample));
        for (int from = 0; from < batch.size(); from += BATCH) {
            PositionBatch message = PositionBatch.newBuilder()
                    .setRegion(region)
                    .addAllSamples(batch.subList(from, Math.min(batch.size(), from + BATCH)))
                    .build();
            bus.publish(address(), message.toByteArray());
        }
    }

    @Override
    public void close() throws Exception {
        listening.close();
    }

    private void heard(byte[] message) {
        try {
            PositionBatch.parseFrom(message).getSamplesList().forEach(this::take);
        } catch (InvalidProtocolBufferException broken) {
            LOG.info("a batch of positions cannot be read: {}", broken.getMessage());
        }
    }

    private boolean take(PositionSample sample) {
        if (known.size() >= MAX_KNOWN && !known.containsKey(sample.getVolunteerId())) {
            return false;
        }
        PositionSample now = known.merge(
                sample.getVolunteerId(), sample, (old, news) -> news.getAtMs() >= old.getAtMs() ? news : old);
        return now.equals(sample);
    }
}
