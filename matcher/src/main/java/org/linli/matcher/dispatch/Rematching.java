package org.linli.matcher.dispatch;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.linli.matcher.Loop;

/**
 * The second tier of planning: gathers what changes in the book, brings the exact matching up to date, and takes what it
 * would do otherwise into the plan, each chain of changes whole or not at all. Works in short turns and only while the
 * first tier has caught up. Used on one loop.
 */
final class Rematching {
    private final ShortTurns turns;
    private final RegionClock clock;
    private final Desk desk;
    private final Bans bans;
    private final Merging merging;
    private final Set<Integer> volunteers = new LinkedHashSet<>();
    private final Set<String> visits = new LinkedHashSet<>();
    private final Set<String> toPropose = new LinkedHashSet<>();
    private Matchmaker matchmaker;
    private boolean active;

    Rematching(Loop loop, RegionClock clock, Desk desk, Bans bans, DispatchMeters meters) {
        turns = new ShortTurns(loop, desk::mayRematch, this::turn, this::isMoreLeft);
        this.clock = clock;
        this.desk = desk;
        this.bans = bans;
        merging = new Merging(desk, clock, meters);
        matchmaker = new Matchmaker(desk.book(), bans);
        meters.gauge("linli.dispatch.matching.visits", () -> matchmaker.visits());
    }

    /** Begins with the book as it is. */
    void begin() {
        active = true;
        matchmaker = new Matchmaker(desk.book(), bans);
        desk.book().open().all().forEach(visit -> visits.add(visit.id()));
        turns.wake();
    }

    /** Ends, and forgets everything. */
    void end() {
        active = false;
        volunteers.clear();
        visits.clear();
        toPropose.clear();
        matchmaker = new Matchmaker(desk.book(), bans);
    }

    boolean isActive() {
        return active;
    }

    /** The volunteer in the slot has changed, or has moved far. */
    void volunteer(int slot) {
        if (active) {
            volunteers.add(slot);
            turns.wake();
        }
    }

    /** The visit has come, changed or gone. */
    void visit(String id) {
        if (active) {
            visits.add(id);
            turns.wake();
        }
    }

    private boolean isMoreLeft() {
        return !volunteers.isEmpty() || !visits.isEmpty() || !toPropose.isEmpty();
    }

    private void turn() {
        matchmaker.now(clock.nowMs());
        takeIn();
        if (volunteers.isEmpty() && visits.isEmpty()) {
            matchmaker.drainChanges(toPropose);
            propose();
        }
    }

    private void takeIn() {
        int left = ShortTurns.LENGTH;
        for (Iterator<Integer> slots = volunteers.iterator(); slots.hasNext() && left > 0; left--) {
            int slot = slots.next();
            slots.remove();
            matchmaker.volunteer(slot);
        }
        for (Iterator<String> ids = visits.iterator(); ids.hasNext() && left > 0; left--) {
            String id = ids.next();
            ids.remove();
            matchmaker.visit(id);
            toPropose.add(id);
        }
    }

    /** One chain a turn that is applied: it changes the book, and with it what comes next. */
    private void propose() {
        int left = ShortTurns.LENGTH;
        for (Iterator<String> ids = toPropose.iterator(); ids.hasNext() && left > 0; left--) {
            String id = ids.next();
            ids.remove();
            boolean applied = matchmaker
                    .difference(id)
                    .map(difference -> merging.apply(difference, Placement.MATCH))
                    .orElse(false);
            if (applied) {
                desk.pump();
                return;
            }
        }
    }
}
