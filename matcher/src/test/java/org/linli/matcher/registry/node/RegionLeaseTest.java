package org.linli.matcher.registry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.linli.matcher.loop.VirtualLoop;
import org.linli.matcher.registry.store.LeaseStore;

/** Two nodes and one lease in virtual time. */
class RegionLeaseTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final FakeLeases leases = new FakeLeases();
    private final List<String> story = new ArrayList<>();
    private final RegionLease a = node("a");
    private final RegionLease b = node("b");

    private RegionLease node(String name) {
        return new RegionLease(loop, leases.seenBy(name), name, new RegionLease.Listener() {
            @Override
            public void acquired(long epoch, long sequence) {
                story.add(name + " acquired " + epoch);
            }

            @Override
            public void lost() {
                story.add(name + " lost");
            }
        });
    }

    @Test
    void freeLease_isTakenAtOnce() {
        a.start();
        loop.runReady();

        assertThat(story).containsExactly("a acquired 1");
        assertThat(a.epoch()).isEqualTo(1);
    }

    @Test
    void livingHolder_isNeverDisturbed() {
        a.start();
        loop.advance(10);
        b.start();
        loop.advance(60_000);

        assertThat(story).containsExactly("a acquired 1");
    }

    @Test
    void silentHolder_isFollowedAfterThreeSeconds_andHasStoppedByThen() {
        a.start();
        loop.advance(10);
        b.start();
        loop.advance(1_000);
        leases.cutOff("a");

        loop.advance(2_500);
        assertThat(story).containsExactly("a acquired 1", "a lost");
        assertThat(a.epoch()).isZero();
        loop.advance(1_600);
        assertThat(story).containsExactly("a acquired 1", "a lost", "b acquired 2");
    }

    @Test
    void returningHolder_seesThatTheLeaseIsAnothers() {
        a.start();
        loop.advance(10);
        b.start();
        leases.cutOff("a");
        loop.advance(6_000);
        leases.cutOff("");

        loop.advance(10_000);
        assertThat(story).containsExactly("a acquired 1", "a lost", "b acquired 2");
    }

    @Test
    void closingHolder_givesTheLeaseUpAtOnce() {
        a.start();
        loop.advance(10);
        b.start();
        a.close();

        loop.advance(RegionLease.BEAT_MS);
        assertThat(story).containsExactly("a acquired 1", "a lost", "b acquired 2");
    }

    @Test
    void twoChallengers_onlyOneWins() {
        a.start();
        b.start();
        loop.advance(20_000);

        assertThat(story).hasSize(1);
    }

    /** The script's rules, in memory. */
    private static final class FakeLeases {
        private LeaseStore.Lease lease = new LeaseStore.Lease(7, 0, "", 0);
        private String cutOff = "";

        void cutOff(String node) {
            cutOff = node;
        }

        LeaseStore seenBy(String node) {
            return new LeaseStore() {
                @Override
                public CompletionStage<Lease> read() {
                    return answer(lease);
                }

                @Override
                public CompletionStage<Optional<Claimed>> claim(Lease seen, String owner) {
                    if (cutOff.equals(node) || !seen.equals(lease)) {
                        return answer(Optional.empty());
                    }
                    lease = new Lease(7, lease.epoch() + 1, owner, lease.beat() + 1);
                    return answer(Optional.of(new Claimed(lease, 42)));
                }

                @Override
                public CompletionStage<Optional<Lease>> beat(Lease held) {
                    boolean mine = held.epoch() == lease.epoch() && held.owner().equals(lease.owner());
                    if (!cutOff.equals(node) && mine) {
                        lease = new Lease(7, lease.epoch(), lease.owner(), lease.beat() + 1);
                    }
                    return answer(mine ? Optional.of(lease) : Optional.empty());
                }

                @Override
                public CompletionStage<Void> release(Lease held) {
                    lease = new Lease(7, lease.epoch(), "", lease.beat() + 1);
                    return CompletableFuture.completedFuture(null);
                }

                private <T> CompletionStage<T> answer(T value) {
                    return cutOff.equals(node)
                            ? CompletableFuture.failedFuture(new IllegalStateException("cut off"))
                            : CompletableFuture.completedFuture(value);
                }
            };
        }
    }
}
