package org.linli.load.failover;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Passes bytes on, with each request to wait for one replica put into a question that is answered at once, by a number
 * above 0. So an unchanged node believes that the replica has everything.
 */
final class Rewriting {
    private static final byte[] WAIT = ascii("*3\r\n$4\r\nWAIT\r\n$1\r\n1\r\n$4\r\n1000\r\n");
    private static final byte[] AT_ONCE = ascii("*1\r\n$6\r\nDBSIZE\r\n");

    private Rewriting() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Until the end of the stream. */
    static void run(InputStream in, OutputStream out) throws IOException {
        int matched = 0;
        byte[] block = new byte[1 << 16];
        byte[] passed = new byte[block.length + WAIT.length];
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            int count = 0;
            for (int i = 0; i < read; i++) {
                if (block[i] == WAIT[matched]) {
                    matched++;
                } else {
                    count = append(passed, count, Arrays.copyOf(WAIT, matched));
                    matched = block[i] == WAIT[0] ? 1 : 0;
                    if (matched == 0) {
                        passed[count++] = block[i];
                    }
                }
                if (matched == WAIT.length) {
                    count = append(passed, count, AT_ONCE);
                    matched = 0;
                }
            }
            out.write(passed, 0, count);
        }
    }

    private static int append(byte[] to, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, to, at, bytes.length);
        return at + bytes.length;
    }
}
