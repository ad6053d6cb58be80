package org.linli.gateway.node;

import io.lettuce.core.RedisURI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.StageFailure;
import org.linli.matcher.policy.PolicyReader;
import org.linli.matcher.registry.archive.ArchiveDamaged;
import org.linli.matcher.registry.archive.ArchiveReader;
import org.linli.matcher.registry.archive.ArchiveWriter;
import org.linli.matcher.registry.archive.Archiver;
import org.linli.matcher.registry.node.LinliRegistry;
import org.linli.matcher.registry.node.LogTail;
import org.linli.matcher.registry.node.RegionStart;
import org.linli.matcher.registry.node.Timers;
import org.linli.matcher.registry.redis.EmbeddedRedis;
import org.linli.matcher.registry.redis.RedisCheck;
import org.linli.matcher.registry.redis.RedisRegion;
import org.linli.matcher.registry.store.LogPage;
import org.linli.matcher.registry.vault.ForgottenPeople;
import org.linli.matcher.registry.vault.MasterKey;
import org.linli.matcher.registry.vault.Vault;

/** The region's records on this node: the store, the registry, the vault, timers and archive. Starting and closing block. */
final class Records implements AutoCloseable {
    private static final int FOUNDED_WITHIN_SECONDS = 30;
    /** A dozen polls in vain; a slow disk's fsync takes less. */
    private static final long SILENT_MS = 12 * LogTail.POLL_MS;

    private final @Nullable EmbeddedRedis redis;
    private final RedisRegion store;
    private final LogTail tail;
    private final LinliRegistry registry;
    private final Vault vault;
    private final Timers timers;
    private final ExecutorService disk;
    private final Archiver archiver;
    private final LogHistory history;

    private Records(
            Settings settings, @Nullable EmbeddedRedis redis, RedisRegion store, Hints hints, SecureRandom chance) {
        this.redis = redis;
        this.store = store;
        this.tail = new LogTail(store.loop(), store.store(), hints::publish);
        this.registry = new LinliRegistry(
                settings.region(),
                store.loop(),
                store.store(),
                tail,
                PolicyReader::read,
                PolicyReader.defaultFor(settings.region()));
        MasterKey master = MasterKey.open(settings.keys().resolve("master.key"), chance);
        this.vault = new Vault(store.loop(), store.keys(), master);
        this.timers = new Timers(store.loop(), store.timers(), registry);
        this.disk = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "linli-archive");
            thread.setDaemon(true);
            return thread;
        });
        Path directory = DataPlace.archive(settings.data(), settings.region());
        this.history = new LogHistory(directory, store.loop(), store.store());
        this.archiver = new Archiver(
                store.loop(), store.storeParsingOn(disk), store.trims(), ArchiveWriter.open(directory), disk);
    }

    /** Tells other nodes that there is news in the log. */
    interface Hints {
        void publish(long sequence);
    }

    /** Opens the store, founds the region where it is new, and begins. Throws {@link Settings.Wrong}. */
    static Records open(Settings settings, Hints hints, SecureRandom chance) {
        EmbeddedRedis redis = null;
        RedisRegion store = null;
        // While Redis reads its own files, which takes as long.
        CompletableFuture<Void> checking = CompletableFuture.runAsync(
                new ArchiveReader(DataPlace.archive(settings.data(), settings.region()))::checkNewest);
        try {
            redis = settings.redis().isEmpty() ? EmbeddedRedis.start(settings.data()) : null;
            List<RedisURI> uris = redis == null ? StoreAddress.parse(settings.redis()) : List.of(redis.uri());
            if (redis == null) {
                StoreAddress.check(uris);
            }
            throwing(checking);
            store = RedisRegion.connect(settings.region(), uris);
            found(settings, store);
            Records records = new Records(settings, redis, store, hints, chance);
            records.checkKeys(settings);
            await(records.vault.forgetAgain(new ForgottenPeople(settings.keys().resolve("forgotten"))));
            return records.begin();
        } catch (RedisCheck.Unfit | ArchiveDamaged | IllegalStateException | Settings.Wrong wrong) {
            if (store != null) {
                store.close();
            }
            if (redis != null) {
                redis.close();
            }
            throw new Settings.Wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private static void throwing(CompletableFuture<Void> checking) {
        try {
            checking.join();
        } catch (CompletionException failed) {
            throw StageFailure.behind(failed) instanceof RuntimeException damage ? damage : failed;
        }
    }

    private static void found(Settings settings, RedisRegion store) {
        await(new RegionStart(store.loop(), store.regions(), store.store())
                .run(PolicyReader.defaultYaml(settings.region())));
    }

    /** Two nodes with different keys would each store what the other cannot read. */
    private void checkKeys(Settings settings) {
        try {
            await(vault.checkMaster());
        } catch (Settings.Wrong unfit) {
            throw new Settings.Wrong("--keys (" + settings.keys() + ") does not fit the region: " + unfit.getMessage()
                    + " Maybe name the directory of the first node's keys with --keys.");
        }
    }

    private static void await(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().get(FOUNDED_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new Settings.Wrong(String.valueOf(StageFailure.behind(failed).getMessage()));
        } catch (TimeoutException late) {
            throw new Settings.Wrong(
                    "The store did not answer within " + FOUNDED_WITHIN_SECONDS + " s. Maybe look at its log.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Settings.Wrong("The start was interrupted.");
        }
    }

    private Records begin() {
        store.loop().execute(tail::start);
        timers.start();
        archiver.start();
        if (redis != null) {
            store.rewriteWhenQuiet();
        }
        return this;
    }

    LinliRegistry registry() {
        return registry;
    }

    Vault vault() {
        return vault;
    }

    /** The whole log, from this node's archive and from the store. */
    LogHistory history() {
        return history;
    }

    /** What is wrong with the store; empty while it answers. */
    String trouble() {
        long silentMs = tail.silentMs();
        return silentMs <= SILENT_MS
                ? ""
                : "Redis has not answered for " + silentMs / 1000 + " s. Maybe look whether it runs, and at its log.";
    }

    /** What is wrong with the archive; empty while it is well. */
    String archiveTrouble() {
        return archiver.trouble();
    }

    LogTail tail() {
        return tail;
    }

    RedisRegion store() {
        return store;
    }

    /** A stretch of the log, parsed beside the store's loop; callable from any thread. */
    CompletionStage<LogPage> range(long generation, long afterSequence, int limit) {
        return store.loop().ask(() -> store.storeParsingOn(disk).range(generation, afterSequence, limit));
    }

    /** Rules by their YAML; the region's own first rules for the empty text. */
    static Function<String, RegionPolicy> policies(String region) {
        RegionPolicy standing = PolicyReader.defaultFor(region);
        return yaml -> yaml.isEmpty() ? standing : PolicyReader.read(yaml);
    }

    @Override
    public void close() {
        timers.close();
        store.loop().execute(tail::close);
        archiver.close();
        store.close();
        disk.shutdown();
        if (redis != null) {
            redis.close();
        }
    }
}
