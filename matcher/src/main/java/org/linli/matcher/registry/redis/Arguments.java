package org.linli.matcher.registry.redis;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Arguments of a script in the making. */
final class Arguments {
    private final List<byte[]> values;

    Arguments(int expected) {
        values = new ArrayList<>(expected);
    }

    Arguments text(String value) {
        values.add(value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Arguments number(long value) {
        values.add(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    Arguments bytes(ByteString value) {
        values.add(value.toByteArray());
        return this;
    }

    Arguments raw(byte[] value) {
        values.add(value);
        return this;
    }

    byte[][] toArray() {
        return values.toArray(new byte[0][]);
    }
}
