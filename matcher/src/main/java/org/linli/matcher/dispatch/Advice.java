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
    CompletionStage<RecommendAnswer> recommend(RecommendRequest request);

    CompletionStage<ExplainAnswer> explain(ExplainRequest request);

    CompletionStage<PlanAnswer> plan(String region);
}
