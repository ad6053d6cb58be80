package org.linli.load.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReplyTest {
    private static final String ANSWER =
            "HTTP/1.1 503 Service Unavailable\r\nX-Content-Length: 9\r\ncontent-length: 5\r\n"
                    + "Retry-After: 1\r\n\r\n{\r\n\r\n";

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void reply_inOnePiece_isWholeWithItsStatus() {
        Reply reply = new Reply();

        assertThat(reply.take(bytes(ANSWER))).isTrue();
        assertThat(reply.status()).isEqualTo(503);
    }

    @Test
    void reply_cutAnywhere_isWholeWithItsLastByteOnly() {
        for (int cut = 1; cut < ANSWER.length(); cut++) {
            Reply reply = new Reply();

            assertThat(reply.take(bytes(ANSWER.substring(0, cut)))).isFalse();
            assertThat(reply.take(bytes(ANSWER.substring(cut)))).isTrue();
        }
    }

    @Test
    void reply_afterAnother_startsAnew() {
        Reply reply = new Reply();
        reply.take(bytes(ANSWER));

        reply.begin();

        assertThat(reply.take(bytes("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")))
                .isTrue();
        assertThat(reply.status()).isEqualTo(201);
    }
}
