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

    /**
     * To one of those who answer at the address. The stage fails when none answers in time, and completes on one of the
     * bus's threads.
     */
    CompletionStage<byte[]> ask(String address, byte[] message, long timeoutMs);

    /** Hands what is published at the address to the handler, until what is returned is closed. */
    AutoCloseable listen(String address, Consumer<byte[]> handler);

    /** Answers what is asked at the address, until what is returned is closed; a failed stage fails the question. */
    AutoCloseable answer(String address, Function<byte[], CompletionStage<byte[]>> handler);
}
