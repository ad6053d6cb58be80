package org.linli.matcher.registry.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.domain.EntityKey;
import org.linli.matcher.loop.VirtualLoop;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.core.State;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.Outcome;
import org.linli.matcher.registry.store.StoredReply;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Order;
import org.linli.proto.Reply;
import org.linli.proto.SubmitOrder;

/** A new order is decided on the guess that nothing stands under its key, and by what was read where that was wrong. */
class NewOrderTest {
    private static final ByteString BODY = ByteString.copyFromUtf8("hash");
    private static final String KEY = EntityKey.order("o-1");
    private static final long NOW_MS = 1_700_000_000_000L;

    private final VirtualLoop loop = new VirtualLoop();
    private final FakeStore store = new FakeStore(NOW_MS);
    private final List<Long> decidedAtMs = new ArrayList<>();
    private final LinliRegistry registry = new LinliRegistry(
            "520181",
            loop,
            store,
            new LogTail(loop, store, sequence -> {}),
            new PolicyCache(PolicyFixture::named, PolicyFixture.named("standing")),
            new OneOrder());

    @BeforeEach
    void hearOfTheTime() {
        submit("k-0", "o-0");
        assertThat(store.reads).hasSize(1);
        store.reads.clear();
        store.commits.clear();
        decidedAtMs.clear();
    }

    private CompletableFuture<Reply> submit(String request, String order) {
        Command command = Command.newBuilder()
                .setSubmitOrder(SubmitOrder.newBuilder().setOrderId(order))
                .build();
        CompletableFuture<Reply> reply =
                registry.submit(request, BODY, 0, command).toCompletableFuture();
        loop.runReady();
        return reply;
    }

    @Test
    void newOrder_isCommittedWithoutARead_onTheVersionsThatItGuessed() {
        loop.advance(400);

        assertThat(submit("k-1", "o-1")).isCompletedWithValueMatching(reply -> reply.getSequence() == 7);

        assertThat(store.reads).isEmpty();
        assertThat(store.commits.get(0).reads())
                .containsExactlyInAnyOrder(new Commit.Read(EntityKey.POLICY, 0), new Commit.Read(KEY, 0));
        assertThat(store.commits.get(0).generation()).isEqualTo(5);
        assertThat(decidedAtMs).containsExactly(NOW_MS + 400);
    }

    @Test
    void newOrder_onAPolicyOrAGenerationThatHasChanged_isReadAndDecidedAgain() {
        store.outcomes = commit -> store.reads.isEmpty() ? new Outcome.Conflict("policy") : store.done();

        assertThat(submit("k-1", "o-1")).isCompletedWithValueMatching(reply -> reply.getSequence() == 7);

        assertThat(store.reads).hasSize(1);
        assertThat(store.commits).hasSize(2);
        assertThat(registry.figures().conflicts()).isOne();
    }

    @Test
    void requestThatIsSentAgain_getsTheReplyThatIsKept() {
        Reply kept = Reply.newBuilder().setState("kept").build();
        store.outcomes = commit -> new Outcome.Seen(new StoredReply(BODY, kept));

        assertThat(submit("k-1", "o-1")).isCompletedWithValue(kept);
    }

    @Test
    void newOrder_whenTheStoreHasSaidNothingForASecond_isReadFirst() {
        loop.advance(1_000);

        submit("k-1", "o-1");

        assertThat(store.reads).hasSize(1);
        assertThat(decidedAtMs).containsExactly(NOW_MS);
    }

    /** Without a request key a refusal is not committed, so that nothing would tell of a wrong guess. */
    @Test
    void newOrderOfTheEngine_isReadFirst() {
        submit("", "o-1");

        assertThat(store.reads).hasSize(1);
    }

    private final class OneOrder implements Rules {
        @Override
        public List<String> reads(Command command) {
            return List.of(EntityKey.order(command.getSubmitOrder().getOrderId()));
        }

        @Override
        public Decision decide(State state, Command command, long nowMs) {
            decidedAtMs.add(nowMs);
            String id = command.getSubmitOrder().getOrderId();
            assertThat(state.get(EntityKey.order(id)).present()).isFalse();
            Entity order =
                    Entity.newBuilder().setOrder(Order.newBuilder().setId(id)).build();
            return new Decision.Accepted(
                    List.of(new Decision.Change(EntityKey.order(id), order)),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Reply.getDefaultInstance());
        }
    }
}
