package org.linli.sim;

import java.util.List;
import java.util.SplittableRandom;
import org.linli.domain.Ids;

/**
 * A leader publishes an activity with too few places; volunteers join, leave and come, each when it suits; the leader
 * checks in a list, closes early, late or never; staff confirm.
 */
final class ActivityLife {
    private static final long MINUTE_MS = 60_000;

    private final World world;
    private final Door door;
    private final SimStore store;
    private final List<String> volunteers;

    ActivityLife(World world, Door door, SimStore store, List<String> volunteers) {
        this.world = world;
        this.door = door;
        this.store = store;
        this.volunteers = volunteers;
    }

    /** @param number makes the activity's id and everything else about it */
    void lead(int number) {
        SplittableRandom whim = world.chance("activity/" + number);
        String id = Ids.activity(Rulebooks.REGION, Ids.uuidV7(store.clockMs(), whim.nextLong(), whim.nextLong()));
        long startsInMs = 12_000 + whim.nextLong(30_000);
        long startMs = store.clockMs() + startsInMs;
        long endMs = startMs + (15 + whim.nextInt(60)) * MINUTE_MS;
        int places = 1 + whim.nextInt(3);
        door.ask(
                "l-1",
                Commands.publish(id, places, whim.nextInt(places + 1), startMs, endMs),
                reply -> everybody(id, startsInMs, whim));
    }

    private void everybody(String id, long startsInMs, SplittableRandom whim) {
        volunteers.forEach(volunteer -> volunteer(volunteer, id, startsInMs));
        if (whim.nextInt(8) == 0) {
            after(whim.nextLong(startsInMs), () -> door.ask("l-1", Commands.callOff(id)));
        }
        if (whim.nextInt(2) == 0) {
            after(startsInMs, () -> door.ask("l-1", Commands.checkInAll(id, List.of(anybody(whim), anybody(whim)))));
        }
        long closesInMs = startsInMs - 2_000 + whim.nextLong(40_000);
        after(closesInMs, () -> door.ask("l-1", Commands.close(id)));
        after(closesInMs + whim.nextLong(30_000), () -> door.ask("c-north", Commands.confirmAll(id)));
    }

    private String anybody(SplittableRandom whim) {
        return volunteers.get(whim.nextInt(volunteers.size()));
    }

    private void volunteer(String volunteer, String id, long startsInMs) {
        SplittableRandom whim = world.chance(volunteer + '/' + id);
        long joinsInMs = whim.nextLong(startsInMs);
        if (whim.nextInt(4) == 0) {
            return;
        }
        after(joinsInMs, () -> door.ask(volunteer, Commands.join(volunteer, id)));
        if (whim.nextInt(4) == 0) {
            after(joinsInMs + whim.nextLong(15_000), () -> door.ask(volunteer, Commands.leave(volunteer, id)));
        }
        long comesInMs = joinsInMs + whim.nextLong(30_000);
        after(comesInMs, () -> door.ask(volunteer, Commands.arrive(volunteer, id, store.clockMs())));
    }

    private void after(long ms, Runnable deed) {
        world.after(ms * World.MILLI, door.everybody(), deed);
    }
}
