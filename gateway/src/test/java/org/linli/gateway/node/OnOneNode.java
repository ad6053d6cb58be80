package org.linli.gateway.node;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** One node in this process for all the tests of a class. Classes run one after the other, so all of it is the present one's. */
abstract class OnOneNode {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    @SuppressWarnings("NullAway.Init")
    static Node node;

    @SuppressWarnings("NullAway.Init")
    static Client client;

    @BeforeAll
    static void startNode() {
        node = Node.start(Street.settings(data, "full"));
        client = new Client(node.port());
    }

    @AfterAll
    static void stopNode() {
        client.close();
        node.close();
    }
}
