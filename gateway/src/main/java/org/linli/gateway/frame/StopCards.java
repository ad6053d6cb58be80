package org.linli.gateway.frame;

import java.util.ArrayList;
import java.util.List;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.StopCard;
import org.linli.proto.StopPresence;
import org.linli.proto.Visit;

/** The doors of a round, to the volunteer who goes there: who lives where, and which are done. */
public final class StopCards {
    private StopCards() {}

    static List<StopCard> of(Order order, Visit visit, Secrets secrets) {
        OrderRequest request = order.getRequest();
        List<StopCard> cards = new ArrayList<>(request.getStopsCount());
        for (int i = 0; i < request.getStopsCount(); i++) {
            ProfilePrivate resident = i < request.getStopResidentsCount()
                    ? secrets.person(request.getStopResidents(i))
                    : ProfilePrivate.getDefaultInstance();
            cards.add(StopCard.newBuilder()
                    .setNumber(i + 1)
                    .setLocation(Spots.exact(request.getStops(i)))
                    .setResidentName(resident.getName())
                    .setAddress(resident.getAddress())
                    .setState(state(visit, i + 1))
                    .build());
        }
        return cards;
    }

    /** WAITING, DONE or MISSED. */
    public static String state(Visit visit, int stop) {
        return visit.getStopsList().stream()
                .filter(known -> known.getStop() == stop)
                .map(StopPresence::getMissed)
                .map(missed -> missed.isEmpty() ? "DONE" : "MISSED")
                .findFirst()
                .orElse("WAITING");
    }
}
