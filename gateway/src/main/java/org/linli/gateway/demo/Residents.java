package org.linli.gateway.demo;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.linli.proto.OrderFrame;
import org.linli.proto.ServerFrame;
import org.linli.proto.VisitFrame;

/**
 * All residents: one of them orders every few seconds, some change their minds, and after a visit they confirm and rate.
 * News of the visits comes from the dispatcher's queue, so nothing is forgotten over a crash. For the schedule's thread.
 */
final class Residents {
    /** Above this many open orders nobody asks for more: the demo must not bury its volunteers. */
    private static final int MOST_OPEN = 160;

    private static final Span CANCEL_AFTER = Span.seconds(8, 60);
    private static final Span CONFIRM_AFTER = Span.seconds(4, 25);
    private static final Set<String> OVER = Set.of("CLOSED", "CANCELLED", "EXPIRED", "REFERRED", "REFUSED");

    private final Schedule schedule;
    private final ResidentDoor door;
    private final Wishes wishes;
    private final List<Fiction> people;
    private final long meanOrderMs;
    private final RandomGenerator chance;
    private final Map<String, String> residentByOrder = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private final Set<String> confirming = new HashSet<>();
    private int ordered;

    /** @param meanOrderMs between two orders of the whole county */
    Residents(
            Schedule schedule,
            ResidentDoor door,
            Wishes wishes,
            List<Fiction> people,
            long meanOrderMs,
            RandomGenerator chance) {
        this.schedule = schedule;
        this.door = door;
        this.wishes = wishes;
        this.people = people;
        this.meanOrderMs = meanOrderMs;
        this.chance = chance;
    }

    void start() {
        double exponential = -Math.log(1 - chance.nextDouble());
        schedule.after(Math.round(meanOrderMs * Math.min(exponential, 4)), () -> {
            wish();
            start();
        });
    }

    /** Orders that the node has acknowledged. */
    int ordered() {
        return ordered;
    }

    int open() {
        return residentByOrder.size();
    }

    private void wish() {
        Fiction resident = people.get(chance.nextInt(people.size()));
        if (residentByOrder.size() >= MOST_OPEN || !busy.add(resident.id())) {
            return;
        }
        boolean hotline = chance.nextInt(4) == 0;
        door.order(resident.id(), hotline, wishes.draw(resident, Instant.ofEpochMilli(schedule.nowMs())))
                .onSuccess(orderId -> {
                    ordered++;
                    residentByOrder.put(orderId, resident.id());
                    perhapsCancel(resident.id(), orderId);
                })
                .onFailure(refused -> busy.remove(resident.id()));
    }

    private void perhapsCancel(String residentId, String orderId) {
        if (chance.nextInt(25) == 0) {
            schedule.after(CANCEL_AFTER.draw(chance), () -> {
                if (residentByOrder.containsKey(orderId)) {
                    door.cancel(residentId, orderId);
                }
            });
        }
    }

    /** Takes in the queue's news. */
    void heard(ServerFrame frame) {
        switch (frame.getBodyCase()) {
            case ORDER -> heard(frame.getOrder());
            case VISIT -> heard(frame.getVisit());
            case SNAPSHOT -> frame.getSnapshot().getOrdersList().forEach(this::heard);
            default -> {}
        }
    }

    private void heard(OrderFrame order) {
        if (OVER.contains(order.getState())) {
            close(order.getOrderId(), order.getResidentId());
            return;
        }
        if (!order.getResidentId().isEmpty()) {
            residentByOrder.put(order.getOrderId(), order.getResidentId());
            busy.add(order.getResidentId());
        }
        order.getVisitsList().forEach(this::heard);
    }

    private void close(String orderId, String said) {
        String known = residentByOrder.remove(orderId);
        busy.remove(known == null ? said : known);
    }

    private void heard(VisitFrame visit) {
        if (visit.getState().equals("DONE") && confirming.add(visit.getVisitId())) {
            schedule.after(CONFIRM_AFTER.draw(chance), () -> done(visit));
        } else if (visit.getState().equals("CONFIRMED")) {
            confirming.remove(visit.getVisitId());
        }
    }

    private void done(VisitFrame visit) {
        String known = residentByOrder.get(visit.getOrderId());
        if (known != null) {
            confirm(known, visit);
        } else {
            door.residentOf(visit.getOrderId()).onSuccess(asked -> confirm(asked, visit));
        }
    }

    private void confirm(String residentId, VisitFrame visit) {
        int mood = chance.nextInt(20);
        boolean staff = mood >= 17;
        door.confirm(residentId, staff, visit.getVisitId())
                .onFailure(refused -> confirming.remove(visit.getVisitId()))
                .onSuccess(confirmed -> {
                    if (mood < 14) {
                        door.rate(residentId, visit.getOrderId(), Math.min(5, 3 + chance.nextInt(4)));
                    }
                });
    }
}
