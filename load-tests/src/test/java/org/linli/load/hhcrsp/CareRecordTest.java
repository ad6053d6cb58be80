package org.linli.load.hhcrsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CareRecordTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void record_openedAgain_hasWhatWasDone() throws IOException {
        JsonObject solution = new JsonObject("{\"routes\": []}");
        new CareRecord(folder, "1 s").add("a", new double[] {100.5, 102, Double.POSITIVE_INFINITY}, solution);
        CareRecord again = new CareRecord(folder, "1 s");
        assertThat(again.has("a")).isTrue();
        assertThat(again.has("b")).isFalse();
        assertThat(again.costs("a")).containsExactly(100.5, 102, Double.POSITIVE_INFINITY);
        assertThat(JsonFiles.read(folder.resolve("a.solution.json"))).isEqualTo(solution);
    }

    @Test
    void record_ofOtherConditions_isRefused() throws IOException {
        new CareRecord(folder, "1 s").add("a", new double[] {1}, new JsonObject());
        assertThatThrownBy(() -> new CareRecord(folder, "2 s")).hasMessageContaining("1 s instead of 2 s");
    }
}
