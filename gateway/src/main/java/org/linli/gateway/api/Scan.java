package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.linli.gateway.http.Fields;

/**
 * A photograph or a page of a sheet. What it says it is, it must begin as.
 *
 * @param type one of {@link #STARTS}
 */
record Scan(String type, ByteString bytes) {
    /** What a phone's photograph has when it is brought down to 1,600 pixels; the page does so. */
    static final int MAX_BYTES = 200_000;

    private static final int MAX_TEXT = (MAX_BYTES + 2) / 3 * 4;
    private static final Map<String, byte[]> STARTS = Map.of(
            "image/jpeg",
            new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF},
            "image/png",
            new byte[] {(byte) 0x89, 'P', 'N', 'G'},
            "application/pdf",
            new byte[] {'%', 'P', 'D', 'F'});

    static Scan read(Fields body) {
        String type = body.requiredText("scanType", 64);
        byte[] bytes = decoded(body, body.requiredText("scan", MAX_TEXT));
        byte[] start = STARTS.getOrDefault(type, new byte[0]);
        boolean is = start.length > 0
                && bytes.length > start.length
                && Arrays.equals(Arrays.copyOf(bytes, start.length), start);
        if (!is) {
            body.fault("scan", "应为 JPEG、PNG 或 PDF 文件", "must be a JPEG, a PNG or a PDF", 0);
        }
        return new Scan(type, ByteString.copyFrom(bytes));
    }

    private static byte[] decoded(Fields body, String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return body.fault("scan", "应为 Base64", "must be Base64", new byte[0]);
        }
    }

    ByteString digest() {
        try {
            return ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
