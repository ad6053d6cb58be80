package org.linli.matcher.cluster;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Messages between nodes: hints, questions, zones' work. Anything sent may be lost, late or doubled. Implemented by the
 * gateway over the Vert.x event bus; handlers run on the bus's own threads and must not block.
 */
public interface Bus {
    /** This node's name, unique in the cluster and over time. */
    String self();

    /** To every node that listens, this one included. */
    void publish(String address, byte[] message);

    /** To one of the listeners of the address; fails when none answers in time. */
    CompletionStage<byte[]> ask(String address, byte[] message, long timeoutMs);

    AutoCloseable listen(String address, Consumer<byte[]> handler);

    AutoCloseable answer(String address, Function<byte[], CompletionStage<byte[]>> handler);
}
