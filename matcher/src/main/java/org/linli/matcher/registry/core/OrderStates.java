package org.linli.matcher.registry.core;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.linli.proto.OrderState;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/** The state of an opened order, which follows from its visits alone. */
final class OrderStates {
    private static final Set<VisitState> CALLED_OFF =
            EnumSet.of(VisitState.VISIT_STATE_CANCELLED, VisitState.VISIT_STATE_EXPIRED);
    private static final Set<VisitState> SETTLED =
            EnumSet.of(VisitState.VISIT_STATE_CONFIRMED, VisitState.VISIT_STATE_VOID);
    private static final Set<VisitState> SERVED =
            EnumSet.range(VisitState.VISIT_STATE_DONE, VisitState.VISIT_STATE_VOID);
    private static final Set<VisitState> MOVING =
            EnumSet.range(VisitState.VISIT_STATE_EN_ROUTE, VisitState.VISIT_STATE_VOID);
    private static final Set<VisitState> WAITING =
            EnumSet.of(VisitState.VISIT_STATE_OPEN, VisitState.VISIT_STATE_OFFERED, VisitState.VISIT_STATE_INVITED);

    private OrderStates() {}

    /** Visits that were called off count only where no other is left; one that is on its way outweighs an open seat. */
    static OrderState of(List<Visit> visits) {
        Set<VisitState> states = EnumSet.noneOf(VisitState.class);
        for (Visit visit : visits) {
            states.add(visit.getState());
        }
        boolean expired = states.contains(VisitState.VISIT_STATE_EXPIRED);
        states.removeAll(CALLED_OFF);
        if (states.isEmpty()) {
            return expired ? OrderState.ORDER_STATE_EXPIRED : OrderState.ORDER_STATE_CANCELLED;
        }
        if (SETTLED.containsAll(states)) {
            return OrderState.ORDER_STATE_CLOSED;
        }
        if (SERVED.containsAll(states)) {
            return OrderState.ORDER_STATE_DONE;
        }
        if (!Collections.disjoint(states, MOVING)) {
            return OrderState.ORDER_STATE_UNDER_WAY;
        }
        return Collections.disjoint(states, WAITING) ? OrderState.ORDER_STATE_ASSIGNED : OrderState.ORDER_STATE_OPEN;
    }
}
