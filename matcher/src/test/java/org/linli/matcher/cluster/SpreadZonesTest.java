package org.linli.matcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.linli.matcher.loop.VirtualLoop;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneProblem;

class SpreadZonesTest {
    private static final ZoneProblem PROBLEM =
            ZoneProblem.newBuilder().setZone("z").setSeconds(1).build();

    private final VirtualLoop loop = new VirtualLoop();
    private final Wire wire = new Wire();
    private final ZoneNodes nodes = new ZoneNodes(wire, loop, false);
    private final Fixed here = new Fixed("here");
    private final SpreadZones zones = new SpreadZones(wire, nodes, here);
    private final List<String> found = new ArrayList<>();

    @Test
    void zone_withNobodyElse_isImprovedHere() {
        solve();
        assertThat(found).containsExactly("here");
    }

    @Test
    void zone_withAnIdleNode_isImprovedThere() {
        wire.answer(
                ZoneHelp.address("other"),
                message -> CompletableFuture.completedFuture(ZoneHelp.bytes(List.of(difference("there")))));
        hear("other");
        solve();
        assertThat(found).containsExactly("there");
    }

    @Test
    void zone_ofANodeThatIsLost_isImprovedHereAtOnce() {
        hear("other");
        solve();
        assertThat(found).containsExactly("here");
    }

    @Test
    void node_silentForThreeSeconds_isNoLongerAsked() {
        hear("other");
        assertThat(nodes.others()).containsExactly("other");
        loop.advance(3_500);
        assertThat(nodes.others()).isEmpty();
    }

    private void hear(String node) {
        wire.publish("zone-nodes", node.getBytes(StandardCharsets.UTF_8));
    }

    private void solve() {
        zones.solve(PROBLEM, some -> some.forEach(one -> found.add(one.getZone())), () -> {});
    }

    private static ZoneDifference difference(String zone) {
        return ZoneDifference.newBuilder().setZone(zone).build();
    }

    private record Fixed(String name) implements ZoneSolving {
        @Override
        public void solve(ZoneProblem problem, Consumer<List<ZoneDifference>> differences, Runnable done) {
            differences.accept(List.of(difference(name)));
            done.run();
        }

        @Override
        public void park() {}

        @Override
        public void resume() {}
    }

    /** Messages arrive at once; whom nobody answers for fails at once. */
    private static final class Wire implements Bus {
        private final Map<String, Consumer<byte[]>> listeners = new HashMap<>();
        private final Map<String, Function<byte[], CompletionStage<byte[]>>> answers = new HashMap<>();

        @Override
        public String self() {
            return "self";
        }

        @Override
        public void publish(String address, byte[] message) {
            listeners.getOrDefault(address, any -> {}).accept(message);
        }

        @Override
        public CompletionStage<byte[]> ask(String address, byte[] message, long timeoutMs) {
            Function<byte[], CompletionStage<byte[]>> handler = answers.get(address);
            return handler == null
                    ? CompletableFuture.failedFuture(new IllegalStateException("nobody answers at " + address))
                    : handler.apply(message);
        }

        @Override
        public AutoCloseable listen(String address, Consumer<byte[]> handler) {
            listeners.put(address, handler);
            return () -> listeners.remove(address);
        }

        @Override
        public AutoCloseable answer(String address, Function<byte[], CompletionStage<byte[]>> handler) {
            answers.put(address, handler);
            return () -> answers.remove(address);
        }
    }
}
