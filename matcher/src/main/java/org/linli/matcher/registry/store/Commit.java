package org.linli.matcher.registry.store;

import com.google.protobuf.ByteString;
import java.util.List;
import org.linli.matcher.registry.core.Decision;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Reply;

/**
 * What is to happen at one stroke or not at all. With no change of an entity there is no entry, but the rest happens.
 *
 * @param generation    of the data set that was read
 * @param leaseEpoch    that must be in force; 0: none
 * @param request       digest of the request key under which the reply is kept; empty: none is kept
 * @param bodyHash      of the request, kept with the reply
 * @param policyVersion that decided
 * @param reads         every entity read, with its version, and every entity changed
 * @param changes       with the versions that they get
 * @param closings      orders and activities that are over, or no longer
 */
public record Commit(
        long generation,
        long leaseEpoch,
        ByteString request,
        ByteString bodyHash,
        Reply reply,
        long policyVersion,
        Command cause,
        List<Read> reads,
        List<Change> changes,
        List<Decision.TimerChange> timers,
        List<Decision.IndexChange> indexes,
        List<Decision.PoolChange> pools,
        List<Decision.Counter> counters,
        List<Closing> closings) {

    /** A commit is one script, which holds up everyone else: about 20 µs for each change of 2 kB. */
    public static final int MAX_CHANGES = 1_000;

    public Commit {
        if (changes.size() > MAX_CHANGES) {
            throw new IllegalArgumentException(
                    "changes (" + changes.size() + ") must be at most " + MAX_CHANGES + ". Maybe split the command.");
        }
        reads = List.copyOf(reads);
        changes = List.copyOf(changes);
        timers = List.copyOf(timers);
        indexes = List.copyOf(indexes);
        pools = List.copyOf(pools);
        counters = List.copyOf(counters);
        closings = List.copyOf(closings);
    }

    /** The version at which an entity was read; 0: absent. */
    public record Read(String key, long version) {}

    /** Since when an entity is over; 0: it is not. What is over leaves the store after 7 days. */
    public record Closing(String key, long overSinceMs) {}
}
