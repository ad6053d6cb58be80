package org.linli.gateway.stream;

/** A client's connection as the {@link Pusher} sees it. Called on the pusher's loop; none of it blocks. */
public interface Connection {
    /** Hands bytes to the network, in order. Never refuses: the pusher looks at {@link #pendingBytes} first. */
    void send(byte[] message);

    /** What was handed over and has not left yet. Falling below {@link Outbox#LOW_WATER}, it calls the pusher back. */
    long pendingBytes();

    /** Says goodbye with a documented code, and closes. */
    void close(int code, String reason);
}
