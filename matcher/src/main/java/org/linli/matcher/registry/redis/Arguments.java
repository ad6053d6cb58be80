package org.linli.matcher.registry.redis;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Arguments of a script in the making, kept as the protocol's bulk strings ({@code $5\r\nhello\r\n}): a commit has fifty
 * of them, and to hand each to the client by itself cost more than all of the decision.
 */
final class Arguments {
    /** What an argument takes beside itself: its length in up to ten digits, a sign and two line ends. */
    private static final int AROUND = 15;

    private static final int EXPECTED = 32;

    private byte[] bytes;
    private int end;
    private int count;

    /** @param expected how many there will be, about */
    Arguments(int expected) {
        bytes = new byte[Math.max(1, expected) * EXPECTED];
    }

    Arguments text(String value) {
        return raw(value.getBytes(StandardCharsets.UTF_8));
    }

    Arguments number(long value) {
        int digits = digits(value);
        begin(digits);
        write(value, digits);
        return finish();
    }

    Arguments bytes(ByteString value) {
        begin(value.size());
        value.copyTo(bytes, end);
        end += value.size();
        return finish();
    }

    Arguments message(MessageLite value) {
        return raw(value.toByteArray());
    }

    Arguments raw(byte[] value) {
        begin(value.length);
        System.arraycopy(value, 0, bytes, end, value.length);
        end += value.length;
        return finish();
    }

    int count() {
        return count;
    }

    void writeTo(ByteBuf buffer) {
        buffer.writeBytes(bytes, 0, end);
    }

    private void begin(int length) {
        if (bytes.length - end < length + AROUND) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, end + length + AROUND));
        }
        bytes[end++] = '$';
        write(length, digits(length));
        lineEnd();
    }

    private Arguments finish() {
        lineEnd();
        count++;
        return this;
    }

    private void lineEnd() {
        bytes[end++] = '\r';
        bytes[end++] = '\n';
    }

    /** How many characters the number takes. */
    private static int digits(long value) {
        int digits = value < 0 ? 2 : 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void write(long value, int digits) {
        int at = end + digits;
        long rest = value;
        do {
            bytes[--at] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
        } while (rest != 0);
        if (value < 0) {
            bytes[--at] = '-';
        }
        end += digits;
    }
}
