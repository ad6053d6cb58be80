package org.linli.load.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds the end of one HTTP/1.1 answer with a {@code Content-Length}, however it is cut, and its status. Looks at nothing
 * else, so that it costs next to nothing. For one thread.
 */
final class Reply {
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = 9;

    private int seen;
    private int status;
    private int matched;
    private boolean atLineStart;
    private boolean inLength;
    private int endings;
    private long length;
    private long bodyLeft;
    private boolean inBody;

    Reply() {
        begin();
    }

    /** The next bytes are those of a new answer. */
    void begin() {
        seen = 0;
        status = 0;
        matched = 0;
        atLineStart = true;
        inLength = false;
        endings = 0;
        length = 0;
        inBody = false;
    }

    int status() {
        return status;
    }

    /** Takes what has come; true where the answer is whole. */
    boolean take(ByteBuffer bytes) {
        while (!inBody && bytes.hasRemaining()) {
            head(bytes.get());
        }
        if (inBody) {
            long here = Math.min(bodyLeft, bytes.remaining());
            bytes.position(bytes.position() + (int) here);
            bodyLeft -= here;
        }
        return inBody && bodyLeft == 0;
    }

    private void head(byte value) {
        if (seen >= STATUS_AT && seen < STATUS_AT + 3) {
            status = status * 10 + (value - '0');
        }
        seen++;
        if (value == '\r' || value == '\n') {
            lineEnd(value);
        } else {
            inLine(value);
        }
    }

    private void lineEnd(byte value) {
        inLength = false;
        matched = 0;
        if (value == '\n') {
            atLineStart = true;
            if (++endings == 2) {
                inBody = true;
                bodyLeft = length;
            }
        }
    }

    private void inLine(byte value) {
        endings = 0;
        if (inLength) {
            if (value >= '0' && value <= '9') {
                length = length * 10 + (value - '0');
            }
        } else if ((atLineStart || matched > 0) && (value | 0x20) == (LENGTH[matched] | 0x20)) {
            inLength = ++matched == LENGTH.length;
        } else {
            matched = 0;
        }
        atLineStart = false;
    }
}
