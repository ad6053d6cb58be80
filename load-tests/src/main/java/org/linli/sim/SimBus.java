package org.linli.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.cluster.Bus;

/** One life of a node on the bus: what it sends reaches whom the membership believes to be there, if the network wills. */
final class SimBus implements Bus {
    final String name;
    private final String life;
    private final World world;
    private final Network network;
    private final Membership membership;
    private final Mortal process;
    private final SplittableRandom chance;
    private final long joinedNanos;
    private final Map<String, List<Consumer<byte[]>>> listeners = new HashMap<>();
    private final Map<String, Function<byte[], CompletionStage<byte[]>>> answering = new HashMap<>();
    private long unknownUntilNanos;
    private long diedNanos = Long.MAX_VALUE / 2;

    /** @param life the node's name, unlike that of any of its other lives */
    SimBus(World world, Network network, Membership membership, Mortal process, String name, String life) {
        this.world = world;
        this.network = network;
        this.membership = membership;
        this.process = process;
        this.name = name;
        this.life = life;
        this.chance = world.chance("bus/" + life);
        this.joinedNanos = world.nowNanos();
        membership.join(this);
    }

    long joinedNanos() {
        return joinedNanos;
    }

    long diedNanos() {
        return diedNanos;
    }

    /** The process is dead; others will notice. */
    void died() {
        diedNanos = world.nowNanos();
    }

    /** The others know nothing of it until then. */
    void unknownUntil(long nanos) {
        unknownUntilNanos = nanos;
    }

    boolean isUnknown() {
        return unknownUntilNanos > world.nowNanos();
    }

    @Override
    public String self() {
        return life;
    }

    @Override
    public void publish(String address, byte[] message) {
        for (SimBus member : membership.seenBy(this)) {
            SimBus there = membership.addressOf(member);
            network.send(name, there.name, there.process, () -> there.hear(address, message));
        }
    }

    private void hear(String address, byte[] message) {
        List.copyOf(listeners.getOrDefault(address, List.of())).forEach(listener -> listener.accept(message));
    }

    @Override
    public CompletionStage<byte[]> ask(String address, byte[] message, long timeoutMs) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        List<SimBus> believed = membership.seenBy(this).stream()
                .filter(member -> member.answering.containsKey(address))
                .toList();
        if (believed.isEmpty()) {
            answer.completeExceptionally(new IllegalStateException("nobody listens at " + address));
            return answer;
        }
        SimBus there = membership.addressOf(believed.get(chance.nextInt(believed.size())));
        network.send(name, there.name, there.process, () -> there.asked(address, message, this, answer));
        world.after(
                timeoutMs * World.MILLI,
                process,
                () -> answer.completeExceptionally(new TimeoutException("no answer from " + address)));
        return answer;
    }

    private void asked(String address, byte[] message, SimBus asker, CompletableFuture<byte[]> answer) {
        Function<byte[], CompletionStage<byte[]>> handler = answering.get(address);
        if (handler == null) {
            return;
        }
        handler.apply(message)
                .whenComplete((value, failure) ->
                        network.send(name, asker.name, asker.process, () -> complete(answer, value, failure)));
    }

    private static void complete(
            CompletableFuture<byte[]> answer, byte @Nullable [] value, @Nullable Throwable failure) {
        if (value != null) {
            answer.complete(value);
        } else {
            answer.completeExceptionally(new IllegalStateException(String.valueOf(failure)));
        }
    }

    @Override
    public AutoCloseable listen(String address, Consumer<byte[]> handler) {
        List<Consumer<byte[]>> there = listeners.computeIfAbsent(address, fresh -> new ArrayList<>());
        there.add(handler);
        return () -> there.remove(handler);
    }

    @Override
    public AutoCloseable answer(String address, Function<byte[], CompletionStage<byte[]>> handler) {
        answering.put(address, handler);
        return () -> answering.remove(address, handler);
    }
}
