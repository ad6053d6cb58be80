package org.linli.load.check;

import static org.linli.proto.OfferState.OFFER_STATE_ACCEPTED;
import static org.linli.proto.OfferState.OFFER_STATE_DECLINED;
import static org.linli.proto.OfferState.OFFER_STATE_EXPIRED;
import static org.linli.proto.OfferState.OFFER_STATE_HANDED_BACK;
import static org.linli.proto.OfferState.OFFER_STATE_SEEN;
import static org.linli.proto.OfferState.OFFER_STATE_SENT;
import static org.linli.proto.OfferState.OFFER_STATE_UNSPECIFIED;
import static org.linli.proto.OfferState.OFFER_STATE_WITHDRAWN;
import static org.linli.proto.VisitState.VISIT_STATE_ASSIGNED;
import static org.linli.proto.VisitState.VISIT_STATE_CANCELLED;
import static org.linli.proto.VisitState.VISIT_STATE_CONFIRMED;
import static org.linli.proto.VisitState.VISIT_STATE_DISPUTED;
import static org.linli.proto.VisitState.VISIT_STATE_DONE;
import static org.linli.proto.VisitState.VISIT_STATE_EN_ROUTE;
import static org.linli.proto.VisitState.VISIT_STATE_EXPIRED;
import static org.linli.proto.VisitState.VISIT_STATE_INVITED;
import static org.linli.proto.VisitState.VISIT_STATE_OFFERED;
import static org.linli.proto.VisitState.VISIT_STATE_ON_SITE;
import static org.linli.proto.VisitState.VISIT_STATE_OPEN;
import static org.linli.proto.VisitState.VISIT_STATE_UNSPECIFIED;
import static org.linli.proto.VisitState.VISIT_STATE_VOID;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.linli.proto.OfferState;
import org.linli.proto.VisitState;

/**
 * Which state may follow which within one entry, written down from the tables of the architecture and not from the
 * code. An offer made anew in the entry that withdraws the old one leaves its visit offered.
 */
final class Moves {
    private static final Map<VisitState, Set<VisitState>> VISITS = new EnumMap<>(VisitState.class);
    private static final Map<OfferState, Set<OfferState>> OFFERS = new EnumMap<>(OfferState.class);
    private static final Set<VisitState> COMMITTED =
            EnumSet.of(VISIT_STATE_ASSIGNED, VISIT_STATE_EN_ROUTE, VISIT_STATE_ON_SITE);

    static {
        // What was entered afterwards and had not been ordered is there at once, done.
        mayFollow(VISIT_STATE_UNSPECIFIED, VISIT_STATE_OPEN, VISIT_STATE_DONE);
        mayFollow(
                VISIT_STATE_OPEN,
                VISIT_STATE_OFFERED,
                VISIT_STATE_INVITED,
                VISIT_STATE_ASSIGNED,
                VISIT_STATE_CANCELLED,
                VISIT_STATE_EXPIRED);
        mayFollow(
                VISIT_STATE_OFFERED,
                VISIT_STATE_OPEN,
                VISIT_STATE_ASSIGNED,
                VISIT_STATE_INVITED,
                VISIT_STATE_CANCELLED,
                VISIT_STATE_EXPIRED);
        mayFollow(
                VISIT_STATE_INVITED,
                VISIT_STATE_OPEN,
                VISIT_STATE_ASSIGNED,
                VISIT_STATE_CANCELLED,
                VISIT_STATE_EXPIRED);
        mayFollow(
                VISIT_STATE_ASSIGNED,
                VISIT_STATE_EN_ROUTE,
                VISIT_STATE_ON_SITE,
                VISIT_STATE_DONE,
                VISIT_STATE_OPEN,
                VISIT_STATE_CANCELLED,
                VISIT_STATE_EXPIRED);
        mayFollow(
                VISIT_STATE_EN_ROUTE,
                VISIT_STATE_ON_SITE,
                VISIT_STATE_DONE,
                VISIT_STATE_OPEN,
                VISIT_STATE_CANCELLED,
                VISIT_STATE_EXPIRED);
        mayFollow(VISIT_STATE_ON_SITE, VISIT_STATE_DONE, VISIT_STATE_CANCELLED, VISIT_STATE_EXPIRED);
        mayFollow(VISIT_STATE_DONE, VISIT_STATE_CONFIRMED, VISIT_STATE_DISPUTED);
        mayFollow(VISIT_STATE_DISPUTED, VISIT_STATE_CONFIRMED, VISIT_STATE_VOID);
        mayFollow(OFFER_STATE_UNSPECIFIED, OFFER_STATE_SENT, OFFER_STATE_ACCEPTED);
        Set<OfferState> closed =
                EnumSet.of(OFFER_STATE_ACCEPTED, OFFER_STATE_DECLINED, OFFER_STATE_EXPIRED, OFFER_STATE_WITHDRAWN);
        closed.forEach(state -> mayFollow(OFFER_STATE_SENT, state));
        closed.forEach(state -> mayFollow(OFFER_STATE_SEEN, state));
        mayFollow(OFFER_STATE_SENT, OFFER_STATE_SEEN);
        mayFollow(OFFER_STATE_ACCEPTED, OFFER_STATE_HANDED_BACK, OFFER_STATE_WITHDRAWN);
    }

    private Moves() {}

    static boolean visit(VisitState from, VisitState to) {
        return from == to || VISITS.getOrDefault(from, Set.of()).contains(to);
    }

    static boolean offer(OfferState from, OfferState to) {
        return from == to || OFFERS.getOrDefault(from, Set.of()).contains(to);
    }

    static boolean isLive(OfferState state) {
        return state == OFFER_STATE_SENT || state == OFFER_STATE_SEEN;
    }

    static boolean isCommitted(VisitState state) {
        return COMMITTED.contains(state);
    }

    private static void mayFollow(VisitState from, VisitState... to) {
        VISITS.computeIfAbsent(from, fresh -> EnumSet.noneOf(VisitState.class)).addAll(Set.of(to));
    }

    private static void mayFollow(OfferState from, OfferState... to) {
        OFFERS.computeIfAbsent(from, fresh -> EnumSet.noneOf(OfferState.class)).addAll(Set.of(to));
    }
}
