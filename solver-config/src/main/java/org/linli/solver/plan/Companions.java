package org.linli.solver.plan;

import java.util.ArrayList;
import java.util.List;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.score.SiblingRule;

/** The siblings of a visit that already have a place, with their starts. Mutable, for one thread. */
final class Companions {
    /** Of a visit that is served alone. */
    static final Companions NONE = new Companions();

    private final List<Companion> list = new ArrayList<>(1);

    private record Companion(PlanVisit visit, int route, long startMs) {}

    void add(PlanVisit visit, int route, long startMs) {
        list.add(new Companion(visit, route, startMs));
    }

    boolean isOn(int route) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).route == route) {
                return true;
            }
        }
        return false;
    }

    /** The earliest start that they allow. */
    long floorMs(PlanVisit visit) {
        long floor = 0;
        for (int i = 0; i < list.size(); i++) {
            floor = Math.max(floor, SiblingRule.floorMs(visit, list.get(i).visit, list.get(i).startMs));
        }
        return floor;
    }

    /** How long they would have to wait, in seconds, if the visit started then. */
    long keptWaitingSeconds(PlanVisit visit, long startMs) {
        long seconds = 0;
        for (int i = 0; i < list.size(); i++) {
            Companion companion = list.get(i);
            long waitMs = SiblingRule.floorMs(companion.visit, visit, startMs) - companion.startMs;
            seconds += Math.max(0, waitMs) / 1000;
        }
        return seconds;
    }
}
