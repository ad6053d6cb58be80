package org.linli.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import org.linli.load.wire.Shot;
import org.linli.load.wire.Tally;
import org.linli.load.wire.Volley;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** T6: many times the load that the node can carry, then half of it. */
@Command(
        name = "overload",
        mixinStandardHelpOptions = true,
        description =
                "Finds what a node can carry, offers many times that, then half: who was served, how much, how soon"
                        + " it was well again.")
final class OverloadCommand implements Callable<Integer> {
    private static final String[] LANES = {"EMERGENCY", "URGENT", "SOON", "ROUTINE", "BULK"};
    /**
     * Of a hundred calls. At ten times the load the emergencies and urgent orders are half of what the node can carry: were
     * they as much as that or more, nobody could serve all of them, and recovery would be their backlog alone.
     */
    private static final int[] SHARES = {1, 4, 15, 65, 15};
    /** People of each lane; together under the 20,000 files that a process may have open. */
    private static final int[] CONNECTIONS = {1_024, 4_096, 768, 2_304, 768};

    /** The first two lanes: whoever is in them waits, whatever it takes. */
    private static final int ALWAYS_SERVED = 2;

    private static final int[] BUSY = {32, 64, 96, 192, 384};
    /** Well again: within half a second nobody is refused, and nearly all are answered within a quarter. */
    private static final double SLICE_SECONDS = 0.5;

    private static final long WELL_MICROS = 250_000;
    private static final int SLICES = 30;
    private static final double PATIENCE_SECONDS = 30;
    private static final String UNWELL = "half-seconds of 30 that are not well at half the peak, ";

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--times", defaultValue = "10", description = "How many times its peak. Default: ${DEFAULT-VALUE}.")
    private double times;

    @Override
    public Integer call() throws IOException {
        Figures figures = new Figures();
        for (int run = 1; run <= options.runs; run++) {
            System.out.printf("overload: run %d of %d%n", run, options.runs);
            try (NodeProcess node = options.start("overload-" + run)) {
                LongFunction<Shot> mix = mix(Orders.at(node.uri(), run));
                try (Volley volley = new Volley(node.uri(), CONNECTIONS)) {
                    run(figures, node, volley, mix);
                }
            }
        }
        String command = "linli-load overload --times %s %s".formatted(times, options.said());
        Results.print(System.out, "T6: " + times + " times the load", command, figures, options.append);
        return 0;
    }

    /** A hundred in turn, the rare ones spread among them. */
    private static LongFunction<Shot> mix(Orders orders) {
        List<LongFunction<Shot>> lanes = new ArrayList<>();
        for (int lane = 0; lane < LANES.length; lane++) {
            lanes.add(orders.of(lane, LANES[lane]));
        }
        int[] turns = turns();
        return number -> lanes.get(turns[(int) (number % 100)]).apply(number);
    }

    private static int[] turns() {
        int[] turns = new int[100];
        int at = 0;
        for (int lane = 0; lane < LANES.length; lane++) {
            for (int i = 0; i < SHARES[lane]; i++) {
                turns[at] = lane;
                at = (at + 37) % 100; // 37 and 100 have no common divisor, so that each turn comes once
            }
        }
        return turns;
    }

    private void run(Figures figures, NodeProcess node, Volley volley, LongFunction<Shot> mix) {
        volley.closedLoop(options.warmup, BUSY[1], mix);
        volley.rest(PATIENCE_SECONDS);
        Peak peak = peak(node, volley, mix);
        figures.addGain("peak goodput, orders a second", peak.perSecond(), "");
        peak.cost().add(figures, " at the peak");
        figures.add(UNWELL + "before", unwell(volley, mix, peak.perSecond() / 2).cardinality(), "");
        List<Tally> tallies = overload(figures, node, volley, mix, peak.perSecond());
        for (int lane = ALWAYS_SERVED; lane < LANES.length; lane++) {
            volley.giveUp(lane);
        }
        BitSet after = unwell(volley, mix, peak.perSecond() / 2);
        figures.add("recovery, s", after.length() * SLICE_SECONDS, "≤ 5");
        figures.add(UNWELL + "after", after.cardinality(), "");
        volley.rest(PATIENCE_SECONDS);
        for (int lane = 0; lane < LANES.length; lane++) {
            Tally tally = tallies.get(lane);
            String name = LANES[lane].toLowerCase(Locale.ROOT);
            figures.addGain(
                    "served, % of " + name, 100.0 * tally.made() / tally.dueCount(), lane < ALWAYS_SERVED ? "100" : "");
            figures.add(name + ", p99 ms of those served", tally.micros().getValueAtPercentile(99) / 1_000.0, "");
        }
    }

