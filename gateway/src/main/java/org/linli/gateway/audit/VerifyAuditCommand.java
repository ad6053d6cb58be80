package org.linli.gateway.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code linli verify-audit FILE}: whether an export is whole and as it was written. Needs no node. */
@Command(
        name = "verify-audit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Checks an export of the log: every link of its chain, every sequence, every count and its end.",
        footer = {
            "",
            "The chain that it ends in is the same for everybody who exports the same stretch from the same place:",
            "compare it with another auditor's, or with one that was noted earlier."
        })
public final class VerifyAuditCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "As linli audit --out FILE wrote it.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    /** 0: whole; 1: not, with the line; 2: it cannot be read. */
    @Override
    public Integer call() {
        try {
            AuditCheck.Verdict verdict = AuditCheck.of(file);
            var out = spec.commandLine().getOut();
            out.println(
                    verdict.isWhole()
                            ? verdict.entries() + " entries are whole, the last is " + verdict.last() + ", chain "
                                    + verdict.chain()
                            : file + " is not whole: " + verdict.fault() + ". Right until entry " + verdict.last());
            return verdict.isWhole() ? 0 : 1;
        } catch (IOException unreadable) {
            spec.commandLine().getErr().println("linli: " + file + " cannot be read: " + unreadable.getMessage());
            return 2;
        }
    }
}
