package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import java.util.HexFormat;

/** Telephone numbers: one spelling for each, and a keyed digest to find their owner by. */
public final class Phones {
    private Phones() {}

    /** Digits alone, without {@code +86} and what people put between digits. */
    public static String normal(String phone) {
        String digits = phone.replaceAll("[\\s()（）-]", "");
        return digits.replaceFirst("^(\\+86|0086)", "");
    }

    /** Three digits (a short number) to fifteen (ITU-T E.164). */
    public static boolean isPhone(String phone) {
        return phone.matches("\\+?[0-9]{3,15}");
    }

    public static ByteString digest(Sealing sealing, String phone) {
        return sealing.digest("phone", phone);
    }

    /** The digest as index sets spell it. */
    public static String hex(ByteString digest) {
        return HexFormat.of().formatHex(digest.toByteArray());
    }
}
