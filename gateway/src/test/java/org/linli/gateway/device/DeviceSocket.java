package org.linli.gateway.device;

import com.google.protobuf.ByteString;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Optional;
import javax.net.SocketFactory;
import org.linli.proto.DeviceBye;
import org.linli.proto.DeviceFix;
import org.linli.proto.DeviceFrame;
import org.linli.proto.DeviceHello;
import org.linli.proto.DevicePing;
import org.linli.proto.DevicePress;
import org.linli.proto.DevicePressed;
import org.linli.proto.DeviceWelcome;
import org.linli.proto.DoorFrame;

/** A device as its firmware would be, on a blocking socket. */
public final class DeviceSocket implements AutoCloseable {
    private static final int WITHIN_MS = 30_000;
    private static final ByteString NONCE = ByteString.copyFrom(new byte[DeviceProof.NONCE_BYTES]);

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final ByteString doorNonce;
    private long said;

    /** Connects, and takes the challenge. */
    public DeviceSocket(int port) {
        this(port, SocketFactory.getDefault());
    }

    public DeviceSocket(int port, SocketFactory sockets) {
        try {
            socket = sockets.createSocket();
            socket.setSoTimeout(WITHIN_MS);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
            Optional<DoorFrame> first = read();
            doorNonce = first.map(frame -> frame.getChallenge().getNonce()).orElse(ByteString.EMPTY);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The hello that proves the key, as it goes over the wire. */
    public DeviceFrame hello(String deviceId, byte[] key) {
        return frame(DeviceFrame.newBuilder()
                .setHello(DeviceHello.newBuilder()
                        .setDeviceId(deviceId)
                        .setNonce(NONCE)
                        .setBatteryPercent(77)
                        .setProof(DeviceProof.ofDevice(key, doorNonce, NONCE, deviceId))));
    }

    /** Says hello, and takes the welcome, which proves that the door has the key too. */
    public DeviceWelcome enter(String deviceId, byte[] key) {
        send(hello(deviceId, key));
        DoorFrame answer = read().orElseThrow(() -> new AssertionError("closed"));
        if (!answer.hasWelcome()) {
            throw new AssertionError("not welcomed: " + answer);
        }
        if (!answer.getWelcome().getProof().equals(DeviceProof.ofDoor(key, doorNonce, NONCE, deviceId))) {
            throw new AssertionError("the door does not have the key");
        }
        return answer.getWelcome();
    }

    public void press(long number) {
        send(frame(DeviceFrame.newBuilder()
                .setPress(DevicePress.newBuilder().setPress(number).setBatteryPercent(76))));
    }

    /** Presses and waits for the lamp. */
    public DevicePressed pressed(long number) {
        press(number);
        return read().map(DoorFrame::getPressed).orElseThrow(() -> new AssertionError("closed"));
    }

    public void ping(int battery) {
        send(frame(DeviceFrame.newBuilder().setPing(DevicePing.newBuilder().setBatteryPercent(battery))));
    }

    public void fix(DeviceFix.Builder fix) {
        send(frame(DeviceFrame.newBuilder().setFix(fix)));
    }

    private DeviceFrame frame(DeviceFrame.Builder frame) {
        return frame.setNumber(++said).build();
    }

    public void send(DeviceFrame frame) {
        byte[] bytes = frame.toByteArray();
        byte[] prefixed = new byte[2 + bytes.length];
        prefixed[0] = (byte) (bytes.length >> 8);
        prefixed[1] = (byte) bytes.length;
        System.arraycopy(bytes, 0, prefixed, 2, bytes.length);
        raw(prefixed);
    }

    public void raw(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The next frame; empty where the door has closed. */
    public Optional<DoorFrame> read() {
        try {
            byte[] bytes = new byte[in.readUnsignedShort()];
            in.readFully(bytes);
            return Optional.of(DoorFrame.parseFrom(Arrays.copyOf(bytes, bytes.length)));
        } catch (EOFException | SocketException closed) {
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Reads until the door has closed, and gives why it said that it would. */
    public DeviceBye.Why why() {
        DeviceBye.Why why = DeviceBye.Why.WHY_UNSPECIFIED;
        for (Optional<DoorFrame> frame = read(); frame.isPresent(); frame = read()) {
            why = frame.get().hasBye() ? frame.get().getBye().getWhy() : why;
        }
        return why;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
