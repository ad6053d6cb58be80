package org.linli.sim;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.linli.load.check.Happening;
import org.linli.matcher.StageFailure;
import org.linli.matcher.registry.Registry;
import org.linli.proto.ExplainRequest;
import org.linli.proto.Place;
import org.linli.proto.PositionSample;

/**
 * What people do beside commands and streams, all of which may be lost: tell where they are, and ask for advice. Advice
 * may be refused at any time, but only as the contract says.
 */
final class Sidelines {
    private static final long POSITION_EVERY_NANOS = 5_000 * World.MILLI;
    /** About 200 metres either way. */
    private static final int STROLL_E7 = 20_000;

    private final World world;
    private final Network network;
    private final Supplier<List<SimNode>> nodes;
    private final SimStore store;
    private final SplittableRandom chance;
    private final Mortal everybody = new Mortal();

    Sidelines(World world, Network network, Supplier<List<SimNode>> nodes, SimStore store) {
        this.world = world;
        this.network = network;
        this.nodes = nodes;
        this.store = store;
        this.chance = world.chance("sidelines");
    }

    private void at(String subject, Consumer<SimNode> serving) {
        List<SimNode> all = nodes.get();
        SimNode node = all.get(chance.nextInt(all.size()));
        network.send(subject, node.name, node.process, () -> {
            if (node.isServing()) {
                serving.accept(node);
            }
        });
    }

    /** The volunteer's device says where it is, from now on and as long as the run lasts. */
    void stroll(String volunteerId) {
        Place home = Commands.placeOf(volunteerId);
        PositionSample sample = PositionSample.newBuilder()
                .setVolunteerId(volunteerId)
                .setAtMs(store.wallMs())
                .setPlace(Place.newBuilder()
                        .setLatE7(home.getLatE7() + chance.nextInt(-STROLL_E7, STROLL_E7))
                        .setLngE7(home.getLngE7() + chance.nextInt(-STROLL_E7, STROLL_E7)))
                .build();
        at(volunteerId, node -> node.positions.report(sample));
        world.after(POSITION_EVERY_NANOS, everybody, () -> stroll(volunteerId));
    }

    /** What is planned, asked at any node. */
    void lookAtPlan() {
        at("d-1", node -> judge(node.advice.plan(Rulebooks.REGION)));
    }

    /** Why an order waits, asked at any node. */
    void explain(String orderId) {
        ExplainRequest request = ExplainRequest.newBuilder()
                .setRegion(Rulebooks.REGION)
                .setOrderId(orderId)
                .build();
        at("d-1", node -> judge(node.advice.explain(request)));
    }

    private void judge(CompletionStage<?> advice) {
        advice.whenComplete((answer, failure) -> {
            world.note("advice " + (failure == null));
            if (failure != null && !isContract(failure)) {
                world.history.add(new Happening.Broke(world.nowMs(), "advice: " + failure));
            }
        });
    }

    private static boolean isContract(Throwable failure) {
        Throwable cause = StageFailure.behind(failure);
        return cause instanceof Registry.Unavailable || cause instanceof Registry.OutcomeUnknown;
    }
}
