package org.linli.matcher.registry.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts held to their model: a short round here, a million commands by {@code make scripts-model}. */
class ScriptsModelTest {
    private static final long COMMANDS = Long.getLong("linli.scripts.commands", 20_000);
    private static final long SEED = Long.getLong("linli.scripts.seed", 1);

    @Test
    void scripts_andTheirModel_doTheSame(@TempDir Path data) {
        try (EmbeddedRedis redis = EmbeddedRedis.start(data);
                DirectRegion region = new DirectRegion(redis.uri());
                StoredState stored = new StoredState(redis.uri())) {
            stored.raw().configSet("appendonly", "no");
            String figures = new ScriptsAgainstModel(region, stored, SEED).run(COMMANDS);
            System.out.println(figures);
            assertThat(figures).endsWith("no difference");
        }
    }
}
