package org.linli.matcher.registry.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.linli.matcher.registry.Registry;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.store.Answer;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.LeaseStore.Lease;
import org.linli.matcher.registry.store.Outcome;
import org.linli.matcher.registry.store.Query;
import org.linli.matcher.registry.store.Store;
import org.linli.matcher.registry.store.TrimStore.Trimmed;
import org.linli.proto.Account;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Reply;
import org.linli.proto.Timer;

class MemoryRegionTest {
    private static final long GENERATION = 7;
    private static final ByteString REQUEST = ByteString.copyFromUtf8("request");

    private final MemoryRegion region = new MemoryRegion(GENERATION);

    private static Commit over(String key, long sinceMs) {
        return commit(GENERATION, 0, ByteString.EMPTY, key, 0, List.of(new Commit.Closing(key, sinceMs)));
    }

    private static Commit commit(long generation, long epoch, ByteString request, String key, long version) {
        return commit(generation, epoch, request, key, version, List.of());
    }

    private static Commit commit(
            long generation, long epoch, ByteString request, String key, long version, List<Commit.Closing> closings) {
        Entity after = Entity.newBuilder()
                .setAccount(Account.newBuilder().setEntries(version))
                .build();
        return new Commit(
                generation,
                epoch,
                request,
                ByteString.copyFromUtf8("body"),
                Reply.newBuilder().setId(key).build(),
                1,
                Command.getDefaultInstance(),
                List.of(new Commit.Read(key, version)),
                List.of(Change.newBuilder()
                        .setKey(key)
                        .setVersion(version + 1)
                        .setAfter(after)
                        .build()),
                List.of(Decision.TimerChange.arm(Timer.Kind.KIND_DUTY_END, key, 50)),
                List.of(new Decision.IndexChange("all", key, true)),
                List.of(new Decision.PoolChange("pool", 2, 3)),
                List.of(new Decision.Counter("count", 1)),
                closings);
    }

    @Test
    void regionThatIsNotFounded_refusesEverything_likeItsScripts() {
        MemoryRegion unfounded = new MemoryRegion(0);
        assertThatThrownBy(() -> unfounded.range(0, 0, 10)).isInstanceOf(Registry.Unavailable.class);
        assertThatThrownBy(unfounded::lease).isInstanceOf(Registry.Unavailable.class);
        unfounded.raiseGeneration(GENERATION);
        assertThat(unfounded.range(0, 0, 10).generation()).isEqualTo(GENERATION);
    }

    @Test
    void commit_onWhatWasRead_isWhole() {
        assertThat(region.commit(commit(GENERATION, 0, REQUEST, "account:a", 0), 100))
                .isEqualTo(new Outcome.Done(GENERATION, 1, 100));
        assertThat(region.get("account:a").version()).isEqualTo(1);
        assertThat(region.range(GENERATION, Store.START, 10).entries()).hasSize(1);
        assertThat(region.due(10, 100).due()).extracting(Timer::getSubject).containsExactly("account:a");
        assertThat(region.members("all", 10)).containsExactly("account:a");
        assertThat(region.pools()).containsEntry("pool:minutes", 2L).containsEntry("pool:points", 3L);
    }

    @Test
    void commit_onAnOldVersion_oldGeneration_orOldEpoch_changesNothing() {
        region.commit(commit(GENERATION, 0, REQUEST, "account:a", 0), 100);
        region.claim(new Lease(GENERATION, 0, "", 0), "node-1");
        int before = region.mark();
        assertThat(region.commit(commit(GENERATION, 0, ByteString.EMPTY, "account:a", 0), 101))
                .isEqualTo(new Outcome.Conflict("account:a"));
        assertThat(region.commit(commit(GENERATION - 1, 0, ByteString.EMPTY, "account:a", 1), 101))
                .isEqualTo(new Outcome.Conflict("generation " + GENERATION));
        assertThat(region.commit(commit(GENERATION, 2, ByteString.EMPTY, "account:a", 1), 101))
                .isEqualTo(new Outcome.LeaseLost(1));
        assertThat(region.mark()).isEqualTo(before);
    }

    @Test
    void request_seenBefore_getsItsReplyAgain() {
        region.commit(commit(GENERATION, 0, REQUEST, "account:a", 0), 100);
        assertThat(region.commit(commit(GENERATION, 0, REQUEST, "account:a", 0), 200))
                .isInstanceOfSatisfying(
                        Outcome.Seen.class,
                        seen -> assertThat(seen.reply().reply().getSequence()).isEqualTo(1));
        assertThat(region.read(new Query(REQUEST, List.of(), java.util.Map.of()), 200))
                .isInstanceOf(Answer.Seen.class);
    }

    @Test
    void rollBack_intoTheMiddleOfACommit_leavesNothingOfIt() {
        region.commit(commit(GENERATION, 0, ByteString.EMPTY, "account:a", 0), 100);
        int whole = region.mark();
        region.commit(commit(GENERATION, 0, REQUEST, "account:a", 1), 200);
        region.rollBackTo(region.mark() - 1);
        assertThat(region.mark()).isEqualTo(whole);
        assertThat(region.get("account:a").version()).isEqualTo(1);
        assertThat(region.sequence()).isEqualTo(1);
        assertThat(region.replies()).isEmpty();
        assertThat(region.pools()).containsEntry("pool:minutes", 2L);
    }

    @Test
    void trim_saysWhatItTook_untilItIsTakenBack() {
        region.commit(over("order:a", 100), 100);
        region.commit(commit(GENERATION, 0, ByteString.EMPTY, "messages:a", 0), 100);
        region.commit(over("order:young", 150), 150);
        region.commit(over("order:late", 100), 160);
        int before = region.mark();
        assertThat(region.trim(GENERATION, 3, 50, 200)).isEqualTo(new Trimmed(2, 1));
        assertThat(region.trim(GENERATION, 3, 50, 200)).isEqualTo(new Trimmed(0, 0));
        assertThat(region.trims()).containsExactly(new MemoryRegion.Taken(4, 3, 150, Set.of("order:a", "messages:a")));
        region.rollBackTo(before);
        assertThat(region.trims()).isEmpty();
        assertThat(region.get("order:a").present()).isTrue();
    }

    @Test
    void time_doesNotGoBack() {
        region.commit(commit(GENERATION, 0, ByteString.EMPTY, "account:a", 0), 100);
        assertThat(region.commit(commit(GENERATION, 0, ByteString.EMPTY, "account:a", 1), 50))
                .isEqualTo(new Outcome.Done(GENERATION, 2, 100));
    }

    @Test
    void range_ofAnOlderGeneration_saysThePresentOneAndGivesWhatIsKept() {
        region.commit(commit(GENERATION, 0, ByteString.EMPTY, "account:a", 0), 100);
        region.raiseGeneration(GENERATION + 1);
        assertThat(region.range(GENERATION, 0, 10).generation()).isEqualTo(GENERATION + 1);
        assertThat(region.range(GENERATION, 0, 10).entries()).hasSize(1);
        assertThat(region.range(GENERATION, 1, 10).entries()).isEmpty();
        assertThat(region.range(GENERATION + 2, 0, 10).entries()).isEmpty();
        assertThat(region.range(0, 0, 10).entries()).hasSize(1);
        assertThat(region.range(GENERATION + 1, 1, 10).head()).isEqualTo(1);
        region.commit(commit(GENERATION + 1, 0, ByteString.EMPTY, "account:a", 1), 101);
        assertThat(region.range(GENERATION + 1, 1, 10).entries()).hasSize(1);
    }
}
