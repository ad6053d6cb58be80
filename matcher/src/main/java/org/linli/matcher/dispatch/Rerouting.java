package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linli.matcher.solve.Verdict;
import org.linli.proto.Offer;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.score.RouteScore;

/** Makes the plan what an accepted difference says: all its routes, or nothing. For one difference, on the book's loop. */
final class Rerouting {
    private final Desk desk;
    private final Book book;
    private final Plans plans;
    private final String improved;
    private final long nowMs;
    private final Map<String, Placement> former = new HashMap<>();
    private final Set<String> orders = new LinkedHashSet<>();

    /** @param improved the origin of what is placed anew or elsewhere */
    Rerouting(Desk desk, String improved, long nowMs) {
        this.desk = desk;
        this.improved = improved;
        this.nowMs = nowMs;
        book = desk.book();
        plans = desk.plans();
    }

    /** An offer that moves to another volunteer. */
    private record Move(BookVisit visit, Placement where, String offerId) {}

    /** Whether it was possible; if not, nothing has changed. */
    boolean apply(Verdict.Accepted accepted) {
        if (!canMoveOffers(accepted) || defers(accepted)) {
            return false;
        }
        accepted.routes().forEach(route -> lift(slot(route)));
        List<Move> moves = new ArrayList<>();
        accepted.routes().forEach(route -> lay(route, moves));
        former.keySet().forEach(this::leaveIfUnplanned);
        for (Move move : moves) {
            desk.asking().offerAnew(move.visit(), move.where(), move.offerId(), accepted.soft());
        }
        orders.forEach(desk::offerDue);
        return true;
    }

    private int slot(Verdict.NewRoute route) {
        BookVolunteer volunteer = book.roster().find(route.volunteer().id());
        if (volunteer == null) {
            throw new IllegalStateException(
                    "difference checked for volunteer (" + route.volunteer().id() + "), who is not in the book");
        }
        return volunteer.slot();
    }

    /** An offer goes only to somebody who may have one more, and never to nobody. */
    private boolean canMoveOffers(Verdict.Accepted accepted) {
        int moved = 0;
        for (Verdict.NewRoute route : accepted.routes()) {
            for (PlanVisit visit : route.visits()) {
                if (visit.isOffered() && !visit.isHeldBy(route.volunteer())) {
                    moved++;
                    if (desk.asking().isAskedEnough(book.roster().get(slot(route)))) {
                        return false;
                    }
                }
            }
        }
        return moved == accepted.withdrawn().size();
    }

    /** What is wanted now, and is offered or could be, is not put off until somebody comes by later. */
    private boolean defers(Verdict.Accepted accepted) {
        for (Verdict.NewRoute route : accepted.routes()) {
            for (int i = 0; i < route.visits().size(); i++) {
                BookVisit visit = book.open().find(route.visits().get(i).id());
                if (visit != null
                        && desk.asking().isForNow(visit)
                        && isDue(visit)
                        && desk.asking().offerAtMs(visit, route.startsMs().get(i)) > nowMs) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isDue(BookVisit visit) {
        Placement where = visit.placement();
        return visit.liveOffer() != null || (where != null && desk.asking().offerAtMs(visit, where) <= nowMs);
    }

    private void lift(int slot) {
        for (PlanVisit planned : book.roster().get(slot).route()) {
            BookVisit visit = book.open().find(planned.id());
            if (visit != null && visit.placement() != null) {
                former.put(visit.id(), visit.placement());
                plans.unplan(visit);
            }
        }
    }

    private void lay(Verdict.NewRoute route, List<Move> moves) {
        int slot = slot(route);
        RouteScore score = book.rules().scorer().at(nowMs).score(route.volunteer(), route.visits());
        int position = 0;
        for (int i = 0; i < route.visits().size(); i++) {
            BookVisit visit = book.open().find(route.visits().get(i).id());
            if (visit == null || route.visits().get(i).isHeldBy(route.volunteer())) {
                continue;
            }
            long startMs = route.startsMs().get(i);
            long lastsMs = score.calls().get(i).endMs() - score.calls().get(i).startMs();
            Placement where = new Placement(
                    slot,
                    startMs,
                    startMs + lastsMs,
                    score.calls().get(i).travelSeconds(),
                    origin(visit.id(), slot),
                    choice(visit.id()),
                    false);
            Offer live = visit.liveOffer();
            if (live != null) {
                moves.add(new Move(visit, where, visit.offerId(live)));
            } else {
                plans.plan(visit, bound(visit, startMs), where, position++);
                orders.add(visit.orderId());
            }
        }
    }

    private PlanVisit bound(BookVisit visit, long startMs) {
        PlanVisit fact = visit.needs().fact();
        return fact.hasSiblings() ? fact.startingBetween(startMs, startMs) : fact;
    }

    private String origin(String visitId, int slot) {
        Placement before = former.get(visitId);
        return before != null && before.volunteer() == slot ? before.origin() : improved;
    }

    private Choice choice(String visitId) {
        Placement before = former.get(visitId);
        return before == null ? Choice.UNKNOWN : before.choice();
    }

    private void leaveIfUnplanned(String visitId) {
        BookVisit visit = book.open().find(visitId);
        if (visit != null && visit.isFree() && visit.placement() == null) {
            desk.unserved(visit);
        }
    }
}
