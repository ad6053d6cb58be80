package org.linli.gateway;

import org.linli.gateway.audit.VerifyAuditCommand;
import org.linli.gateway.backtest.SimulateCommand;
import org.linli.gateway.enrol.ExportCommand;
import org.linli.gateway.enrol.ImportCommand;
import org.linli.gateway.node.AuditCommand;
import org.linli.gateway.node.BackupCommand;
import org.linli.gateway.node.ClassArchiveCommand;
import org.linli.gateway.node.RestoreCommand;
import org.linli.gateway.node.ServeCommand;
import org.linli.gateway.node.SuperviseCommand;
import org.linli.gateway.node.UsersCommand;
import org.linli.gateway.node.VerifyCommand;
import org.linli.gateway.replay.ReplayCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code linli [serve]} starts a node; other commands speak to one. */
@Command(
        name = "linli",
        mixinStandardHelpOptions = true,
        versionProvider = Linli.Version.class,
        description = "Matches neighbours who need help with volunteers who can give it. Without a command: serve.",
        subcommands = {
            ServeCommand.class,
            SuperviseCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            VerifyCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            UsersCommand.class,
            AuditCommand.class,
            VerifyAuditCommand.class,
            ReplayCommand.class,
            SimulateCommand.class,
            ClassArchiveCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Linli {
    /** Of the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Linli.class.getPackage().getImplementationVersion();
            return new String[] {"linli " + (version == null ? "development" : version)};
        }
    }

    /** Without a command, or with an option first, {@code serve} is meant. */
    public static void main(String[] arguments) {
        // Before anything touches the common pool: Hazelcast starts a thread a future where it has only one.
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "4");
        System.setProperty("hazelcast.phone.home.enabled", "false");
        System.exit(run(arguments));
    }

    /** Runs the command, and gives the process' exit code: 2 for what cannot be, with one line that says why. */
    public static int run(String... arguments) {
        return new CommandLine(new Linli())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, given) -> {
                    System.err.println("linli: " + wrong.getMessage() + ". Maybe look at --help.");
                    return CommandLine.ExitCode.USAGE;
                })
                .execute(meant(arguments));
    }

    private static String[] meant(String[] arguments) {
        boolean own = arguments.length > 0
                && (!arguments[0].startsWith("-") || arguments[0].equals("--version") || arguments[0].equals("-V"));
        if (own) {
            return arguments;
        }
        String[] serve = new String[arguments.length + 1];
        serve[0] = "serve";
        System.arraycopy(arguments, 0, serve, 1, arguments.length);
        return serve;
    }
}
