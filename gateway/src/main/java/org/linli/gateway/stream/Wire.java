package org.linli.gateway.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.linli.gateway.frame.FrameJson;
import org.linli.proto.ClientFrame;
import org.linli.proto.ServerFrame;

/** The two subprotocols: the same frames as flat JSON texts or as Protobuf messages. */
public enum Wire {
    JSON("linli.v1.json") {
        @Override
        byte[] encode(ServerFrame frame) {
            return FrameJson.frame(frame).toBuffer().getBytes();
        }

        @Override
        Optional<ClientFrame> decode(Buffer message) {
            try {
                return Optional.of(client(new JsonObject(message)));
            } catch (DecodeException
                    | ClassCastException
                    | InvalidProtocolBufferException
                    | IllegalArgumentException bad) {
                return Optional.empty();
            }
        }
    },
    PROTO("linli.v1.proto") {
        @Override
        byte[] encode(ServerFrame frame) {
            return frame.toByteArray();
        }

        @Override
        Optional<ClientFrame> decode(Buffer message) {
            try {
                ClientFrame frame = ClientFrame.parseFrom(message.getBytes());
                return frame.getBodyCase() == ClientFrame.BodyCase.BODY_NOT_SET ? Optional.empty() : Optional.of(frame);
            } catch (InvalidProtocolBufferException bad) {
                return Optional.empty();
            }
        }
    };

    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private final String subprotocol;

    Wire(String subprotocol) {
        this.subprotocol = subprotocol;
    }

    public String subprotocol() {
        return subprotocol;
    }

    public static Optional<Wire> find(String subprotocol) {
        for (Wire wire : values()) {
            if (wire.subprotocol.equals(subprotocol)) {
                return Optional.of(wire);
            }
        }
        return Optional.empty();
    }

    abstract byte[] encode(ServerFrame frame);

    /** Empty for what is no frame of a client. */
    abstract Optional<ClientFrame> decode(Buffer message);

    private static ClientFrame client(JsonObject json) throws InvalidProtocolBufferException {
        String type = json.getString("type", "");
        json.remove("type");
        String body = json.encode();
        ClientFrame.Builder frame = ClientFrame.newBuilder();
        switch (type) {
            case "hello" -> PARSER.merge(body, frame.getHelloBuilder());
            case "position" -> PARSER.merge(body, frame.getPositionBuilder());
            case "ack" -> PARSER.merge(body, frame.getAckBuilder());
            case "ping" -> frame.getPingBuilder();
            default -> throw new IllegalArgumentException("type (" + type + ") must be hello, position, ack or ping");
        }
        return frame.build();
    }
}
