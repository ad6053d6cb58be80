package org.linli.sim;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.load.check.Happening;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.core.Decider;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.core.State;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import picocli.CommandLine.Option;

/**
 * Decisions a second on one thread, in the mix of commands that simulated counties made: each command of their logs on
 * the state that it met, over and over. Five seconds to warm up, then rounds of two seconds, the median and the worst.
 */
@picocli.CommandLine.Command(name = "decide", description = "Measures the core's decisions a second on one thread.")
public final class DecideBenchmark implements Callable<Integer> {
    private static final long WARM_UP_NANOS = 5_000_000_000L;
    private static final long ROUND_NANOS = 2_000_000_000L;
    private static final int COUNTIES = 5;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds of two seconds (${DEFAULT-VALUE}).")
    private int rounds;

    private final PrintStream out = System.out;
    private final Decider decider = new Decider();

    private record Case(Known state, Command command, long nowMs) {}

    @Override
    public Integer call() {
        Quiet.logging();
        List<Case> cases = new ArrayList<>();
        for (long seed = 1; seed <= COUNTIES; seed++) {
            gather(Simulation.run(Plan.of(seed), Bugs.NONE).history().all(), cases);
        }
        measure(cases, WARM_UP_NANOS);
        double[] perSecond = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            perSecond[i] = measure(cases, ROUND_NANOS);
        }
        Arrays.sort(perSecond);
        out.printf(
                "%d cases, decisions/s on one thread: median %,.0f, worst %,.0f of %d rounds%n",
                cases.size(), perSecond[rounds / 2], perSecond[0], rounds);
        return 0;
    }

    private static void gather(List<Happening> history, List<Case> cases) {
        Map<String, Versioned> state = new HashMap<>();
        for (Happening happening : history) {
            if (happening instanceof Happening.Logged logged) {
                Entry entry = logged.entry();
                if (entry.getPolicyVersion() > 0) {
                    cases.add(new Case(met(state, entry), entry.getCause(), entry.getAtMs()));
                }
                for (Change change : entry.getChangesList()) {
                    state.put(
                            change.getKey(),
                            new Versioned(
                                    change.getKey(), change.getVersion(), entry.getSequence(), change.getAfter()));
                }
            }
        }
    }

    /** The state as it was then: entities do not change, so the map alone is copied. */
    private static Known met(Map<String, Versioned> state, Entry entry) {
        return new Known(new HashMap<>(state), Rulebooks.READER.apply(""), entry.getPolicyVersion());
    }

    private double measure(List<Case> cases, long nanos) {
        long began = System.nanoTime();
        long decisions = 0;
        long accepted = 0;
        while (System.nanoTime() - began < nanos) {
            for (Case one : cases) {
                accepted += decider.decide(one.state, one.command, one.nowMs) instanceof Decision.Accepted ? 1 : 0;
            }
            decisions += cases.size();
        }
        if (accepted == 0) {
            throw new IllegalStateException("not one of " + decisions + " decisions was accepted");
        }
        return decisions * 1e9 / (System.nanoTime() - began);
    }

    private record Known(Map<String, Versioned> entities, RegionPolicy policy, long policyVersion) implements State {
        @Override
        public Versioned get(String key) {
            Versioned entity = entities.get(key);
            return entity == null ? new Versioned(key, 0, 0, Entity.getDefaultInstance()) : entity;
        }

        @Override
        public boolean has(String key) {
            return !key.equals(EntityKey.POLICY) || policyVersion > 0;
        }
    }
}
