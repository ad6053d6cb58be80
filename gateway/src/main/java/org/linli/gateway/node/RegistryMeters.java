package org.linli.gateway.node;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.linli.gateway.http.Words;
import org.linli.matcher.registry.Rank;
import org.linli.matcher.registry.node.RegistryFigures;

/** The registry's figures at {@code /metrics}. */
final class RegistryMeters {
    private final RegistryFigures figures;
    private final MeterRegistry meters;

    private RegistryMeters(RegistryFigures figures, MeterRegistry meters) {
        this.figures = figures;
        this.meters = meters;
    }

    static void bind(RegistryFigures figures, MeterRegistry meters) {
        RegistryMeters registry = new RegistryMeters(figures, meters);
        registry.counter("commits", "Decisions made durable, refusals among them", RegistryFigures::commits);
        registry.counter("conflicts", "Decisions made again, for something had changed", RegistryFigures::conflicts);
        registry.counter(
                "reads", "Times that a command was read for, not decided on what is known", RegistryFigures::reads);
        registry.counter("repeats", "Replies given again", RegistryFigures::repeats);
        registry.waits();
    }

    private void counter(String name, String description, ToDoubleFunction<RegistryFigures> figure) {
        FunctionCounter.builder("linli.registry." + name, figures, figure)
                .description(description)
                .register(meters);
    }

    private void waits() {
        for (Rank rank : Rank.values()) {
            FunctionTimer.builder(
                            "linli.registry.queue",
                            figures,
                            known -> known.waits(rank),
                            known -> known.waitedNanos(rank),
                            TimeUnit.NANOSECONDS)
                    .description("How long questions to the store waited for their turn")
                    .tag("lane", Words.kebab(rank.name()))
                    .register(meters);
        }
    }
}
