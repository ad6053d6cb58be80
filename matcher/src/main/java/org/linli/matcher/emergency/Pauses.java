package org.linli.matcher.emergency;

import java.util.EnumSet;
import java.util.Set;
import org.linli.proto.Emergency;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/**
 * What waits while an emergency runs. It is told from the emergency and the order, each time anew, and stands in neither:
 * so nothing is to be put back when the emergency ends, or is changed. Pure, and shared with whoever proposes, shows or
 * checks.
 */
public final class Pauses {
    /** Somebody has the visit, or had it. */
    private static final Set<VisitState> TAKEN =
            EnumSet.range(VisitState.VISIT_STATE_ASSIGNED, VisitState.VISIT_STATE_VOID);

    private static final Set<VisitState> WAITING =
            EnumSet.range(VisitState.VISIT_STATE_OPEN, VisitState.VISIT_STATE_INVITED);

    private Pauses() {}

    public static boolean isRunning(Emergency emergency) {
        return !emergency.getId().isEmpty() && emergency.getEndedAtMs() == 0;
    }

    /** Whether the emergency is the community's; one that names none is the whole region's. */
    public static boolean concerns(Emergency emergency, String community) {
        return emergency.getCommunitiesCount() == 0
                || emergency.getCommunitiesList().contains(community);
    }

    /**
     * Whether the order waits because of the emergency: of a lower priority than is served, where it runs, and nobody has
     * any part of it. What somebody has taken goes on, and with it the looking for others who are to come along.
     */
    public static boolean holds(Emergency emergency, Order order) {
        return holds(emergency, order.getRequest()) && isUntaken(order);
    }

    /** Whether what is asked for would wait. */
    public static boolean holds(Emergency emergency, OrderRequest request) {
        return isRunning(emergency)
                && request.getPriorityValue() < emergency.getPausedBelowValue()
                && concerns(emergency, request.getCommunity());
    }

    private static boolean isUntaken(Order order) {
        boolean waits = false;
        for (Visit visit : order.getVisitsList()) {
            if (TAKEN.contains(visit.getState())) {
                return false;
            }
            waits |= WAITING.contains(visit.getState());
        }
        return waits;
    }
}
