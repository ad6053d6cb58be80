package org.linli.matcher.registry.node;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.core.Over;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.Outcome;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Entry;
import org.linli.proto.Reply;

/** Makes a commit of a decision, and an entry of a commit. */
final class Commits {
    private Commits() {}

    /** Under which identity and guard a command is committed. */
    record Guard(long generation, long leaseEpoch, ByteString request, ByteString bodyHash) {}

    static Commit accepted(Guard guard, Command cause, ReadState state, Decision.Accepted decision) {
        List<Commit.Read> reads = reads(state.entities());
        List<Change> changes = new ArrayList<>(decision.changes().size());
        List<Commit.Closing> closings = new ArrayList<>();
        for (Decision.Change change : decision.changes()) {
            Versioned before = state.entities().get(change.key());
            if (before == null) {
                reads.add(new Commit.Read(change.key(), 0));
            }
            changes.add(Change.newBuilder()
                    .setKey(change.key())
                    .setVersion(before == null ? 1 : before.version() + 1)
                    .setAfter(change.after())
                    .build());
            closing(closings, change, before);
        }
        return new Commit(
                guard.generation,
                guard.leaseEpoch,
                guard.request,
                guard.bodyHash,
                decision.reply(),
                state.policyVersion(),
                LoggedCause.of(cause),
                reads,
                changes,
                decision.timers(),
                decision.indexes(),
                decision.pools(),
                decision.counters(),
                closings);
    }

    /** A rejection is kept with what it was based on, so that it is given for ever. */
    static Commit rejected(Guard guard, Command cause, ReadState state, Reply reply) {
        return accepted(
                guard,
                cause,
                state,
                new Decision.Accepted(List.of(), List.of(), List.of(), List.of(), List.of(), reply));
    }

    private static List<Commit.Read> reads(Map<String, Versioned> entities) {
        List<Commit.Read> reads = new ArrayList<>(entities.size() + 2);
        for (Versioned entity : entities.values()) {
            reads.add(new Commit.Read(entity.key(), entity.version()));
        }
        return reads;
    }

    private static void closing(
            List<Commit.Closing> closings,
            Decision.Change change,
            @org.jspecify.annotations.Nullable Versioned before) {
        long was = before == null ? 0 : Over.sinceMs(before.entity());
        long is = Over.sinceMs(change.after());
        if (was != is) {
            closings.add(new Commit.Closing(change.key(), is));
        }
    }

    /** The entry that this commit appended: word for word what the log will give. */
    static Entry entry(Commit commit, Outcome.Done done) {
        return Entry.newBuilder()
                .setGeneration(done.generation())
                .setSequence(done.sequence())
                .setAtMs(done.atMs())
                .setCause(commit.cause())
                .addAllChanges(commit.changes())
                .setPolicyVersion(commit.policyVersion())
                .setLeaseEpoch(commit.leaseEpoch())
                .build();
    }
}
