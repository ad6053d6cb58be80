package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.dispatch.Town.HOUR;
import static org.linli.matcher.dispatch.Town.MINUTE;
import static org.linli.matcher.dispatch.Town.at;
import static org.linli.matcher.dispatch.Town.window;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.linli.matcher.cluster.ZoneSolving;
import org.linli.proto.Dispatch;
import org.linli.proto.Entry;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneProblem;

/** Insertion and a zone solver together. */
class ImprovedPlanTest {
    private final FirstFound solver = new FirstFound();
    private final Town town = new Town(Town.POLICY, DispatchSettings.Plan.TIERS, solver).open();

    @Test
    void plan_forLater_isImprovedWhenSomebodyNearerComes() {
        town.volunteer("v-far", at(6_000, 0));
        for (int i = 0; i < 6; i++) {
            // So that it is not scarce, and not offered earlier.
            town.volunteer("v-spare-" + i, at(7_000 + i, 0));
        }
        long start = town.now() + 5 * HOUR;
        String order = town.order(town.talk(at(0, 0)).setWindow(window(start, start + 2 * HOUR)));
        town.pass(5_000);
        assertThat(town.visit(order).getOffersCount()).isZero();
        town.volunteer("v-near", at(100, 0));
        town.pass(4 * HOUR + MINUTE / 3);
        assertThat(town.asked(order)).containsExactly("v-near");
        assertThat(town.offer(order).getOrigin()).isEqualTo("improve");
        assertThat(solver.applied(town)).isPositive();
    }

    @Test
    void offer_thatNobodyHasSeen_movesInOneCommitForALargeGain() {
        town.volunteer("v-far", at(8_000, 0));
        String order = town.order(town.talk(at(0, 0)));
        assertThat(town.asked(order)).containsExactly("v-far");
        // The grace period, in which an offer stays where it is.
        town.pass(25_000);
        town.volunteer("v-near", at(100, 0));
        town.pass(5_000);
        assertThat(town.asked(order)).containsExactly("v-far", "v-near");
        Offer first = town.visit(order).getOffers(0);
        assertThat(first.getState()).isEqualTo(OfferState.OFFER_STATE_WITHDRAWN);
        assertThat(first.getCloseCode()).isEqualTo("better-plan");
        Dispatch moved = lastDispatch();
        assertThat(moved.getWithdrawalsCount()).isEqualTo(1);
        assertThat(moved.getOffersCount()).isEqualTo(1);
        assertThat(moved.getWithdrawals(0).getGain()).isPositive();
        assertThat(moved.getOffers(0).getScore().getPartsCount()).isPositive();
        assertThat(town.registry.refusals).isEmpty();
    }

    private Dispatch lastDispatch() {
        List<Entry> log = town.registry.log;
        for (int i = log.size() - 1; i >= 0; i--) {
            if (log.get(i).getCause().hasDispatch()) {
                return log.get(i).getCause().getDispatch();
            }
        }
        throw new AssertionError("nothing was dispatched");
    }

    @Test
    void offer_forASmallGain_staysWhereItIs() {
        town.volunteer("v-far", at(700, 0));
        String order = town.order(town.talk(at(0, 0)));
        town.pass(25_000);
        town.volunteer("v-near", at(100, 0));
        town.pass(5_000);
        assertThat(town.asked(order)).containsExactly("v-far");
    }

    @Test
    void solvers_whileTheDispatcherIsBehind_areParkedAndGoOnAfterwards() {
        Parked parked = new Parked();
        Town late = new Town(Town.POLICY, DispatchSettings.Plan.TIERS, parked);
        late.dispatcher.start();
        for (int i = 0; i < 150; i++) {
            late.order("r-" + i, late.talk(at(10 * i, 0)));
        }
        assertThat(parked.calls).isEmpty();
        late.open();
        assertThat(parked.calls).containsExactly("park", "resume");
    }

    @Test
    void snapshots_whileASearchRuns_waitForItsEnd() {
        Slow slow = new Slow();
        Town busy = new Town(Town.POLICY, DispatchSettings.Plan.TIERS, slow).open();
        busy.volunteer("v-1", at(0, 0));
        for (int i = 0; i < 5; i++) {
            busy.order("r-" + i, busy.talk(at(100 * i, 0)));
            busy.pass(2_000);
        }
        assertThat(slow.running).hasSize(1);
        slow.running.remove(0).run();
        busy.pass(2_000);
        assertThat(slow.running).hasSize(1);
    }

    private static final class Slow implements ZoneSolving {
        private final List<Runnable> running = new ArrayList<>();

        @Override
        public void solve(ZoneProblem problem, Consumer<List<ZoneDifference>> differences, Runnable done) {
            running.add(done);
        }

        @Override
        public void park() {}

        @Override
        public void resume() {}
    }

    private static final class Parked implements ZoneSolving {
        private final List<String> calls = new ArrayList<>();

        @Override
        public void solve(ZoneProblem problem, Consumer<List<ZoneDifference>> differences, Runnable done) {
            done.run();
        }

        @Override
        public void park() {
            calls.add("park");
        }

        @Override
        public void resume() {
            calls.add("resume");
        }
    }
}
