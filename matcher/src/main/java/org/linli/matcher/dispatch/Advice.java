package org.linli.matcher.dispatch;

import java.util.concurrent.CompletionStage;
import org.linli.proto.ExplainAnswer;
import org.linli.proto.ExplainRequest;
import org.linli.proto.PlanAnswer;
import org.linli.proto.RecommendAnswer;
import org.linli.proto.RecommendRequest;

/**
 * Questions to whoever holds the region's lease. Answers come from the book's newest snapshot within 80 ms, or the
 * stage fails with {@link org.linli.matcher.registry.Registry.Unavailable}. Safe to call from any thread.
 */
public interface Advice {
    /** Who would be asked for an order that nobody has placed, the best first; nothing is kept of the question. */
    CompletionStage<RecommendAnswer> recommend(RecommendRequest request);

    /** Why the order's visits go to whom they go, or what would help where they go to nobody. */
    CompletionStage<ExplainAnswer> explain(ExplainRequest request);

    /**
     * Who is to be offered what, and when (Unix milliseconds), as planned at the moment.
     *
     * @param region the region's code
     */
    CompletionStage<PlanAnswer> plan(String region);
}
