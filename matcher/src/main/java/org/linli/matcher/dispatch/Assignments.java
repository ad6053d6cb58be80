package org.linli.matcher.dispatch;

import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Entry;
import org.linli.proto.Order;
import org.linli.proto.Visit;

/** Counts assignments by their origin, as the log brings them. */
final class Assignments {
    private Assignments() {}

    static void count(Entry entry, DispatchMeters meters) {
        String id = assigned(entry.getCause());
        if (id.isEmpty()) {
            return;
        }
        for (Change change : entry.getChangesList()) {
            if (change.getKey().equals(EntityKey.order(Ids.orderOf(id)))) {
                count(change.getAfter().getOrder(), Ids.visitNumber(id), meters);
            }
        }
    }

    /** The visit or offer that the command gave to somebody; empty where it gave none. */
    private static String assigned(Command cause) {
        return switch (cause.getBodyCase()) {
            case ACCEPT_OFFER -> cause.getAcceptOffer().getOfferId();
            case CLAIM_VISIT -> cause.getClaimVisit().getVisitId();
            case ASSIGN_VISIT -> cause.getAssignVisit().getVisitId();
            default -> "";
        };
    }

    private static void count(Order order, int number, DispatchMeters meters) {
        order.getVisitsList().stream()
                .filter(visit -> visit.getNumber() == number && visit.getAcceptedOffer() > 0)
                .forEach(visit -> meters.assigned(origin(visit)));
    }

    private static String origin(Visit visit) {
        return visit.getOffers(visit.getAcceptedOffer() - 1).getOrigin();
    }
}
