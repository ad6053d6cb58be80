package org.linli.matcher.dispatch;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.linli.domain.EntityKey;
import org.linli.matcher.cluster.Bus;
import org.linli.matcher.registry.Registry;
import org.linli.proto.AdviceAnswer;
import org.linli.proto.AdviceRequest;
import org.linli.proto.ExplainAnswer;
import org.linli.proto.ExplainRequest;
import org.linli.proto.Order;
import org.linli.proto.PlanAnswer;
import org.linli.proto.PlanRequest;
import org.linli.proto.RecommendAnswer;
import org.linli.proto.RecommendRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Advice on one region from any node: from this node's own dispatcher while it holds the lease, else over the bus from
 * the node that does, which alone listens. Answers are worked out from a snapshot of the book, off its loop. Safe to call
 * from any thread.
 */
public final class RegionAdvice implements Advice, AutoCloseable {
    static final long TIMEOUT_MS = 80;

    private static final Logger LOG = LoggerFactory.getLogger(RegionAdvice.class);

    private final Dispatcher dispatcher;
    private final Registry registry;
    private final Bus bus;
    private final Executor work;
    private final String address;
    private @Nullable AutoCloseable answering;

    /** @param work where answers are worked out: not the dispatcher's loop, and bounded by its owner */
    public RegionAdvice(Dispatcher dispatcher, Registry registry, Bus bus, Executor work) {
        this.dispatcher = dispatcher;
        this.registry = registry;
        this.bus = bus;
        this.work = work;
        address = "advice." + registry.region();
        dispatcher.onHolding(this::holding);
    }

    @Override
    public CompletionStage<RecommendAnswer> recommend(RecommendRequest request) {
        return ask(AdviceRequest.newBuilder().setRecommend(request).build()).thenApply(answer -> answer.getRecommend());
    }

    @Override
    public CompletionStage<ExplainAnswer> explain(ExplainRequest request) {
        return ask(AdviceRequest.newBuilder().setExplain(request).build()).thenApply(AdviceAnswer::getExplain);
    }

    @Override
    public CompletionStage<PlanAnswer> plan(String region) {
        PlanRequest request = PlanRequest.newBuilder().setRegion(region).build();
        return ask(AdviceRequest.newBuilder().setPlan(request).build()).thenApply(AdviceAnswer::getPlan);
    }

    private CompletionStage<AdviceAnswer> ask(AdviceRequest request) {
        return dispatcher.isHolding()
                ? here(request)
                : bus.ask(address, request.toByteArray(), TIMEOUT_MS).handle(this::fromAfar);
    }

    private AdviceAnswer fromAfar(byte @Nullable [] message, @Nullable Throwable failure) {
        if (message == null) {
            throw unavailable("the holder of the lease did not answer: " + failure);
        }
        try {
            AdviceAnswer answer = AdviceAnswer.parseFrom(message);
            if (answer.hasProblem()) {
                throw unavailable(answer.getProblem());
            }
            return answer;
        } catch (InvalidProtocolBufferException garbled) {
            throw unavailable("the answer could not be read: " + garbled.getMessage());
        }
    }

    private Registry.Unavailable unavailable(String why) {
        return new Registry.Unavailable("No advice on region " + registry.region() + ": " + why);
    }

    private CompletionStage<AdviceAnswer> here(AdviceRequest request) {
        CompletableFuture<AdviceAnswer> within = new CompletableFuture<>();
        dispatcher.after(
                TIMEOUT_MS,
                () -> within.completeExceptionally(unavailable("not answered within " + TIMEOUT_MS + " ms")));
        answer(request).whenComplete((answer, failure) -> {
            if (answer != null) {
                within.complete(answer);
            } else {
                within.completeExceptionally(unavailable(String.valueOf(failure)));
            }
        });
        return within;
    }

    private CompletionStage<AdviceAnswer> answer(AdviceRequest request) {
        return switch (request.getBodyCase()) {
            case RECOMMEND -> recommendHere(request.getRecommend());
            case EXPLAIN ->
                request.getExplain().hasOrder()
                        ? explainHere(request.getExplain().getOrder())
                        : explainHere(request.getExplain().getOrderId());
            case PLAN ->
                dispatcher
                        .plan()
                        .thenApply(
                                plan -> AdviceAnswer.newBuilder().setPlan(plan).build());
            case BODY_NOT_SET -> CompletableFuture.failedFuture(unavailable("the question is empty"));
        };
    }

    private CompletionStage<AdviceAnswer> recommendHere(RecommendRequest request) {
        return dispatcher
                .snapshot("", request.getResidentId())
                .thenCompose(snapshot -> worked(() -> AdviceAnswer.newBuilder()
                        .setRecommend(Explainer.recommend(request, snapshot))
                        .build()));
    }

    private CompletionStage<AdviceAnswer> explainHere(String orderId) {
        return registry.read(List.of(EntityKey.order(orderId)))
                .thenApply(reading -> reading.entities().get(0).entity().getOrder())
                .thenCompose(this::explainHere);
    }

    private CompletionStage<AdviceAnswer> explainHere(Order order) {
        return dispatcher
                .snapshot(order.getId(), order.getResidentId())
                .thenCompose(snapshot -> worked(() -> AdviceAnswer.newBuilder()
                        .setExplain(Explainer.explain(order, snapshot))
                        .build()));
    }

    private CompletionStage<AdviceAnswer> worked(Supplier<AdviceAnswer> question) {
        try {
            return CompletableFuture.supplyAsync(question, work);
        } catch (RejectedExecutionException busy) {
            return CompletableFuture.failedFuture(unavailable("too many questions wait"));
        }
    }

    /** On the dispatcher's loop. */
    private void holding(boolean holds) {
        stopAnswering();
        if (holds) {
            answering = bus.answer(address, this::answerAfar);
        }
    }

    private CompletionStage<byte[]> answerAfar(byte[] message) {
        try {
            return here(AdviceRequest.parseFrom(message))
                    .handle((answer, failure) -> answer != null
                            ? answer.toByteArray()
                            : AdviceAnswer.newBuilder()
                                    .setProblem(String.valueOf(failure.getMessage()))
                                    .build()
                                    .toByteArray());
        } catch (InvalidProtocolBufferException garbled) {
            return CompletableFuture.failedFuture(garbled);
        }
    }

    private void stopAnswering() {
        AutoCloseable open = answering;
        answering = null;
        if (open != null) {
            try {
                open.close();
            } catch (Exception gone) {
                LOG.info("advice on region {} no longer listens: {}", registry.region(), gone.toString());
            }
        }
    }

    @Override
    public void close() {
        stopAnswering();
    }
}
