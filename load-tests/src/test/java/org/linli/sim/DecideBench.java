package org.linli.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.load.CoreTime;
import org.linli.load.check.Happening;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.core.Decider;
import org.linli.matcher.registry.core.Decision;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Entry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decisions of the core a second on one thread. One decision is one whole command on the state that it met: rights and
 * rules checked, the after-images of every entity that it changes, with the timers, index sets, counters and the reply
 * that follow from them. The commands are those that five simulated counties accepted, in their mix and order, over and
 * over: orders, offers (one command may make several), answers, departures, check-ins and check-outs, confirmations with
 * their posting, disputes, timers, duty, profiles; the mix is printed first. The state is all that the county held then.
 * Run by {@code make bench-decide}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
public class DecideBench {
    private static final int COUNTIES = 5;

    private final Decider decider = new Decider();
    private final List<Case> cases = new ArrayList<>();
    private final CoreTime time = new CoreTime("decisions");
    private int next;

    private record Case(Known state, Command command, long nowMs) {}

    @Setup
    public void gather() {
        Quiet.logging();
        for (long seed = 1; seed <= COUNTIES; seed++) {
            gather(Simulation.run(Plan.of(seed), Bugs.NONE).history().all(), cases);
        }
        System.out.println(cases.size() + " commands: " + mix());
    }

    private Map<Command.BodyCase, Long> mix() {
        return cases.stream()
                .collect(Collectors.groupingBy(one -> one.command.getBodyCase(), TreeMap::new, Collectors.counting()));
    }

    @Setup(Level.Iteration)
    public void begin() {
        time.begin();
    }

    @TearDown(Level.Iteration)
    public void end() {
        time.end();
    }

    /** One decision. */
    @Benchmark
    public Decision decide() {
        Case one = cases.get(next);
        next = next + 1 == cases.size() ? 0 : next + 1;
        time.did(1);
        return decider.decide(one.state, one.command, one.nowMs);
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

    private record Known(Map<String, Versioned> entities, RegionPolicy policy, long policyVersion)
            implements org.linli.matcher.registry.core.State {
        @Override
        public Versioned get(String key) {
            Versioned entity = entities.get(key);
            return entity == null ? Versioned.absent(key) : entity;
        }

        @Override
        public boolean has(String key) {
            return !key.equals(EntityKey.POLICY) || policyVersion > 0;
        }
    }
}
