package org.linli.matcher.registry.supervise;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A server over a plain connection. */
final class RedisServer implements Server, AutoCloseable {
    private static final int FOLLOWERS_WITHIN_MS = 1_000;
    private static final String APPOINT = resource("appoint.lua");

    private final RedisURI uri;
    private final String key;
    private final ServerLine line;

    RedisServer(RedisURI uri, String region) {
        this.uri = uri;
        this.key = "linli:{" + region + "}:region";
        this.line = new ServerLine(uri);
    }

    private static String resource(String name) {
        try (InputStream in = RedisServer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The script " + name + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String address(RedisURI uri) {
        return uri.getHost() + ":" + uri.getPort();
    }

    @Override
    public String address() {
        return address(uri);
    }

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    @Override
    public ServerState look() throws IOException {
        String info = line.ask("INFO", "server") + line.ask("INFO", "replication");
        return ServerState.of(info, line.ask("HMGET", key, "generation", "replicas", "supervisor", "appointed"));
    }

    @Override
    public void stand() throws IOException {
        line.ask("REPLICAOF", "NO", "ONE");
    }

    @Override
    public void follow(String address) throws IOException {
        RedisCredentials credentials =
                uri.getCredentialsProvider().resolveCredentials().block();
        if (credentials != null && credentials.hasPassword()) {
            if (credentials.hasUsername()) {
                line.ask("CONFIG", "SET", "masteruser", credentials.getUsername());
            }
            line.ask("CONFIG", "SET", "masterauth", new String(credentials.getPassword()));
        }
        int colon = address.lastIndexOf(':');
        line.ask("REPLICAOF", address.substring(0, colon), address.substring(colon + 1));
    }

    @Override
    public void appoint(long generation, String supervisor, int acknowledging) throws IOException {
        String answer = line.ask(
                "EVAL", APPOINT, "1", key, Long.toString(generation), supervisor, Integer.toString(acknowledging));
        if (!answer.equals("done")) {
            throw new IllegalStateException("The region's data at " + address() + " have "
                    + (answer.equals("supervisor") ? "another supervisor" : "a later generation than " + generation)
                    + ". Maybe two supervisors run, or this one's record is an old copy: stop it.");
        }
    }

    @Override
    public boolean appointAndWait(long generation, String supervisor, int acknowledging) throws IOException {
        appoint(generation, supervisor, acknowledging);
        String reached = line.ask(
                2 * FOLLOWERS_WITHIN_MS,
                "WAIT",
                Integer.toString(acknowledging),
                Integer.toString(FOLLOWERS_WITHIN_MS));
        return Integer.parseInt(reached) >= acknowledging;
    }

    @Override
    public void close() {
        line.close();
    }
}