    private record Peak(double perSecond, Cost cost) {}

    /** The most that it makes with more and more under way. */
    private Peak peak(NodeProcess node, Volley volley, LongFunction<Shot> mix) {
        Peak peak = new Peak(0, Cost.soFar(node));
        double seconds = Math.max(2, options.seconds / 4.0);
        for (int busy : BUSY) {
            volley.begin();
            Cost before = Cost.soFar(node);
            volley.closedLoop(seconds, busy, mix);
            long made = made(tallies(volley));
            if (made / seconds > peak.perSecond()) {
                peak = new Peak(made / seconds, Cost.since(before, node, made));
            }
            volley.rest(PATIENCE_SECONDS);
        }
        return peak;
    }

    private List<Tally> overload(
            Figures figures, NodeProcess node, Volley volley, LongFunction<Shot> mix, double peak) {
        volley.begin();
        List<Tally> tallies = tallies(volley);
        Cost before = Cost.soFar(node);
        volley.openLoop(times * peak, options.seconds, mix);
        double seconds = options.seconds;
        long made = made(tallies);
        Cost cost = Cost.since(before, node, made);
        long answered = made + tallies.stream().mapToLong(Tally::refused).sum();
        long due = tallies.stream().mapToLong(Tally::dueCount).sum();
        figures.addGain("offered, times the peak", due / seconds / peak, Double.toString(times));
        figures.addGain("reached the node, times the peak", answered / seconds / peak, "");
        figures.addGain("goodput, orders a second", made / seconds, "");
        figures.addGain("goodput, % of the peak", 100 * made / seconds / peak, "≥ 90");
        cost.add(figures, "");
        figures.add("node, cores busy", cost.processors().node() / seconds, "");
        figures.add("Redis, cores busy", cost.processors().redis() / seconds, "");
        figures.add("load, cores busy", cost.processors().load() / seconds, "");
        return tallies;
    }

    /** Which slices of a quarter of a minute are not well: the last of them is when it was well again and stayed so. */
    private static BitSet unwell(Volley volley, LongFunction<Shot> mix, double perSecond) {
        BitSet unwell = new BitSet();
        for (int slice = 0; slice < SLICES; slice++) {
            volley.begin();
            volley.openLoop(perSecond, SLICE_SECONDS, mix);
            List<Tally> tallies = tallies(volley);
            if (!isWell(tallies)) {
                unwell.set(slice);
                System.out.printf("not well from %.1f s on: %s%n", slice * SLICE_SECONDS, said(tallies));
            }
        }
        return unwell;
    }

    private static boolean isWell(List<Tally> tallies) {
        return made(tallies) > 0 && tallies.stream().allMatch(OverloadCommand::isWell);
    }

    private static boolean isWell(Tally tally) {
        return tally.refused() + tally.failed() == 0 && tally.micros().getValueAtPercentile(99) <= WELL_MICROS;
    }

    /** Of each lane that is not well how many were answered, how late the latest of them, and how many were not served. */
    private static String said(List<Tally> tallies) {
        List<String> lanes = new ArrayList<>();
        for (int lane = 0; lane < LANES.length; lane++) {
            Tally tally = tallies.get(lane);
            if (!isWell(tally)) {
                lanes.add("%s %d made, p99 %.0f ms, %d refused, %d failed"
                        .formatted(
                                LANES[lane].toLowerCase(Locale.ROOT),
                                tally.made(),
                                tally.micros().getValueAtPercentile(99) / 1_000.0,
                                tally.refused(),
                                tally.failed()));
            }
        }
        return lanes.isEmpty() ? "nobody was served" : String.join("; ", lanes);
    }

    private static List<Tally> tallies(Volley volley) {
        List<Tally> tallies = new ArrayList<>();
        for (int lane = 0; lane < LANES.length; lane++) {
            tallies.add(volley.tally(lane));
        }
        return tallies;
    }

    private static long made(List<Tally> tallies) {
        return tallies.stream().mapToLong(Tally::made).sum();
    }
}
