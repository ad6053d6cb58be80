package org.linli.matcher.dispatch;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.Loop;

/**
 * What is to be looked at again, and when, in the region's time: at most one moment for each name. One timer of the
 * loop stands for all. Used on one loop.
 */
final class Agenda {
    /** A clock that is set may go back a little; looking a moment too early would only look again. */
    private static final long LEAST_DELAY_MS = 1;

    private final Loop loop;
    private final RegionClock clock;
    private final Consumer<String> due;
    private final PriorityQueue<Item> queue = new PriorityQueue<>();
    private final Map<String, Long> moments = new HashMap<>();
    private Loop.@Nullable Cancellable timer;
    private long timerMs = Long.MAX_VALUE;

    Agenda(Loop loop, RegionClock clock, Consumer<String> due) {
        this.loop = loop;
        this.clock = clock;
        this.due = due;
    }

    /** Names what is due at the moment, instead of any other moment of the same name. */
    void at(long atMs, String name) {
        moments.put(name, atMs);
        queue.add(new Item(atMs, name));
        arm();
    }

    /** The same, unless an earlier moment stands already. */
    void notAfter(long atMs, String name) {
        Long stands = moments.get(name);
        if (stands == null || stands > atMs) {
            at(atMs, name);
        }
    }

    void forget(String name) {
        moments.remove(name);
    }

    void clear() {
        moments.clear();
        queue.clear();
        disarm();
    }

    int size() {
        return moments.size();
    }

    private void arm() {
        dropStale();
        Item first = queue.peek();
        if (first == null || first.atMs >= timerMs) {
            return;
        }
        disarm();
        timerMs = first.atMs;
        timer = loop.schedule(Math.max(LEAST_DELAY_MS, first.atMs - clock.nowMs()), this::ring);
    }

    private void disarm() {
        if (timer != null) {
            timer.cancel();
        }
        timer = null;
        timerMs = Long.MAX_VALUE;
    }

    private void ring() {
        timer = null;
        timerMs = Long.MAX_VALUE;
        long now = clock.nowMs();
        for (Item first = queue.peek(); first != null && first.atMs <= now; first = queue.peek()) {
            queue.remove();
            if (moments.remove(first.name, first.atMs)) {
                due.accept(first.name);
            }
        }
        arm();
    }

    private void dropStale() {
        for (Item first = queue.peek(); first != null && isStale(first); first = queue.peek()) {
            queue.remove();
        }
    }

    private boolean isStale(Item item) {
        Long stands = moments.get(item.name);
        return stands == null || stands != item.atMs;
    }

    private record Item(long atMs, String name) implements Comparable<Item> {
        @Override
        public int compareTo(Item other) {
            return Long.compare(atMs, other.atMs);
        }
    }
}
