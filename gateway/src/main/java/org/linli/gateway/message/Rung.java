package org.linli.gateway.message;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.registry.core.MessageDecisions;
import org.linli.proto.Message;
import org.linli.proto.MessageAttempt;
import org.linli.proto.MessageChannel;
import org.linli.proto.MessageOutcome;
import org.linli.proto.MessageWishes;

/**
 * The channel that is tried next for an occasion, and when.
 *
 * @param atMs not before; may be in the past
 */
record Rung(MessageChannel channel, long atMs) {
    /** A carrier that failed for now has had time to recover, more each time. */
    static final long RETRY_MS = 20_000;

    /**
     * The next rung; empty where nothing more is to be tried.
     *
     * @param told     what was tried so far; null: nothing
     * @param channels those by which the person can be reached, the first first
     * @param zone     the region's, for quiet hours
     */
    static Optional<Rung> next(
            Occasion occasion,
            @Nullable Message told,
            List<MessageChannel> channels,
            MessageWishes wishes,
            long nowMs,
            ZoneId zone) {
        return plain(occasion, told == null ? Message.getDefaultInstance() : told, channels)
                .map(rung -> occasion.pressing()
                        ? rung
                        : new Rung(rung.channel, awake(Math.max(rung.atMs, nowMs), wishes, zone)))
                .filter(rung -> Math.max(rung.atMs, nowMs) < occasion.untilMs());
    }

    private static Optional<Rung> plain(Occasion occasion, Message told, List<MessageChannel> channels) {
        long takenMs = 0;
        for (MessageAttempt attempt : told.getAttemptsList()) {
            if (attempt.getOutcome() == MessageOutcome.MESSAGE_OUTCOME_CLAIMED) {
                return Optional.of(
                        new Rung(attempt.getChannel(), attempt.getClaimedAtMs() + MessageDecisions.CLAIM_MS));
            }
            if (attempt.getOutcomeValue() >= MessageOutcome.MESSAGE_OUTCOME_SENT_VALUE) {
                takenMs = Math.max(takenMs, attempt.getSettledAtMs());
            }
        }
        if (takenMs > 0 && occasion.nextMs() == 0) {
            return Optional.empty();
        }
        long atMs = takenMs > 0 ? takenMs + occasion.nextMs() : occasion.dueMs();
        Optional<Rung> untried = channels.stream()
                .filter(channel -> told.getAttemptsList().stream().noneMatch(tried -> tried.getChannel() == channel))
                .findFirst()
                .map(channel -> new Rung(channel, atMs));
        return untried.isPresent() || takenMs > 0 ? untried : again(told, channels);
    }

    /** The one that was tried least of those that failed for now. */
    private static Optional<Rung> again(Message told, List<MessageChannel> channels) {
        return told.getAttemptsList().stream()
                .filter(attempt -> attempt.getMayRetry()
                        && attempt.getTries() < MessageDecisions.MOST_TRIES
                        && channels.contains(attempt.getChannel()))
                .map(attempt ->
                        new Rung(attempt.getChannel(), attempt.getSettledAtMs() + attempt.getTries() * RETRY_MS))
                .min((one, other) -> Long.compare(one.atMs, other.atMs));
    }

    /** The same moment, or the end of the quiet hours that it lies in. */
    static long awake(long ms, MessageWishes wishes, ZoneId zone) {
        int from = wishes.getQuietFromMinute();
        int until = wishes.getQuietUntilMinute();
        if (from == until) {
            return ms;
        }
        ZonedDateTime then = Instant.ofEpochMilli(ms).atZone(zone);
        int minute = then.getHour() * 60 + then.getMinute();
        boolean quiet = from < until ? from <= minute && minute < until : from <= minute || minute < until;
        if (!quiet) {
            return ms;
        }
        ZonedDateTime end = then.toLocalDate().atStartOfDay(zone).plusMinutes(until);
        return (end.isAfter(then) ? end : end.plusDays(1)).toInstant().toEpochMilli();
    }
}
