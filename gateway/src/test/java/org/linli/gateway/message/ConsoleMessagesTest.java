package org.linli.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class ConsoleMessagesTest {
    @Test
    void send_writesTheText_andNotTheNumber() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger("org.linli.message");
        logger.setLevel(ch.qos.logback.classic.Level.INFO);
        logger.addAppender(log);
        new ConsoleMessages().send(new Letter("k", "13900000001", "CODE", true, "code 123456", Map.of(), Set.of()));
        logger.detachAppender(log);
        assertThat(log.list)
                .singleElement()
                .satisfies(event ->
                        assertThat(event.getFormattedMessage()).isEqualTo("message to 139****0001: code 123456"));
    }

    @ParameterizedTest
    @CsvSource({"13900000001, 139****0001", "+8613900000001, +86139****0001", "12345, ****45", "7, ****7", "'', ****"})
    void masked_ofAnyNumber_tellsLittle(String phone, String said) {
        assertThat(ConsoleMessages.masked(phone)).isEqualTo(said);
    }
}
