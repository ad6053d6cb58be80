package org.linli.gateway.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.buffer.Buffer;
import org.linli.proto.ClientFrame;
import org.linli.proto.ServerFrame;

/** {@code linli.v1.proto}: each binary message is one Protobuf frame. */
public final class ProtoFrames implements FrameCodec {
    @Override
    public String subprotocol() {
        return "linli.v1.proto";
    }

    @Override
    public boolean binary() {
        return true;
    }

    @Override
    public Buffer encode(ClientFrame frame) {
        return Buffer.buffer(frame.toByteArray());
    }

    @Override
    public ServerFrame decode(Buffer message) {
        try {
            return ServerFrame.parseFrom(message.getBytes());
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalArgumentException("frame of " + message.length() + " bytes is no ServerFrame", broken);
        }
    }
}
