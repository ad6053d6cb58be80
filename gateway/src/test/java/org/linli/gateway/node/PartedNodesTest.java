package org.linli.gateway.node;

import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linli.gateway.cluster.Members;
import org.linli.gateway.cluster.VertxBus;

/** Nodes that do not find each other at their start, as where the other is too busy to answer, or are parted later. */
class PartedNodesTest {
    private final List<Vertx> parted = new ArrayList<>();

    @AfterEach
    void close() {
        parted.forEach(vertx -> vertx.close().await());
    }

    private VertxBus bus(HazelcastInstance member, String name) {
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(new EventBusOptions().setHost("127.0.0.1")))
                .withClusterManager(Members.manager(member))
                .buildClustered()
                .await();
        parted.add(vertx);
        return new VertxBus(vertx, name);
    }

    @Test
    void nodes_thatStandAlone_findEachOther_andEachHearsTheOther() {
        int port = NodeProcess.freePort();
        VertxBus early =
                bus(Members.start("linli-parted", List.of("127.0.0.1:" + port), NodeProcess.freePort()), "early");
        VertxBus late = bus(Members.start("linli-parted", List.of(), port), "late");
        Set<String> heard = ConcurrentHashMap.newKeySet();
        early.listen("news", from -> heard.add("early heard " + new String(from, StandardCharsets.UTF_8)));
        late.listen("news", from -> heard.add("late heard " + new String(from, StandardCharsets.UTF_8)));

        await().atMost(NodeProcess.WITHIN).until(() -> {
            early.publish("news", "early".getBytes(StandardCharsets.UTF_8));
            late.publish("news", "late".getBytes(StandardCharsets.UTF_8));
            return heard.containsAll(Set.of("early heard late", "late heard early"));
        });
    }
}
