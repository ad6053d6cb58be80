package org.linli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NodeProcessTest {
    @Test
    void heap_asEachCollectorDescribesIt_isReadInBytes() {
        assertThat(NodeProcess.used(" garbage-first heap   total 262144K, used 12345K [0x1)"))
                .isEqualTo(12_345L << 10);
        assertThat(NodeProcess.used(" ZHeap           used 120M, capacity 512M, max capacity 2048M"))
                .isEqualTo(120L << 20);
        assertThatThrownBy(() -> NodeProcess.used("no such process")).hasMessageContaining("no such process");
    }
}
