package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.dispatch.Town.at;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.linli.matcher.cluster.Bus;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Candidate;
import org.linli.proto.ExplainAnswer;
import org.linli.proto.ExplainRequest;
import org.linli.proto.PlanAnswer;
import org.linli.proto.PlannedVisit;
import org.linli.proto.RecommendAnswer;
import org.linli.proto.RecommendRequest;

/** Two nodes and the bus between them: one holds the lease, the other only asks. */
class RegionAdviceTest {
    private final Town town = new Town();
    private final LocalBus bus = new LocalBus();
    private final RegionAdvice holder = new RegionAdvice(town.dispatcher, town.registry, bus, Runnable::run);
    private final RegionAdvice other = elsewhere(Runnable::run);

    private RegionAdvice elsewhere(Executor work) {
        Dispatcher follower = new Dispatcher(
                town.registry,
                town.loop,
                town.positions,
                yaml -> Town.POLICY,
                DispatchSettings.standard(DispatchSettings.Plan.TIERS),
                new SimpleMeterRegistry());
        return new RegionAdvice(follower, town.registry, bus, work);
    }

    private <T> T answer(CompletionStage<T> stage) {
        town.pass(100);
        return stage.toCompletableFuture().join();
    }

    private RecommendRequest question() {
        return RecommendRequest.newBuilder()
                .setRegion("520181")
                .setResidentId("r-1")
                .setRequest(town.talk(at(0, 0)))
                .build();
    }

    @Test
    void questions_onANodeWithoutTheLease_areAnsweredByTheOneThatHasIt() {
        town.open().volunteer("v-1", at(300, 0));
        RecommendAnswer near = answer(holder.recommend(question()));
        RecommendAnswer afar = answer(other.recommend(question()));
        assertThat(afar.getBestList()).extracting(Candidate::getVolunteerId).containsExactly("v-1");
        assertThat(afar.getBest(0).getPartsList()).isEqualTo(near.getBest(0).getPartsList());
        String order = town.order(town.talk(at(0, 0)));
        ExplainRequest why = ExplainRequest.newBuilder()
                .setRegion("520181")
                .setOrderId(order)
                .build();
        ExplainAnswer readAnew = answer(other.explain(why));
        ExplainAnswer handedOver = answer(
                other.explain(why.toBuilder().setOrder(town.stored(order)).build()));
        assertThat(readAnew.getVisits(0).getChosen().getVolunteerId()).isEqualTo("v-1");
        assertThat(handedOver).isEqualTo(readAnew);
        town.order("r-2", town.talk(at(0, 0)));
        PlanAnswer plan = answer(other.plan("520181"));
        assertThat(plan.getVisitsList())
                .extracting(PlannedVisit::getVolunteerId)
                .containsExactly("v-1");
    }

    @Test
    void questions_whileNobodyHoldsTheLease_areRefusedPlainly() {
        town.open();
        town.dispatcher.leaseLost();
        town.settle();
        assertRefused(other.recommend(question()));
        assertRefused(holder.recommend(question()));
        assertThat(bus.answering).isEmpty();
    }

    private void assertRefused(CompletionStage<?> stage) {
        town.pass(100);
        Assertions.assertThatThrownBy(() -> stage.toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(Registry.Unavailable.class);
    }

    @Test
    void questions_beyondWhatCanBeWorkedOut_areRefusedAtOnce() {
        Town busy = new Town();
        RegionAdvice advice = new RegionAdvice(busy.dispatcher, busy.registry, new LocalBus(), task -> {
            throw new RejectedExecutionException();
        });
        busy.open();
        CompletionStage<RecommendAnswer> stage = advice.recommend(question());
        busy.pass(1);
        assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void questions_thatAreNotWorkedOutInTime_areGivenUp() {
        Town slow = new Town();
        RegionAdvice advice = new RegionAdvice(slow.dispatcher, slow.registry, new LocalBus(), task -> {});
        slow.open();
        CompletionStage<RecommendAnswer> stage = advice.recommend(question());
        slow.pass(79);
        assertThat(stage.toCompletableFuture()).isNotDone();
        slow.pass(2);
        assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
    }

    /** Delivers at once, to the one that answers. */
    private static final class LocalBus implements Bus {
        private final Map<String, Function<byte[], CompletionStage<byte[]>>> answering = new HashMap<>();

        @Override
        public String self() {
            return "node-test";
        }

        @Override
        public void publish(String address, byte[] message) {}

        @Override
        public CompletionStage<byte[]> ask(String address, byte[] message, long timeoutMs) {
            Function<byte[], CompletionStage<byte[]>> handler = answering.get(address);
            return handler == null
                    ? CompletableFuture.failedFuture(new IllegalStateException("nobody answers at " + address))
                    : handler.apply(message);
        }

        @Override
        public AutoCloseable listen(String address, Consumer<byte[]> handler) {
            return () -> {};
        }

        @Override
        public AutoCloseable answer(String address, Function<byte[], CompletionStage<byte[]>> handler) {
            answering.put(address, handler);
            return () -> answering.remove(address, handler);
        }
    }
}
