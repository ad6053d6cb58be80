package org.linli.gateway.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.linli.proto.Message;
import org.linli.proto.MessageAttempt;
import org.linli.proto.OrderMessages;

/** How many messages were claimed between two moments, by channel, purpose and outcome, and what they cost. */
public final class DayReport {
    private final long fromMs;
    private final long untilMs;
    private final Map<String, Line> lines = new TreeMap<>();

    /**
     * Messages that have channel, purpose and outcome in common.
     *
     * @param costMilli thousandths of the currency's unit
     */
    public record Line(String channel, String purpose, String outcome, long count, long costMilli) {
        Line and(Line more) {
            return new Line(channel, purpose, outcome, count + more.count, costMilli + more.costMilli);
        }
    }

    /** Half-open: the first moment is in, the last is not. */
    DayReport(long fromMs, long untilMs) {
        this.fromMs = fromMs;
        this.untilMs = untilMs;
    }

    void add(OrderMessages messages) {
        for (Message message : messages.getMessagesList()) {
            for (MessageAttempt attempt : message.getAttemptsList()) {
                if (fromMs <= attempt.getClaimedAtMs() && attempt.getClaimedAtMs() < untilMs) {
                    add(new Line(
                            Sending.word(attempt.getChannel()),
                            Wording.word(message.getPurpose()),
                            Sending.word(attempt.getOutcome()),
                            1,
                            attempt.getCostMilli()));
                }
            }
        }
    }

    private void add(Line line) {
        lines.merge(line.channel() + line.purpose() + line.outcome(), line, Line::and);
    }

    List<Line> lines() {
        return new ArrayList<>(lines.values());
    }
}
