package org.linli.matcher.match;

import java.util.Arrays;

/** Which visits may have another volunteer than the one that was told last. At most one note a visit. */
final class ChangeLog {
    private int[] told = {};
    private boolean[] touched = {};
    private int[] order = {};
    private int count;

    void ensureVisits(int visits) {
        int old = told.length;
        if (visits > old) {
            int room = Growth.roomFor(visits, old);
            told = Arrays.copyOf(told, room);
            Arrays.fill(told, old, room, Matching.NOBODY);
            touched = Arrays.copyOf(touched, room);
            order = Arrays.copyOf(order, room);
        }
    }

    void touch(int visit) {
        if (!touched[visit]) {
            touched[visit] = true;
            order[count++] = visit;
        }
    }

    void forget(int visit) {
        told[visit] = Matching.NOBODY;
    }

    void drain(Pairs pairs, Matching.ChangeListener listener) {
        int touchedCount = count;
        count = 0;
        for (int i = 0; i < touchedCount; i++) {
            int visit = order[i];
            touched[visit] = false;
            int before = told[visit];
            int after = pairs.volunteerOf(visit);
            if (before != after) {
                told[visit] = after;
                listener.changed(visit, before, after);
            }
        }
    }
}
