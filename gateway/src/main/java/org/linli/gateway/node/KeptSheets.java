package org.linli.gateway.node;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.linli.gateway.api.Desk;
import org.linli.gateway.api.NodeSheets;
import org.linli.gateway.blackout.HourlySheets;
import org.linli.matcher.loop.ThreadLoop;

/** The blackout sheets that this node keeps, on a thread of their own, where the disk may take its time. */
final class KeptSheets implements AutoCloseable {
    private final ThreadLoop loop = ThreadLoop.start("linli-sheets");
    private final HourlySheets sheets;

    KeptSheets(Path directory, Desk desk, BooleanSupplier owner, MeterRegistry meters) {
        sheets = new HourlySheets(new HourlySheets.Parts(
                loop,
                new NodeSheets(desk),
                directory,
                owner,
                () -> desk.policy().zone(),
                desk.nowMs(),
                meters));
    }

    void start() {
        sheets.start();
    }

    @Override
    public void close() {
        sheets.close();
        loop.execute(loop::close);
    }
}
