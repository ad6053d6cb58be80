package org.linli.matcher.registry.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One region's authority. Never blocks; called on the region's loop, on which stages complete as well. What it answers
 * has reached as many replicas as the region asks for. Stages of single questions fail with
 * {@link org.linli.matcher.registry.Registry.Unavailable} or
 * {@link org.linli.matcher.registry.Registry.OutcomeUnknown}; those of batches never fail: each item says so itself.
 */
public interface Store {
    /** Stands in front of whatever entry of a generation is the first. */
    long START = -1;

    /** Each query is answered at one moment of its own; answers come in the order of the queries. */
    CompletionStage<List<Answer>> read(List<Query> batch);

    /** Each commit stands or falls alone; outcomes come in the order of the commits. */
    CompletionStage<List<Outcome>> commit(List<Commit> batch);

    /**
     * Entries after a sequence of a generation. After {@link #START}: from the first of this generation that is kept. Of
     * a generation that is over the page says the present one and its head, and may hold entries that are still kept.
     */
    CompletionStage<LogPage> range(long generation, long afterSequence, int limit);

    /** All entities but posting markers, ledger entries and person keys, page by page; the empty cursor begins. */
    CompletionStage<ScanPage> scan(String cursor);

    /** Members of an index set, at most {@code limit} of them. */
    CompletionStage<List<String>> members(String index, int limit);

    /** The same of several index sets, in their order. */
    default CompletionStage<List<List<String>>> members(List<String> indexes, int limit) {
        CompletionStage<List<List<String>>> all = CompletableFuture.completedFuture(List.of());
        for (String index : indexes) {
            all = all.thenCombine(members(index, limit), Store::with);
        }
        return all;
    }

    private static List<List<String>> with(List<List<String>> before, List<String> next) {
        List<List<String>> all = new ArrayList<>(before);
        all.add(next);
        return all;
    }
}
