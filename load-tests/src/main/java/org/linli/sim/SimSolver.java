package org.linli.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.Loop;
import org.linli.matcher.cluster.ZoneSolving;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneProblem;
import org.linli.solver.facts.StraightLineTravel;
import org.linli.solver.plan.Gate;
import org.linli.solver.plan.ZoneSearch;

/**
 * A node's zone solver. Now and then it searches as in production, with an end after so many moves; mostly it tries a
 * change or two at random, which costs nothing. It may be late, answer about an older snapshot, and propose nonsense.
 */
final class SimSolver implements ZoneSolving {
    private static final long MOVES = 2_000;
    /** One in so many is a search; the framework takes milliseconds to be set up. */
    private static final int SEARCHES_ONE_IN = 12;

    private static final int MOST_MS = 2_000;
    private static final int MOST_LATE_MS = 12_000;

    private final World world;
    private final Loop loop;
    private final SplittableRandom chance;
    private final Function<String, RegionPolicy> policies;
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final List<Runnable> parked = new ArrayList<>();
    private boolean isParked;
    private long lateUntilNanos;
    private long oldUntilNanos;
    private boolean wild;
    private @Nullable ZoneProblem remembered;

    private record Task(ZoneProblem problem, Consumer<List<ZoneDifference>> differences, Runnable done) {}

    /** @param loop the search threads' stand-in */
    SimSolver(World world, Loop loop, SplittableRandom chance, Function<String, RegionPolicy> policies) {
        this.world = world;
        this.loop = loop;
        this.chance = chance;
        this.policies = policies;
    }

    void lateUntil(long nanos) {
        lateUntilNanos = nanos;
    }

    /** Answers until then about the first problem that it is given from now on. */
    void oldUntil(long nanos) {
        oldUntilNanos = nanos;
        remembered = null;
    }

    /** Proposes nonsense from now on, to the end: no promise rests on a solver's sanity. */
    void goWild() {
        wild = true;
    }

    @Override
    public void solve(ZoneProblem problem, Consumer<List<ZoneDifference>> differences, Runnable done) {
        loop.execute(() -> begin(new Task(problem, differences, done)));
    }

    private void begin(Task task) {
        Task before = tasks.put(task.problem.getZone(), task);
        if (before != null) {
            before.done.run();
        }
        boolean late = lateUntilNanos > world.nowNanos();
        loop.schedule(20 + chance.nextInt(late ? MOST_LATE_MS : MOST_MS), () -> end(task));
    }

    private void end(Task task) {
        if (isParked) {
            parked.add(() -> end(task));
        } else if (tasks.remove(task.problem.getZone(), task)) {
            List<ZoneDifference> found = found(asked(task.problem));
            if (!found.isEmpty()) {
                world.count("differences found");
                world.note("solver " + found.hashCode());
                task.differences.accept(found);
            }
            task.done.run();
        }
    }

    private ZoneProblem asked(ZoneProblem problem) {
        if (oldUntilNanos <= world.nowNanos()) {
            return problem;
        }
        ZoneProblem first = remembered == null ? problem : remembered;
        remembered = first;
        return first;
    }

    private List<ZoneDifference> found(ZoneProblem problem) {
        if (wild) {
            return RandomChanges.nonsense(problem, chance);
        }
        return chance.nextInt(SEARCHES_ONE_IN) == 0 ? searched(problem) : RandomChanges.whole(problem, chance);
    }

    private List<ZoneDifference> searched(ZoneProblem problem) {
        world.count("zones searched");
        RegionPolicy policy = policies.apply(problem.getPolicyYaml());
        List<ZoneDifference> last = new ArrayList<>();
        new ZoneSearch(problem, policy, new StraightLineTravel(policy.planning()), Gate.OPEN, () -> 0, MOVES)
                .run(found -> {
                    last.clear();
                    last.addAll(found);
                });
        return last;
    }

    @Override
    public void park() {
        loop.execute(() -> isParked = true);
    }

    @Override
    public void resume() {
        loop.execute(() -> {
            isParked = false;
            List<Runnable> held = List.copyOf(parked);
            parked.clear();
            held.forEach(Runnable::run);
        });
    }
}
