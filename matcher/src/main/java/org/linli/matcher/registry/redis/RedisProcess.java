package org.linli.matcher.registry.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.linli.matcher.StageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running redis-server that this node, or one before it, started. Blocks. */
final class RedisProcess {
    private static final Logger LOG = LoggerFactory.getLogger(RedisProcess.class);
    private static final long LOOK_AGAIN_MS = 20;

    private final RedisFiles files;
    private final ProcessHandle handle;

    private RedisProcess(RedisFiles files, ProcessHandle handle) {
        this.files = files;
        this.handle = handle;
    }

    /** The process that the pid file names, if it is alive and a redis-server: numbers are given out again. */
    static Optional<RedisProcess> find(RedisFiles files) {
        return files.startedPid()
                .flatMap(ProcessHandle::of)
                .map(handle -> new RedisProcess(files, handle))
                .filter(RedisProcess::isRunning);
    }

    static Optional<RedisProcess> awaitStart(RedisFiles files, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Optional<RedisProcess> found = find(files);
        while (found.isEmpty() && System.nanoTime() < end) {
            pause();
            found = find(files);
        }
        return found;
    }

    long pid() {
        return handle.pid();
    }

    /** Whether it answers with our password, works in this directory and has read all its data. */
    boolean answersFor(Path directory, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        RedisClient client = RedisClient.create(files.uri());
        try {
            while (isRunning() && System.nanoTime() < end) {
                Optional<Boolean> answer = ask(client, directory);
                if (answer.isPresent()) {
                    return answer.get();
                }
                pause();
            }
            return false;
        } finally {
            client.shutdown(0, 1, TimeUnit.SECONDS);
        }
    }

    /** Empty: not yet, it is starting or loading. */
    private static Optional<Boolean> ask(RedisClient client, Path directory) {
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisCommands<String, String> redis = connection.sync();
            redis.ping();
            Map<String, String> found = redis.configGet("dir");
            return Optional.of(directory.toString().equals(found.get("dir")));
        } catch (RedisCommandExecutionException refused) {
            return loading(refused);
        } catch (RedisException notYet) {
            return rootIsRefusal(notYet);
        }
    }

    private static Optional<Boolean> loading(Throwable refused) {
        String message = String.valueOf(refused.getMessage());
        return message.startsWith("LOADING") || message.contains("loading") ? Optional.empty() : Optional.of(false);
    }

    private static Optional<Boolean> rootIsRefusal(Throwable error) {
        Throwable cause = StageFailure.root(error);
        return cause instanceof RedisCommandExecutionException ? loading(cause) : Optional.empty();
    }

    /** Asks it to end (SIGTERM; everything acknowledged is on disk already), waits, and insists. */
    void end(Duration patience) {
        handle.destroy();
        if (!awaitEnd(patience)) {
            LOG.warn("Redis (process {}) does not end and is killed; nothing acknowledged is lost", handle.pid());
            handle.destroyForcibly();
            awaitEnd(patience);
        }
    }

    private boolean awaitEnd(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (isRunning() && System.nanoTime() < end) {
            pause();
        }
        return !isRunning();
    }

    /**
     * One that has ended but was not collected by the system's first process has no command any more. Some systems
     * start the server through a link, so that its command has another of Redis' names.
     */
    private boolean isRunning() {
        return handle.isAlive() && handle.info().command().orElse("").contains("redis");
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
