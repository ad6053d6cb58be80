package org.linli.sim;

import java.util.HashMap;
import java.util.Map;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.memory.MemoryRegion;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.Outcome;
import org.linli.proto.Entry;

/** A store whose script has one of the planted mistakes. */
final class BuggyRegion extends MemoryRegion {
    private static final long MARKER_KEPT_MS = 20_000;

    private final Bug bug;
    private final Map<String, Long> markers = new HashMap<>();
    private boolean losesEntry;

    BuggyRegion(long generation, Bug bug) {
        super(generation);
        this.bug = bug;
    }

    @Override
    protected boolean epochFits(long asked, long present) {
        return bug == Bug.EPOCH_AT_LEAST ? asked <= present : asked == present;
    }

    @Override
    protected boolean isChecked(Commit commit, Commit.Read read) {
        return switch (bug) {
            case CALENDAR_NOT_READ -> !read.key().startsWith("calendar:");
            case LAPSE_IGNORES_VERSION -> !commit.cause().hasFireTimer();
            default -> true;
        };
    }

    @Override
    protected boolean keepsReply(Commit commit) {
        return switch (bug) {
            case REPLY_IN_SECOND_STEP -> false;
            case REFUSAL_NOT_KEPT -> !commit.changes().isEmpty();
            default -> true;
        };
    }

    void keepLate(Commit commit, Outcome.Done outcome) {
        if (!replies().containsKey(commit.request())) {
            keep(commit, outcome.generation(), outcome.sequence());
        }
    }

    void loseNextEntry() {
        losesEntry = true;
    }

    @Override
    protected boolean isLogged(Commit commit) {
        boolean logged = !losesEntry;
        losesEntry = false;
        return logged;
    }

    @Override
    protected boolean mayGo(Versioned over, long archivedSequence) {
        return bug == Bug.TRIM_BEFORE_ARCHIVED || super.mayGo(over, archivedSequence);
    }

    @Override
    protected Map<String, Long> over() {
        return bug == Bug.TRIM_BY_AGE ? lastEntriesOfOrders() : super.over();
    }

    private Map<String, Long> lastEntriesOfOrders() {
        Map<String, Long> last = new HashMap<>();
        for (Entry entry : log()) {
            entry.getChangesList().stream()
                    .filter(change -> change.getAfter().hasOrder())
                    .forEach(change -> last.put(change.getKey(), entry.getAtMs()));
        }
        last.keySet().removeIf(key -> !get(key).present());
        return last;
    }

    @Override
    protected long now(long clockMs) {
        if (bug == Bug.MARKER_EXPIRES) {
            expireMarkers(clockMs);
        }
        return bug == Bug.TIME_GOES_BACK ? clockMs : super.now(clockMs);
    }

    private void expireMarkers(long clockMs) {
        for (Versioned entity : all()) {
            if (entity.key().startsWith("posting:")
                    && clockMs - markers.computeIfAbsent(entity.key(), fresh -> clockMs) > MARKER_KEPT_MS) {
                expire(entity.key());
            }
        }
    }
}
