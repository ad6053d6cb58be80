package org.linli.gateway.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.linli.matcher.dispatch.Advice;
import org.linli.matcher.registry.Registry;
import org.linli.proto.ExplainAnswer;
import org.linli.proto.ExplainRequest;
import org.linli.proto.PlanAnswer;
import org.linli.proto.RecommendAnswer;
import org.linli.proto.RecommendRequest;

/** Where no dispatcher can be asked: every question says that it may be asked again. */
final class NoAdvice implements Advice {
    @Override
    public CompletionStage<RecommendAnswer> recommend(RecommendRequest request) {
        return nobody();
    }

    @Override
    public CompletionStage<ExplainAnswer> explain(ExplainRequest request) {
        return nobody();
    }

    @Override
    public CompletionStage<PlanAnswer> plan(String region) {
        return nobody();
    }

    private static <T> CompletionStage<T> nobody() {
        return CompletableFuture.failedFuture(new Registry.Unavailable("no dispatcher can be asked"));
    }
}
