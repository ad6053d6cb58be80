package org.linli.gateway.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.UUID;

/** This node's place among the nodes: one Hazelcast member, configured in code, found by address alone. */
public final class Members {
    private static final int FIRST_PORT = 5701;

    private Members() {}

    /**
     * Starts a member. Blocks until it has joined, or found nobody.
     *
     * @param name groups members: nodes of other regions or stores do not join
     * @param join addresses of others; with none it stays on loopback, where only nodes of this machine can join it
     * @param port where others join it; 0: the first that is free from 5701 on
     */
    public static HazelcastInstance start(String name, List<String> join, int port) {
        System.setProperty("hazelcast.logging.type", "slf4j");
        Config config = new Config();
        config.setClusterName(name);
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", "5");
        // Nodes that are parted, or missed each other at their start, would look again after five minutes.
        config.setProperty("hazelcast.merge.first.run.delay.seconds", "5");
        config.setProperty("hazelcast.merge.next.run.delay.seconds", "5");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.getMemberAttributeConfig()
                .setAttribute("__vertx.nodeId", UUID.randomUUID().toString());
        network(config.getNetworkConfig(), join, port);
        // Vert.x keeps its subscriptions and members' names in these.
        config.addMultiMapConfig(new MultiMapConfig("__vertx.subs")
                .setBackupCount(1)
                .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
        config.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1));
        config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
        return Hazelcast.newHazelcastInstance(config);
    }

    private static void network(NetworkConfig network, List<String> join, int port) {
        network.setPort(port == 0 ? FIRST_PORT : port).setPortAutoIncrement(port == 0);
        JoinConfig how = network.getJoin();
        how.getMulticastConfig().setEnabled(false);
        how.getAutoDetectionConfig().setEnabled(false);
        // On even with nobody to look for: members that join in different ways refuse each other.
        how.getTcpIpConfig().setEnabled(true).setMembers(join);
        if (join.isEmpty() || join.stream().allMatch(Members::isLoopback)) {
            network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        }
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.startsWith("localhost");
    }

    /** For Vert.x to cluster over the member. */
    public static HazelcastClusterManager manager(HazelcastInstance member) {
        return new HazelcastClusterManager(member);
    }
}
