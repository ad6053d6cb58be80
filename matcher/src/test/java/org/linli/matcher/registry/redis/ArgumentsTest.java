package org.linli.matcher.registry.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    private static String written(Arguments arguments) {
        ByteBuf buffer = Unpooled.buffer();
        arguments.writeTo(buffer);
        return buffer.toString(UTF_8);
    }

    @Test
    void arguments_ofAllKinds_areBulkStringsWithTheirLengthInBytes() {
        Arguments arguments = new Arguments(1)
                .text("红枫")
                .text("")
                .bytes(ByteString.copyFromUtf8("ab"))
                .raw(new byte[] {'c'});

        assertThat(written(arguments)).isEqualTo("$6\r\n红枫\r\n$0\r\n\r\n$2\r\nab\r\n$1\r\nc\r\n");
        assertThat(arguments.count()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, -1, -10, 1_234_567_890_123L, Long.MAX_VALUE, Long.MIN_VALUE})
    void number_ofAnySize_isItsDecimalText(long number) {
        String text = Long.toString(number);

        assertThat(written(new Arguments(1).number(number))).isEqualTo("$" + text.length() + "\r\n" + text + "\r\n");
    }

    @Test
    void arguments_largerThanExpected_growAndStayWhole() {
        Arguments arguments = new Arguments(1);
        StringBuilder expected = new StringBuilder();
        for (int length = 0; length < 300; length++) {
            arguments.text("x".repeat(length));
            expected.append('$')
                    .append(length)
                    .append("\r\n")
                    .append("x".repeat(length))
                    .append("\r\n");
        }

        assertThat(written(arguments)).isEqualTo(expected.toString());
    }

    @Test
    void call_whole_carriesTheScriptAndTheNumberOfKeys() {
        ByteBuf buffer = Unpooled.buffer();
        Call.of(Script.FOUND, new Arguments(1).number(7), new byte[] {'k'})
                .command(true)
                .encode(buffer);

        assertThat(buffer.toString(UTF_8))
                .startsWith("*5\r\n$4\r\nEVAL\r\n$")
                .endsWith("\r\n$1\r\n1\r\n$1\r\nk\r\n$1\r\n7\r\n");
    }
}
