package org.linli.load.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShotTest {
    @Test
    void shot_writtenTwice_differsByItsKeyAlone() {
        Shot shot = Shot.post(0, "/v1/orders", "token", "{\"address\":\"路\"}", 0x0123456789abL);

        String first = written(shot, 1);

        assertThat(first)
                .contains("\r\nContent-Length: 17\r\n")
                .contains("\r\nIdempotency-Key: 01234567-89ab-7000-8000-000000000001\r\n")
                .endsWith("\r\n\r\n{\"address\":\"路\"}");
        assertThat(written(shot, 0xabcL)).isEqualTo(first.replace("8000-000000000001", "8000-000000000abc"));
    }

    private static String written(Shot shot, long key) {
        ByteBuffer buffer = ByteBuffer.allocate(1_024);
        shot.write(buffer, key);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }
}
