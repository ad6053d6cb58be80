package org.linli.matcher.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneProblem;

class ZoneSolverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ZoneSolver solver = new ZoneSolver(0.5, 2, problem -> County.policy(), System::nanoTime);
    private final List<List<ZoneDifference>> given = new CopyOnWriteArrayList<>();
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void close() {
        solver.close();
    }

    private static ZoneProblem problem(String zone, int orders) {
        ZoneProblem.Builder problem = County.problem(zone);
        for (int i = 0; i < 4; i++) {
            problem.addVolunteers(County.volunteer("v" + i, 3000 * i, 0));
        }
        for (int i = 1; i <= orders; i++) {
            problem.addVisits(County.visit(i, 1, 900 * i, 500));
        }
        return problem.build();
    }

    private void solve(ZoneProblem problem) {
        solver.solve(problem, given::add, done::incrementAndGet);
    }

    @Test
    void newVisits_withoutAnyPlan_areAllAssigned() {
        solve(problem("t1/", 8));
        await().atMost(PATIENCE).until(() -> !given.isEmpty());
        assertThat(given.get(0).stream()
                        .flatMap(difference -> difference.getRoutesList().stream())
                        .mapToInt(route -> route.getVisitsCount())
                        .sum())
                .isEqualTo(8);
    }

    @Test
    void search_runsOnADaemonThreadOfTheSolver() {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        solver.solve(problem("t1/", 3), difference -> threads.add(Thread.currentThread()), done::incrementAndGet);
        await().atMost(PATIENCE).until(() -> !threads.isEmpty());
        assertThat(threads.get(0).getName()).startsWith("linli-solver-");
        assertThat(threads.get(0).isDaemon()).isTrue();
    }

    @Test
    void cancelledZone_endsAtOnce() {
        solve(problem("t1/", 8));
        await().atMost(PATIENCE).until(() -> !given.isEmpty());
        solver.cancel(ZoneKey.whole("t1"));
        await().atMost(PATIENCE).until(() -> done.get() == 1);
        assertThat(solver.failures()).isZero();
    }

    @Test
    void newerProblem_replacesTheOneBeingSearched() {
        solve(problem("t1/", 8));
        await().atMost(PATIENCE).until(() -> !given.isEmpty());
        solve(problem("t1/", 2));
        await().atMost(PATIENCE).until(() -> done.get() == 1);
        await().atMost(PATIENCE)
                .until(() -> given.get(given.size() - 1).stream()
                                .mapToInt(difference -> difference.getRoutesList().stream()
                                        .mapToInt(route -> route.getVisitsCount())
                                        .sum())
                                .sum()
                        == 2);
    }

    @Test
    void parkedSolver_givesNothing_untilItIsResumed() {
        solver.park();
        solve(problem("t1/", 3));
        await().during(Duration.ofMillis(200)).atMost(PATIENCE).until(given::isEmpty);
        assertThat(solver.isParked()).isTrue();
        solver.resume();
        await().atMost(PATIENCE).until(() -> !given.isEmpty());
    }

    @Test
    void parkedSearch_canBeCancelled() {
        solver.park();
        solve(problem("t1/", 3));
        solver.cancel(ZoneKey.whole("t1"));
        await().atMost(PATIENCE).until(() -> done.get() == 1);
    }

    @Test
    void askerWhoIsGone_doesNotEndTheSolver() {
        solver.solve(problem("t1/0", 2), differences -> {}, () -> {
            throw new RejectedExecutionException("the loop has ended");
        });
        solver.cancel(ZoneKey.whole("t1"));
        solve(problem("t1/1", 3));
        await().atMost(PATIENCE).until(() -> !given.isEmpty());
    }

    @Test
    void brokenProblem_isCounted_andTheNextOneIsSearched() {
        solve(County.problem("t1/0")
                .addVolunteers(County.volunteer("v", 0, 0).addRoute("t1-order-9.1"))
                .build());
        solve(problem("t1/1", 3));
        await().atMost(PATIENCE).until(() -> !given.isEmpty());
        assertThat(solver.failures()).isEqualTo(1);
    }

    @Test
    void closedSolver_takesNothingMore() {
        solver.close();
        solve(problem("t1/", 3));
        assertThat(done).hasValue(1);
    }

    @Test
    void share_outsideItsBounds_isRefused() {
        assertThatThrownBy(() -> new ZoneSolver(0, 2, problem -> County.policy(), System::nanoTime))
                .hasMessageContaining("solverShare (0.0)");
    }
}
