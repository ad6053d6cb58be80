package org.linli.matcher.backtest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.Loop;
import org.linli.matcher.cluster.ZoneSolving;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneProblem;
import org.linli.solver.facts.StraightLineTravel;
import org.linli.solver.plan.ZoneSearch;

/**
 * Zone solvers on virtual time: one thread that takes for each problem the seconds that the problem grants, and makes a
 * number of moves in them, so that the same seed gives the same plan on any machine. Used on one loop.
 */
public final class VirtualZones implements ZoneSolving {
    private final Loop loop;
    private final RegionPolicy policy;
    private final long movesPerSecond;
    private final Map<String, Long> newest = new HashMap<>();
    private long given;
    private long freeNanos;

    /** @param movesPerSecond production makes some 400,000 on a thread of its own, of which it has a quarter */
    public VirtualZones(Loop loop, RegionPolicy policy, long movesPerSecond) {
        this.loop = loop;
        this.policy = policy;
        this.movesPerSecond = movesPerSecond;
        freeNanos = loop.nanoTime();
    }

    @Override
    public void solve(ZoneProblem problem, Consumer<List<ZoneDifference>> differences, Runnable done) {
        long number = ++given;
        newest.put(problem.getZone(), number);
        long seconds = Math.max(1, problem.getSeconds());
        freeNanos = Math.max(freeNanos, loop.nanoTime()) + seconds * 1_000_000_000L;
        loop.schedule((freeNanos - loop.nanoTime()) / 1_000_000, () -> {
            if (newest.remove(problem.getZone(), number)) {
                search(problem, seconds * movesPerSecond, differences);
            }
            done.run();
        });
    }

    private void search(ZoneProblem problem, long moves, Consumer<List<ZoneDifference>> differences) {
        AtomicReference<List<ZoneDifference>> last = new AtomicReference<>(List.of());
        ZoneSearch.ofMoves(problem, policy, new StraightLineTravel(policy.planning()), moves)
                .run(last::set);
        differences.accept(last.get());
    }

    /** Searches take their time whether the dispatcher has work or not. */
    @Override
    public void park() {}

    @Override
    public void resume() {}
}
