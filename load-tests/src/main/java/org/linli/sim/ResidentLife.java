package org.linli.sim;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.linli.domain.Ids;
import org.linli.matcher.repeat.Days;
import org.linli.proto.CancelSeries;
import org.linli.proto.OrderFrame;
import org.linli.proto.ServerFrame;
import org.linli.proto.VisitFrame;

/** A resident orders, sometimes calls off while somebody is accepting, and confirms, disputes or says nothing. */
final class ResidentLife {
    private static final long MINUTE_MS = 60_000;
    private static final List<CancelSeries.Scope> SCOPES =
            List.of(CancelSeries.Scope.SCOPE_ONE, CancelSeries.Scope.SCOPE_FOLLOWING, CancelSeries.Scope.SCOPE_ALL);

    private final World world;
    private final Door door;
    private final SimStore store;
    private final String id;
    private final Set<String> settled = new HashSet<>();

    ResidentLife(World world, Door door, SimStore store, String id) {
        this.world = world;
        this.door = door;
        this.store = store;
        this.id = id;
    }

    void begin() {
        door.ask("c-north", Commands.moveIn(id));
    }

    /** @param number makes the order's id and everything else about it */
    void order(int number) {
        SplittableRandom whim = world.chance(id + "/order/" + number);
        String orderId = Ids.order(Rulebooks.REGION, Ids.uuidV7(store.clockMs(), whim.nextLong(), whim.nextLong()));
        String service = whim.nextInt(8) == 0 ? "shopping" : "talk";
        int people = whim.nextInt(7) == 0 ? 2 : 1;
        int minutes = 30 + 15 * whim.nextInt(3);
        long windowMs = minutes * MINUTE_MS + slackMs(whim);
        door.ask(id, Commands.order(id, orderId, service, people, minutes, store.clockMs(), windowMs), reply -> {
            if (whim.nextInt(5) == 0) {
                after(whim.nextInt(15_000), () -> door.ask(id, Commands.cancel(id, orderId)));
            }
        });
        if (service.equals("shopping")) {
            after(2_000 + whim.nextInt(20_000), () -> door.ask("d-1", Commands.review(orderId)));
        }
    }

    /** Has somebody come every few days from now on; changes the time, leaves a day out, stops it, while orders are made. */
    void repeat(int number) {
        SplittableRandom whim = world.chance(id + "/repeat/" + number);
        String orderId = Ids.order(Rulebooks.REGION, Ids.uuidV7(store.clockMs(), whim.nextLong(), whim.nextLong()));
        String series = Ids.series(orderId);
        int today = Days.number(Days.at(Rulebooks.READER.apply("").zone(), store.clockMs()));
        door.ask(id, Commands.repeat(id, orderId, 3 + whim.nextInt(3), store.clockMs()), reply -> {
            for (CancelSeries.Scope scope : SCOPES) {
                boolean wanted = whim.nextInt(3) == 0;
                long inMs = whim.nextLong(40_000);
                int day = Days.number(Days.day(today).plusDays(whim.nextInt(12)));
                int minute = whim.nextInt(1440);
                if (wanted && whim.nextBoolean()) {
                    after(inMs, () -> door.ask(id, Commands.cancelSeries(id, series, scope, day)));
                } else if (wanted) {
                    after(inMs, () -> door.ask(id, Commands.changeTime(id, series, scope, day, minute)));
                }
            }
        });
    }

    /** Some can only be soon, some will expire while everybody watches, some have all day. */
    private static long slackMs(SplittableRandom whim) {
        return switch (whim.nextInt(8)) {
            case 0 -> MINUTE_MS + whim.nextLong(MINUTE_MS);
            case 1, 2, 3, 4 -> 50 * MINUTE_MS;
            default -> 240 * MINUTE_MS;
        };
    }

    void heard(ServerFrame frame) {
        switch (frame.getBodyCase()) {
            case VISIT -> visit(frame.getVisit());
            case ORDER -> order(frame.getOrder());
            case SNAPSHOT -> frame.getSnapshot().getOrdersList().forEach(this::order);
            default -> {}
        }
    }

    private void order(OrderFrame order) {
        order.getVisitsList().forEach(this::visit);
    }

    private void visit(VisitFrame visit) {
        String visitId = visit.getVisitId();
        if (!visit.getState().equals("DONE") || !settled.add(visitId)) {
            return;
        }
        SplittableRandom whim = world.chance(id + "/settle/" + visitId);
        int mood = whim.nextInt(10);
        long thinkMs = 500 + whim.nextInt(5_000);
        if (mood < 6) {
            after(thinkMs, () -> door.ask(id, Commands.confirm(id, visitId)));
        } else if (mood < 8) {
            after(thinkMs, () -> door.ask(id, Commands.dispute(id, visitId)));
            after(thinkMs + 4_000, () -> door.ask("reviewer", Commands.resolve(visitId, whim.nextBoolean())));
        }
        if (mood == 5) {
            after(thinkMs, () -> door.ask(id, Commands.dispute(id, visitId)));
        }
    }

    private void after(long ms, Runnable deed) {
        world.after(ms * World.MILLI, door.everybody(), deed);
    }
}
