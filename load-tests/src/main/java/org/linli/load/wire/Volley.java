package org.linli.load.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Many kept-alive connections on the calling thread, each with one request at a time. Open loop: requests are due at a
 * steady rate whatever the answers do, wait for a free connection where there is none, and are timed from when they were
 * due. Closed loop: a connection sends its next request upon the answer, so that the node is always as busy as it can be.
 */
public final class Volley implements AutoCloseable {
    private static final int LARGEST = 64 * 1024;
    /** Between looks at the sockets while requests are due without a pause. */
    private static final int DUE_A_LOOK = 16;

    /**
     * What is due within this time waits for its end: whoever went on looking at the sockets meanwhile would take a whole core
     * from the node. It counts in the times.
     */
    private static final long SHORTEST_SLEEP_NANOS = 100_000;

    private static final long MILLI = 1_000_000;

    private final Selector selector;
    private final List<Wire> wires = new ArrayList<>();
    private final List<Pool> pools = new ArrayList<>();
    private final List<Tally> tallies = new ArrayList<>();
    private final ByteBuffer out = ByteBuffer.allocateDirect(LARGEST);
    private final ByteBuffer in = ByteBuffer.allocateDirect(LARGEST);
    private long key;
    private int inFlight;

    /** @param connections how many each lane has */
    public Volley(URI node, int... connections) {
        try {
            selector = Selector.open();
            for (int count : connections) {
                Pool pool = new Pool();
                pools.add(pool);
                for (int i = 0; i < count; i++) {
                    wires.add(connect(node, pool));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot connect to " + node + ". Maybe raise ulimit -n.", broken);
        }
        begin();
    }

    private Wire connect(URI node, Pool pool) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(node.getHost(), node.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Wire wire = new Wire(channel, pool);
        channel.register(selector, SelectionKey.OP_READ, wire);
        pool.free(wire);
        return wire;
    }

    /** What became of the lane's requests since {@link #begin}; answers that come later are still counted in it. */
    public Tally tally(int lane) {
        return tallies.get(lane);
    }

    /** Counts what is due from now on apart. */
    public void begin() {
        tallies.clear();
        pools.forEach(pool -> tallies.add(new Tally()));
    }

    /**
     * Sends so many a second for so long; what is still under way then stays under way. What this thread was too slow for is
     * not sent later.
     */
    public void openLoop(double perSecond, double seconds, LongFunction<Shot> next) {
        long start = System.nanoTime();
        long number = 0;
        for (long now = start; now - start < seconds * 1e9; now = System.nanoTime()) {
            long at = start + Math.round(number * 1e9 / perSecond);
            if (at <= now) {
                due(next.apply(number++), at);
            }
            if (at > now || number % DUE_A_LOOK == 0) {
                turn(Math.max(0, Math.min(at - now, 10 * MILLI)));
            }
        }
    }

    /** Keeps so many requests under way for so long. */
    public void closedLoop(double seconds, int busy, LongFunction<Shot> next) {
        long end = System.nanoTime() + Math.round(seconds * 1e9);
        long number = 0;
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            for (; inFlight < busy; number++) {
                due(next.apply(number), now);
            }
            turn(MILLI);
        }
    }

    /** Sends so many requests, so many at a time, and waits for their answers. */
    public void each(long count, int busy, LongFunction<Shot> next) {
        for (long number = 0; number < count; ) {
            for (; inFlight < busy && number < count; number++) {
                due(next.apply(number), System.nanoTime());
            }
            turn(MILLI);
        }
        rest(60);
    }

    /** Waits for the answers that are still due; false where the time was too short. */
    public boolean rest(double seconds) {
        long end = System.nanoTime() + Math.round(seconds * 1e9);
        while (inFlight > 0 && System.nanoTime() < end) {
            turn(10 * MILLI);
        }
        return inFlight == 0;
    }

    /** Whoever of the lane waits for a connection goes away. */
    public void giveUp(int lane) {
        pools.get(lane).giveUp();
    }

    private void due(Shot shot, long atNanos) {
        Tally tally = tallies.get(shot.lane());
        tally.due();
        Pool.Call call = new Pool.Call(shot, tally, atNanos);
        Wire wire = pools.get(shot.lane()).take(call);
        if (wire != null) {
            send(wire, call);
        }
    }

    private void send(Wire wire, Pool.Call call) {
        inFlight++;
        wire.call = call;
        out.clear();
        call.shot().write(out, ++key);
        out.flip();
        try {
            wire.channel.write(out);
            if (out.hasRemaining()) {
                throw new IOException("the socket would not take a request at once");
            }
        } catch (IOException broken) {
            broken(wire);
        }
    }

    private void turn(long nanos) {
        try {
            if (nanos >= MILLI) {
                selector.select(this::readable, nanos / MILLI);
            } else if (selector.selectNow(this::readable) == 0 && nanos > 0) {
                LockSupport.parkNanos(Math.max(nanos, SHORTEST_SLEEP_NANOS));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void readable(SelectionKey selected) {
        Wire wire = (Wire) selected.attachment();
        try {
            in.clear();
            if (wire.channel.read(in) < 0) {
                throw new IOException("the node closed the connection");
            }
            in.flip();
            if (wire.reply.take(in)) {
                answered(wire);
            }
        } catch (IOException broken) {
            selected.cancel();
            broken(wire);
        }
    }

    private void answered(Wire wire) {
        Pool.Call call = wire.call;
        if (call == null) {
            throw new IllegalStateException("an answer came to no request");
        }
        inFlight--;
        call.tally().answered(wire.reply.status(), System.nanoTime() - call.dueNanos());
        wire.call = null;
        wire.reply.begin();
        Pool.Call next = wire.pool.next();
        if (next == null) {
            wire.pool.free(wire);
        } else {
            send(wire, next);
        }
    }

    /** A connection that broke is not used again; a node that closes them all fails the run by its figures. */
    private void broken(Wire wire) {
        Pool.Call call = wire.call;
        if (call != null) {
            inFlight--;
            call.tally().broken();
            wire.call = null;
        }
        wire.pool.lost(wire);
    }

    @Override
    public void close() {
        try {
            for (Wire wire : wires) {
                wire.channel.close();
            }
            selector.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
