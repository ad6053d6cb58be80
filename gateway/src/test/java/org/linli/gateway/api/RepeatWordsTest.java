package org.linli.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linli.gateway.http.Language;

class RepeatWordsTest {
    /** A Thursday. */
    private static final LocalDate FIRST = LocalDate.of(2026, 10, 1);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "FREQ=DAILY|every day|每天",
                "FREQ=DAILY;INTERVAL=3;COUNT=4|every 3 days, 4 times|每 3 天，共 4 次",
                "FREQ=DAILY;BYDAY=MO,TU|every Monday and Tuesday|每周一、周二",
                "FREQ=WEEKLY|every Thursday|每周四",
                "FREQ=WEEKLY;BYDAY=MO,WE,SU|every Monday, Wednesday and Sunday|每周一、周三、周日",
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO|every 2 weeks on Monday|每 2 周的周一",
                "FREQ=WEEKLY;UNTIL=20261231|every Thursday, until 2026-12-31|每周四，到 2026-12-31 为止",
                "FREQ=MONTHLY|every month on the 1st|每月 1 日",
                "FREQ=MONTHLY;BYMONTHDAY=2,13,23|every month on the 2nd, 13th and 23rd|每月 2 日、13 日、23 日",
                "FREQ=MONTHLY;BYMONTHDAY=-1|every month on the last day|每月 最后一天",
                "FREQ=MONTHLY;BYDAY=1MO|every month on the first Monday|每月第一个周一",
                "FREQ=YEARLY|every year on 1 October|每年 10 月 1 日",
                "FREQ=YEARLY;BYMONTH=3|FREQ=YEARLY;BYMONTH=3|FREQ=YEARLY;BYMONTH=3"
            })
    void rule_inWords_saysAllOfItOrIsLeftAsItStands(String rule, String english, String chinese) {
        assertThat(RepeatWords.of(rule, FIRST, Language.EN)).isEqualTo(english);
        assertThat(RepeatWords.of(rule, FIRST, Language.ZH)).isEqualTo(chinese);
    }
}
