package org.linli.matcher.cluster;

import java.util.List;
import java.util.function.Consumer;
import org.linli.matcher.solve.ZoneSolver;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneProblem;

/** Zones are improved by this node's own solver. */
public record LocalZones(ZoneSolver solver) implements ZoneSolving {
    @Override
    public void solve(ZoneProblem problem, Consumer<List<ZoneDifference>> differences, Runnable done) {
        solver.solve(problem, differences, done);
    }

    @Override
    public void park() {
        solver.park();
    }

    @Override
    public void resume() {
        solver.resume();
    }
}
