package org.linli.gateway.node;

import java.util.List;

/** Bodies for an order that must all be refused. */
final class BadInput {
    private static final String PLACE = "\"location\":{\"lat\":26.557,\"lng\":106.471}";

    static final List<String> BODIES = List.of(
            "",
            "{",
            "[]",
            "null",
            "\"order\"",
            "{\"service\":NaN}",
            "{\"service\":\"talk\"}",
            "{\"service\":\"talk\",\"location\":[]}",
            "{\"service\":\"talk\",\"location\":{\"lat\":\"x\",\"lng\":1}}",
            "{\"service\":\"talk\",\"location\":{\"lat\":91,\"lng\":181}}",
            "{\"service\":\"talk\",\"location\":{\"lat\":39.9,\"lng\":116.4}}",
            "{\"service\":[],\"location\":{\"lat\":26.557,\"lng\":106.471}}",
            "{\"service\":\"unknown\"," + PLACE + "}",
            "{\"service\":\"talk\"," + PLACE + ",\"durationMinutes\":1000000000}",
            "{\"service\":\"talk\"," + PLACE + ",\"durationMinutes\":1e300}",
            "{\"service\":\"talk\"," + PLACE + ",\"durationMinutes\":-5}",
            "{\"service\":\"talk\"," + PLACE + ",\"durationMinutes\":\"long\"}",
            "{\"service\":\"talk\"," + PLACE + ",\"people\":0}",
            "{\"service\":\"talk\"," + PLACE + ",\"people\":2147483648}",
            "{\"service\":\"talk\"," + PLACE + ",\"skills\":[{\"skill\":\"alchemy\",\"level\":1}]}",
            "{\"service\":\"talk\"," + PLACE + ",\"skills\":{\"skill\":\"alchemy\"}}",
            "{\"service\":\"talk\"," + PLACE + ",\"minTier\":\"ZZZ\"}",
            "{\"service\":\"talk\"," + PLACE + ",\"priority\":\"NOW\"}",
            "{\"service\":\"talk\"," + PLACE + ",\"window\":{\"start\":\"tomorrow\"}}",
            "{\"service\":\"talk\"," + PLACE
                    + ",\"window\":{\"start\":\"2020-01-01T00:00:00Z\",\"end\":\"2020-01-01T01:00:00Z\"}}",
            "{\"service\":\"talk\"," + PLACE + ",\"window\":7}",
            "{\"service\":\"talk\"," + PLACE + ",\"onBehalfOf\":\"somebody-else\"}",
            "{\"service\":\"talk\"," + PLACE + ",\"onBehalfOf\":\"../../etc\"}",
            "{\"service\":\"talk\"," + PLACE + ",\"notes\":\"" + "字".repeat(17_000) + "\"}",
            "{\"service\":\"talk\"," + PLACE + ",\"notes\":\"" + "x".repeat(70_000) + "\"}",
            "{\"a\":".repeat(2000) + "1" + "}".repeat(2000));

    private BadInput() {}
}
