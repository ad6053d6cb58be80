package org.linli.gateway.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chains lines: each ends in {@code ,"chain":"…"}}, the SHA-256 of the line before it's chain, a line feed, and the line
 * without its own. So no line can be changed, added, left out or moved without all after it. The first link is the SHA-256
 * of {@code linli-audit-1}, the region and where the export begins, with a space between each.
 */
public final class AuditChain {
    private static final Pattern LINKED = Pattern.compile("(\\{.*),\"chain\":\"([0-9a-f]{64})\"}");

    private String last;

    private AuditChain(String last) {
        this.last = last;
    }

    static AuditChain begin(String region, AuditPlace from) {
        return new AuditChain(digest("linli-audit-1 " + region + ' ' + from));
    }

    /** Goes on behind a line whose chain is known. */
    static AuditChain behind(String chain) {
        return new AuditChain(chain);
    }

    public static boolean isLink(String text) {
        return text.matches("[0-9a-f]{64}");
    }

    String last() {
        return last;
    }

    /** The line with its link. */
    String link(String line) {
        last = digest(last + '\n' + line);
        return line.substring(0, line.length() - 1) + ",\"chain\":\"" + last + "\"}";
    }

    /** Whether the line is the next one: nobody changed it, and none is missing before it. */
    boolean follows(String linked) {
        Matcher parts = LINKED.matcher(linked);
        if (!parts.matches()) {
            return false;
        }
        String expected = digest(last + '\n' + parts.group(1) + '}');
        last = parts.group(2);
        return expected.equals(last);
    }

    private static String digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
