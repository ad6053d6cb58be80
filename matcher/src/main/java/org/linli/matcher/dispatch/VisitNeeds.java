package org.linli.matcher.dispatch;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linli.proto.Order;
import org.linli.proto.ResidentFile;
import org.linli.proto.Visit;
import org.linli.proto.ZoneVisit;
import org.linli.solver.facts.PlanVisit;

/**
 * One person's part of an order as the log tells it, and what it asks of whoever takes it under the rules of then. The
 * latter is worked out when somebody first looks, because nobody does while the order waits for room in the book.
 * Thread-safe; all see the same.
 */
final class VisitNeeds {
    private final Rules rules;
    private final String id;
    private final Order order;
    private final Visit visit;
    private final ResidentFile resident;
    private final boolean invited;
    private volatile @Nullable Worked worked;

    private record Worked(Map<String, ReasonCode> exclusions, PlanVisit fact) {}

    /**
     * @param id       of the visit
     * @param invited  whether it has been listed for claiming before, or is now
     */
    VisitNeeds(Rules rules, String id, Order order, Visit visit, ResidentFile resident, boolean invited) {
        this.rules = rules;
        this.id = id;
        this.order = order;
        this.visit = visit;
        this.resident = resident;
        this.invited = invited;
    }

    String id() {
        return id;
    }

    Order order() {
        return order;
    }

    Visit visit() {
        return visit;
    }

    boolean invited() {
        return invited;
    }

    /** Who is not to be asked, and why. */
    Map<String, ReasonCode> exclusions() {
        return worked().exclusions;
    }

    /** The same for the planner on this node, free of what a plan bound it to. */
    PlanVisit fact() {
        return worked().fact;
    }

    /** The same for a zone solver, made anew each time. */
    ZoneVisit wire() {
        return wire(exclusions());
    }

    /** Whether a planner would be told the same of both. */
    boolean asks(VisitNeeds other) {
        return this == other || wire().equals(other.wire());
    }

    private ZoneVisit wire(Map<String, ReasonCode> exclusions) {
        return VisitFacts.wire(id, order, visit, exclusions, resident, rules.offering());
    }

    private Worked worked() {
        Worked found = worked;
        return found == null ? work() : found;
    }

    private synchronized Worked work() {
        Worked found = worked;
        if (found == null) {
            Map<String, ReasonCode> exclusions = VisitFacts.exclusions(order, visit, resident, invited);
            found = new Worked(exclusions, rules.reader().visit(wire(exclusions)));
            worked = found;
        }
        return found;
    }
}
