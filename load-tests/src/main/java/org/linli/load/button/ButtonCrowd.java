package org.linli.load.button;

import com.google.protobuf.ByteString;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Many buttons on one event loop. They come from as many loopback addresses as the door's limit for one address asks for,
 * as buildings would. Methods are for one thread, which may block.
 */
public final class ButtonCrowd implements AutoCloseable {
    /** Under the door's limit for one address. */
    private static final int PER_ADDRESS = 250;
    /** Connecting at once: more would only queue before the door's one thread. */
    private static final int COMING = 200;

    private static final int WITHIN_SECONDS = 120;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = (EventLoop) group.next();
    private final List<ButtonLine> lines = new ArrayList<>();
    private final Map<String, Integer> errors = new ConcurrentHashMap<>();
    private final Histogram micros = new Histogram(3);
    private final int port;
    private long asked;

    public ButtonCrowd(int port) {
        this.port = port;
    }

    /** Connects them all and waits until each has been welcomed. */
    public void connect(List<Button> buttons) throws InterruptedException {
        Semaphore room = new Semaphore(COMING);
        List<CompletableFuture<Void>> welcomes = new ArrayList<>();
        for (Button button : buttons) {
            if (!room.tryAcquire(WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The door has not answered for " + WITHIN_SECONDS + " s");
            }
            ButtonLine line = new ButtonLine(this, button);
            lines.add(line);
            welcomes.add(line.welcomed());
            line.welcomed().whenComplete((welcome, error) -> room.release());
            bootstrap(line, "127.0.1." + (1 + lines.size() / PER_ADDRESS));
        }
        CompletableFuture.allOf(welcomes.toArray(CompletableFuture[]::new)).join();
    }

    private void bootstrap(ButtonLine line, String from) {
        new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel fresh) {
                        fresh.pipeline()
                                .addLast(new LengthFieldBasedFrameDecoder(1 << 16, 0, 2, 0, 2))
                                .addLast(line);
                    }
                })
                .localAddress(new InetSocketAddress(from, 0))
                .remoteAddress(new InetSocketAddress("127.0.0.1", port))
                .connect()
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        line.welcomed().completeExceptionally(connected.cause());
                    }
                });
    }

    /**
     * Presses so many a second for so long, each button in turn, and waits for the answers that are due. Each is timed from
     * when it was due.
     */
    public void press(double perSecond, double seconds) throws InterruptedException {
        long start = System.nanoTime();
        long count = Math.round(perSecond * seconds);
        for (long number = 0; number < count; number++) {
            long due = start + Math.round(number * 1e9 / perSecond);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
            ButtonLine line = lines.get((int) (asked++ % lines.size()));
            loop.execute(() -> line.press(due));
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_SECONDS);
        while (answered() < count && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private long answered() throws InterruptedException {
        CompletableFuture<Long> count = new CompletableFuture<>();
        loop.execute(() -> count.complete(micros.getTotalCount()
                + errors.values().stream().mapToInt(Integer::intValue).sum()));
        return count.join();
    }

    /** Forgets what was measured: the warm-up is over. */
    public void begin() {
        CompletableFuture.runAsync(micros::reset, loop).join();
    }

    /** Keeps the connections alive, once. */
    public void ping() {
        loop.execute(() -> lines.forEach(ButtonLine::ping));
    }

    /** On the loop. */
    void answered(long nanos) {
        micros.recordValue(Math.max(0, nanos / 1_000));
    }

    void failed(String what) {
        errors.merge(what, 1, Integer::sum);
    }

    /** From a press being due to its lamp, in microseconds. */
    public Histogram micros() {
        return micros.copy();
    }

    /** What went wrong, by its name. */
    public Map<String, Integer> errors() {
        return new TreeMap<>(errors);
    }

    @Override
    public void close() {
        for (ButtonLine line : lines) {
            Channel channel = line.channel();
            if (channel != null) {
                channel.close();
            }
        }
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** A nonce that is new on each connection, which is all that a proof asks of it. */
    static ByteString nonce(long number) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[i] = (byte) (number >>> (8 * i));
        }
        return ByteString.copyFrom(bytes);
    }
}
