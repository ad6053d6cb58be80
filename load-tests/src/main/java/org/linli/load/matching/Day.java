package org.linli.load.matching;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.linli.matcher.match.Matching;

/**
 * A stretch of a busy day on a full matching: orders come and go, volunteers move, go off duty and come back, offers
 * are accepted. Each operation leaves an optimum; its time, and that of telling its changes, is recorded.
 */
final class Day {
    /** What happens, in equal parts. */
    enum Event {
        ORDER_REMOVED("order removed"),
        ORDER_ADDED("order added"),
        VOLUNTEER_MOVED("volunteer moved (≤ 150 m)"),
        VOLUNTEER_OFF("volunteer off duty"),
        VOLUNTEER_ON("volunteer on duty"),
        PAIR_FIXED("offer accepted (pair fixed)"),
        PAIR_UNFIXED("handed back (pair unfixed)");

        final String words;

        Event(String words) {
            this.words = words;
        }
    }

    private static final double STEP_METERS = 150;
    private static final Matching.ChangeListener IGNORED = (visit, before, after) -> {};

    private final Instance instance;
    private final Matching matching;
    private final Stopwatch stopwatch;
    private final Demand demand;
    private final Map<Event, Timings> timings = new EnumMap<>(Event.class);

    Day(Instance instance, Matching matching, Stopwatch stopwatch) {
        this.instance = instance;
        this.matching = matching;
        this.stopwatch = stopwatch;
        this.demand = Demand.of(instance);
        Arrays.stream(Event.values()).forEach(event -> timings.put(event, Timings.none()));
    }

    /** So many rounds of one event of each kind; the sizes stay the same from round to round. */
    Map<Event, Timings> run(int rounds) {
        for (int round = 0; round < rounds; round++) {
            replaceOrder(instance.random().nextInt(instance.size()));
            move(anyVolunteer());
            offAndOn(anyVolunteer());
            fixAndUnfix(instance.random().nextInt(instance.size()));
        }
        return timings;
    }

    private int anyVolunteer() {
        return instance.random().nextInt(instance.volunteers().size());
    }

    private void replaceOrder(int order) {
        time(Event.ORDER_REMOVED, () -> matching.removeVisit(order));
        long[] costs = instance.costsOf(order);
        int[] candidates = instance.candidates()[order];
        time(Event.ORDER_ADDED, () -> matching.addVisit(order, instance.unservedCost()[order], costs, candidates));
    }

    private void move(int volunteer) {
        instance.volunteers().wander(volunteer, STEP_METERS, instance.random());
        int[] orders = demand.ordersOf(volunteer);
        long[] costs = demand.costsOf(volunteer);
        time(Event.VOLUNTEER_MOVED, () -> matching.changeVolunteer(volunteer, costs, orders));
    }

    private void offAndOn(int volunteer) {
        time(Event.VOLUNTEER_OFF, () -> matching.removeVolunteer(volunteer));
        int[] orders = demand.ordersOf(volunteer);
        long[] costs = demand.costsOf(volunteer);
        time(Event.VOLUNTEER_ON, () -> matching.addVolunteer(volunteer, costs, orders));
    }

    private void fixAndUnfix(int order) {
        int volunteer = matching.volunteerOf(order);
        if (volunteer != Matching.NOBODY) {
            long cost = instance.cost(order, volunteer);
            time(Event.PAIR_FIXED, () -> matching.fix(order, volunteer, cost));
            time(Event.PAIR_UNFIXED, () -> matching.unfix(order));
        }
    }

    private void time(Event event, Runnable operation) {
        Runnable whole = () -> {
            operation.run();
            matching.drainChanges(IGNORED);
        };
        Objects.requireNonNull(timings.get(event)).record(whole, stopwatch);
    }
}
