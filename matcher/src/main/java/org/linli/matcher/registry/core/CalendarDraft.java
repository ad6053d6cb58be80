package org.linli.matcher.registry.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.linli.proto.Calendar;
import org.linli.proto.Hold;
import org.linli.proto.Served;
import org.linli.proto.Window;

/** A volunteer's calendar while a command is decided. Its holds never overlap; windows are half-open. */
final class CalendarDraft {
    /** At most so many holds: two months of one visit a day, and about 6 kB of the entity. */
    static final int MOST_HOLDS = 64;
    /** At most so many served visits are kept for fairness: beyond 28 a day for 7 days nobody's share changes. */
    static final int MOST_SERVED = 200;

    private static final long SERVED_KEPT_MS = 7 * 24 * 3_600_000L;

    private final Calendar before;
    private final Calendar.Builder calendar;

    CalendarDraft(Calendar before) {
        this.before = before;
        this.calendar = before.toBuilder();
    }

    Calendar before() {
        return before;
    }

    Calendar.Builder fields() {
        return calendar;
    }

    /** The first hold that the window overlaps. */
    Optional<Hold> findOverlap(Window window) {
        return findOverlap(window, hold -> true);
    }

    private Optional<Hold> findOverlap(Window window, Predicate<Hold> counts) {
        for (Hold hold : calendar.getHoldsList()) {
            if (counts.test(hold) && Windows.overlap(hold.getWindow(), window)) {
                return Optional.of(hold);
            }
        }
        return Optional.empty();
    }

    int openOffers() {
        int open = 0;
        for (Hold hold : calendar.getHoldsList()) {
            open += hold.getKind() == Hold.Kind.KIND_OFFER ? 1 : 0;
        }
        return open;
    }

    /** Whether one more hold may be added. */
    boolean hasRoom() {
        return calendar.getHoldsCount() < MOST_HOLDS;
    }

    /** Holds the window, or refuses: an interval is given away once. */
    void hold(Hold hold) {
        refuseUnlessFree(hold.getWindow());
        calendar.addHolds(hold);
    }

    /** Refuses where the window could not be held. */
    void refuseUnlessFree(Window window) {
        findOverlap(window).ifPresent(other -> {
            throw Refusal.of("calendar-overlap", calendar.getVolunteerId(), other.getRef());
        });
        if (!hasRoom()) {
            throw Refusal.of("calendar-overlap", calendar.getVolunteerId(), "holds=" + calendar.getHoldsCount());
        }
    }

    /** Turns an offer's hold into a commitment. */
    void commit(String ref) {
        int at = indexOf(ref);
        calendar.setHolds(
                at,
                calendar.getHolds(at).toBuilder()
                        .setKind(Hold.Kind.KIND_COMMITMENT)
                        .build());
    }

    void release(String ref) {
        calendar.removeHolds(indexOf(ref));
    }

    private int indexOf(String ref) {
        for (int i = 0; i < calendar.getHoldsCount(); i++) {
            if (calendar.getHolds(i).getRef().equals(ref)) {
                return i;
            }
        }
        throw new IllegalStateException("calendar (" + calendar.getVolunteerId() + ") holds nothing for " + ref);
    }

    /** Notes a served visit and forgets those that ended more than 7 days ago. */
    void served(Served visit, long nowMs) {
        List<Served> kept = new ArrayList<>(calendar.getServedList());
        kept.removeIf(former -> former.getAtMs() < nowMs - SERVED_KEPT_MS);
        kept.add(visit);
        int surplus = Math.max(0, kept.size() - MOST_SERVED);
        calendar.clearServed().addAllServed(kept.subList(surplus, kept.size()));
    }

    /** The earliest start of a window of this length that begins in [from, latest] and overlaps no hold that counts. */
    Optional<Long> earliestGap(long fromMs, long latestMs, long lengthMs, Predicate<Hold> counts) {
        long start = fromMs;
        while (start <= latestMs) {
            Optional<Hold> inTheWay = findOverlap(window(start, start + lengthMs), counts);
            if (inTheWay.isEmpty()) {
                return Optional.of(start);
            }
            start = inTheWay.get().getWindow().getEndMs();
        }
        return Optional.empty();
    }

    Calendar build() {
        return calendar.build();
    }

    static Window window(long startMs, long endMs) {
        return Window.newBuilder().setStartMs(startMs).setEndMs(endMs).build();
    }
}
