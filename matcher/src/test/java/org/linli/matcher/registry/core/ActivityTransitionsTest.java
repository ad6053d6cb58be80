package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linli.proto.ParticipantState;

/** Walks every cell of the table, legal or not. A dot is illegal. */
class ActivityTransitionsTest {
    private static final String PARTICIPANTS = """
        state       JOIN   WAIT    MOVE_UP PASS   LEAVE CALL_OFF   CHECK_IN FINISH MISS   QUESTION CONFIRM   SETTLE ANNUL
        UNSPECIFIED JOINED WAITING .       .      .     .          .        .      .      .        .         .      .
        WAITING     .      .       JOINED  PASSED LEFT  CALLED_OFF .        .      .      .        .         .      .
        JOINED      .      .       .       .      LEFT  CALLED_OFF ON_SITE  .      ABSENT .        .         .      .
        ON_SITE     .      .       .       .      .     .          .        DONE   .      DISPUTED .         .      .
        DONE        .      .       .       .      .     .          .        .      .      DISPUTED CONFIRMED .      VOID
        CONFIRMED   .      .       .       .      .     .          .        .      .      .        .         .      .
        DISPUTED    .      .       .       .      .     .          .        .      .      .        .         DONE   VOID
        VOID        .      .       .       .      .     .          .        .      .      .        .         .      .
        LEFT        JOINED WAITING .       .      .     .          .        .      .      .        .         .      .
        ABSENT      .      .       .       .      .     .          .        .      .      .        .         .      .
        PASSED      JOINED WAITING .       .      .     .          .        .      .      .        .         .      .
        CALLED_OFF  .      .       .       .      .     .          .        .      .      .        .         .      .
        """;

    @ParameterizedTest(name = "participant {0} on {1}: {2}")
    @MethodSource("cells")
    void participant_everyCell_isAsWritten(String from, String event, String to) {
        Optional<String> next = ActivityTransitions.next(
                        ParticipantState.valueOf("PARTICIPANT_STATE_" + from), ParticipantEvent.valueOf(event))
                .map(state -> state.name().substring("PARTICIPANT_STATE_".length()));
        assertThat(next).isEqualTo(to.equals(".") ? Optional.empty() : Optional.of(to));
    }

    static Stream<Arguments> cells() {
        List<String[]> rows =
                PARTICIPANTS.lines().map(line -> line.trim().split("\\s+")).toList();
        assertThat(rows).hasSize(ParticipantState.values().length); // a header for UNRECOGNIZED
        assertThat(rows.get(0)).hasSize(1 + ParticipantEvent.values().length);
        List<Arguments> cells = new ArrayList<>();
        for (String[] row : rows.subList(1, rows.size())) {
            for (int column = 1; column < row.length; column++) {
                cells.add(Arguments.of(row[0], rows.get(0)[column], row[column]));
            }
        }
        return cells.stream();
    }
}
