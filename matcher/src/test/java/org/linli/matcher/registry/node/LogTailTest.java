package org.linli.matcher.registry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.linli.matcher.loop.VirtualLoop;
import org.linli.matcher.registry.LogFollower;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.memory.MemoryRegion;
import org.linli.matcher.registry.store.Answer;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.LogPage;
import org.linli.matcher.registry.store.Outcome;
import org.linli.matcher.registry.store.Query;
import org.linli.matcher.registry.store.ScanPage;
import org.linli.matcher.registry.store.Store;
import org.linli.proto.Entry;

/** Who follows the log, and at what cost to the store. */
class LogTailTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final Counted store = new Counted();
    private final LogTail tail = new LogTail(loop, store, sequence -> {});
    private final Heard first = new Heard();
    private final Heard second = new Heard();

    @Test
    void followersThatAskTogether_shareOneScan() {
        tail.follow(first);
        tail.follow(second);
        loop.advance(100);

        assertThat(store.scans).isEqualTo(1);
        assertThat(first.said).containsExactly("load", "load", "ready 7-0");
        assertThat(second.said).isEqualTo(first.said);
    }

    @Test
    void followersThatMustLoadAnew_shareOneScan() {
        tail.follow(first);
        tail.follow(second);
        loop.advance(100);
        store.region.raiseGeneration(8);
        tail.start();
        loop.advance(1_000);

        assertThat(store.scans).isEqualTo(2);
        assertThat(first.said).endsWith("reset", "load", "load", "ready 8-0");
        assertThat(second.said).isEqualTo(first.said);
    }

    @Test
    void followerThatAsksLater_getsAScanOfItsOwn() {
        tail.follow(first);
        loop.advance(100);
        tail.follow(second);
        loop.advance(100);

        assertThat(store.scans).isEqualTo(2);
        assertThat(second.said).isEqualTo(first.said);
    }

    private static final class Heard implements LogFollower {
        private final List<String> said = new ArrayList<>();

        @Override
        public void load(List<Versioned> page) {
            said.add("load");
        }

        @Override
        public void ready(long generation, long sequence) {
            said.add("ready " + generation + "-" + sequence);
        }

        @Override
        public void apply(Entry entry) {
            said.add("apply");
        }

        @Override
        public void reset() {
            said.add("reset");
        }
    }

    private static final class Counted implements Store {
        private final MemoryRegion region = new MemoryRegion(7);
        private int scans;

        @Override
        public CompletionStage<List<Answer>> read(List<Query> batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<List<Outcome>> commit(List<Commit> batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<LogPage> range(long generation, long afterSequence, int limit) {
            return CompletableFuture.completedFuture(region.range(generation, afterSequence, limit));
        }

        @Override
        public CompletionStage<ScanPage> scan(String cursor) {
            scans++;
            return CompletableFuture.completedFuture(region.scan(cursor, 10));
        }

        @Override
        public CompletionStage<List<String>> members(String index, int limit) {
            throw new UnsupportedOperationException();
        }
    }
}
