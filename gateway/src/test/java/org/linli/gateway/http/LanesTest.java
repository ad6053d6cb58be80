package org.linli.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linli.gateway.access.Route;
import org.linli.matcher.registry.Rank;

class LanesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"priority\":\"EMERGENCY\"} | EMERGENCY",
                "{\"notes\":\"x\", \"priority\" : \"URGENT\", \"people\":1} | URGENT",
                "{\"priority\":\"SOON\"} | SOON",
                "{\"priority\":\"BULK\"} | BULK",
                "{\"priority\":\"NONSENSE AND LONG\"} | ROUTINE",
                "{\"priority\":7} | ROUTINE",
                "{\"priority\": | ROUTINE",
                "{\"priority\" | ROUTINE",
                "{\"notes\":\"say \\\"priority\\\":\\\"EMERGENCY\\\"\"} | ROUTINE",
                "{\"service\":\"escort\"} | ROUTINE",
                "nothing | ROUTINE"
            })
    void lane_ofAnOrder_isItsPriority(String body, Rank lane) {
        assertThat(Lanes.of(Route.ORDER_CREATE, Buffer.buffer(body))).isEqualTo(lane);
    }

    @Test
    void lane_ofAnOffersAnswer_isAboveRoutineOrdersAndLists() {
        assertThat(Lanes.of(Route.OFFER_ACCEPT, Buffer.buffer())).isEqualTo(Rank.URGENT);
        assertThat(Lanes.of(Route.EMERGENCY_BEGIN, Buffer.buffer())).isEqualTo(Rank.URGENT);
        assertThat(Lanes.of(Route.ORDER_LIST, Buffer.buffer("{\"priority\":\"EMERGENCY\"}")))
                .isEqualTo(Rank.ROUTINE);
    }
}
