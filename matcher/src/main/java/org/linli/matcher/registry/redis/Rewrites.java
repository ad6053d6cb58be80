package org.linli.matcher.registry.redis;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.Loop;
import org.linli.matcher.registry.supervise.RedisInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the node's own Redis rewrite its append-only file while there is little to do, or where most of a large file is
 * outdated. A rewrite takes half of two cores for as long as it lasts and the disk from every fsync, so that the server's
 * own rule, which looks at the file's size alone, has it done when most orders come, of which it drops nothing (decision
 * 025). That rule stays as the last resort ({@link RedisFiles}). On the loop alone.
 */
final class Rewrites {
    static final long LOOK_EVERY_MS = 10_000;
    /** Loading a file of this size takes two seconds, so that a rewrite need not come sooner. */
    static final long FROM_BYTES = 256L << 20;

    /** What the file has grown to since the last rewrite; below that there is little to be gained. */
    private static final long TIMES_BASE = 2;
    /** A busy server's file is left alone below so many times the size from which a quiet one's is rewritten: 2 GB. */
    static final long BUSY_TIMES_FROM = 8;
    /** An order takes about as many bytes of the file as of memory: so many times as many are mostly outdated. */
    private static final long OUTDATED_TIMES_MEMORY = 3;

    /** A server that used less than this of a core between two looks is quiet. */
    private static final double QUIET_CORES = 0.2;
    /** One that failed, for want of memory or room, is not tried over and over. */
    private static final long AGAIN_NANOS = 600_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(Rewrites.class);

    private final Loop loop;
    private final Server server;
    private final long fromBytes;
    private @Nullable Look before;
    private @Nullable Long askedNanos;

    /** The server's side. */
    interface Server {
        /** What {@code INFO} says. */
        CompletionStage<String> info();

        /** Begins a rewrite. */
        CompletionStage<String> rewrite();
    }

    Rewrites(Loop loop, Server server, long fromBytes) {
        this.loop = loop;
        this.server = server;
        this.fromBytes = fromBytes;
    }

    /** Looks from now on, for as long as the loop runs. */
    void start() {
        loop.schedule(LOOK_EVERY_MS, this::look);
    }

    private void look() {
        server.info()
                .whenComplete((info, error) -> loop.here(() -> {
                    if (error == null) {
                        take(Look.of(info, loop.nanoTime()));
                    } else {
                        before = null;
                    }
                    start();
                }));
    }

    private void take(Look now) {
        boolean due = now.size >= fromBytes && now.size >= TIMES_BASE * now.base && !now.rewriting && !askedLately(now);
        boolean quiet = before != null && now.coresSince(before) < QUIET_CORES;
        boolean outdated = now.size >= BUSY_TIMES_FROM * fromBytes && now.size >= OUTDATED_TIMES_MEMORY * now.memory;
        if (due && (quiet || outdated)) {
            askedNanos = now.nanos;
            server.rewrite()
                    .whenComplete((said, error) -> LOG.info(
                            "Redis rewrites its append-only file of {} MB: {}",
                            now.size >> 20,
                            error == null ? said : error.getMessage()));
        }
        before = now;
    }

    private boolean askedLately(Look now) {
        return askedNanos != null && now.nanos - askedNanos < AGAIN_NANOS;
    }

    /**
     * @param memory     bytes that the server has given out
     * @param cpuSeconds that the server, without its children, has used so far
     */
    private record Look(long nanos, long size, long base, boolean rewriting, long memory, double cpuSeconds) {
        static Look of(String info, long nanos) {
            Map<String, String> said = RedisInfo.fields(info);
            return new Look(
                    nanos,
                    number(said, "aof_current_size"),
                    number(said, "aof_base_size"),
                    number(said, "aof_rewrite_in_progress") + number(said, "aof_rewrite_scheduled") > 0,
                    number(said, "used_memory"),
                    seconds(said, "used_cpu_sys") + seconds(said, "used_cpu_user"));
        }

        private static long number(Map<String, String> said, String name) {
            return Long.parseLong(said.getOrDefault(name, "0"));
        }

        private static double seconds(Map<String, String> said, String name) {
            return Double.parseDouble(said.getOrDefault(name, "0"));
        }

        double coresSince(Look earlier) {
            return (cpuSeconds - earlier.cpuSeconds) * 1e9 / Math.max(1, nanos - earlier.nanos);
        }
    }
}
