package org.linli.matcher.registry.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A Lua script, known to the server by the SHA-1 of its source. */
enum Script {
    READ,
    COMMIT,
    RANGE,
    SCAN,
    MEMBERS,
    TIMERS_DUE,
    TIMERS_DISARM,
    LEASE,
    PERSON_KEY,
    FOUND,
    TRIM;

    private final byte[] source;
    private final Arguments evaluation;
    private final Arguments evaluationByDigest;

    Script() {
        String file = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".lua";
        source = (resource("prelude.lua") + resource(file)).getBytes(StandardCharsets.UTF_8);
        evaluation = new Arguments(2).text("EVAL").raw(source);
        evaluationByDigest =
                new Arguments(2).text("EVALSHA").text(HexFormat.of().formatHex(sha1(source)));
    }

    byte[] source() {
        return source.clone();
    }

    /** The command and the script itself. */
    Arguments evaluation() {
        return evaluation;
    }

    /** The command and the script's digest, for a server that has seen it. */
    Arguments evaluationByDigest() {
        return evaluationByDigest;
    }

    private static String resource(String file) {
        try (InputStream in = Script.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The script " + file + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
