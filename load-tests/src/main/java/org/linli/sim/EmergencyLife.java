package org.linli.sim;

import java.util.List;
import java.util.SplittableRandom;
import org.linli.domain.EntityKey;
import org.linli.proto.Emergency;
import org.linli.proto.Priority;

/** Those in charge begin an emergency, call up reserves, change their mind, and end it, or forget to. */
final class EmergencyLife {
    /** Some of whom say yes; the others go on serving. */
    private static final int RESTING = 2;

    private static final long BACK_MS = 5_000;
    private static final long DUTY_MS = 6 * 3_600_000L;

    private final World world;
    private final Door door;
    private final SimStore store;
    private final List<String> volunteers;

    EmergencyLife(World world, Door door, SimStore store, List<String> volunteers) {
        this.world = world;
        this.door = door;
        this.store = store;
        this.volunteers = volunteers;
    }

    /** @param forMs after so long somebody ends it, or it has ended itself before */
    void begin(int number, long forMs) {
        SplittableRandom whim = world.chance("emergency/" + number);
        String id = Rulebooks.REGION + "-emergency-" + number;
        Priority bar = whim.nextInt(4) == 0 ? Priority.PRIORITY_ROUTINE : Priority.PRIORITY_URGENT;
        List<String> where = whim.nextInt(3) == 0 ? List.of("north") : List.of();
        long untilMs = store.clockMs() + (whim.nextBoolean() ? forMs / 2 : 4 * forMs) + 1_000;
        door.ask("d-1", Commands.beginEmergency(id, bar, where, untilMs));
        for (int i = 0; i < RESTING; i++) {
            rest(volunteers.get(whim.nextInt(volunteers.size())), forMs);
        }
        int calls = whim.nextInt(3);
        for (int i = 0; i < calls; i++) {
            after(200 + whim.nextLong(forMs), () -> {
                if (isRunning(id)) {
                    door.ask("d-1", Commands.callUp(id, volunteers));
                    world.count("call-ups");
                }
            });
        }
        if (whim.nextInt(3) == 0) {
            long longerMs = untilMs + 2_000;
            after(forMs / 2, () -> door.ask("d-1", Commands.extendEmergency(id, longerMs)));
        }
        after(forMs, () -> door.ask("d-1", Commands.endEmergency(id)));
        world.count("emergencies");
    }

    /** Off duty when the call may come, and back a while after it is over. */
    private void rest(String volunteer, long forMs) {
        door.ask(volunteer, Commands.duty(volunteer, false, 0));
        after(forMs + BACK_MS, () -> door.ask(volunteer, Commands.duty(volunteer, true, store.clockMs() + DUTY_MS)));
    }

    private boolean isRunning(String id) {
        Emergency emergency = store.region().get(EntityKey.EMERGENCY).entity().getEmergency();
        return emergency.getId().equals(id) && emergency.getEndedAtMs() == 0;
    }

    private void after(long ms, Runnable deed) {
        world.after(ms * World.MILLI, door.everybody(), deed);
    }
}
