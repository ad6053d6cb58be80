package org.linli.gateway.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.linli.proto.ClientFrame;
import org.linli.proto.ServerFrame;

/** {@code linli.v1.json}: flat objects, {@code {"type":"offer","seq":"1-42",…}}, with the Protobuf fields in camelCase. */
public final class JsonFrames implements FrameCodec {
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    @Override
    public String subprotocol() {
        return "linli.v1.json";
    }

    @Override
    public boolean binary() {
        return false;
    }

    @Override
    public Buffer encode(ClientFrame frame) {
        FieldDescriptor said = ClientFrame.getDescriptor()
                .findFieldByNumber(frame.getBodyCase().getNumber());
        try {
            JsonObject body = new JsonObject(PRINTER.print((Message) frame.getField(said)));
            return body.put("type", said.getName()).toBuffer();
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalArgumentException("frame cannot be written", impossible);
        }
    }

    @Override
    public ServerFrame decode(Buffer message) {
        try {
            JsonObject flat = new JsonObject(message);
            return frame(flat, flat.getString("type", ""));
        } catch (DecodeException | ClassCastException | InvalidProtocolBufferException broken) {
            throw new IllegalArgumentException("frame is no JSON frame of linli.v1", broken);
        }
    }

    private static ServerFrame frame(JsonObject flat, String type) throws InvalidProtocolBufferException {
        FieldDescriptor field = ServerFrame.getDescriptor().findFieldByName(type.replace('.', '_'));
        String seq = flat.getValue("seq") instanceof String text ? text : "";
        ServerFrame.Builder frame = ServerFrame.newBuilder().setSeq(seq);
        if (field == null || field.getContainingOneof() == null) {
            return frame.build();
        }
        Message.Builder body = frame.newBuilderForField(field);
        PARSER.merge(flat.encode(), body);
        return frame.setField(field, body.build()).build();
    }
}
