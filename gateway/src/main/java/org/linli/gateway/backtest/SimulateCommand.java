package org.linli.gateway.backtest;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.backtest.Backtest;
import org.linli.matcher.backtest.Fixture;
import org.linli.matcher.backtest.Habits;
import org.linli.matcher.backtest.Layout;
import org.linli.matcher.backtest.Person;
import org.linli.matcher.backtest.Wish;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code linli simulate}: a made-up day under two policies, on virtual time and without a node. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Plays a made-up day under two policies, and compares them.",
        footer = {
            "",
            "The same seed and files give the same figures, and the same page to the byte. People and orders are made",
            "up; decisions and planning are those of a node. For a log of real calls: linli replay FILE --policy …",
            "",
            "Example:",
            "  linli simulate --policy new.yaml --against current.yaml --html day.html"
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final long MINUTE_MS = 60_000;
    /** Of a thousand people, how many say no to everything, and of a thousand offers, how many others decline. */
    private static final int NEVER = 50;

    private static final int DECLINES = 100;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Trial trial = new Trial();

    @Option(names = "--seed", defaultValue = "1", description = "Of every chance. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--volunteers", defaultValue = "300", description = "On duty all day. Default: ${DEFAULT-VALUE}.")
    private int volunteers;

    @Option(names = "--orders", defaultValue = "1000", description = "Default: ${DEFAULT-VALUE}.")
    private int orders;

    @Option(names = "--hours", defaultValue = "12", description = "In which orders come. Default: ${DEFAULT-VALUE}.")
    private int hours;

    @Option(names = "--window", defaultValue = "240", description = "Minutes from an order to its visit's latest end.")
    private int window;

    @Option(names = "--square-meters", defaultValue = "6000", description = "Half the side of where people live.")
    private double squareMeters;

    @Option(names = "--towns", defaultValue = "1", description = "0: evenly; else so many. Default: ${DEFAULT-VALUE}.")
    private int towns;

    @Option(
            names = "--thinks",
            defaultValue = "40",
            description = "Most seconds to an answer. Default: ${DEFAULT-VALUE}.")
    private int thinks;

    @Option(names = "--sees", defaultValue = "0", description = "Of 1000 offers, how many are on an open page.")
    private int sees;

    /** 0: done; 2: a wrong file or setting. */
    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            trial.run(backtest(), demand(), out);
            return 0;
        } catch (IOException | IllegalArgumentException wrong) {
            spec.commandLine().getErr().println("linli simulate: " + wrong.getMessage());
            return 2;
        }
    }

    private Backtest backtest() throws IOException {
        RegionPolicy policy = trial.first();
        Layout layout = new Layout(squareMeters, towns, squareMeters / (towns <= 1 ? 8 : 15));
        Fixture fixture = new Fixture(seed, layout, policy);
        List<Person> people = fixture.people(volunteers, NEVER);
        List<Wish> wishes = fixture.wishes(1, orders, 0, Duration.ofHours(hours).toMillis(), 5, window * MINUTE_MS);
        return new Backtest(
                people, wishes, new Habits(seed, Duration.ofSeconds(thinks), sees, DECLINES), trial.moves());
    }

    private Bilingual demand() {
        return new Bilingual(
                String.format(
                        Locale.ROOT,
                        "%,d 单、%,d 名志愿者、%d 小时、%d 个镇，种子 %d；人和订单均为虚构。",
                        orders,
                        volunteers,
                        hours,
                        towns,
                        seed),
                String.format(
                        Locale.ROOT,
                        "%,d orders, %,d volunteers, %d hours, towns: %d, seed %d; people and orders are made up.",
                        orders,
                        volunteers,
                        hours,
                        towns,
                        seed));
    }
}
