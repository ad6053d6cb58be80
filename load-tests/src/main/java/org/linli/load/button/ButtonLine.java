package org.linli.load.button;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.device.DeviceProof;
import org.linli.proto.DeviceFrame;
import org.linli.proto.DeviceHello;
import org.linli.proto.DevicePing;
import org.linli.proto.DevicePress;
import org.linli.proto.DevicePressed;
import org.linli.proto.DoorFrame;

/** One button on its connection. On the loop alone, but for {@link #welcomed}. */
final class ButtonLine extends SimpleChannelInboundHandler<ByteBuf> {
    private final ButtonCrowd crowd;
    private final Button button;
    private final CompletableFuture<Void> welcomed = new CompletableFuture<>();
    private final Map<Long, Long> dueNanos = new HashMap<>(2);
    private volatile @Nullable Channel channel;
    private long said;
    private long presses;

    ButtonLine(ButtonCrowd crowd, Button button) {
        this.crowd = crowd;
        this.button = button;
    }

    CompletableFuture<Void> welcomed() {
        return welcomed;
    }

    @Nullable
    Channel channel() {
        return channel;
    }

    void press(long due) {
        dueNanos.put(++presses, due);
        send(DeviceFrame.newBuilder()
                .setPress(DevicePress.newBuilder().setPress(presses).setBatteryPercent(90)));
    }

    void ping() {
        send(DeviceFrame.newBuilder().setPing(DevicePing.newBuilder().setBatteryPercent(90)));
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        welcomed.completeExceptionally(new IllegalStateException(button.id() + " was turned away"));
        dueNanos.keySet().forEach(lost -> crowd.failed("closed before the answer"));
        dueNanos.clear();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) throws InvalidProtocolBufferException {
        DoorFrame frame = DoorFrame.parseFrom(ByteBufUtil.getBytes(bytes));
        switch (frame.getBodyCase()) {
            case CHALLENGE -> hello(frame.getChallenge().getNonce());
            case WELCOME -> {
                presses = frame.getWelcome().getLastPress();
                welcomed.complete(null);
            }
            case PRESSED -> pressed(frame.getPressed());
            case BYE -> crowd.failed("bye " + frame.getBye().getWhy());
            case PONG, BODY_NOT_SET -> {}
        }
    }

    private void hello(ByteString doorNonce) {
        ByteString nonce = ButtonCrowd.nonce(System.nanoTime());
        send(DeviceFrame.newBuilder()
                .setHello(DeviceHello.newBuilder()
                        .setDeviceId(button.id())
                        .setNonce(nonce)
                        .setBatteryPercent(90)
                        .setProof(DeviceProof.ofDevice(button.key().toByteArray(), doorNonce, nonce, button.id()))));
    }

    private void pressed(DevicePressed answer) {
        Long due = dueNanos.remove(answer.getPress());
        if (due == null) {
            return;
        }
        if (answer.getLamp() == DevicePressed.Lamp.LAMP_ON) {
            crowd.answered(System.nanoTime() - due);
        } else {
            crowd.failed(answer.getLamp().name());
        }
    }

    private void send(DeviceFrame.Builder frame) {
        Channel open = channel;
        if (open == null || !open.isActive()) {
            crowd.failed("not connected");
            return;
        }
        byte[] bytes = frame.setNumber(++said).build().toByteArray();
        open.writeAndFlush(
                open.alloc().buffer(2 + bytes.length).writeShort(bytes.length).writeBytes(bytes));
    }
}
