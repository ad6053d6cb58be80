package org.linli.matcher.registry.redis;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.linli.matcher.registry.store.LeaseStore;

/** The lease as a hash of epoch, owner and beat. */
final class RedisLeases implements LeaseStore {
    private final Layout layout;
    private final Lane lane;

    RedisLeases(Layout layout, Lane lane) {
        this.layout = layout;
        this.lane = lane;
    }

    @Override
    public CompletionStage<Lease> read() {
        return run("read", new Lease(0, 0, "", 0), "")
                .thenApply(claimed -> claimed.orElseThrow().lease());
    }

    @Override
    public CompletionStage<Optional<Claimed>> claim(Lease seen, String owner) {
        return run("claim", seen, owner);
    }

    @Override
    public CompletionStage<Optional<Lease>> beat(Lease held) {
        return run("beat", held, held.owner()).thenApply(claimed -> claimed.map(Claimed::lease));
    }

    @Override
    public CompletionStage<Void> release(Lease held) {
        return run("release", held, held.owner()).thenAccept(done -> {});
    }

    private CompletionStage<Optional<Claimed>> run(String verb, Lease lease, String owner) {
        Arguments arguments = new Arguments(5)
                .text(verb)
                .number(lease.generation())
                .number(lease.epoch())
                .number(lease.beat())
                .text(owner);
        return lane.run(Call.of(Script.LEASE, arguments, layout.region, layout.lease))
                .thenApply(result -> claimed(Result.got(result)));
    }

    private static Optional<Claimed> claimed(Result.Got got) {
        if (got.text(1).equals("no")) {
            return Optional.empty();
        }
        Lease lease = new Lease(got.number(2), got.number(3), got.text(4), got.number(5));
        return Optional.of(new Claimed(lease, got.number(6)));
    }
}
