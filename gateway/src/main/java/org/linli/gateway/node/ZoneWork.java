package org.linli.gateway.node;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Function;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.Loop;
import org.linli.matcher.cluster.Bus;
import org.linli.matcher.cluster.LocalZones;
import org.linli.matcher.cluster.SpreadZones;
import org.linli.matcher.cluster.ZoneHelp;
import org.linli.matcher.cluster.ZoneNodes;
import org.linli.matcher.cluster.ZoneSolving;
import org.linli.matcher.solve.ZoneSolver;
import org.linli.proto.ZoneProblem;
import org.linli.solver.facts.TravelTimes;

/** The zone solver of this node: it works for the region's dispatcher, whichever node that is on. */
final class ZoneWork implements AutoCloseable {
    /** Of all cores: half a core of two, so that orders and offers never wait for a search. */
    private static final double SHARE = 0.25;

    private final ZoneSolver solver;
    private final ZoneNodes nodes;
    private final ZoneHelp help;
    private final ZoneSolving solving;

    /**
     * @param ways how long ways take under a policy
     * @param loop tells the others once a second that this node is there
     */
    ZoneWork(String region, Function<RegionPolicy, TravelTimes> ways, Loop loop, Bus bus, MeterRegistry meters) {
        int cores = Runtime.getRuntime().availableProcessors();
        solver = new ZoneSolver(SHARE, cores, new Policies(Records.policies(region)), ways, System::nanoTime);
        ZoneSolving here = new LocalZones(solver);
        nodes = new ZoneNodes(bus, loop, true);
        help = new ZoneHelp(bus, here);
        solving = new SpreadZones(bus, nodes, here);
        FunctionCounter.builder("linli.solver.searches", solver, ZoneSolver::searches)
                .description("Searches of zones that ended on this node, for whichever node asked")
                .register(meters);
        FunctionCounter.builder("linli.solver.failures", solver, ZoneSolver::failures)
                .description("Searches that ended with an error")
                .register(meters);
    }

    /** By idle nodes, this one among them. */
    ZoneSolving solving() {
        return solving;
    }

    @Override
    public void close() throws Exception {
        help.close();
        nodes.close();
        solver.close();
    }

    /** Reads the rules that a problem carries, the last ones once. Safe for any thread. */
    private static final class Policies implements Function<ZoneProblem, RegionPolicy> {
        private final Function<String, RegionPolicy> reader;
        private volatile Known known;

        private record Known(String yaml, RegionPolicy policy) {}

        Policies(Function<String, RegionPolicy> reader) {
            this.reader = reader;
            this.known = new Known("", reader.apply(""));
        }

        @Override
        public RegionPolicy apply(ZoneProblem problem) {
            Known last = known;
            if (!last.yaml().equals(problem.getPolicyYaml())) {
                last = new Known(problem.getPolicyYaml(), reader.apply(problem.getPolicyYaml()));
                known = last;
            }
            return last.policy();
        }
    }
}
