package org.linli.load.check;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.core.State;
import org.linli.matcher.registry.node.Rules;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Entry;

/**
 * Decides each entry's cause again, on the state that the log has made so far, without what trims took: the after-images must be the entry's.
 * An entry says when it was committed, not when it was decided, a moment before; that moment stands in its after-images,
 * wherever a decision stamps one.
 */
final class Replay {
    /**
     * A decision may wait for its commit while its node stands still; and where the store's clock jumps back between
     * the two it stands after the commit.
     */
    private static final long DECIDED_WITHIN_MS = 7_200_000;

    private static final int MOST_TRIES = 16;

    private final Findings findings;
    private final LogFacts facts;
    private final Rules rules;

    Replay(Findings findings, LogFacts facts, Rules rules) {
        this.rules = rules;
        this.findings = findings;
        this.facts = facts;
    }

    /** @param sent the command as it was sent, where that is known: the log leaves places out */
    void check(Entry entry, @Nullable Command sent, RegionPolicy policy) {
        Command cause = sent == null ? entry.getCause() : sent;
        if (isBeyondTheCore(entry) || (sent == null && lacksPlaces(cause))) {
            return;
        }
        Map<String, Entity> after = new HashMap<>();
        for (Change change : entry.getChangesList()) {
            after.put(change.getKey(), change.getAfter());
        }
        boolean same = false;
        for (long nowMs : moments(entry, policy)) {
            same = decidesTo(after, cause, policy, nowMs);
            if (same) {
                break;
            }
        }
        findings.expect(
                same,
                Invariant.REPLAY,
                () -> "entry " + entry.getSequence() + " (" + entry.getCause().getBodyCase()
                        + ") is decided otherwise: " + decided(cause, policy, entry.getAtMs()));
    }

    /** The region's first policy is put there by the start of a node. */
    private static boolean isBeyondTheCore(Entry entry) {
        return entry.getCause().hasPublishPolicy()
                && entry.getCause().getActor().getSubject().equals("start");
    }

    private static boolean lacksPlaces(Command command) {
        return command.hasCheckIn() || command.hasCheckInStop() || command.hasCheckOut() || command.hasClaimVisit();
    }

    private boolean decidesTo(Map<String, Entity> after, Command cause, RegionPolicy policy, long nowMs) {
        if (!(decided(cause, policy, nowMs) instanceof Decision.Accepted accepted)) {
            return false;
        }
        List<Decision.Change> changes = accepted.changes();
        return changes.size() == after.size()
                && changes.stream().allMatch(change -> change.after().equals(after.get(change.key())));
    }

    /** What the core decides, or the exception that it throws where what stands before the entry cannot be. */
    private Object decided(Command cause, RegionPolicy policy, long nowMs) {
        try {
            return rules.decide(new Known(policy), cause, nowMs);
        } catch (RuntimeException impossible) {
            return impossible;
        }
    }

    private static List<Long> moments(Entry entry, RegionPolicy policy) {
        long confirmMs = TimeUnit.HOURS.toMillis(policy.credit().confirmHours());
        TreeSet<Long> moments = new TreeSet<>();
        moments.add(entry.getAtMs());
        for (Change change : entry.getChangesList()) {
            Stamps.of(change.getAfter(), confirmMs, stamp -> {
                if (Math.abs(stamp - entry.getAtMs()) < DECIDED_WITHIN_MS) {
                    moments.add(stamp);
                }
            });
        }
        return moments.stream()
                .sorted(Comparator.comparingLong(moment -> Math.abs(moment - entry.getAtMs())))
                .limit(MOST_TRIES)
                .toList();
    }

    /** The state that the log has made so far, all of it read. */
    private final class Known implements State {
        private final RegionPolicy policy;

        Known(RegionPolicy policy) {
            this.policy = policy;
        }

        @Override
        public Versioned get(String key) {
            return facts.inStore(key);
        }

        @Override
        public boolean has(String key) {
            return true;
        }

        @Override
        public RegionPolicy policy() {
            return policy;
        }

        @Override
        public long policyVersion() {
            return facts.get(org.linli.domain.EntityKey.POLICY).version();
        }
    }
}
