package org.linli.load.check;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.linli.load.CoreTime;
import org.linli.matcher.policy.PolicyReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Records a second of the checker, on a history of 50,000 changes that 16 streams watch. Run by {@code make bench-check}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
public class CheckBench {
    private static final int CHANGES = 50_000;
    private static final int WATCHERS = 16;

    private final List<Happening> history = SyntheticHistory.of(CHANGES, WATCHERS);
    private final KnownPolicies policies = new KnownPolicies(PolicyReader.defaultYaml("520181"));
    private final CoreTime time = new CoreTime("records");

    @Setup(Level.Iteration)
    public void begin() {
        time.begin();
    }

    @TearDown(Level.Iteration)
    public void end() {
        time.end();
    }

    /** One whole history. */
    @Benchmark
    public Findings check() {
        Findings findings = new Checker(policies).check(history);
        if (!findings.violations().isEmpty()) {
            throw new IllegalStateException(
                    "A sound history shows " + findings.violations().get(0));
        }
        time.did(history.size());
        return findings;
    }
}
