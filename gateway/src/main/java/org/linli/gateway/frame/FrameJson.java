package org.linli.gateway.frame;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.linli.proto.ServerFrame;

/**
 * Frames as JSON, from the same messages as the Protobuf ones: camelCase, times in RFC 3339, numbers as numbers. Empty
 * texts and unset messages are left out; numbers, flags and lists always stand.
 */
public final class FrameJson {
    private FrameJson() {}

    /** Flat: {@code type}, {@code seq} and the fields of the one body. */
    public static JsonObject frame(ServerFrame frame) {
        JsonObject json = new JsonObject();
        frame.getAllFields().forEach((field, value) -> {
            if (field.getContainingOneof() != null) {
                json.put("type", type(field));
                object((Message) value).forEach(entry -> json.put(entry.getKey(), entry.getValue()));
            }
        });
        return frame.getSeq().isEmpty() ? json : json.put("seq", frame.getSeq());
    }

    private static String type(FieldDescriptor field) {
        return field.getName().replace('_', '.');
    }

    /** The fields of one message. */
    public static JsonObject object(Message message) {
        JsonObject json = new JsonObject();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.isRepeated()) {
                json.put(field.getJsonName(), array((List<?>) message.getField(field)));
            } else if (stands(message, field)) {
                json.put(field.getJsonName(), value(message.getField(field)));
            }
        }
        return json;
    }

    private static boolean stands(Message message, FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> message.hasField(field);
            case STRING -> !((String) message.getField(field)).isEmpty();
            default -> true;
        };
    }

    private static JsonArray array(List<?> values) {
        JsonArray array = new JsonArray();
        values.forEach(value -> array.add(value(value)));
        return array;
    }

    private static Object value(Object value) {
        if (value instanceof Timestamp at) {
            return Instant.ofEpochSecond(at.getSeconds(), at.getNanos()).toString();
        }
        return value instanceof Message message ? object(message) : value;
    }
}
