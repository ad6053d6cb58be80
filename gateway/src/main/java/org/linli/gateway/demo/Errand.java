package org.linli.gateway.demo;

import org.jspecify.annotations.Nullable;

/** One accepted visit in a volunteer's day, from acceptance to check-out. */
final class Errand {
    /** Where in the visit's life the volunteer is. */
    enum Step {
        ASSIGNED,
        EN_ROUTE,
        ON_SITE
    }

    final String visitId;
    final String orderId;
    final long plannedMs;
    Step step;
    VolunteerDoor.@Nullable Task task;
    int refusals;

    Errand(String visitId, String orderId, long plannedMs, Step step) {
        this.visitId = visitId;
        this.orderId = orderId;
        this.plannedMs = plannedMs;
        this.step = step;
    }

    /** A visit under way comes before one that is only promised. */
    int urgency() {
        return -step.ordinal();
    }
}
