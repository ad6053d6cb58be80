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
    private final Membership membership;
    private final SimStore store;
    private final Door door;
    private final SplittableRandom chance;
    private final List<SimNode> nodes = new ArrayList<>();
    private final List<String> volunteerIds = new ArrayList<>();
    private final List<ResidentLife> residents = new ArrayList<>();
    private final List<SimStream> streams = new ArrayList<>();
    private final Mortal outside = new Mortal();
    private final Sidelines sidelines;
    private final StaffLife staff;
    private final ActivityLife events;
    private final CrewLife crew;
    private final EmergencyLife emergencies;
    private int lives;

    private Simulation(Plan plan, Bugs bugs) {
        this.plan = plan;
        this.bugs = bugs;
        world = new World(plan.seed());
        network = new Network(world);
        membership = new Membership(world);
        store = new SimStore(world, network, bugs, plan.servers(), START_MS);
        door = new Door(world, network, () -> nodes, bugs);
        chance = world.chance("simulation");
        sidelines = new Sidelines(world, network, () -> nodes, store);
        staff = new StaffLife(world, door, store, sidelines, volunteerIds);
        events = new ActivityLife(world, door, store, volunteerIds);
        crew = new CrewLife(world, door, store, volunteerIds);
        emergencies = new EmergencyLife(world, door, store, volunteerIds);
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
        store.close();
        nodes.stream().filter(node -> node.process.isAlive()).forEach(SimNode::countDifferences);
        return new Run(plan, world.history, findings, world.events(), world.nowMs(), world.counts(), world.traceHash());
    }

    private SimNode newNode(int index) {
        String name = "node-" + (index + 1);
        SimNode node = new SimNode(world, network, membership, store, name, name + "/" + ++lives, bugs);
        node.start();
        return node;
    }

    private void people() {
        for (int i = 1; i <= plan.volunteers(); i++) {
            String id = "v-" + i;
            volunteerIds.add(id);
            VolunteerLife life = new VolunteerLife(world, door, store, id);
            life.begin(i % 3 == 0 ? 90_000 + chance.nextLong(100_000) : LONG_DUTY_MS);
            sidelines.stroll(id);
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
        stream("l-1", Role.LEADER, Set.of(), "me", frame -> {});
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
        SimServer server = store.servers().get(step.target() % store.servers().size());
        SimServer next =
                store.servers().get((step.target() + 1) % store.servers().size());
        SimStream stream = streams.get(step.target() % streams.size());
        long untilNanos = world.nowNanos() + step.forMs() * World.MILLI;
        long forNanos = step.forMs() * World.MILLI;
        switch (step.kind()) {
            case ORDER -> residents.get(step.target() % residents.size()).order(step.target());
            case ASSIGN_BY_HAND -> staff.assign(step.target());
            case ACTIVITY -> events.lead(step.target());
            case EMERGENCY -> emergencies.begin(step.target(), step.forMs());
            case TRIM -> store.trim(step.forMs());
            case REPEAT -> residents.get(step.target() % residents.size()).repeat(step.target());
            case TEAM -> crew.begin();
            case TEAM_ORDER -> crew.order(step.target());
            case DUTY_OFF -> offDuty(volunteerIds.get(step.target() % volunteerIds.size()), step.forMs());
            case CRASH -> crash(index, node, step.forMs());
            case CRASH_AT_COMMIT ->
                node.link.onNextCommit(() ->
                        world.after(chance.nextLong(World.MILLI), outside, () -> crash(index, node, step.forMs())));
            case PAUSE -> world.pause(node.process, untilNanos);
            case LIE -> lie(node, step.target() % 2, forNanos);
            case ALL_LIE -> nodes.forEach(each -> lie(each, chance.nextInt(2), forNanos));
            case SUSPECT -> membership.suspect(node.name, untilNanos);
            case SPLIT -> membership.split(1 + step.target() % 6, untilNanos);
            case FREEZE -> freeze(forNanos);
            case SOLVER_LATE -> node.solver.lateUntil(untilNanos);
            case SOLVER_OLD -> node.solver.oldUntil(untilNanos);
            case SOLVER_WILD -> node.solver.goWild();
            case MISLEAD -> membership.mislead(untilNanos);
            case POWER_LOSS -> server.losePower(forNanos);
            case FAIL_OVER -> store.primary().losePower(forNanos);
            case STORE_PAUSE -> world.pause(server.process(), untilNanos);
            case BACK_UP -> store.backUp();
            case RESTORE -> store.restore(forNanos);
            case FULL -> store.each(each -> each.fullUntil(untilNanos));
            case SLOW -> server.slowUntil(untilNanos);
            case LAG -> store.each(each -> each.lagUntil(untilNanos));
            case CLOCK_JUMP -> store.jumpClock(step.forMs());
            case STORM -> network.storm(untilNanos);
            case CUT_TO_STORE -> cutStore(step, each -> network.cut(node.name, each.name, untilNanos));
            case CUT_FROM_STORE -> cutStore(step, each -> network.cut(each.name, node.name, untilNanos));
            case CUT_SERVERS -> network.cut(server.name, next.name, untilNanos);
            case CUT_TO_SUPERVISOR -> network.cut(server.name, SimSupervisor.NAME, untilNanos);
            case CUT_FROM_SUPERVISOR -> network.cut(SimSupervisor.NAME, server.name, untilNanos);
            case SUPERVISOR_PAUSE -> store.supervisor().ifPresent(supervisor -> supervisor.pause(untilNanos));
            case SUPERVISOR_CRASH ->
                store.supervisor().ifPresent(supervisor -> supervisor.dieAtAction(1 + step.target(), forNanos));
            case CUT_NODES -> network.cut(node.name, nodes.get((index + 1) % nodes.size()).name, untilNanos);
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
        node.link.forget();
        streams.forEach(stream -> stream.lost(node));
        world.after(downMs * World.MILLI, outside, () -> restart(index, node));
    }

    private void restart(int index, SimNode dead) {
        if (nodes.get(index) == dead) {
            nodes.set(index, newNode(index));
        }
    }

    /** All servers are cut off, or only the one that is primary now. */
    private void cutStore(Step step, Consumer<SimServer> cut) {
        if (step.target() % 2 == 0) {
            store.each(cut);
        } else {
            cut.accept(store.primary());
        }
    }

    private void freeze(long forNanos) {
        membership.freeze();
        world.after(forNanos, outside, membership::thaw);
    }

    /** @param behind how many take-overs it has not heard of */
    private void lie(SimNode node, int behind, long forNanos) {
        MemoryRegion region = store.region();
        long epoch = region.generation() == 0 ? 0 : region.lease().epoch();
        node.lie(Math.max(1, epoch - behind), region.sequence());
        world.after(forNanos, outside, node::stopLying);
    }

    private void heal() {
        network.heal();
        membership.heal();
        store.heal();
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
        store.each(server -> server.fullUntil(restMs * World.MILLI + 1));
        world.runUntil(restMs * World.MILLI);
    }

    /** What the store holds in the end. */
    private void account() {
        MemoryRegion region = store.region();
        region.log().forEach(entry -> world.history.add(new Happening.Logged(entry)));
        region.all()
                .forEach(entity -> world.history.add(
                        new Happening.Stored(entity.key(), entity.version(), entity.sequence(), entity.entity())));
        region.trims().forEach(trim -> world.history.add(trimmed(trim)));
        region.replies().forEach((request, stored) -> kept(request, stored.bodyHash(), stored.reply()));
        region.timers()
                .forEach((name, due) ->
                        world.history.add(new Happening.Armed(name.kind().getNumber(), name.subject(), due)));
        region.pools().forEach((account, amount) -> world.history.add(new Happening.Pooled(account, amount)));
        region.log().forEach(entry -> world.note(entry.toByteArray()));
    }

    private static Happening.Trimmed trimmed(MemoryRegion.Taken trim) {
        return new Happening.Trimmed(trim.sequence(), trim.archivedSequence(), trim.beforeMs(), trim.keys());
    }

    private void kept(ByteString request, ByteString bodyHash, org.linli.proto.Reply reply) {
        world.history.add(new Happening.Kept(request, bodyHash, reply));
    }
}
