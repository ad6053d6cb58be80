package org.linli.gateway.node;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.Loop;
import org.linli.matcher.cluster.Bus;
import org.linli.matcher.cluster.ZoneSolving;
import org.linli.matcher.dispatch.Advice;
import org.linli.matcher.dispatch.DispatchSettings;
import org.linli.matcher.dispatch.Dispatcher;
import org.linli.matcher.dispatch.Positions;
import org.linli.matcher.dispatch.RegionAdvice;
import org.linli.matcher.registry.node.RegionLease;
import org.linli.solver.facts.TravelTimes;

/** The region's dispatcher on this node, with the lease that says whether it is the one that proposes. */
final class Engine implements AutoCloseable {
    private static final int MAX_QUESTIONS = 64;

    private final Dispatcher dispatcher;
    private final RegionLease lease;
    private final ThreadPoolExecutor problems;
    private final ThreadPoolExecutor work;
    private final RegionAdvice advice;

    /**
     * @param ways how long ways take under a policy
     * @param loop the dispatcher's alone; whoever made it closes it, after the records
     */
    Engine(
            Settings settings,
            Function<RegionPolicy, TravelTimes> ways,
            Loop loop,
            Records records,
            Positions positions,
            Bus bus,
            ZoneSolving zones,
            MeterRegistry meters) {
        DispatchSettings.Plan plan =
                settings.plan().equals("optaplanner") ? DispatchSettings.Plan.OPTAPLANNER : DispatchSettings.Plan.TIERS;
        // A newer picture is better than an older one that waits.
        problems = pool("linli-problems", 1);
        dispatcher = new Dispatcher(
                records.registry(),
                loop,
                positions,
                Records.policies(settings.region()),
                ways,
                DispatchSettings.standard(plan),
                meters,
                zones,
                problems);
        lease = new RegionLease(records.store().loop(), records.store().leases(), bus.self(), new Word());
        // Answers are wanted within 80 ms: what cannot be begun by then is better refused.
        work = pool("linli-advice", MAX_QUESTIONS);
        advice = new RegionAdvice(dispatcher, records.registry(), bus, work);
    }

    private static ThreadPoolExecutor pool(String name, int waiting) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Answers for the region from wherever the lease is. */
    Advice advice() {
        return advice;
    }

    /** Whether the region is this node's now. Safe to call from any thread. */
    boolean isOwner() {
        return dispatcher.isHolding();
    }

    /** Begins to take part. Without it the node only asks others. */
    void start() {
        dispatcher.start();
        lease.start();
    }

    @Override
    public void close() {
        dispatcher.stop();
        lease.close();
        problems.shutdown();
        work.shutdown();
    }

    /** What the lease says, brought to the dispatcher. */
    private final class Word implements RegionLease.Listener {
        @Override
        public void acquired(long epoch, long sequence) {
            dispatcher.leaseAcquired(epoch, sequence);
        }

        @Override
        public void confirmed() {
            dispatcher.leaseConfirmed();
        }

        @Override
        public void lost() {
            dispatcher.leaseLost();
        }
    }
}
