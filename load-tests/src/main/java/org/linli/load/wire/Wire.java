package org.linli.load.wire;

import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One connection with at most one call on its way. */
final class Wire {
    final SocketChannel channel;
    final Pool pool;
    final Reply reply = new Reply();

    Pool.@Nullable Call call;

    Wire(SocketChannel channel, Pool pool) {
        this.channel = channel;
        this.pool = pool;
    }
}
