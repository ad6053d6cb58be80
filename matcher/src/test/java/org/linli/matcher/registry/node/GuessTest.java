package org.linli.matcher.registry.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.linli.domain.EntityKey;
import org.linli.matcher.loop.VirtualLoop;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.core.State;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.Outcome;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Order;
import org.linli.proto.Policy;
import org.linli.proto.RateOrder;
import org.linli.proto.Reply;

/** A command is decided on what the node knows already, and by what was read where that was wrong. */
class GuessTest {
    private static final ByteString BODY = ByteString.copyFromUtf8("hash");
    private static final String KEY = EntityKey.order("o-1");
    private static final int MOST = 5;

    private final List<String> needed = new ArrayList<>(List.of(KEY));
    private final VirtualLoop loop = new VirtualLoop();
    private final FakeStore store = new FakeStore(1_700_000_000_000L);
    private final LogTail tail = new LogTail(loop, store, sequence -> {});
    private final LinliRegistry registry = new LinliRegistry(
            "520181",
            loop,
            store,
            tail,
            new PolicyCache(PolicyFixture::named, PolicyFixture.named("standing")),
            new Stars());

    private static Entity order(int stars) {
        return Entity.newBuilder()
                .setOrder(Order.newBuilder().setId("o-1").setStars(stars))
                .build();
    }

    private static Entity policy(String name) {
        return Entity.newBuilder().setPolicy(Policy.newBuilder().setYaml(name)).build();
    }

    private static Command rate(int stars) {
        return Command.newBuilder()
                .setRateOrder(RateOrder.newBuilder().setOrderId("o-1").setStars(stars))
                .build();
    }

    private Reply submit(String request, int stars) {
        CompletableFuture<Reply> reply =
                registry.submit(request, BODY, 0, rate(stars)).toCompletableFuture();
        loop.runReady();
        assertThat(reply).isCompleted();
        return reply.join();
    }

    /** The store compares: what was decided on another version is a conflict. */
    private void takesOnly(Commit.Read right) {
        store.outcomes = commit -> commit.reads().contains(right) ? store.done() : new Outcome.Conflict(right.key());
    }

    private Commit lastCommit() {
        return store.commits.get(store.commits.size() - 1);
    }

    @Test
    void whatThisNodeRead_isNotReadAgain() {
        submit("k-1", MOST + 1);
        assertThat(store.reads).hasSize(1);

        submit("k-2", 1);

        assertThat(store.reads).hasSize(1);
        assertThat(lastCommit().reads())
                .containsExactlyInAnyOrder(new Commit.Read(EntityKey.POLICY, 0), new Commit.Read(KEY, 0));
    }

    @Test
    void whatThisNodeCommitted_isNotReadAgain() {
        submit("k-1", 1);
        submit("k-2", 2);

        assertThat(store.reads).hasSize(1);
        assertThat(lastCommit().reads()).contains(new Commit.Read(KEY, 1));
        assertThat(lastCommit().changes().get(0).getAfter().getOrder().getStars())
                .isEqualTo(3);
    }

    @Test
    void whatAnotherNodeCommitted_isKnownFromTheLog() {
        submit("k-1", 1);
        registry.known()
                .learn(Entry.newBuilder()
                        .setGeneration(store.generation)
                        .setSequence(9)
                        .addChanges(
                                Change.newBuilder().setKey(KEY).setVersion(2).setAfter(order(4)))
                        .build());

        submit("k-2", 1);

        assertThat(store.reads).hasSize(1);
        assertThat(lastCommit().reads()).contains(new Commit.Read(KEY, 2));
        assertThat(lastCommit().changes().get(0).getAfter().getOrder().getStars())
                .isEqualTo(5);
    }

    @Test
    void wrongGuess_isReadAndDecidedAgain() {
        submit("k-1", 1);
        store.put(KEY, 8, order(2));
        takesOnly(new Commit.Read(KEY, 8));

        submit("k-2", 1);

        assertThat(store.reads).hasSize(2);
        assertThat(lastCommit().changes().get(0).getVersion()).isEqualTo(9);
        assertThat(lastCommit().changes().get(0).getAfter().getOrder().getStars())
                .isEqualTo(3);
    }

    /** What the store no longer holds has a lower version than what is known of it. */
    @Test
    void whatWasTakenAway_isReadAndDecidedAgain() {
        store.put(KEY, 8, order(2));
        submit("k-1", 1);
        store.entities.clear();
        takesOnly(new Commit.Read(KEY, 0));
        submit("k-2", 1);
        assertThat(store.reads).hasSize(2);
        store.outcomes = commit -> store.done();

        submit("k-3", 1);

        assertThat(lastCommit().reads()).contains(new Commit.Read(KEY, 1));
    }

    /** It is written once, so that whoever confirms first finds nothing there. */
    @Test
    void posting_isGuessedToBeAbsent_andReadWhereItIsNot() {
        submit("k-1", 1);
        String posting = EntityKey.posting("o-1.1");
        needed.add(posting);

        submit("k-2", 1);

        assertThat(store.reads).hasSize(1);
        assertThat(lastCommit().reads()).contains(new Commit.Read(posting, 0));

        store.put(posting, 1, order(0));
        takesOnly(new Commit.Read(posting, 1));
        submit("k-3", 1);

        assertThat(store.reads).hasSize(2);
        assertThat(lastCommit().reads()).contains(new Commit.Read(posting, 1));
    }

    /** Without a request key a refusal is not committed, so that nothing would tell of a wrong guess. */
    @Test
    void refusalOfTheEngine_isGivenOnWhatWasRead() {
        submit("k-1", 1);

        assertThat(submit("", MOST + 1).getProblem()).isEqualTo("field-invalid");

        assertThat(store.reads).hasSize(2);
        assertThat(store.commits).hasSize(1);
    }

    @Test
    void rehearsal_isDecidedOnWhatWasRead() {
        submit("k-1", 1);

        registry.rehearse(rate(1));
        loop.runReady();

        assertThat(store.reads).hasSize(2);
    }

    @Test
    void afterASecondOfSilence_isReadFirst() {
        submit("k-1", 1);
        loop.advance(1_000);

        submit("k-2", 1);

        assertThat(store.reads).hasSize(2);
    }

    /** The same version of the policy in two generations may be two policies. */
    @Test
    void afterARestore_thePolicyOfTheSameVersion_isReadAnew() {
        store.put(EntityKey.POLICY, 2, policy("before"));
        assertThat(submit("k-1", 1).getState()).isEqualTo("before");
        store.generation = 6;
        store.put(EntityKey.POLICY, 2, policy("after"));
        store.outcomes = commit -> commit.generation() == 6 ? store.done() : new Outcome.Conflict("generation");

        assertThat(submit("k-2", 1).getState()).isEqualTo("after");
        assertThat(submit("k-3", 1).getState()).isEqualTo("after");
    }

    /** Adds stars; the name of the policy is the reply's state. */
    private final class Stars implements Rules {
        @Override
        public List<String> reads(Command command) {
            return needed;
        }

        @Override
        public Decision decide(State state, Command command, long nowMs) {
            int stars = command.getRateOrder().getStars();
            if (stars > MOST) {
                return new Decision.Rejected(
                        Reply.newBuilder().setProblem("field-invalid").build());
            }
            Order before = state.get(KEY).entity().getOrder();
            return new Decision.Accepted(
                    List.of(new Decision.Change(KEY, order(before.getStars() + stars))),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Reply.newBuilder().setState(state.policy().name()).build());
        }
    }
}
