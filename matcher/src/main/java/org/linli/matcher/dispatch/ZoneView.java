package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Ids;
import org.linli.proto.Hold;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.ZoneVolunteer;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.score.Call;

/**
 * The book as zone solvers see it: an offer that nobody has seen yet stands on the route and may be moved; what is seen,
 * accepted or on its way is a commitment. The same view makes the problems and checks what comes back. For one thread.
 */
final class ZoneView {
    private final Rules rules;
    private final long nowMs;
    private final Function<String, @Nullable BookVisit> visits;

    ZoneView(Rules rules, long nowMs, Function<String, @Nullable BookVisit> visits) {
        this.rules = rules;
        this.nowMs = nowMs;
        this.visits = visits;
    }

    /** Whether a solver may place the visit: it waits, or its offer is unseen and nothing of it is on its way. */
    static boolean isMovable(BookVisit visit, Offering offering) {
        if (visit.isOffered()) {
            Offer live = visit.liveOffer();
            return visit.placement() == null && live != null && live.getState() == OfferState.OFFER_STATE_SENT;
        }
        return visit.isFree() && offering.way(visit) == Offering.Way.OFFER;
    }

    /** Planned visits and movable offers of a volunteer, by their start. */
    List<PlanVisit> route(BookVolunteer volunteer) {
        List<Timed> timed = new ArrayList<>();
        for (Hold hold : volunteer.calendar().getHoldsList()) {
            BookVisit offered = movable(hold);
            if (offered != null) {
                timed.add(new Timed(offered.needs().fact(), hold.getWindow().getStartMs()));
            }
        }
        if (!volunteer.route().isEmpty()) {
            addPlanned(timed, volunteer);
        }
        timed.sort(Comparator.comparingLong(Timed::startMs));
        return timed.stream().map(Timed::fact).toList();
    }

    private void addPlanned(List<Timed> timed, BookVolunteer volunteer) {
        for (Call call : rules.scorer()
                .at(nowMs)
                .score(volunteer.fact(), volunteer.route())
                .calls()) {
            BookVisit planned = visits.apply(call.visit().id());
            if (planned != null) {
                timed.add(new Timed(planned.needs().fact(), call.startMs()));
            }
        }
    }

    private @Nullable BookVisit movable(Hold hold) {
        if (hold.getKind() != Hold.Kind.KIND_OFFER) {
            return null;
        }
        BookVisit visit = visits.apply(Ids.visitOf(hold.getRef()));
        Offer live = visit == null ? null : visit.liveOffer();
        boolean unseen = live != null && live.getState() == OfferState.OFFER_STATE_SENT;
        return unseen && visit != null && visit.placement() == null ? visit : null;
    }

    ZoneVolunteer wire(BookVolunteer volunteer) {
        return ZoneFacts.volunteer(volunteer, rules, hold -> movable(hold) == null).toBuilder()
                .clearRoute()
                .addAllRoute(route(volunteer).stream().map(PlanVisit::id).toList())
                .build();
    }

    PlanVolunteer fact(BookVolunteer volunteer) {
        return rules.reader().volunteer(wire(volunteer));
    }

    private record Timed(PlanVisit fact, long startMs) {}
}
