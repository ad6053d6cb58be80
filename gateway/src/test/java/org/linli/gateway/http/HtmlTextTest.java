package org.linli.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTextTest {
    @Test
    void markup_thatSomebodyWrote_isText() {
        assertThat(HtmlText.of("<b class=\"x\">王 & 李</b> &lt;"))
                .isEqualTo("&lt;b class=&quot;x&quot;&gt;王 &amp; 李&lt;/b&gt; &amp;lt;");
    }
}
