package org.linli.matcher.cluster;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Rings all nodes when one of them has committed something, so that they need not wait for their poll. What it says may
 * be lost, late, doubled or wrong: whoever hears it looks at the log. Safe for any thread.
 */
public final class LogBell {
    private final String address;
    private volatile @Nullable Bus bus;

    /** Silent until it is put on a bus. */
    public LogBell(String region) {
        this.address = "linli.log." + region;
    }

    /**
     * From now on it rings there, and is heard.
     *
     * @param heard is given the sequence that some node has committed, on the bus's own threads
     */
    public AutoCloseable on(Bus there, LongConsumer heard) {
        bus = there;
        return there.listen(address, message -> hear(message, heard));
    }

    private static void hear(byte[] message, LongConsumer heard) {
        if (message.length == Long.BYTES) {
            heard.accept(ByteBuffer.wrap(message).getLong());
        }
    }

    /** This node has committed the entry of this sequence. */
    public void ring(long sequence) {
        Bus there = bus;
        if (there != null) {
            there.publish(
                    address, ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
        }
    }
}
