package org.linli.matcher.registry.redis;

import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis of the node's own: bound to loopback with a random password, its data in the node's directory, every write
 * fsynced. It runs apart from this process, so that a key pressed in the terminal does not end it first; one that an
 * earlier node left behind is taken over. Blocks; for the start and end of a node.
 */
public final class EmbeddedRedis implements AutoCloseable {
    /** Where jemalloc looks for its settings: Debian's, and the one in Redis' own builds. Whoever set them knows better. */
    private static final List<String> ALLOCATORS = List.of("MALLOC_CONF", "JE_MALLOC_CONF");
    /** An order touches some hundred places all over the store's memory: with huge pages each is found at once (decision 027). */
    private static final String HUGE_PAGES = "thp:always";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);
    /** Reading 1 GB of log back takes about 10 s. */
    private static final Duration LOADED_WITHIN = Duration.ofMinutes(5);

    private static final Duration ENDED_WITHIN = Duration.ofSeconds(20);
    /** Somebody else may take the free port that was just found. */
    private static final int START_ATTEMPTS = 3;

    private final RedisFiles files;
    private final FileLock lock;
    private final RedisProcess process;

    private EmbeddedRedis(RedisFiles files, FileLock lock, RedisProcess process) {
        this.files = files;
        this.lock = lock;
        this.process = process;
    }

    /**
     * Starts a Redis on the data directory, or takes over the one that still runs on it.
     *
     * @throws RedisCheck.Unfit with one line for whoever runs the node
     */
    public static EmbeddedRedis start(Path dataDirectory) {
        return start(dataDirectory, RedisBinary::find);
    }

    /**
     * The address of the Redis that another node runs on its data directory on this machine, with the password.
     *
     * @throws RedisCheck.Unfit where there has never been one
     */
    public static RedisURI addressIn(Path dataDirectory) {
        return RedisFiles.of(dataDirectory.resolve("redis"))
                .map(RedisFiles::uri)
                .orElseThrow(() -> new RedisCheck.Unfit("redis (file:" + dataDirectory
                        + ") is no data directory of a node with a Redis of its own. Maybe name another in --redis."));
    }

    static EmbeddedRedis start(Path dataDirectory, Function<Path, Path> binary) {
        RedisFiles files = RedisFiles.in(dataDirectory.resolve("redis"));
        FileLock lock = lock(files);
        try {
            RedisProcess process = adopt(files).orElseGet(() -> launch(files, binary.apply(files.binaries())));
            return new EmbeddedRedis(files, lock, process);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    /** Two servers on one append-only file would destroy it. */
    private static FileLock lock(RedisFiles files) {
        FileLock lock = null;
        try {
            FileChannel channel = FileChannel.open(files.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = tryLock(channel);
            if (lock == null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new RedisCheck.Unfit("data (" + files.directory() + ") cannot be written: " + e.getMessage()
                    + ". Maybe name another with --data.");
        }
        if (lock == null) {
            throw new RedisCheck.Unfit("data (" + files.directory()
                    + ") is in use by another node. Maybe stop that one, or name another directory with --data.");
        }
        return lock;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static void release(FileLock lock) {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            LOG.warn("The lock of the data directory could not be given back: {}", e.getMessage());
        }
    }

    private static Optional<RedisProcess> adopt(RedisFiles files) {
        Optional<RedisProcess> orphan = RedisProcess.find(files);
        if (orphan.isPresent() && orphan.get().answersFor(files.directory(), LOADED_WITHIN)) {
            LOG.info(
                    "Took over the Redis that an earlier node left running (process {})",
                    orphan.get().pid());
            return orphan;
        }
        orphan.ifPresent(strange -> strange.end(ENDED_WITHIN));
        return Optional.empty();
    }

    private static RedisProcess launch(RedisFiles files, Path binary) {
        AofTail.mend(files.directory());
        for (int attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
            files.configure(freePort());
            runDaemon(binary, files);
            Optional<RedisProcess> started = RedisProcess.awaitStart(files, Duration.ofSeconds(10));
            if (started.isPresent() && started.get().answersFor(files.directory(), LOADED_WITHIN)) {
                return started.get();
            }
            started.ifPresent(mute -> mute.end(ENDED_WITHIN));
        }
        throw new RedisCheck.Unfit(
                "The Redis of this node (" + binary + ") does not start. Maybe its own words help: " + files.logTail());
    }

    private static void runDaemon(Path binary, RedisFiles files) {
        try {
            ProcessBuilder launcher = new ProcessBuilder(
                            binary.toAbsolutePath().toString(),
                            files.configuration().toString())
                    .directory(files.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
            ALLOCATORS.forEach(allocator -> launcher.environment().putIfAbsent(allocator, HUGE_PAGES));
            launcher.start().waitFor();
        } catch (IOException e) {
            throw new RedisCheck.Unfit("redis-server (" + binary + ") cannot be run: " + e.getMessage()
                    + ". Maybe install redis-server, or name a running one with --redis.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisCheck.Unfit("Interrupted while starting Redis.");
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address, with the password. */
    public RedisURI uri() {
        return files.uri();
    }

    /** The operating system's number of its process. */
    public long pid() {
        return process.pid();
    }

    /** Lets go of it as a killed node does: the server runs on. */
    void abandon() {
        release(lock);
    }

    /** Ends it once all is on disk, and waits for that. */
    @Override
    public void close() {
        process.end(ENDED_WITHIN);
        try {
            Files.deleteIfExists(files.pid());
        } catch (IOException e) {
            LOG.debug("The pid file stays: {}", e.getMessage());
        }
        release(lock);
    }
}
