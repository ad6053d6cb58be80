package org.linli.gateway.device;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.linli.proto.Device;
import org.linli.proto.DeviceBye;
import org.linli.proto.DeviceChallenge;
import org.linli.proto.DeviceFrame;
import org.linli.proto.DeviceHello;
import org.linli.proto.DevicePong;
import org.linli.proto.DevicePress;
import org.linli.proto.DevicePressed;
import org.linli.proto.DeviceWelcome;
import org.linli.proto.DoorFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One device on its connection: challenged, proved, then heard. On the channel's event loop, but for {@link #bye} and what
 * is asked of a living connection, which any thread may call.
 */
final class DeviceConnection extends SimpleChannelInboundHandler<ByteBuf> {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceConnection.class);
    /** Stands in for the key of a device that is not known, so that the answer takes as long. */
    private static final byte[] NOBODYS = new byte[DeviceProof.KEY_BYTES];

    private enum Step {
        CHALLENGED,
        CHECKING,
        WELCOME,
        GONE
    }

    private final DeviceDoor door;
    private final Channel channel;
    private final ByteString nonce;
    private final long openedAt;
    private final Allowance allowance;
    private final List<Long> pressing = new ArrayList<>(2);
    private Step step = Step.CHALLENGED;
    private long heard;
    private long said;
    private volatile long heardAt;
    private volatile long heardAtMs;
    private volatile int battery;
    private volatile String deviceId = "";

    DeviceConnection(DeviceDoor door, Channel channel, ByteString nonce) {
        this.door = door;
        this.channel = channel;
        this.nonce = nonce;
        this.openedAt = door.nanoTime();
        this.heardAt = openedAt;
        this.allowance = new Allowance(openedAt);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!door.entered(this)) {
            leave(DeviceBye.Why.WHY_FULL);
            return;
        }
        send(DoorFrame.newBuilder().setChallenge(DeviceChallenge.newBuilder().setNonce(nonce)));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        step = Step.GONE;
        door.left(this);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        if (step == Step.GONE) {
            return;
        }
        Optional<DeviceFrame> frame = parsed(bytes);
        if (frame.isEmpty() || frame.get().getNumber() != heard + 1) {
            leave(DeviceBye.Why.WHY_BAD_FRAME);
        } else if (!allowance.take(door.limits().messagesPerSecond(), door.nanoTime())) {
            leave(DeviceBye.Why.WHY_TOO_FAST);
        } else {
            heard++;
            heardAt = door.nanoTime();
            heardAtMs = door.nowMs();
            take(frame.get());
        }
    }

    private static Optional<DeviceFrame> parsed(ByteBuf bytes) {
        try {
            return Optional.of(DeviceFrame.parseFrom(UnsafeByteOperations.unsafeWrap(bytes.nioBuffer())));
        } catch (InvalidProtocolBufferException broken) {
            return Optional.empty();
        }
    }

    private void take(DeviceFrame frame) {
        if (step == Step.CHALLENGED && frame.hasHello()) {
            hello(frame.getHello());
        } else if (step == Step.WELCOME) {
            door.devices().find(deviceId).ifPresentOrElse(device -> listen(device, frame), () -> {
                leave(DeviceBye.Why.WHY_NOT_KNOWN);
            });
        } else {
            leave(DeviceBye.Why.WHY_BAD_FRAME);
        }
    }

    private void listen(Device device, DeviceFrame frame) {
        switch (frame.getBodyCase()) {
            case PRESS -> press(device, frame.getPress());
            case FIX -> door.meters().fix(door.tags().take(device, frame.getFix()));
            case PING -> ping(device, frame.getPing().getBatteryPercent());
            case HELLO, BODY_NOT_SET -> leave(DeviceBye.Why.WHY_BAD_FRAME);
        }
    }

    private void hello(DeviceHello hello) {
        if (hello.getNonce().size() != DeviceProof.NONCE_BYTES) {
            leave(DeviceBye.Why.WHY_BAD_FRAME);
            return;
        }
        step = Step.CHECKING;
        Optional<Device> device = door.devices().find(hello.getDeviceId()).filter(DeviceConnection::counts);
        device.map(door::key)
                .orElseGet(() -> CompletableFuture.completedFuture(ByteString.copyFrom(NOBODYS)))
                .whenComplete((key, error) ->
                        channel.eventLoop().execute(() -> check(hello, device.orElse(null), key, error)));
    }

    private static boolean counts(Device device) {
        return device.getRevokedAtMs() == 0;
    }

    private void check(
            DeviceHello hello, @Nullable Device device, @Nullable ByteString key, @Nullable Throwable error) {
        if (step != Step.CHECKING) {
            return;
        }
        if (error != null) {
            leave(DeviceBye.Why.WHY_GOING);
            return;
        }
        byte[] secret = key == null || key.size() != DeviceProof.KEY_BYTES ? NOBODYS : key.toByteArray();
        ByteString proof = DeviceProof.ofDevice(secret, nonce, hello.getNonce(), hello.getDeviceId());
        boolean proved = DeviceProof.isSame(proof, hello.getProof()) && secret != NOBODYS;
        if (device == null || !proved) {
            leave(DeviceBye.Why.WHY_NOT_KNOWN);
            return;
        }
        welcome(device, hello, secret);
    }

    private void welcome(Device device, DeviceHello hello, byte[] secret) {
        step = Step.WELCOME;
        deviceId = device.getId();
        battery = hello.getBatteryPercent();
        door.welcomed(this);
        // It may have been revoked between the check and its being found by those who revoke.
        if (door.devices().find(deviceId).filter(DeviceConnection::counts).isEmpty()) {
            leave(DeviceBye.Why.WHY_NOT_KNOWN);
            return;
        }
        int presses = device.getPressesCount();
        send(DoorFrame.newBuilder()
                .setWelcome(DeviceWelcome.newBuilder()
                        .setProof(DeviceProof.ofDoor(secret, nonce, hello.getNonce(), deviceId))
                        .setLastPress(
                                presses == 0
                                        ? 0
                                        : device.getPresses(presses - 1).getNumber())
                        .setNowMs(door.nowMs())
                        .setPingWithinSeconds(door.limits().pingWithinSeconds())));
        door.notes().note(device, battery);
    }

    private void ping(Device device, int batteryPercent) {
        battery = batteryPercent == 0 ? battery : batteryPercent;
        send(DoorFrame.newBuilder().setPong(DevicePong.getDefaultInstance()));
        door.notes().note(device, batteryPercent);
    }

    private void press(Device device, DevicePress press) {
        long number = press.getPress();
        if (pressing.contains(number)) {
            return; // its answer is on its way
        }
        if (pressing.size() >= door.limits().pressesAtOnce()) {
            leave(DeviceBye.Why.WHY_TOO_FAST);
            return;
        }
        pressing.add(number);
        long at = door.nanoTime();
        door.presses()
                .press(device, press)
                .thenAccept(answer -> channel.eventLoop().execute(() -> {
                    pressing.remove(number);
                    answer(answer, door.nanoTime() - at);
                }));
    }

    private void answer(DevicePressed answer, long nanos) {
        door.meters().pressed(answer.getLamp(), nanos);
        if (step == Step.WELCOME) {
            send(DoorFrame.newBuilder().setPressed(answer));
        }
    }

    private void send(DoorFrame.Builder frame) {
        write(frame, false);
    }

    private void write(DoorFrame.Builder frame, boolean isLast) {
        byte[] bytes = frame.setNumber(++said).build().toByteArray();
        ByteBuf buffer = channel.alloc().buffer(2 + bytes.length);
        buffer.writeShort(bytes.length).writeBytes(bytes);
        var written = channel.writeAndFlush(buffer);
        if (isLast) {
            written.addListener(ChannelFutureListener.CLOSE);
        } else if (!channel.isWritable()) {
            // A few answers that nobody reads: the network is gone, or somebody plays.
            cut();
        }
    }

    /** Says goodbye and closes. From any thread. */
    void bye(DeviceBye.Why why) {
        channel.eventLoop().execute(() -> leave(why));
    }

    private void leave(DeviceBye.Why why) {
        if (step == Step.GONE) {
            return;
        }
        step = Step.GONE;
        door.meters().closed(why);
        write(DoorFrame.newBuilder().setBye(DeviceBye.newBuilder().setWhy(why)), true);
        if (!channel.isWritable() || why == DeviceBye.Why.WHY_SILENT) {
            cut();
        }
    }

    /** Closes without a word. The door hears of it by {@link #channelInactive}, or never had the connection. */
    private void cut() {
        channel.close().addListener(closed -> {
            if (!closed.isSuccess()) {
                LOG.debug("the connection of device {} did not close", deviceId, closed.cause());
            }
        });
    }

    /** Closes what has not proved itself in time, or says nothing any more. From any thread. */
    void look(long now) {
        boolean late = deviceId.isEmpty()
                && now - openedAt > door.limits().handshakeWithin().toNanos();
        if (late || now - heardAt > door.limits().silentFor().toNanos()) {
            bye(DeviceBye.Why.WHY_SILENT);
        }
    }

    /** Empty until the device has proved who it is. */
    String deviceId() {
        return deviceId;
    }

    long heardAtMs() {
        return heardAtMs;
    }

    /** As it said last; 0: never. */
    int batteryPercent() {
        return battery;
    }

    Channel channel() {
        return channel;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof DecoderException) {
            leave(DeviceBye.Why.WHY_BAD_FRAME);
        } else {
            cut();
        }
    }
}
