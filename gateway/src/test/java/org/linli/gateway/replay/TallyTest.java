package org.linli.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.linli.proto.AssignmentFrame;
import org.linli.proto.OfferClosed;
import org.linli.proto.OfferFrame;
import org.linli.proto.OrderFrame;
import org.linli.proto.ServerFrame;
import org.linli.proto.VisitCard;
import org.linli.proto.VisitFrame;

class TallyTest {
    private static final long MS = 1_000_000;

    private final Tally tally = new Tally();

    private static ServerFrame visit(String order, String state, String volunteer) {
        return ServerFrame.newBuilder()
                .setVisit(VisitFrame.newBuilder()
                        .setOrderId(order)
                        .setVisitId(order + ".1")
                        .setState(state)
                        .setVolunteerId(volunteer))
                .build();
    }

    private static ServerFrame offer(String order, int number) {
        return ServerFrame.newBuilder()
                .setOffer(OfferFrame.newBuilder()
                        .setOfferId(order + ".1." + number)
                        .setVisit(VisitCard.newBuilder().setOrderId(order).setVisitId(order + ".1")))
                .build();
    }

    @Test
    void firstOffer_isTimedFromTheSending_alsoWhenItsFrameOvertakesTheAnswer() {
        tally.queue(visit("a", "OFFERED", ""), 7 * MS);
        tally.open("a", 3 * MS, 60);
        tally.open("b", 10 * MS, 60);
        tally.queue(visit("b", "OPEN", ""), 11 * MS);
        tally.queue(visit("b", "OFFERED", ""), 12 * MS);
        tally.queue(visit("b", "ASSIGNED", "v-1"), 90 * MS);

        Report report = tally.report(2, 1, 2);
        assertThat(report.firstOfferMicros().getTotalCount()).isEqualTo(2);
        assertThat(report.firstOfferMicros().getValueAtPercentile(50)).isCloseTo(2_000, within(5L));
        assertThat(report.firstOfferMicros().getMaxValue()).isCloseTo(4_000, within(5L));
    }

    @Test
    void served_countsOrdersThatWereDone() {
        for (String order : List.of("a", "b", "c", "d")) {
            tally.open(order, 0, 30);
        }
        tally.queue(visit("a", "CONFIRMED", "v-1"), MS);
        tally.queue(visit("b", "DONE", "v-1"), MS);
        tally.queue(visit("c", "ASSIGNED", "v-2"), MS);
        tally.queue(visit("d", "OPEN", ""), MS);
        tally.queue(visit("somebody else's", "DONE", "v-9"), MS);

        Report report = tally.report(4, 1, 4);
        assertThat(report.taken()).isEqualTo(3);
        assertThat(report.served()).isEqualTo(2);
        assertThat(report.minutesByVolunteer()).isEqualTo(Map.of("v-1", 60));
        assertThat(tally.settled()).isFalse();
    }

    @Test
    void offers_shownAndWithdrawn_areCountedOnce() {
        tally.onDuty("v-1");
        tally.onDuty("v-2");
        tally.open("a", 0, 30);
        tally.volunteer("v-1", offer("a", 1), MS);
        tally.volunteer("v-1", offer("a", 1), 2 * MS);
        tally.volunteer(
                "v-1",
                ServerFrame.newBuilder()
                        .setOfferClosed(
                                OfferClosed.newBuilder().setOfferId("a.1.1").setState("WITHDRAWN"))
                        .build(),
                3 * MS);
        tally.volunteer(
                "v-1",
                ServerFrame.newBuilder()
                        .setAssignment(
                                AssignmentFrame.newBuilder().setVisitId("a.1").setTravelSeconds(600))
                        .build(),
                4 * MS);

        Report report = tally.report(1, 1, 1);
        assertThat(report.withdrawn()).isEqualTo(1);
        assertThat(report.offersByVolunteer()).isEqualTo(Map.of("v-1", 1, "v-2", 0));
        assertThat(report.travelSeconds()).isEqualTo(600);
        assertThat(String.join("\n", report.lines()))
                .contains("offers 0.500")
                .contains("50.0 % without an offer")
                .contains("10.0 min");
    }

    @Test
    void counts_ofReportApiAndLog_agreeOrAreSaidToDiffer() {
        tally.open("a", 0, 30);
        tally.referred("b", 0);
        tally.queue(
                ServerFrame.newBuilder()
                        .setOrder(OrderFrame.newBuilder().setOrderId("b").setState("REFERRED"))
                        .build(),
                MS);
        assertThat(tally.report(2, 1, 2).agrees()).isFalse();
        assertThat(tally.report(2, 1, 2).lines()).last().asString().contains("report 2, API 2, log 1: THEY DIFFER");

        tally.queue(visit("a", "OPEN", ""), MS);
        assertThat(tally.report(2, 1, 2).agrees()).isTrue();
        assertThat(tally.report(2, 1, 1).agrees()).isFalse();
    }

    @Test
    void share_ofAllButOne_isNotSaidToBeAll() {
        for (int i = 0; i < 2_000; i++) {
            tally.open("o" + i, 0, 30);
            if (i > 0) {
                tally.queue(visit("o" + i, "DONE", "v-1"), MS);
            }
        }
        assertThat(String.join("\n", tally.report(2_000, 1, 2_000).lines())).contains("1999 (99.9 %)");
    }

    @Test
    void settled_whenEveryVisitHasItsEnd() {
        assertThat(tally.settled()).isTrue();
        tally.open("a", 0, 30);
        assertThat(tally.settled()).isFalse();
        tally.queue(visit("a", "ON_SITE", "v-1"), MS);
        assertThat(tally.settled()).isFalse();
        tally.queue(visit("a", "DONE", "v-1"), MS);
        assertThat(tally.settled()).isTrue();
    }
}
