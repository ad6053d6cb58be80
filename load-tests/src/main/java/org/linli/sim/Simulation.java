package org.linli.sim;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.linli.gateway.access.Role;
import org.linli.load.check.Checker;
import org.linli.load.check.Findings;
import org.linli.load.check.Happening;
import org.linli.matcher.registry.memory.MemoryRegion;
import org.linli.proto.ServerFrame;

/** One run: a county of a few people, its nodes and their store, through a plan of faults, into calm, to the end. */
final class Simulation {
    /** A Wednesday, 10:00 in Qingzhen. */
    private static final long START_MS = 1_773_194_400_000L;

    private static final long LONG_DUTY_MS = 8 * 3_600_000L;

    private final Plan plan;
    private final Bugs bugs;
    private final World world;
    private final Network network;
    private final SimStore store;
    private final Door door;
    private final SplittableRandom chance;
    private final List<SimNode> nodes = new ArrayList<>();
    private final List<String> volunteerIds = new ArrayList<>();
    private final List<ResidentLife> residents = new ArrayList<>();
    private final List<SimStream> streams = new ArrayList<>();
    private final Mortal outside = new Mortal();
    private final StaffLife staff;
    private int lives;

    private Simulation(Plan plan, Bugs bugs) {
        this.plan = plan;
        this.bugs = bugs;
        world = new World(plan.seed());
        network = new Network(world);
        store = new SimStore(world, bugs, plan.replicated(), START_MS);
        door = new Door(world, network, () -> nodes, bugs);
        chance = world.chance("simulation");
        staff = new StaffLife(world, door, store, volunteerIds);
    }

    static Run run(Plan plan, Bugs bugs) {
        return new Simulation(plan, bugs).toTheEnd();
    }

    private Run toTheEnd() {
        for (int i = 0; i < plan.nodes(); i++) {
            nodes.add(newNode(i));
        }
        people();
        for (Step step : plan.steps()) {
            world.after(step.atMs() * World.MILLI, outside, () -> take(step));
        }
        world.runUntil(Plan.CHAOS_MS * World.MILLI);
        heal();
        world.runUntil((Plan.CHAOS_MS + Plan.SETTLING_MS) * World.MILLI);
        world.history.add(new Happening.Calm(world.nowMs(), store.regionMs()));
        long endMs = Plan.CHAOS_MS + Plan.SETTLING_MS + Plan.CALM_MS;
        world.runUntil(endMs * World.MILLI);
        comeToRest(endMs);
        account();
        Findings findings = new Checker(Rulebooks.READER, bugs.rules()).check(world.history.all());
        return new Run(plan, world.history, findings, world.events(), world.nowMs(), world.traceHash());
    }

    private SimNode newNode(int index) {
        String name = "node-" + (index + 1);
        SimNode node =
                new SimNode(world, network, store, name, name + "/" + ++lives, bugs, sequence -> hint(name, sequence));
        node.start();
        return node;
    }

    private void hint(String from, long sequence) {
        for (SimNode node : nodes) {
            network.send(from, node.name, node.process, () -> node.tail.hint(sequence));
        }
    }

    private void people() {
        for (int i = 1; i <= plan.volunteers(); i++) {
            String id = "v-" + i;
            volunteerIds.add(id);
            VolunteerLife life = new VolunteerLife(world, door, store, id);
            life.begin(i % 3 == 0 ? 90_000 + chance.nextLong(100_000) : LONG_DUTY_MS);
            stream(id, Role.VOLUNTEER, Set.of(), "me", life::heard);
        }
        for (int i = 1; i <= plan.residents(); i++) {
            String id = "r-" + i;
            ResidentLife life = new ResidentLife(world, door, store, id);
            residents.add(life);
            life.begin();
            stream(id, Role.RESIDENT, Set.of(), "me", life::heard);
        }
        stream("c-north", Role.COMMUNITY, Set.of("north"), "queue", frame -> {});
        stream("d-1", Role.DISPATCHER, Set.of(), "queue", frame -> {});
    }

    private void stream(String subject, Role role, Set<String> communities, String topic, Consumer<ServerFrame> heard) {
        SimStream.Owner owner = new SimStream.Owner(streams.size() + 1, subject, role, communities, topic);
        SimStream stream = new SimStream(world, network, () -> nodes, store, bugs, outside, owner, heard);
        streams.add(stream);
        world.after(chance.nextLong(3_000) * World.MILLI, outside, stream::connect);
    }

