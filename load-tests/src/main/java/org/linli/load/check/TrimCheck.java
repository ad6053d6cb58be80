package org.linli.load.check;

import java.util.ArrayDeque;
import java.util.Deque;
import org.linli.domain.EntityKey;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.core.Over;

/** What trims took, at their places in the log: each time only what was over for as long as was asked, and archived. */
final class TrimCheck {
    private final Findings findings;
    private final LogFacts facts;
    private final Deque<Happening.Trimmed> ahead = new ArrayDeque<>();

    TrimCheck(Findings findings, LogFacts facts) {
        this.findings = findings;
        this.facts = facts;
    }

    /** In the order in which the store did them. */
    void take(Happening.Trimmed trim) {
        ahead.add(trim);
    }

    /** What was trimmed before this entry has left the store when it is decided. */
    void before(long sequence) {
        while (!ahead.isEmpty() && ahead.element().sequence() < sequence) {
            trimmed(ahead.remove());
        }
    }

    private void trimmed(Happening.Trimmed trim) {
        for (String key : trim.keys()) {
            findings.expect(
                    mayGo(key, trim),
                    Invariant.TRIMMED,
                    () -> key + " of entry " + facts.get(key).sequence() + ", over since " + overSinceMs(key)
                            + ", was taken behind entry " + trim.sequence() + ", archived up to "
                            + trim.archivedSequence() + ", what was over before " + trim.beforeMs());
            facts.leftTheStore(key);
        }
    }

    /** What was sent about an order or an activity goes with it. */
    private boolean mayGo(String key, Happening.Trimmed trim) {
        String id = EntityKey.id(key);
        return EntityKey.kind(key).equals("messages")
                ? goes(EntityKey.order(id), trim) || goes(EntityKey.activity(id), trim)
                : goes(key, trim);
    }

    private boolean goes(String key, Happening.Trimmed trim) {
        Versioned taken = facts.get(key);
        long sinceMs = overSinceMs(key);
        return trim.keys().contains(key)
                && taken.version() > 0
                && taken.sequence() <= trim.archivedSequence()
                && trim.archivedSequence() <= trim.sequence()
                && sinceMs > 0
                && sinceMs < trim.beforeMs();
    }

    private long overSinceMs(String key) {
        return Over.sinceMs(facts.get(key).entity());
    }
}
