package org.linli.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.linli.domain.Ids;
import org.linli.proto.Reply;

/**
 * A team whose people say yes, leave and are asked again, and orders that it is asked for: its leader names people, some of
 * whom cannot go, declines, or lets it lapse, while they hand back and residents call off.
 */
final class CrewLife {
    private static final String TEAM = "t-north";
    private static final int PEOPLE = 2;
    private static final long MINUTE_MS = 60_000;
    /** Long enough before its start that the engine asks the team. */
    private static final long AHEAD_MS = 10 * 60 * MINUTE_MS;

    private final World world;
    private final Door door;
    private final SimStore store;
    private final List<String> volunteers;

    CrewLife(World world, Door door, SimStore store, List<String> volunteers) {
        this.world = world;
        this.door = door;
        this.store = store;
        this.volunteers = volunteers;
    }

    private String leader() {
        return volunteers.get(0);
    }

    void begin() {
        SplittableRandom whim = world.chance("crew");
        door.ask(
                "c-north",
                CrewCommands.team(TEAM, leader()),
                reply -> volunteers.forEach(volunteer -> {
                    long asksInMs = whim.nextLong(4_000);
                    after(asksInMs, () -> door.ask(leader(), CrewCommands.invite(TEAM, leader(), volunteer)));
                    for (int again = 0; again < 3; again++) {
                        after(
                                asksInMs + whim.nextLong(12_000),
                                () -> door.ask(volunteer, CrewCommands.join(TEAM, volunteer)));
                    }
                    if (whim.nextInt(4) == 0) {
                        after(
                                30_000 + whim.nextLong(60_000),
                                () -> door.ask(volunteer, CrewCommands.leave(TEAM, volunteer)));
                    }
                }));
    }

    /** @param number makes the order's id and everything else about it */
    void order(int number) {
        SplittableRandom whim = world.chance("crew/" + number);
        String orderId = Ids.order(Rulebooks.REGION, Ids.uuidV7(store.clockMs(), whim.nextLong(), whim.nextLong()));
        boolean byHand = whim.nextInt(3) == 0;
        long startMs = store.clockMs() + (byHand ? 30_000 + whim.nextLong(30_000) : AHEAD_MS);
        door.ask("r-1", CrewCommands.order("r-1", orderId, TEAM, PEOPLE, startMs), reply -> {
            if (byHand) {
                after(whim.nextLong(8_000), () -> door.ask("d-1", CrewCommands.offer(orderId, TEAM)));
            }
            answer(orderId, whim);
            if (whim.nextInt(5) == 0) {
                after(whim.nextLong(30_000), () -> door.ask("r-1", Commands.cancel("r-1", orderId)));
            }
        });
    }

    /** Several times, for the leader has a telephone in the rain: at most one yes has an effect, or a no. */
    private void answer(String orderId, SplittableRandom whim) {
        String offer = Ids.teamOffer(orderId, 1);
        int times = whim.nextInt(4);
        for (int i = 0; i < times; i++) {
            long inMs = 500 + whim.nextLong(25_000);
            List<String> named = some(whim);
            after(inMs, () -> door.ask(leader(), CrewCommands.accept(offer, leader(), named), this::accepted));
            if (whim.nextInt(3) == 0) {
                handBack(orderId, named.get(0), inMs + whim.nextLong(20_000));
            }
        }
        if (whim.nextInt(4) == 0) {
            after(whim.nextLong(25_000), () -> door.ask(leader(), CrewCommands.decline(offer, leader())));
        }
    }

    private void accepted(Reply reply) {
        if (reply.getProblem().isEmpty()) {
            world.count("team offers accepted");
        }
    }

    private void handBack(String orderId, String volunteer, long inMs) {
        String first = Ids.offer(Ids.visit(orderId, 1), 1);
        after(inMs, () -> door.ask(volunteer, Commands.handBack(volunteer, first)));
    }

    private List<String> some(SplittableRandom whim) {
        List<String> all = new ArrayList<>(volunteers);
        for (int i = all.size() - 1; i > 0; i--) {
            Collections.swap(all, i, whim.nextInt(i + 1));
        }
        return List.copyOf(all.subList(0, PEOPLE));
    }

    private void after(long ms, Runnable deed) {
        world.after(ms * World.MILLI, door.everybody(), deed);
    }
}
