package org.linli.sim;

import java.util.List;
import java.util.SplittableRandom;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Calendar;
import org.linli.proto.Order;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/** A dispatcher of flesh and blood assigns by hand, in between and exactly where another visit ends. */
final class StaffLife {
    private final World world;
    private final Door door;
    private final SimStore store;
    private final Sidelines sidelines;
    private final List<String> volunteers;

    StaffLife(World world, Door door, SimStore store, Sidelines sidelines, List<String> volunteers) {
        this.world = world;
        this.door = door;
        this.store = store;
        this.sidelines = sidelines;
        this.volunteers = volunteers;
    }

    /** Assigns some waiting visit to somebody who is to be there until a moment before, at, or after the start. */
    void assign(int number) {
        SplittableRandom whim = world.chance("assign/" + number);
        List<String> waiting = store.region().all().stream()
                .filter(entity -> entity.key().startsWith("order:"))
                .map(Versioned::entity)
                .flatMap(entity -> entity.getOrder().getVisitsList().stream()
                        .filter(StaffLife::waits)
                        .map(visit -> visitId(entity.getOrder(), visit)))
                .toList();
        if (waiting.isEmpty()) {
            return;
        }
        String visit = waiting.get(whim.nextInt(waiting.size()));
        String volunteer = volunteers.get(whim.nextInt(volunteers.size()));
        Calendar calendar =
                store.region().get(EntityKey.calendar(volunteer)).entity().getCalendar();
        long startMs = calendar.getHoldsCount() == 0
                ? 0
                : calendar.getHolds(0).getWindow().getEndMs() - whim.nextInt(2);
        sidelines.lookAtPlan();
        sidelines.explain(Ids.orderOf(visit));
        door.ask("d-1", Commands.assign(visit, volunteer, startMs));
    }

    private static boolean waits(Visit visit) {
        return visit.getState() == VisitState.VISIT_STATE_OPEN || visit.getState() == VisitState.VISIT_STATE_OFFERED;
    }

    private static String visitId(Order order, Visit visit) {
        return Ids.visit(order.getId(), visit.getNumber());
    }
}
