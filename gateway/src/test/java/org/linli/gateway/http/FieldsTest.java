package org.linli.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.domain.Wgs84;

class FieldsTest {
    private static Fields fields(String json) {
        return Fields.parse(Buffer.buffer(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "1", "\"x\"", "null", "{", "{\"a\":NaN}", "{\"a\":1}}", "{'a':1}", "\u0000", "{\"a\":01}"})
    void body_thatIsNotOneObject_isMalformed(String body) {
        assertThatThrownBy(() -> fields(body))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_JSON));
    }

    @Test
    void faults_several_areToldAtOnceWithTheirPointers() {
        Fields body = fields("{\"n\":1.5,\"t\":7,\"place\":{\"lat\":91,\"lng\":\"x\"},\"list\":[1]}");
        body.integer("n", 1, 9, 0);
        body.text("t", 5);
        body.place("place");
        body.objects("list", 5);
        Problem problem = catchThrowableOfType(Problem.class, body::check);
        assertThat(problem.faults())
                .extracting(Problem.Fault::pointer)
                .containsExactly("/n", "/t", "/place/lat", "/place/lng", "/list/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "12345678901234567890", "1.5", "\"7\"", "true", "-1", "[]"})
    void integer_outOfForm_isAFault(String value) {
        Fields body = fields("{\"n\":" + value + "}");
        body.integer("n", 0, 1_000_000, 0);
        assertThatThrownBy(body::check).isInstanceOf(Problem.class);
    }

    @Test
    void text_of50Kilobytes_isAFault() {
        Fields body = fields("{\"t\":\"" + "字".repeat(17_000) + "\"}");
        body.text("t", 200);
        assertThatThrownBy(body::check).isInstanceOf(Problem.class);
    }

    @Test
    void unknownFields_areIgnored() {
        Fields body = fields("{\"a\":\" x \",\"unknown\":{\"deep\":[1,2,3]}}");
        assertThat(body.text("a", 5)).isEqualTo("x");
        body.check();
    }

    @Test
    void place_inGcj02_isTurnedIntoWgs84() {
        Fields body = fields("{\"place\":{\"lat\":26.5532,\"lng\":106.4707,\"crs\":\"GCJ02\"}}");
        Wgs84 place = Objects.requireNonNull(body.place("place"));
        double[] offset = Crs.offset(place.latDeg(), place.lngDeg());
        assertThat(place.latDeg() + offset[0]).isCloseTo(26.5532, within(1e-6));
        assertThat(place.metersTo(new Wgs84(26.5532, 106.4707))).isBetween(100.0, 800.0);
    }

    @Test
    void texts_blank_areFaults() {
        Fields body = fields("{\"list\":[\"a\",\" \"]}");
        assertThat(body.texts("list", 5, 5)).isEqualTo(List.of("a"));
        assertThatThrownBy(body::check).isInstanceOf(Problem.class);
    }
}
