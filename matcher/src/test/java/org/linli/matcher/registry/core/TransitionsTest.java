package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linli.proto.OfferState;
import org.linli.proto.OrderState;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/** Walks every cell of the tables, legal or not. A dot is illegal; a change of a rule is a change here too. */
class TransitionsTest {
    private static final String VISITS = """
        state       OFFER   INVITE  ASSIGN   RELEASE DEPART   CHECK_IN CHECK_OUT LATE HAND_BACK NO_SHOW CONFIRM   DISPUTE  ANNUL CANCEL    EXPIRE
        UNSPECIFIED .       .       .        .       .        .        .         .    .         .       .         .        .     .         .
        OPEN        OFFERED INVITED ASSIGNED .       .        .        .         .    .         .       .         .        .     CANCELLED EXPIRED
        OFFERED     .       .       ASSIGNED OPEN    .        .        .         .    .         .       .         .        .     CANCELLED EXPIRED
        INVITED     .       INVITED ASSIGNED OPEN    .        .        .         .    .         .       .         .        .     CANCELLED EXPIRED
        ASSIGNED    .       .       .        .       EN_ROUTE ON_SITE  .         DONE OPEN      OPEN    .         .        .     CANCELLED EXPIRED
        EN_ROUTE    .       .       .        .       .        ON_SITE  .         DONE OPEN      OPEN    .         .        .     CANCELLED EXPIRED
        ON_SITE     .       .       .        .       .        .        DONE      DONE .         .       .         .        .     CANCELLED EXPIRED
        DONE        .       .       .        .       .        .        .         .    .         .       CONFIRMED DISPUTED .     .         .
        CONFIRMED   .       .       .        .       .        .        .         .    .         .       .         .        .     .         .
        DISPUTED    .       .       .        .       .        .        .         .    .         .       CONFIRMED .        VOID  .         .
        VOID        .       .       .        .       .        .        .         .    .         .       .         .        .     .         .
        CANCELLED   .       .       .        .       .        .        .         .    .         .       .         .        .     .         .
        EXPIRED     .       .       .        .       .        .        .         .    .         .       .         .        .     .         .
        """;

    private static final String OFFERS = """
        state       SEE  ACCEPT   DECLINE  LAPSE   WITHDRAW  HAND_BACK
        UNSPECIFIED .    .        .        .       .         .
        SENT        SEEN ACCEPTED DECLINED EXPIRED WITHDRAWN .
        SEEN        .    ACCEPTED DECLINED EXPIRED WITHDRAWN .
        ACCEPTED    .    .        .        .       .         HANDED_BACK
        DECLINED    .    .        .        .       .         .
        EXPIRED     .    .        .        .       .         .
        WITHDRAWN   .    .        .        .       .         .
        HANDED_BACK .    .        .        .       .         .
        """;

    private static final String ORDERS = """
        state       OPEN REFER    REFUSE  CANCEL    EXPIRE    ESCALATE  RATE   FOLLOW
        UNSPECIFIED .    .        .       .         .         .         .      .
        SUBMITTED   OPEN REFERRED REFUSED CANCELLED EXPIRED   SUBMITTED .      .
        OPEN        .    .        .       OPEN      OPEN      OPEN      .      OPEN
        REFERRED    .    .        .       .         .         .         .      .
        REFUSED     .    .        .       .         .         .         .      .
        ASSIGNED    .    .        .       ASSIGNED  ASSIGNED  ASSIGNED  .      ASSIGNED
        UNDER_WAY   .    .        .       UNDER_WAY UNDER_WAY UNDER_WAY .      UNDER_WAY
        DONE        .    .        .       .         .         .         DONE   DONE
        CLOSED      .    .        .       .         .         .         CLOSED .
        CANCELLED   .    .        .       .         .         .         .      .
        EXPIRED     .    .        .       .         .         .         .      .
        """;

    @ParameterizedTest(name = "visit {0} on {1}: {2}")
    @MethodSource("visitCells")
    void visit_everyCell_isAsWritten(String from, String event, String to) {
        assertThat(Transitions.next(VisitState.valueOf("VISIT_STATE_" + from), VisitEvent.valueOf(event))
                        .map(Words::of))
                .isEqualTo(cell(to));
    }

    @ParameterizedTest(name = "offer {0} on {1}: {2}")
    @MethodSource("offerCells")
    void offer_everyCell_isAsWritten(String from, String event, String to) {
        assertThat(Transitions.next(OfferState.valueOf("OFFER_STATE_" + from), OfferEvent.valueOf(event))
                        .map(Words::of))
                .isEqualTo(cell(to));
    }

    @ParameterizedTest(name = "order {0} on {1}: {2}")
    @MethodSource("orderCells")
    void order_everyCell_isAsWritten(String from, String event, String to) {
        assertThat(Transitions.next(OrderState.valueOf("ORDER_STATE_" + from), OrderEvent.valueOf(event))
                        .map(Words::of))
                .isEqualTo(cell(to));
    }

    @ParameterizedTest(name = "visits {0}: order {1}")
    @MethodSource("derived")
    void orderState_ofVisits_followsFromThemAlone(String visits, String order) {
        List<Visit> list = Arrays.stream(visits.split(" "))
                .map(state -> Visit.newBuilder()
                        .setState(VisitState.valueOf("VISIT_STATE_" + state))
                        .build())
                .toList();
        assertThat(Words.of(OrderStates.of(list))).isEqualTo(order);
    }

    static Stream<Arguments> visitCells() {
        return cells(VISITS, VisitState.values().length - 1, VisitEvent.values().length);
    }

    static Stream<Arguments> offerCells() {
        return cells(OFFERS, OfferState.values().length - 1, OfferEvent.values().length);
    }

    static Stream<Arguments> orderCells() {
        return cells(ORDERS, OrderState.values().length - 1, OrderEvent.values().length);
    }

    static Stream<Arguments> derived() {
        return Stream.of(
                Arguments.of("OPEN", "OPEN"),
                Arguments.of("OFFERED ASSIGNED", "OPEN"),
                Arguments.of("INVITED", "OPEN"),
                Arguments.of("ASSIGNED", "ASSIGNED"),
                Arguments.of("ASSIGNED CANCELLED", "ASSIGNED"),
                Arguments.of("EN_ROUTE OPEN", "UNDER_WAY"),
                Arguments.of("ON_SITE ASSIGNED", "UNDER_WAY"),
                Arguments.of("DONE OPEN", "UNDER_WAY"),
                Arguments.of("DONE CONFIRMED", "DONE"),
                Arguments.of("DISPUTED VOID", "DONE"),
                Arguments.of("CONFIRMED VOID", "CLOSED"),
                Arguments.of("CONFIRMED EXPIRED", "CLOSED"),
                Arguments.of("CANCELLED CANCELLED", "CANCELLED"),
                Arguments.of("EXPIRED CANCELLED", "EXPIRED"));
    }

    /** Every cell of a table as written above, which must have every state and every event. */
    private static Stream<Arguments> cells(String table, int states, int events) {
        List<String[]> rows = table.lines().map(line -> line.trim().split(" +")).toList();
        assertThat(rows).hasSize(states + 1).allSatisfy(row -> assertThat(row).hasSize(events + 1));
        List<Arguments> cells = new ArrayList<>();
        for (String[] row : rows.subList(1, rows.size())) {
            for (int i = 1; i < row.length; i++) {
                cells.add(Arguments.of(row[0], rows.get(0)[i], row[i]));
            }
        }
        return cells.stream();
    }

    private static Optional<String> cell(String text) {
        return text.equals(".") ? Optional.empty() : Optional.of(text);
    }
}
