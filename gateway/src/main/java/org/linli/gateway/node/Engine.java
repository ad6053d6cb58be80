package org.linli.gateway.node;

import io.micrometer.core.instrument.MeterRegistry;
import org.linli.matcher.Loop;
import org.linli.matcher.dispatch.DispatchSettings;
import org.linli.matcher.dispatch.Dispatcher;
import org.linli.matcher.dispatch.Positions;
import org.linli.matcher.registry.node.RegionLease;

/** The region's dispatcher on this node, with the lease that says whether it is the one that proposes. */
final class Engine implements AutoCloseable {
    private final Dispatcher dispatcher;
    private final RegionLease lease;

    /** @param loop the dispatcher's alone; whoever made it closes it, after the records */
    Engine(Settings settings, Loop loop, Records records, Positions positions, String self, MeterRegistry meters) {
        DispatchSettings.Plan plan =
                settings.plan().equals("optaplanner") ? DispatchSettings.Plan.OPTAPLANNER : DispatchSettings.Plan.TIERS;
        dispatcher = new Dispatcher(
                records.registry(),
                loop,
                positions,
                Records.policies(settings.region()),
                DispatchSettings.standard(plan),
                meters);
        lease = new RegionLease(records.store().loop(), records.store().leases(), self, new Word());
    }

    void start() {
        dispatcher.start();
        lease.start();
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    @Override
    public void close() {
        dispatcher.stop();
        lease.close();
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
