package org.linli.load;

import org.linli.load.check.CheckCommand;
import org.linli.load.city.CityHourCommand;
import org.linli.load.city.FairnessCommand;
import org.linli.load.failover.FailoversCommand;
import org.linli.load.faults.FaultsCommand;
import org.linli.load.hhcrsp.CareCommand;
import org.linli.load.hhcrsp.CareTable;
import org.linli.load.hhcrsp.CareTrial;
import org.linli.load.matching.MatchingBenchmark;
import org.linli.load.online.OnlineCommand;
import org.linli.load.road.RoadsCommand;
import org.linli.load.trsp.TechnicianCommand;
import org.linli.sim.MutantsCommand;
import org.linli.sim.SimCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code java -jar load-tests/target/linli-load.jar COMMAND}: needs {@code gateway/target/linli.jar} beside it. */
@Command(
        name = "linli-load",
        mixinStandardHelpOptions = true,
        subcommands = {
            IntakeCommand.class,
            OffersCommand.class,
            OverloadCommand.class,
            ButtonsCommand.class,
            StartCommand.class,
            WeekCommand.class,
            PeopleFileCommand.class,
            ImportPeopleCommand.class,
            MatchingBenchmark.class,
            SimCommand.class,
            MutantsCommand.class,
            CheckCommand.class,
            FailoversCommand.class,
            CareCommand.class,
            CareTable.class,
            CareTrial.class,
            OnlineCommand.class,
            TechnicianCommand.class,
            FaultsCommand.class,
            FairnessCommand.class,
            RoadsCommand.class,
            CityHourCommand.class,
            CityCommand.class
        },
        description = "Measures a node from outside and prints a table beside its yardsticks.")
public final class LoadMain {
    private LoadMain() {}

    public static void main(String[] arguments) {
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "4");
        System.exit(new CommandLine(new LoadMain()).execute(arguments));
    }
}
