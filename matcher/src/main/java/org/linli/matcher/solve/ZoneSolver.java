package org.linli.matcher.solve;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneProblem;
import org.linli.solver.facts.StraightLineTravel;
import org.linli.solver.facts.TravelTimes;
import org.linli.solver.plan.ZoneSearch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Improves zones on daemon threads of its own, never on an event loop, and takes no more of the cores than its share.
 * The newest problem of a zone replaces the one before it, whether that waits or is being searched. All methods may be
 * called from any thread and return at once.
 */
public final class ZoneSolver implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ZoneSolver.class);
    /** More zones than this have no place in one node's memory; the one that has waited longest is dropped. */
    private static final int MOST_WAITING = 64;

    private final Function<ZoneProblem, RegionPolicy> policies;
    private final Function<RegionPolicy, TravelTimes> travel;
    private final LongSupplier nanoTime;
    private final List<Worker> workers = new ArrayList<>();
    private final Map<String, Task> waiting = new LinkedHashMap<>();
    private final AtomicLong searches = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private boolean parked;
    private boolean closed;

    private record Task(ZoneProblem problem, Consumer<List<ZoneDifference>> differences, Runnable done) {}

    /**
     * Starts the threads.
     *
     * @param share    of all cores that may be taken, above 0 and at most 1
     * @param cores    how many there are
     * @param policies reads the policy that a problem carries
     * @param nanoTime a monotonic clock
     */
    public ZoneSolver(double share, int cores, Function<ZoneProblem, RegionPolicy> policies, LongSupplier nanoTime) {
        this(share, cores, policies, StraightLineTravel::under, nanoTime);
    }

    /** The same with other travel times than along straight lines. */
    public ZoneSolver(
            double share,
            int cores,
            Function<ZoneProblem, RegionPolicy> policies,
            Function<RegionPolicy, TravelTimes> travel,
            LongSupplier nanoTime) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("solverShare (" + share + ") must be above 0 and at most 1");
        }
        this.policies = policies;
        this.travel = travel;
        this.nanoTime = nanoTime;
        int threads = Math.max(1, (int) Math.floor(share * cores));
        for (int i = 0; i < threads; i++) {
            workers.add(new Worker(i, Math.min(1, share * cores)));
        }
        workers.forEach(Thread::start);
    }

    /**
     * Searches a zone when a thread is free.
     *
     * @param differences is given what is better, each time against the problem's snapshot; later ones replace earlier
     *                    ones. Called on the solver's thread: hand over, do not work there
     * @param done        called once, when the search has ended, was replaced, cancelled or dropped
     */
    public void solve(ZoneProblem problem, Consumer<List<ZoneDifference>> differences, Runnable done) {
        List<Task> dropped = new ArrayList<>();
        synchronized (waiting) {
            Task task = new Task(problem, differences, done);
            if (closed) {
                dropped.add(task);
            } else {
                takeOut(name(problem), dropped);
                waiting.put(name(problem), task);
                dropOldest(dropped);
                waiting.notifyAll();
            }
        }
        dropped.forEach(task -> task.done().run());
    }

    private static String name(ZoneProblem problem) {
        return problem.getRegion() + ' ' + problem.getZone();
    }

    private void takeOut(String zone, List<Task> dropped) {
        Task before = waiting.remove(zone);
        if (before != null) {
            dropped.add(before);
        }
        workers.forEach(worker -> worker.stopZone(zone));
    }

    private void dropOldest(List<Task> dropped) {
        Iterator<Task> oldest = waiting.values().iterator();
        while (waiting.size() > MOST_WAITING) {
            dropped.add(oldest.next());
            oldest.remove();
        }
    }

    /** Ends the search of a zone, and forgets its problem if it still waits. */
    public void cancel(ZoneKey zone) {
        List<Task> dropped = new ArrayList<>();
        synchronized (waiting) {
            takeOut(zone.region() + ' ' + zone, dropped);
        }
        dropped.forEach(task -> task.done().run());
    }

    /** Holds all searches up at their next move, because the dispatcher has work. */
    public void park() {
        synchronized (waiting) {
            parked = true;
            workers.forEach(worker -> worker.throttle.park());
        }
    }

    /** Lets all searches go on. */
    public void resume() {
        synchronized (waiting) {
            parked = false;
            workers.forEach(worker -> worker.throttle.release());
        }
    }

    public boolean isParked() {
        synchronized (waiting) {
            return parked;
        }
    }

    /** How many searches have ended. */
    public long searches() {
        return searches.get();
    }

    /** How many searches ended with an error. */
    public long failures() {
        return failures.get();
    }

    /** Ends all searches and the threads; waits for neither. */
    @Override
    public void close() {
        List<Task> dropped;
        synchronized (waiting) {
            closed = true;
            dropped = new ArrayList<>(waiting.values());
            waiting.clear();
            workers.forEach(Worker::stopSearch);
            waiting.notifyAll();
        }
        dropped.forEach(task -> task.done().run());
    }

    private final class Worker extends Thread {
        private final Throttle throttle;
        /** Guarded by {@code waiting}. */
        private @Nullable String zone;
        /** Guarded by {@code waiting}. */
        private @Nullable ZoneSearch search;

        private boolean stopped;

        Worker(int number, double share) {
            super("linli-solver-" + number);
            setDaemon(true);
            setPriority(MIN_PRIORITY);
            throttle = new Throttle(share, nanoTime);
        }

        @Override
        public void run() {
            for (Task task = next(); task != null; task = next()) {
                work(task);
            }
        }

        private @Nullable Task next() {
            synchronized (waiting) {
                while (waiting.isEmpty() && !closed) {
                    try {
                        waiting.wait();
                    } catch (InterruptedException ended) {
                        return null;
                    }
                }
                return closed ? null : takeFirst();
            }
        }

        private Task takeFirst() {
            Iterator<Map.Entry<String, Task>> first = waiting.entrySet().iterator();
            Map.Entry<String, Task> entry = first.next();
            first.remove();
            zone = entry.getKey();
            stopped = false;
            return entry.getValue();
        }

        private void work(Task task) {
            try {
                search(task);
            } catch (RuntimeException bug) {
                failures.incrementAndGet();
                log.error("The search of zone {} failed; its plan stays as it is", zone, bug);
            } finally {
                forget();
                searches.incrementAndGet();
                tell(task);
            }
        }

        /** Whoever asked may be gone by now, as at the end of a node; the next zone is searched all the same. */
        private void tell(Task task) {
            try {
                task.done().run();
            } catch (RuntimeException gone) {
                log.debug("Nobody takes the end of the search of zone {}", zone, gone);
            }
        }

        private void search(Task task) {
            RegionPolicy policy = policies.apply(task.problem());
            TravelTimes ways = travel.apply(policy).remembered();
            ZoneSearch begun = new ZoneSearch(task.problem(), policy, ways, throttle, nanoTime);
            synchronized (waiting) {
                search = begun;
                if (stopped || closed) {
                    begun.stop();
                }
            }
            throttle.begin();
            begun.run(task.differences());
        }

        private void forget() {
            synchronized (waiting) {
                zone = null;
                search = null;
                if (parked) {
                    throttle.park();
                }
            }
        }

        void stopZone(String name) {
            if (name.equals(zone)) {
                stopSearch();
            }
        }

        /** A parked search must go on to see that it is to end. */
        void stopSearch() {
            stopped = true;
            if (search != null) {
                search.stop();
            }
            throttle.release();
        }
    }
}
