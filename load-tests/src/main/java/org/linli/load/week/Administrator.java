package org.linli.load.week;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linli.gateway.access.Base32;
import org.linli.gateway.access.Totp;
import org.linli.gateway.node.JavaCommand;

/** Adds the first of the staff by {@code linli users add} on the node's machine, as a county does on its first day. */
public final class Administrator {
    static final String NAME = "admin-1";
    static final String PASSWORD = "a week in one community";
    private static final Pattern SECRET = Pattern.compile("secret=([A-Z2-7]+)");

    private final Path jar;
    private final Path keys;
    private final URI node;

    /**
     * @param jar  the node's
     * @param keys where its keys are
     */
    public Administrator(Path jar, Path keys, URI node) {
        this.jar = jar;
        this.keys = keys;
        this.node = node;
    }

    static String freshSecret() {
        byte[] secret = new byte[Totp.SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return Base32.encode(secret);
    }

    static byte[] bytes(String secret) {
        return Base32.decode(secret).orElseThrow();
    }

    /** Adds the administrator; gives the secret of the authenticator, in base 32. */
    String add() {
        try {
            List<String> add = List.of(
                    "users",
                    "add",
                    NAME,
                    "--role",
                    "admin",
                    "--url",
                    node.toString(),
                    "--keys",
                    keys.toString(),
                    "--region",
                    Hall.REGION);
            Process command = new ProcessBuilder(JavaCommand.ofJar(jar, List.of(), add))
                    .redirectErrorStream(true)
                    .start();
            try (var password = command.outputWriter(StandardCharsets.UTF_8)) {
                password.write(PASSWORD + System.lineSeparator());
            }
            String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher secret = SECRET.matcher(said);
            if (!secret.find()) {
                throw new IllegalStateException("linli users add " + NAME + ": " + said);
            }
            return secret.group(1);
        } catch (IOException broken) {
            throw new UncheckedIOException("linli users add " + NAME, broken);
        }
    }
}
