package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.dispatch.Town.HOUR;
import static org.linli.matcher.dispatch.Town.at;
import static org.linli.matcher.dispatch.Town.window;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.domain.EntityKey;
import org.linli.matcher.cluster.ZoneSolving;
import org.linli.proto.Entity;
import org.linli.proto.OfferState;
import org.linli.proto.Policy;
import org.linli.proto.Priority;
import org.linli.proto.VisitExplanation;
import org.linli.proto.VisitState;

/** A book that is full, whose rules change, or that is read anew. */
class BookChangesTest {
    private static final DispatchSettings SMALL =
            new DispatchSettings(DispatchSettings.Plan.TIERS, 256, 2, 64, 60_000, 500, 200, 5_000, 2_000);

    private VisitExplanation explain(Town town, String orderId) {
        var snapshot = town.dispatcher.snapshot(orderId, "r-1").toCompletableFuture();
        town.settle();
        return Explainer.explain(town.stored(orderId), snapshot.join()).getVisits(0);
    }

    private static double gauge(Town town, String name) {
        return town.meters.get("linli.dispatch." + name).gauge().value();
    }

    @Test
    void orders_beyondWhatTheBookHolds_waitByPriority() {
        Town town = new Town(Town.POLICY, SMALL, ZoneSolving.NONE).open();
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            orders.add(town.order("r-" + i, town.talk(at(i, 0)).setPriority(Priority.PRIORITY_ROUTINE)));
        }
        String urgent = town.order("r-9", town.talk(at(9, 0)).setPriority(Priority.PRIORITY_URGENT));
        assertThat(gauge(town, "unserved")).isEqualTo(2);
        assertThat(gauge(town, "queue")).isEqualTo(3);
        assertThat(explain(town, orders.get(3)).getReasonsList())
                .first()
                .satisfies(reason -> assertThat(reason).isEqualTo(ReasonCode.BOOK_FULL.of(2)));
        assertThat(explain(town, urgent).getReasons(0)).isEqualTo(ReasonCode.BOOK_FULL.of(0));
        town.cancel(orders.get(0));
        assertThat(explain(town, urgent).getReasonsList()).doesNotContain(ReasonCode.BOOK_FULL.of(0));
        assertThat(explain(town, orders.get(2)).getReasons(0)).isEqualTo(ReasonCode.BOOK_FULL.of(0));
        town.cancel(orders.get(1));
        town.cancel(urgent);
        assertThat(gauge(town, "queue")).isZero();
        assertThat(gauge(town, "unserved")).isEqualTo(2);
    }

    @Test
    void order_thatWaitsForRoom_isMatchedWithSomebodyFreeNearIt() {
        Town town = new Town(Town.POLICY, SMALL, ZoneSolving.NONE).open();
        for (int i = 0; i < 2; i++) {
            town.order("r-" + i, town.talk(at(i, 0)).setService("repair"));
        }
        String waits = town.order("r-9", town.talk(at(9, 0)));
        assertThat(explain(town, waits).getReasons(0)).isEqualTo(ReasonCode.BOOK_FULL.of(0));
        town.volunteer("v-1", at(100, 0));
        town.pass(1_000);
        assertThat(town.asked(waits)).containsExactly("v-1");
    }

    @Test
    void order_thatComesToAFullBook_isOfferedToSomebodyWhoIsFreeAllTheSame() {
        Town town = new Town(Town.POLICY, SMALL, ZoneSolving.NONE).open();
        town.volunteer("v-1", at(100, 0));
        for (int i = 0; i < 3; i++) {
            town.order("r-" + i, town.talk(at(i, 0)).setService("repair"));
        }
        assertThat(gauge(town, "unserved")).isEqualTo(2);
        String waits = town.order("r-9", town.talk(at(9, 0)));
        town.pass(1_000);
        assertThat(town.asked(waits)).containsExactly("v-1");
    }

    @Test
    void order_outsideAFullBook_isTriedAgainOnceSomebodyHasAnswered() {
        Town town = new Town(Town.POLICY, SMALL, ZoneSolving.NONE).open();
        town.volunteer("v-1", at(100, 0));
        for (int i = 0; i < 2; i++) {
            town.order("r-" + i, town.talk(at(i, 0)).setService("repair"));
        }
        String asked = town.order("r-8", town.talk(at(8, 0)));
        town.pass(1_000);
        String waits = town.order("r-9", town.talk(at(9, 0)));
        town.pass(1_000);
        assertThat(town.asked(asked)).containsExactly("v-1");
        assertThat(explain(town, waits).getReasons(0)).isEqualTo(ReasonCode.BOOK_FULL.of(0));
        town.decline("v-1", Town.offerId(asked, 1));
        assertThat(town.asked(waits)).containsExactly("v-1");
    }

    @Test
    void book_ofANodeThatBeginsToPlan_takesTheMostUrgentFirst() {
        Town town = new Town(Town.POLICY, SMALL, ZoneSolving.NONE);
        town.dispatcher.start();
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Priority priority = i == 3 ? Priority.PRIORITY_URGENT : Priority.PRIORITY_ROUTINE;
            orders.add(town.order("r-" + i, town.talk(at(i, 0)).setPriority(priority)));
        }
        assertThat(gauge(town, "open")).isEqualTo(4);
        town.dispatcher.leaseAcquired(1, town.registry.log.size());
        town.settle();
        assertThat(gauge(town, "unserved")).isEqualTo(2);
        assertThat(explain(town, orders.get(3)).getReasonsList()).doesNotContain(ReasonCode.BOOK_FULL.of(0));
        assertThat(explain(town, orders.get(0)).getReasonsList()).doesNotContain(ReasonCode.BOOK_FULL.of(0));
        assertThat(explain(town, orders.get(1)).getReasons(0)).isEqualTo(ReasonCode.BOOK_FULL.of(0));
        assertThat(explain(town, orders.get(2)).getReasons(0)).isEqualTo(ReasonCode.BOOK_FULL.of(1));
    }

    @Test
    void order_outsideAFullBook_thatIsCancelled_isForgotten() {
        Town town = new Town(Town.POLICY, SMALL, ZoneSolving.NONE).open();
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            orders.add(town.order("r-" + i, town.talk(at(i, 0))));
        }
        town.cancel(orders.get(2));
        assertThat(gauge(town, "queue")).isZero();
        assertThat(gauge(town, "open")).isEqualTo(2);
        town.volunteer("v-1", at(100, 0));
        town.pass(1_000);
        assertThat(town.asked(orders.get(0))).containsExactly("v-1");
    }

    @Test
    void emergency_inAFullBook_isInvitedAtOnce() {
        Town town = new Town(Town.POLICY, SMALL, ZoneSolving.NONE).open();
        for (int i = 0; i < 4; i++) {
            town.order("r-" + i, town.talk(at(i, 0)).setService("repair"));
        }
        town.volunteer("v-1", at(100, 0));
        String order = town.order("r-9", town.talk(at(9, 0)).setPriority(Priority.PRIORITY_EMERGENCY));
        assertThat(town.visit(order).getState()).isEqualTo(VisitState.VISIT_STATE_INVITED);
    }

    @Test
    void policy_thatChangesWhileRunning_isUsedForWhatWaitsAndForWhatIsPlanned() {
        Town town = Town.withPolicies();
        town.open().volunteer("v-1", at(100, 0));
        String first = town.order("r-1", town.talk(at(0, 0)));
        String second = town.order("r-2", town.talk(at(50, 0)));
        assertThat(town.asked(first)).containsExactly("v-1");
        assertThat(town.visit(second).getOffersCount()).isZero();
        assertThat(gauge(town, "planned")).isEqualTo(1);
        town.registry.put(
                EntityKey.POLICY,
                Entity.newBuilder()
                        .setPolicy(Policy.newBuilder().setYaml("two open offers"))
                        .build());
        town.settle();
        assertThat(town.asked(second)).containsExactly("v-1");
        assertThat(gauge(town, "planned")).isZero();
        assertThat(town.asked(first)).containsExactly("v-1");
    }

    @Test
    void log_thatIsReset_isReadAnewAndPlanningGoesOn() {
        Town town = new Town().open();
        town.volunteer("v-1", at(100, 0));
        town.volunteer("v-2", at(900, 0));
        String offered = town.order("r-1", town.talk(at(0, 0)));
        long start = town.now() + 6 * HOUR;
        town.order("r-2", town.talk(at(0, 0)).setWindow(window(start, start + 2 * HOUR)));
        town.registry.reset();
        town.settle();
        assertThat(gauge(town, "open")).isEqualTo(2);
        String after = town.order("r-3", town.talk(at(10, 0)));
        assertThat(town.asked(after)).containsExactly("v-2");
        assertThat(town.asked(offered)).containsExactly("v-1");
        assertThat(town.offer(offered).getState()).isEqualTo(OfferState.OFFER_STATE_SENT);
        town.decline("v-2", Town.offerId(after, 1));
        town.accept("v-1", Town.offerId(offered, 1));
        assertThat(town.asked(after)).containsExactly("v-2", "v-1");
    }

    @Test
    void log_thatIsResetWhileOffersAreOnTheirWay_losesNoneAndDoublesNone() {
        Town town = new Town().open();
        for (int i = 0; i < 5; i++) {
            town.volunteer("v-" + i, at(100 * i, 0));
        }
        for (int round = 0; round < 3; round++) {
            String order = town.orderUnsettled("r-" + round, town.talk(at(0, 0)));
            town.loop.advance(0);
            assertThat(gauge(town, "commits")).isEqualTo(1);
            town.registry.reset();
            town.pass(2_000);
            assertThat(town.asked(order)).hasSize(1);
        }
        assertThat(town.meters.get("linli.dispatch.commits").gauge().value()).isZero();
        assertThat(town.dispatcher.isHolding()).isTrue();
    }
}
