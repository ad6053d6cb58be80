package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.linli.matcher.cluster.ZoneSolving;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneProblem;
import org.linli.solver.facts.StraightLineTravel;
import org.linli.solver.plan.ZoneSearch;

/** Searches at once, on the caller's thread, and stops at the first thing found: virtual time does not pass. */
final class FirstFound implements ZoneSolving {
    int searches;

    @Override
    public void solve(ZoneProblem problem, Consumer<List<ZoneDifference>> differences, Runnable done) {
        searches++;
        List<ZoneSearch> running = new ArrayList<>();
        ZoneSearch search = new ZoneSearch(
                problem.toBuilder().setSeconds(1).build(),
                Town.POLICY,
                new StraightLineTravel(Town.POLICY.planning()),
                () -> {},
                System::nanoTime);
        running.add(search);
        search.run(found -> {
            differences.accept(found);
            running.forEach(ZoneSearch::stop);
        });
        done.run();
    }

    /** How many differences the town's dispatcher has taken over. */
    double applied(Town town) {
        return town.meters
                .get("linli.dispatch.differences")
                .tag("outcome", "applied")
                .counter()
                .count();
    }

    @Override
    public void park() {}

    @Override
    public void resume() {}
}
