package org.linli.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallLogTest {
    private static final String HEADING = "lat,lng,category,time,township";

    @Test
    void calls_quotedAndOutOfOrder_areReadInTheOrderOfTheirTimes() {
        List<Call> calls = CallLog.parse(List.of(
                HEADING,
                "40.2580614,-75.2646799,\"EMS: DIABETIC, SEVERE\",2015-12-10 17:41:00,HATFIELD TOWNSHIP",
                "40.2978759,-75.5812935,\"EMS: BACK PAINS/INJURY\",2015-12-10T17:40:00,NEW HANOVER"));

        assertThat(calls).hasSize(2);
        assertThat(calls.get(0))
                .isEqualTo(new Call(
                        40.2978759,
                        -75.5812935,
                        "EMS: BACK PAINS/INJURY",
                        LocalDateTime.of(2015, 12, 10, 17, 40),
                        "NEW HANOVER"));
        assertThat(calls.get(1).category()).isEqualTo("EMS: DIABETIC, SEVERE");
    }

    @Test
    void columns_inAnotherOrderWithOthersBetween_areFound() {
        List<Call> calls = CallLog.parse(
                List.of("\uFEFFTime,zip,Township,category,lng,lat", "2015-12-10 17:40:00,19446,X,Fire: ALARM,2,1"));

        assertThat(calls).containsExactly(new Call(1, 2, "Fire: ALARM", LocalDateTime.of(2015, 12, 10, 17, 40), "X"));
    }

    @Test
    void heading_withoutAColumn_isRefusedByName() {
        assertThatThrownBy(() -> CallLog.parse(List.of("lat,lng,category,when,township")))
                .hasMessageContaining("line 1")
                .hasMessageContaining("time");
        assertThatThrownBy(() -> CallLog.parse(List.of())).hasMessageContaining("empty");
    }

    @Test
    void line_withAWrongValue_isRefusedByLineAndColumn() {
        assertRefused("x,2,c,2015-12-10 17:40:00,t", "line 2: lat (x)");
        assertRefused("NaN,2,c,2015-12-10 17:40:00,t", "line 2: lat (NaN)");
        assertRefused("1,2,c,10.12.2015,t", "line 2: time (10.12.2015)");
        assertRefused("1,2,c", "line 2: has 3 fields; time is missing");
    }

    private static void assertRefused(String line, String text) {
        assertThatThrownBy(() -> CallLog.parse(List.of(HEADING, line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
