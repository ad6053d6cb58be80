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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongFunction;

/**
 * Many kept-alive connections on the calling thread, each with one request at a time. Open loop: requests are due at a
 * steady rate whatever the answers do, wait for a free connection where there is none, and are timed from when they were
 * due. Closed loop: each connection sends its next request upon the answer, so that the node is always as busy as it can be.
 */
public final class Volley implements AutoCloseable {
    private static final int LARGEST = 64 * 1024;
    /** Requests that wait for a connection; beyond these the oldest are given up, as a caller would. */
    private static final int WAITING = 100_000;

    private final Selector selector;
    private final List<Wire> wires = new ArrayList<>();
    private final ArrayDeque<Wire> idle = new ArrayDeque<>();
    private final ArrayDeque<Long> waiting = new ArrayDeque<>();
    private final ArrayDeque<Shot> waitingShots = new ArrayDeque<>();
    private final ByteBuffer out = ByteBuffer.allocateDirect(LARGEST);
    private final ByteBuffer in = ByteBuffer.allocateDirect(LARGEST);
    private final Tally[] tallies;
    private long key;
    private int inFlight;

    public Volley(URI node, int connections, int lanes) {
        this.tallies = new Tally[lanes];
        for (int i = 0; i < lanes; i++) {
            tallies[i] = new Tally();
        }
        try {
            selector = Selector.open();
            for (int i = 0; i < connections; i++) {
                wires.add(connect(node));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot connect to " + node, broken);
        }
        idle.addAll(wires);
    }

    private Wire connect(URI node) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(node.getHost(), node.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Wire wire = new Wire(channel);
        channel.register(selector, SelectionKey.OP_READ, wire);
        return wire;
    }

    public Tally tally(int lane) {
        return tallies[lane];
    }

    /** Counts from here. */
    public void begin() {
        for (Tally tally : tallies) {
            tally.begin();
        }
    }

    /** Sends so many a second for so long; what is still under way then stays under way. */
    public void openLoop(double perSecond, double seconds, LongFunction<Shot> next) {
        long start = System.nanoTime();
        long calls = Math.round(perSecond * seconds);
        for (long number = 0; number < calls; ) {
            long now = System.nanoTime();
            long at = start + Math.round(number * 1e9 / perSecond);
            if (at <= now) {
                due(next.apply(number), at);
                number++;
            } else {
                turn(at - now);
            }
            if ((number & 15) == 0) {
                turn(0);
            }
        }
    }

    /**
     * Keeps so many connections busy for so long.
     *
     * @param busy how many may be under way now, at most all connections
     */
    public void closedLoop(double seconds, IntSupplier busy, LongFunction<Shot> next) {
        long end = System.nanoTime() + Math.round(seconds * 1e9);
        long number = 0;
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            while (inFlight < busy.getAsInt() && !idle.isEmpty()) {
                due(next.apply(number++), now);
            }
            turn(1_000_000);
        }
    }

    /** Waits for the answers that are still due; false where the time was too short. */
    public boolean rest(double seconds) {
        long end = System.nanoTime() + Math.round(seconds * 1e9);
        while (inFlight > 0 && System.nanoTime() < end) {
            turn(10_000_000);
        }
        return inFlight == 0;
    }

    private void due(Shot shot, long atNanos) {
        tallies[shot.lane()].due();
        if (!waiting.isEmpty() || idle.isEmpty()) {
            if (waiting.size() >= WAITING) {
                waiting.remove();
                tallies[waitingShots.remove().lane()].broken();
            }
            waiting.add(atNanos);
            waitingShots.add(shot);
        } else {
            send(idle.remove(), shot, atNanos);
        }
    }

    private void send(Wire wire, Shot shot, long atNanos) {
        inFlight++;
        wire.shot = shot;
        wire.atNanos = atNanos;
        out.clear();
        shot.write(out, ++key);
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
            if (nanos >= 1_000_000) {
                selector.select(this::readable, nanos / 1_000_000);
            } else {
                selector.selectNow(this::readable);
                if (nanos > 50_000) {
                    java.util.concurrent.locks.LockSupport.parkNanos(nanos);
                }
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
                selected.cancel();
                broken(wire);
                return;
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
        Shot shot = wire.shot;
        if (shot == null) {
            throw new IllegalStateException("an answer came to no request");
        }
        inFlight--;
        tallies[shot.lane()].answered(wire.reply.status(), System.nanoTime() - wire.atNanos);
        wire.shot = null;
        wire.reply.begin();
        Long at = waiting.poll();
        if (at == null) {
            idle.add(wire);
        } else {
            send(wire, waitingShots.remove(), at);
        }
    }

    /** A connection that broke is not used again; a node that closes them all fails the run by its figures. */
    private void broken(Wire wire) {
        Shot shot = wire.shot;
        if (shot != null) {
            inFlight--;
            tallies[shot.lane()].broken();
            wire.shot = null;
        }
        idle.remove(wire);
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

    private static final class Wire {
        final SocketChannel channel;
        final Reply reply = new Reply();

        @org.jspecify.annotations.Nullable
        Shot shot;

        long atNanos;

        Wire(SocketChannel channel) {
            this.channel = channel;
        }
    }
}