    private void take(Step step) {
        if (step.kind().isFault()) {
            world.history.add(new Happening.Fault(world.nowMs(), step.toString()));
        }
        world.note(step.kind().name());
        int index = step.target() % nodes.size();
        SimNode node = nodes.get(index);
        SimStream stream = streams.get(step.target() % streams.size());
        long untilNanos = world.nowNanos() + step.forMs() * World.MILLI;
        long forNanos = step.forMs() * World.MILLI;
        switch (step.kind()) {
            case ORDER -> residents.get(step.target() % residents.size()).order(step.target());
            case ASSIGN_BY_HAND -> staff.assign(step.target());
            case DUTY_OFF -> offDuty(volunteerIds.get(step.target() % volunteerIds.size()), step.forMs());
            case CRASH -> crash(index, node, step.forMs());
            case CRASH_AT_COMMIT ->
                node.link.onNextCommit(() ->
                        world.after(chance.nextLong(World.MILLI), outside, () -> crash(index, node, step.forMs())));
            case PAUSE -> world.pause(node.process, untilNanos);
            case LIE -> lie(node, step.target() % 2, forNanos);
            case POWER_LOSS -> store.losePower(forNanos);
            case FAIL_OVER -> store.failOver(forNanos);
            case BACK_UP -> store.backUp();
            case RESTORE -> store.restore(forNanos);
            case FULL -> store.fullUntil(untilNanos);
            case SLOW -> store.slowUntil(untilNanos);
            case LAG -> store.lagUntil(untilNanos);
            case CLOCK_JUMP -> store.jumpClock(step.forMs());
            case STORM -> network.storm(untilNanos);
            case CUT_TO_STORE -> network.cut(node.name, SimStore.NAME, untilNanos);
            case CUT_FROM_STORE -> network.cut(SimStore.NAME, node.name, untilNanos);
            case LOSE_REPLY -> node.link.loseNextCommitReply();
            case DROP_STREAM -> stream.drop();
            case STALL_STREAM -> stream.stall(forNanos);
        }
    }

    private void offDuty(String id, long forMs) {
        door.ask(id, Commands.duty(id, false, 0));
        world.after(
                forMs * World.MILLI,
                outside,
                () -> door.ask(id, Commands.duty(id, true, store.clockMs() + LONG_DUTY_MS)));
    }

    private void crash(int index, SimNode node, long downMs) {
        if (nodes.get(index) != node || !node.process.isAlive()) {
            return;
        }
        node.crash();
        store.forget(node.link);
        streams.forEach(stream -> stream.lost(node));
        world.after(downMs * World.MILLI, outside, () -> restart(index, node));
    }

    private void restart(int index, SimNode dead) {
        if (nodes.get(index) == dead) {
            nodes.set(index, newNode(index));
        }
    }

    /** @param behind how many take-overs it has not heard of */
    private void lie(SimNode node, int behind, long forNanos) {
        MemoryRegion region = store.region();
        node.lie(Math.max(1, region.lease().epoch() - behind), region.sequence());
        world.after(forNanos, outside, node::stopLying);
    }

    private void heal() {
        network.heal();
        store.fullUntil(0);
        store.slowUntil(0);
        store.lagUntil(0);
        for (int i = 0; i < nodes.size(); i++) {
            SimNode node = nodes.get(i);
            node.process.wake();
            node.link.onNextCommit(() -> {});
            node.stopLying();
            if (!node.process.isAlive()) {
                restart(i, node);
            }
        }
        streams.forEach(SimStream::release);
    }

    /** The store takes nothing new from here on, so that what is under way arrives before streams are judged. */
    private void comeToRest(long endMs) {
        world.history.add(new Happening.Ended(world.nowMs(), store.regionMs()));
        long restMs = endMs + Plan.REST_MS;
        store.fullUntil(restMs * World.MILLI + 1);
        world.runUntil(restMs * World.MILLI);
    }

    /** What the store holds in the end. */
    private void account() {
        MemoryRegion region = store.region();
        region.log().forEach(entry -> world.history.add(new Happening.Logged(entry)));
        region.all()
                .forEach(entity -> world.history.add(
                        new Happening.Stored(entity.key(), entity.version(), entity.sequence(), entity.entity())));
        region.replies().forEach((request, stored) -> kept(request, stored.bodyHash(), stored.reply()));
        region.timers()
                .forEach((name, due) ->
                        world.history.add(new Happening.Armed(name.kind().getNumber(), name.subject(), due)));
        region.pools().forEach((account, amount) -> world.history.add(new Happening.Pooled(account, amount)));
        region.log().forEach(entry -> world.note(entry.toByteArray()));
    }

    private void kept(ByteString request, ByteString bodyHash, org.linli.proto.Reply reply) {
        world.history.add(new Happening.Kept(request, bodyHash, reply));
    }
}
