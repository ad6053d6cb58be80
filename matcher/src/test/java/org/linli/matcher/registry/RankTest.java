package org.linli.matcher.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.linli.proto.Command;
import org.linli.proto.FireTimer;
import org.linli.proto.OrderRequest;
import org.linli.proto.Priority;
import org.linli.proto.SubmitOrder;

class RankTest {
    @Test
    void admission_atAnyMoment_refusesNobodyAboveSomebodyAdmitted() {
        SplittableRandom chance = new SplittableRandom(8);
        for (int i = 0; i < 100_000; i++) {
            int limit = chance.nextInt(1, 5_000);
            int underWay = chance.nextInt(0, 15_000);
            boolean before = true;
            for (Rank rank : Rank.values()) {
                boolean admitted = rank.admits(underWay, limit);
                assertThat(before || !admitted)
                        .as("%s at %d of %d", rank, underWay, limit)
                        .isTrue();
                before = admitted;
            }
        }
    }

    @Test
    void admission_atTheLimit_isForUrgentWorkAndEmergenciesAlone() {
        assertThat(Rank.EMERGENCY.admits(4_000, 128)).isTrue();
        assertThat(Rank.URGENT.admits(4_000, 128)).isTrue();
        assertThat(Rank.SOON.admits(128, 128)).isFalse();
        assertThat(Rank.SOON.admits(127, 128)).isTrue();
    }

    @Test
    void rank_ofAnOrder_isItsPriority() {
        assertThat(Rank.of(order(Priority.PRIORITY_EMERGENCY))).isEqualTo(Rank.EMERGENCY);
        assertThat(Rank.of(order(Priority.PRIORITY_UNSPECIFIED))).isEqualTo(Rank.ROUTINE);
        assertThat(Rank.of(order(Priority.PRIORITY_BULK))).isEqualTo(Rank.BULK);
    }

    @Test
    void rank_ofATimer_isAboveARoutineOrder() {
        Command timer =
                Command.newBuilder().setFireTimer(FireTimer.newBuilder()).build();

        assertThat(Rank.of(timer)).isLessThan(Rank.of(order(Priority.PRIORITY_ROUTINE)));
    }

    private static Command order(Priority priority) {
        return Command.newBuilder()
                .setSubmitOrder(SubmitOrder.newBuilder()
                        .setRequest(OrderRequest.newBuilder().setPriority(priority)))
                .build();
    }
}
