package org.linli.matcher.cluster;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneProblem;

/**
 * Gives each zone to an idle other node, else to this one. A node that does not answer in its time is taken for lost,
 * and its zone is improved here at once. Safe for any thread.
 */
public final class SpreadZones implements ZoneSolving {
    /** What a search may take beyond its own time, for the way and for a node that is busy. */
    private static final long GRACE_MS = 1_500;

    private final Bus bus;
    private final ZoneNodes nodes;
    private final ZoneSolving here;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    public SpreadZones(Bus bus, ZoneNodes nodes, ZoneSolving here) {
        this.bus = bus;
        this.nodes = nodes;
        this.here = here;
    }

    @Override
    public void solve(ZoneProblem problem, Consumer<List<ZoneDifference>> differences, Runnable done) {
        Optional<String> idle = nodes.others().stream().filter(busy::add).findFirst();
        if (idle.isEmpty()) {
            here.solve(problem, differences, done);
            return;
        }
        String node = idle.get();
        bus.ask(ZoneHelp.address(node), problem.toByteArray(), problem.getSeconds() * 1000L + GRACE_MS)
                .whenComplete((answer, failure) -> {
                    busy.remove(node);
                    List<ZoneDifference> found = read(answer);
                    if (found == null) {
                        here.solve(problem, differences, done);
                    } else {
                        differences.accept(found);
                        done.run();
                    }
                });
    }

    private static @Nullable List<ZoneDifference> read(byte @Nullable [] answer) {
        try {
            return answer == null ? null : ZoneHelp.differences(answer);
        } catch (InvalidProtocolBufferException garbled) {
            return null;
        }
    }

    @Override
    public void park() {
        here.park();
    }

    @Override
    public void resume() {
        here.resume();
    }
}
