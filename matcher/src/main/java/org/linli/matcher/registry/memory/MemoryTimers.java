package org.linli.matcher.registry.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.core.Effects.TimerName;
import org.linli.matcher.registry.store.TimerStore.Due;
import org.linli.proto.Timer;

/** The timers that are armed, with the moments at which they are due. */
final class MemoryTimers {
    private final Undo undo;
    private final Map<TimerName, Long> armed =
            new TreeMap<>(Comparator.comparing(TimerName::kind).thenComparing(TimerName::subject));

    MemoryTimers(Undo undo) {
        this.undo = undo;
    }

    Map<TimerName, Long> all() {
        return armed;
    }

    void change(Decision.TimerChange change) {
        undo.schedule(
                armed,
                new TimerName(change.kind(), change.subject()),
                change.armed() ? Math.max(1, change.dueMs()) : 0);
    }

    /** The first that are due, and when the next one is; 0: none is armed. */
    Due due(int limit, long nowMs) {
        List<Timer> all = new ArrayList<>();
        armed.forEach((name, due) -> all.add(Timer.newBuilder()
                .setKind(name.kind())
                .setSubject(name.subject())
                .setDueMs(due)
                .build()));
        all.sort(Comparator.comparingLong(Timer::getDueMs));
        List<Timer> due = all.stream()
                .filter(timer -> timer.getDueMs() <= nowMs)
                .limit(limit)
                .toList();
        long next = due.size() < all.size() ? all.get(due.size()).getDueMs() : 0;
        return new Due(nowMs, due, next);
    }

    /** Those that are still armed for the same moment are no longer. */
    void disarm(Collection<Timer> pointless) {
        for (Timer timer : pointless) {
            TimerName name = new TimerName(timer.getKind(), timer.getSubject());
            if (Long.valueOf(timer.getDueMs()).equals(armed.get(name))) {
                undo.remove(armed, name);
            }
        }
    }
}
