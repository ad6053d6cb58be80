package org.linli.load.faults;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy that breaks what it carries. Bytes are never changed nor put in another order, as TCP would not let that
 * pass: they come late, or not at all, or the connection ends. Faults may be set from any thread and hold for all
 * connections until {@link #heal}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // of closing and of timers: a line that breaks here is one more fault
final class FaultProxy implements AutoCloseable {
    /** What becomes of the bytes of one direction. */
    enum Flow {
        FREE,
        /** They are taken and never arrive; nobody is told. */
        SWALLOWED
    }

    /** The only script that says how long a reply is kept is the one that commits. */
    private static final byte[] COMMIT = "604800000".getBytes(StandardCharsets.US_ASCII);

    private static final int CHUNK_BYTES = 512;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final InetSocketAddress upstream;
    private final Channel listening;
    private volatile Flow toServer = Flow.FREE;
    private volatile Flow toClient = Flow.FREE;
    private volatile boolean refusing;
    private volatile long delayMs;
    private volatile long pausePerChunkMs;
    private final AtomicInteger repliesToLose = new AtomicInteger();
    private final AtomicLong swallowed = new AtomicLong();

    FaultProxy(InetSocketAddress upstream) {
        this.upstream = upstream;
        this.listening = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        accepted(client);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Every byte is that late from now on, in both directions. */
    void delay(long ms) {
        delayMs = ms;
    }

    /** Half-open: nothing passes, in one direction or both, and no connection ends. */
    void swallow(boolean towardsServer, boolean towardsClient) {
        toServer = towardsServer ? Flow.SWALLOWED : Flow.FREE;
        toClient = towardsClient ? Flow.SWALLOWED : Flow.FREE;
    }

    /** How many bytes never arrived. */
    long swallowed() {
        return swallowed.get();
    }

    /** Ends every connection at once, and lets no new one in. */
    void cut() {
        refusing = true;
        open.forEach(Channel::close);
    }

    /** The next commits take effect, and their answers are lost with their connections. */
    void loseCommitReplies(int count) {
        repliesToLose.set(count);
    }

    /** A line so slow that a client takes a few hundred bytes at a time. */
    void throttle(long msPerChunk) {
        pausePerChunkMs = msPerChunk;
    }

    /** All passes again. A connection of which bytes are missing is of no use any more, so those end. */
    void heal() {
        boolean torn = toServer == Flow.SWALLOWED || toClient == Flow.SWALLOWED;
        toServer = Flow.FREE;
        toClient = Flow.FREE;
        refusing = false;
        delayMs = 0;
        pausePerChunkMs = 0;
        repliesToLose.set(0);
        if (torn) {
            open.forEach(Channel::close);
        }
    }

    private void accepted(SocketChannel client) {
        if (refusing) {
            client.close();
            return;
        }
        new Bootstrap()
                .group(client.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 2_000)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(upstream)
                .addListener((io.netty.channel.ChannelFuture dialled) -> {
                    if (dialled.isSuccess()) {
                        join(client, dialled.channel());
                    } else {
                        client.close();
                    }
                });
    }

    private void join(Channel client, Channel server) {
        Line line = new Line();
        client.pipeline().addLast(new Half(server, line, true));
        server.pipeline().addLast(new Half(client, line, false));
        open.add(client);
        client.closeFuture().addListener(closed -> {
            open.remove(client);
            server.close();
        });
        server.closeFuture().addListener(closed -> client.close());
        client.read();
        server.read();
    }

    /** What both directions of a connection know. For the proxy's loop. */
    private static final class Line {
        private boolean commitOnItsWay;
    }

    /** One direction of one connection. */
    private final class Half extends ChannelInboundHandlerAdapter {
        private final Channel to;
        private final Line line;
        private final boolean towardsServer;
        /** Bytes of it are missing, so that no later ones may arrive. */
        private boolean torn;

        Half(Channel to, Line line, boolean towardsServer) {
            this.to = to;
            this.line = line;
            this.towardsServer = towardsServer;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            torn |= (towardsServer ? toServer : toClient) == Flow.SWALLOWED;
            if (torn) {
                swallowed.addAndGet(bytes.readableBytes());
                bytes.release();
                context.read();
                return;
            }
            if (losesReply(bytes)) {
                bytes.release();
                context.close();
                return;
            }
            long waitMs = delayMs + (towardsServer ? 0 : pausePerChunkMs * (1 + bytes.readableBytes() / CHUNK_BYTES));
            if (waitMs == 0) {
                pass(context, bytes);
            } else {
                context.executor().schedule(() -> pass(context, bytes), waitMs, TimeUnit.MILLISECONDS);
            }
        }

        private boolean losesReply(ByteBuf bytes) {
            if (towardsServer) {
                line.commitOnItsWay |= repliesToLose.get() > 0 && contains(bytes, COMMIT);
                return false;
            }
            boolean loses = line.commitOnItsWay && repliesToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            line.commitOnItsWay = false;
            return loses;
        }

        /** Reads on only when this has left, so that whoever sends too much must wait. */
        private void pass(ChannelHandlerContext context, ByteBuf bytes) {
            to.writeAndFlush(bytes).addListener(passed -> {
                if (passed.isSuccess()) {
                    context.read();
                } else {
                    context.close();
                }
            });
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
            context.close();
        }
    }

    private static boolean contains(ByteBuf bytes, byte[] wanted) {
        for (int from = bytes.readerIndex(); from <= bytes.writerIndex() - wanted.length; from++) {
            int matching = 0;
            while (matching < wanted.length && bytes.getByte(from + matching) == wanted[matching]) {
                matching++;
            }
            if (matching == wanted.length) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        listening.close();
        open.forEach(Channel::close);
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
