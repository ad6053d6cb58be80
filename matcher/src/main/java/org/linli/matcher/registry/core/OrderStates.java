package org.linli.matcher.registry.core;

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

    private OrderStates() {}

    /** Visits that were called off count only where no other is left; one that is on its way outweighs an open seat. */
    static OrderState of(List<Visit> visits) {
        Set<VisitState> states = EnumSet.noneOf(VisitState.class);
        visits.forEach(visit -> states.add(visit.getState()));
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
        if (states.stream().anyMatch(MOVING::contains)) {
            return OrderState.ORDER_STATE_UNDER_WAY;
        }
        return states.stream().anyMatch(Transitions::isWaiting)
                ? OrderState.ORDER_STATE_OPEN
                : OrderState.ORDER_STATE_ASSIGNED;
    }
}
