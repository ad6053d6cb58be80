package org.linli.matcher.registry.redis;

import java.util.concurrent.CompletionStage;
import org.linli.matcher.registry.store.RegionStore;
import org.linli.matcher.registry.store.TrimStore;

/** The region's record, and what may leave the store. */
final class RedisRegions implements RegionStore, TrimStore {
    /** A step reads this many entries, about 0.5 MB, and holds up the server for about 1 ms. */
    private static final int TRIM_STEP = 256;

    private final Layout layout;
    private final Lane lane;

    RedisRegions(Layout layout, Lane lane) {
        this.layout = layout;
        this.lane = lane;
    }

    @Override
    public CompletionStage<Region> found(int level) {
        return lane.run(Call.of(Script.FOUND, new Arguments(1).number(level), layout.region))
                .thenApply(result -> {
                    Result.Got got = Result.got(result);
                    return new Region(got.number(1), (int) got.number(2), got.number(3));
                });
    }

    @Override
    public CompletionStage<Trimmed> trim(long generation, long archivedSequence, long keepMs) {
        Arguments arguments = new Arguments(4)
                .number(generation)
                .number(archivedSequence)
                .number(keepMs)
                .number(TRIM_STEP);
        return lane.run(Call.of(Script.TRIM, arguments, layout.region, layout.entities, layout.log, layout.closed))
                .thenApply(result -> {
                    Result.Got got = Result.got(result);
                    return new Trimmed(got.number(1), got.number(2));
                });
    }
}
