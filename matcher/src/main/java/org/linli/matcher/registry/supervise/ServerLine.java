package org.linli.matcher.registry.supervise;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plain connection to one Redis server for short questions, which gives up after a time whatever the server does. Blocks;
 * for one thread. After any {@link IOException} the next question connects anew.
 */
final class ServerLine implements AutoCloseable {
    /** A healthy server answers in a millisecond; a stopped one costs this much of a look around. */
    static final int ANSWER_WITHIN_MS = 400;

    private static final int LONGEST = 1 << 20;

    private final RedisURI uri;
    private @Nullable Socket socket;
    private @Nullable DataInputStream in;

    /** The server answered, with a refusal. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    ServerLine(RedisURI uri) {
        this.uri = uri;
    }

    /** The answer as text; lists as one item a line, nothing as the empty text. */
    String ask(String... words) throws IOException {
        return ask(ANSWER_WITHIN_MS, words);
    }

    String ask(int withinMs, String... words) throws IOException {
        try {
            Socket open = open();
            open.setSoTimeout(withinMs);
            return say(open, words);
        } catch (Refused answered) {
            throw answered;
        } catch (IOException broken) {
            close();
            throw broken;
        }
    }

    private Socket open() throws IOException {
        Socket known = socket;
        if (known != null) {
            return known;
        }
        Socket fresh = new Socket();
        socket = fresh;
        fresh.setTcpNoDelay(true);
        fresh.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), ANSWER_WITHIN_MS);
        fresh.setSoTimeout(ANSWER_WITHIN_MS);
        in = new DataInputStream(new BufferedInputStream(fresh.getInputStream()));
        RedisCredentials credentials =
                uri.getCredentialsProvider().resolveCredentials().block();
        if (credentials != null && credentials.hasPassword()) {
            String password = new String(credentials.getPassword());
            say(
                    fresh,
                    credentials.hasUsername()
                            ? new String[] {"AUTH", credentials.getUsername(), password}
                            : new String[] {"AUTH", password});
        }
        return fresh;
    }

    private String say(Socket open, String... words) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(utf8("*" + words.length + "\r\n"));
        for (String word : words) {
            byte[] text = utf8(word);
            bytes.writeBytes(utf8("$" + text.length + "\r\n"));
            bytes.writeBytes(text);
            bytes.writeBytes(utf8("\r\n"));
        }
        open.getOutputStream().write(bytes.toByteArray());
        DataInputStream answers = in;
        if (answers == null) {
            throw new EOFException("not connected");
        }
        return answer(answers);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String answer(DataInputStream answers) throws IOException {
        String line = line(answers);
        char kind = line.isEmpty() ? ' ' : line.charAt(0);
        String rest = line.isEmpty() ? "" : line.substring(1);
        return switch (kind) {
            case '+', ':' -> rest;
            case '-' -> throw new Refused(rest);
            case '$' -> bulk(answers, length(rest));
            case '*' -> list(answers, length(rest));
            default -> throw new IOException("The server said what is no answer: " + line);
        };
    }

    private static int length(String text) throws IOException {
        int length = Integer.parseInt(text);
        if (length > LONGEST) {
            throw new IOException("The server's answer is too long: " + length);
        }
        return length;
    }

    private static String bulk(DataInputStream answers, int length) throws IOException {
        if (length < 0) {
            return "";
        }
        byte[] text = answers.readNBytes(length + 2);
        if (text.length < length + 2) {
            throw new EOFException();
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    private static String list(DataInputStream answers, int length) throws IOException {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            items.add(answer(answers));
        }
        return String.join("\n", items);
    }

    private static String line(DataInputStream answers) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = answers.readUnsignedByte(); next != '\r'; next = answers.readUnsignedByte()) {
            line.append((char) next);
        }
        answers.readUnsignedByte();
        return line.toString();
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        in = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException gone) {
                // It is gone, as was wanted.
            }
        }
    }
}
