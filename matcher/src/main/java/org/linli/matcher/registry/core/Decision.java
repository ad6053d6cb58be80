package org.linli.matcher.registry.core;

import java.util.List;
import org.linli.proto.Entity;
import org.linli.proto.Reply;
import org.linli.proto.Timer;

/** The outcome of a command against a state: what is to be committed, or what is missing to say so. */
public sealed interface Decision {
    /** The command breaks a rule: nothing changes, and the reply names the problem, the field and its values. */
    record Rejected(Reply reply) implements Decision {}

    /** These keys are to be read too, at one moment with the former ones, and the command decided again. */
    record NeedMore(List<String> keys) implements Decision {
        public NeedMore {
            keys = List.copyOf(keys);
        }
    }

    /**
     * All of this is committed at once. With no change of an entity the command was already fulfilled: the reply is
     * kept, timers and index sets are put right, and no entry is appended.
     *
     * <p>A changed key gets the version that follows the one read; a changed key that was not read is new and must be
     * absent at the commit. The reply's version counts on that; its sequence and generation are the store's to fill.
     */
    record Accepted(
            List<Change> changes,
            List<TimerChange> timers,
            List<IndexChange> indexes,
            List<PoolChange> pools,
            List<Counter> counters,
            Reply reply)
            implements Decision {
        public Accepted {
            changes = List.copyOf(changes);
            timers = List.copyOf(timers);
            indexes = List.copyOf(indexes);
            pools = List.copyOf(pools);
            counters = List.copyOf(counters);
        }
    }

    /** An entity as it is after the commit; each key comes once. */
    record Change(String key, Entity after) {}

    /** Arms a timer, or disarms it. A timer is known by its kind and subject: arming it again moves its time. */
    record TimerChange(Timer.Kind kind, String subject, long dueMs, boolean armed) {
        public static TimerChange arm(Timer.Kind kind, String subject, long dueMs) {
            return new TimerChange(kind, subject, dueMs, true);
        }

        public static TimerChange disarm(Timer.Kind kind, String subject) {
            return new TimerChange(kind, subject, 0, false);
        }
    }

    /** A member enters an index set or leaves it; both are idempotent. */
    record IndexChange(String set, String member, boolean added) {}

    /** Minutes and thousandths of points added to a pool account, whose balance no decision reads. */
    record PoolChange(String accountId, long minutes, long pointsMilli) {}

    /** Something that the region counts, for its figures only. */
    record Counter(String name, long amount) {}
}
