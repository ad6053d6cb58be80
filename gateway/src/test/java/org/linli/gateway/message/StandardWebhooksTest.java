package org.linli.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Against the example that the specification's own libraries are tested with. */
class StandardWebhooksTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long AT = 1_614_265_330L;
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private final StandardWebhooks webhooks = new StandardWebhooks(SECRET);

    private boolean isRight(String id, String at, String signature, byte[] body, long now) {
        return webhooks.isRight(id, at, signature, body, now);
    }

    @Test
    void sign_ofThePublishedExample_isThePublishedSignature() {
        assertThat(webhooks.sign(ID, AT, BODY)).isEqualTo(SIGNATURE);
        assertThat(new StandardWebhooks(SECRET.substring(6)).sign(ID, AT, BODY)).isEqualTo(SIGNATURE);
    }

    @Test
    void signature_amongSeveral_isFound() {
        assertThat(isRight(ID, "" + AT, "v1,AAAA v1a,BBBB " + SIGNATURE, BODY, AT))
                .isTrue();
        assertThat(isRight(ID, "" + AT, "v1,AAAA", BODY, AT)).isFalse();
        assertThat(isRight(ID, "" + AT, "", BODY, AT)).isFalse();
    }

    @Test
    void call_changedInAnything_isRefused() {
        byte[] other = "{\"test\": 2432232315}".getBytes(StandardCharsets.UTF_8);
        assertThat(isRight(ID, "" + AT, SIGNATURE, other, AT)).isFalse();
        assertThat(isRight(ID + "x", "" + AT, SIGNATURE, BODY, AT)).isFalse();
        assertThat(isRight(ID, "" + (AT + 1), SIGNATURE, BODY, AT)).isFalse();
        assertThat(isRight("", "" + AT, SIGNATURE, BODY, AT)).isFalse();
        assertThat(isRight(ID, "soon", SIGNATURE, BODY, AT)).isFalse();
    }

    @Test
    void call_outsideTheWindow_isAReplay() {
        long edge = StandardWebhooks.TOLERANCE_SECONDS;
        assertThat(isRight(ID, "" + AT, SIGNATURE, BODY, AT + edge)).isTrue();
        assertThat(isRight(ID, "" + AT, SIGNATURE, BODY, AT + edge + 1)).isFalse();
        assertThat(isRight(ID, "" + AT, SIGNATURE, BODY, AT - edge - 1)).isFalse();
    }

    @Test
    void secret_thatIsTooShortOrNoBase64_isRefusedWithoutBeingTold() {
        assertThatThrownBy(() -> new StandardWebhooks("whsec_c2hvcnQ="))
                .hasMessageContaining("24 to 64")
                .hasMessageNotContaining("c2hvcnQ");
        assertThatThrownBy(() -> new StandardWebhooks("not base64 at all!")).hasMessageNotContaining("not base64");
    }
}
