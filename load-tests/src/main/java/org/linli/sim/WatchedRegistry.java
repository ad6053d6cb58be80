package org.linli.sim;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.linli.load.check.Happening;
import org.linli.matcher.registry.LogFollower;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Command;
import org.linli.proto.Entry;
import org.linli.proto.Reply;

/** The registry as the dispatcher has it, with a look over its shoulder: what it proposes, and how far its book was. */
final class WatchedRegistry implements Registry {
    private final World world;
    private final Registry registry;
    private final String node;
    private long book;

    WatchedRegistry(World world, Registry registry, String node) {
        this.world = world;
        this.registry = registry;
        this.node = node;
    }

    @Override
    public String region() {
        return registry.region();
    }

    @Override
    public CompletionStage<Reply> submit(String requestKey, ByteString bodyHash, long leaseEpoch, Command command) {
        world.history.add(new Happening.Proposed(world.nowMs(), node, leaseEpoch, book));
        return registry.submit(requestKey, bodyHash, leaseEpoch, command);
    }

    @Override
    public CompletionStage<Reading> read(List<String> keys) {
        return registry.read(keys);
    }

    @Override
    public CompletionStage<List<String>> members(String index) {
        return registry.members(index);
    }

    @Override
    public void follow(LogFollower follower) {
        registry.follow(new LogFollower() {
            @Override
            public void load(List<Versioned> page) {
                follower.load(page);
            }

            @Override
            public void ready(long generation, long sequence) {
                book = sequence;
                follower.ready(generation, sequence);
            }

            @Override
            public void apply(Entry entry) {
                book = entry.getSequence();
                follower.apply(entry);
            }

            @Override
            public void reset() {
                book = 0;
                follower.reset();
            }
        });
    }
}
