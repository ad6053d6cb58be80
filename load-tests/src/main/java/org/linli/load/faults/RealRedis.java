package org.linli.load.faults;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.linli.matcher.registry.redis.AofTail;

/**
 * A Redis of the harness's own behind the {@link Shim}, on one port through all of its lives, at the far end of a
 * {@link Wire} where there is one. Blocks; for one thread.
 */
final class RealRedis {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    private final Path data;
    private final Shim shim;
    private final Optional<Wire> wire;
    private final int port = RealProcess.freePort();
    private String fsync = "always";
    private final RedisClient client;
    private RealProcess process;

    RealRedis(Path scratch, Shim shim, Optional<Wire> wire) {
        try {
            this.data = Files.createDirectories(scratch.resolve("redis"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        this.shim = shim;
        this.wire = wire;
        this.client = RedisClient.create(RedisURI.builder()
                .withHost(host())
                .withPort(port)
                .withTimeout(Duration.ofSeconds(5))
                .build());
        this.process = launch();
    }

    /**
     * Mends the file's end as a node does for a Redis of its own. The file is never rewritten, so that its fsynced
     * length stays known.
     */
    private RealProcess launch() {
        AofTail.mend(data);
        List<String> command = new ArrayList<>(wire.map(Wire::inside).orElse(List.of()));
        command.addAll(List.of(
                "redis-server",
                "--port",
                Integer.toString(port),
                "--bind",
                host(),
                "--protected-mode",
                "no",
                "--dir",
                data.toAbsolutePath().toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                fsync,
                "--aof-load-truncated",
                "no",
                "--auto-aof-rewrite-percentage",
                "0",
                "--maxmemory-policy",
                "noeviction",
                "--save",
                ""));
        return RealProcess.start(command, shim.environment(), data, data.resolve("redis.log"));
    }

    String host() {
        return wire.map(Wire::address).orElse("127.0.0.1");
    }

    /** Its cable is out, where it has one. */
    boolean pull() {
        wire.ifPresent(Wire::pull);
        return wire.isPresent();
    }

    void plugIn() {
        wire.ifPresent(Wire::plugIn);
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() {
        process.kill();
    }

    void pause() {
        process.pause();
    }

    void goOn() {
        process.goOn();
    }

    /** Killed, and what was not fsynced is gone. Gives how many bytes went. */
    long losePower(SplittableRandom chance) {
        process.kill();
        return shim.losePower(data, chance);
    }

    /** Starts it anew if it is down, and waits until it answers. */
    void restart() {
        Patience.until("redis to answer", ANSWERS_WITHIN, () -> {
            if (!process.isAlive()) {
                process = launch();
            }
            return answers();
        });
    }

    private boolean answers() {
        try {
            return "PONG".equals(ask(RedisCommands::ping));
        } catch (RedisException notYet) {
            return false;
        }
    }

    /** From now on the disk has what was acknowledged only a second later: what no node would accept at its start. */
    void fsyncEverySecond() {
        fsync = "everysec";
        ask(redis -> redis.configSet("appendfsync", fsync));
    }

    /** Asks past node and proxy, on a connection of its own. */
    <T> T ask(Function<RedisCommands<String, String>, T> question) {
        return ask(StringCodec.UTF8, question);
    }

    /** The same, with texts of another coding. */
    <T> T ask(StringCodec coding, Function<RedisCommands<String, String>, T> question) {
        try (StatefulRedisConnection<String, String> connection = client.connect(coding)) {
            return question.apply(connection.sync());
        }
    }

    void end() {
        process.kill();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
}
