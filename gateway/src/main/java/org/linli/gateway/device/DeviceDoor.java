package org.linli.gateway.device;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.api.DevicePresence;
import org.linli.gateway.api.People;
import org.linli.gateway.api.Sealing;
import org.linli.gateway.view.Devices;
import org.linli.gateway.view.RegionView;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Device;
import org.linli.proto.DeviceBye;

/**
 * The listener of help buttons and tags. A device has one connection: when it comes anew, the old one is dead. One that
 * is revoked is cut off as soon as the log tells it.
 */
public final class DeviceDoor implements DevicePresence, AutoCloseable {
    private static final int LENGTH_BYTES = 2;
    /** A ping's answer has four bytes; who leaves hundreds of them unread reads nothing. */
    private static final WriteBufferWaterMark UNREAD = new WriteBufferWaterMark(2 * 1024, 4 * 1024);

    private static final AdaptiveRecvByteBufAllocator SMALL = new AdaptiveRecvByteBufAllocator(64, 256, 2048);
    /** How late a silence or a slow handshake is noticed, as a part of the shorter of the two. */
    private static final int LOOKS = 4;

    private final Parts parts;
    private final DeviceMeters meters;
    private final Presses presses;
    private final Notes notes;
    private final Set<DeviceConnection> open = ConcurrentHashMap.newKeySet();
    private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();
    private final Map<String, DeviceConnection> byDevice = new ConcurrentHashMap<>();
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AutoCloseable watching;
    private @Nullable Channel listening;

    /**
     * What the door works with.
     *
     * @param tls       how connections are sealed; null: they are plain, for a network that is trusted
     * @param nonces    fresh 32 bytes
     * @param uuids     fresh UUIDv7
     * @param codeWords fresh words for the door
     * @param nowMs     Unix milliseconds
     */
    public record Parts(
            DeviceLimits limits,
            @Nullable SslContext tls,
            Registry registry,
            RegionView view,
            People people,
            Sealing sealing,
            Tags tags,
            Supplier<byte[]> nonces,
            Supplier<UUID> uuids,
            Supplier<String> codeWords,
            LongSupplier nowMs,
            LongSupplier nanoTime,
            MeterRegistry meters) {}

    public DeviceDoor(Parts parts) {
        this.parts = parts;
        this.meters = new DeviceMeters(parts.meters(), open::size);
        this.presses = new Presses(
                parts.registry(), parts.view(), parts.people(), parts.sealing(), parts.uuids(), parts.codeWords());
        this.notes = new Notes(parts.registry(), parts.nowMs(), parts.limits().notesAtOnce());
        this.watching = parts.view().devices().watch(this::changed);
    }

    /** Opens the port (0: any free one) and gives its number. Blocks; throws where the port is taken. */
    public int open(String bind, int port) throws Exception {
        Channel channel = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, SMALL)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel fresh) {
                        prepare(fresh);
                    }
                })
                .bind(bind, port)
                .sync()
                .channel();
        listening = channel;
        long everyMs = Math.max(
                10,
                Math.min(
                                limits().handshakeWithin().toMillis(),
                                limits().silentFor().toMillis())
                        / LOOKS);
        watch(everyMs);
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends with its loop
    private void watch(long everyMs) {
        loops.next().scheduleWithFixedDelay(this::look, everyMs, everyMs, TimeUnit.MILLISECONDS);
    }

    private void prepare(SocketChannel fresh) {
        SslContext tls = parts.tls();
        if (tls != null) {
            fresh.pipeline().addLast(tls.newHandler(fresh.alloc()));
        }
        fresh.pipeline()
                .addLast(new LengthFieldBasedFrameDecoder(
                        LENGTH_BYTES + DeviceLimits.MAX_FRAME, 0, LENGTH_BYTES, 0, LENGTH_BYTES))
                .addLast(new DeviceConnection(
                        this, fresh, ByteString.copyFrom(parts.nonces().get())));
    }

    /** Whether there is room for one more, of this address too. */
    boolean entered(DeviceConnection connection) {
        open.add(connection);
        int here = byAddress.merge(address(connection), 1, Integer::sum);
        return open.size() <= limits().connections() && here <= limits().perAddress();
    }

    void left(DeviceConnection connection) {
        if (open.remove(connection)) {
            byAddress.computeIfPresent(address(connection), (where, count) -> count == 1 ? null : count - 1);
        }
        if (!connection.deviceId().isEmpty()) {
            byDevice.remove(connection.deviceId(), connection);
        }
    }

    private static InetAddress address(DeviceConnection connection) {
        return ((InetSocketAddress) connection.channel().remoteAddress()).getAddress();
    }

    void welcomed(DeviceConnection connection) {
        DeviceConnection former = byDevice.put(connection.deviceId(), connection);
        if (former != null && former != connection) {
            former.bye(DeviceBye.Why.WHY_REPLACED);
        }
    }

    private void changed(Device device) {
        DeviceConnection connection = byDevice.get(device.getId());
        if (device.getRevokedAtMs() > 0 && connection != null) {
            connection.bye(DeviceBye.Why.WHY_NOT_KNOWN);
        }
    }

    private void look() {
        long now = nanoTime();
        open.forEach(connection -> connection.look(now));
    }

    /** The device's key; empty where its resident has been forgotten. */
    CompletionStage<ByteString> key(Device device) {
        return parts.sealing().open(device.getResidentId(), device.getSealedKey());
    }

    @Override
    public Optional<Presence> find(String deviceId) {
        return Optional.ofNullable(byDevice.get(deviceId))
                .map(connection -> new Presence(connection.heardAtMs(), connection.batteryPercent()));
    }

    Devices devices() {
        return parts.view().devices();
    }

    Presses presses() {
        return presses;
    }

    Notes notes() {
        return notes;
    }

    Tags tags() {
        return parts.tags();
    }

    DeviceMeters meters() {
        return meters;
    }

    DeviceLimits limits() {
        return parts.limits();
    }

    long nanoTime() {
        return parts.nanoTime().getAsLong();
    }

    long nowMs() {
        return parts.nowMs().getAsLong();
    }

    /** Takes no more, says goodbye to all, and waits until that is done or two seconds are over. */
    @Override
    public void close() throws Exception {
        watching.close();
        if (listening != null) {
            listening.close().sync();
        }
        open.forEach(connection -> connection.bye(DeviceBye.Why.WHY_GOING));
        loops.shutdownGracefully(100, 2_000, TimeUnit.MILLISECONDS).sync();
    }
}
