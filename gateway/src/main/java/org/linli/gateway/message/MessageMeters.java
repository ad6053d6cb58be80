package org.linli.gateway.message;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** What is counted of messages: how many by channel, purpose and outcome, and what they cost. Safe from any thread. */
public final class MessageMeters {
    private final MeterRegistry meters;

    public MessageMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** One message more with this outcome. */
    public void count(String channel, String purpose, String outcome) {
        meters.counter(
                        "linli.messages",
                        "channel",
                        channel.toLowerCase(Locale.ROOT),
                        "purpose",
                        purpose.toLowerCase(Locale.ROOT),
                        "outcome",
                        outcome.toLowerCase(Locale.ROOT))
                .increment();
    }

    /**
     * What a message cost.
     *
     * @param milli thousandths of the currency's unit
     */
    public void cost(String channel, long milli) {
        meters.counter("linli.messages.cost", "channel", channel.toLowerCase(Locale.ROOT))
                .increment(milli / 1000.0);
    }

    /** One call of a receiver of webhooks. */
    public void webhook(String name, String outcome) {
        meters.counter("linli.webhooks", "receiver", name, "outcome", outcome).increment();
    }
}
