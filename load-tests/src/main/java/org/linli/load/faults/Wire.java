package org.linli.load.faults;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network of Redis' own: a Linux network namespace with one virtual cable into it, which can be pulled. Packets are
 * then lost in the kernel, and no connection ends. Only root may make one, and only where the kernel lets it.
 */
final class Wire implements AutoCloseable {
    private static final int MOST_NETWORKS = 250;
    /** The name of a cable's end has fifteen letters at most. */
    private static final int MOST_NAMES = 100_000;

    private static final AtomicInteger LAID = new AtomicInteger();

    private final String name;
    private final String subnet;
    private final Thread hook = new Thread(this::unmake, "end-network");

    private Wire(String name, String subnet) {
        this.name = name;
        this.subnet = subnet;
    }

    /** Empty where none can be made here. */
    static Optional<Wire> lay() {
        long process = ProcessHandle.current().pid();
        for (int tried = 0; tried < MOST_NETWORKS; tried++) {
            int mine = LAID.getAndIncrement() % MOST_NETWORKS;
            Wire wire = new Wire(
                    "li" + process % MOST_NAMES + "n" + mine, "10.231." + (process + mine) % MOST_NETWORKS + ".");
            if (wire.ends() > 0) {
                continue;
            }
            Runtime.getRuntime().addShutdownHook(wire.hook);
            boolean made = wire.make();
            if (made && wire.ends() == 1) {
                return Optional.of(wire);
            }
            wire.close();
            if (!made) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** How many cables here have this one's address: another harness may have thought of it too. */
    private long ends() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address.getHostAddress().equals(subnet + "1"))
                    .count();
        } catch (SocketException unknown) {
            return 0;
        }
    }

    private boolean make() {
        String here = name + "a";
        String there = name + "b";
        return ip("netns", "add", name)
                && ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", name)
                && ip("addr", "add", subnet + "1/30", "dev", here)
                && ip("link", "set", here, "up")
                && ip("-n", name, "addr", "add", address() + "/30", "dev", there)
                && ip("-n", name, "link", "set", "lo", "up")
                && plugIn();
    }

    /** The address at its far end. */
    String address() {
        return subnet + "2";
    }

    /** A command as it is run at the far end. */
    List<String> inside() {
        return List.of("ip", "netns", "exec", name);
    }

    void pull() {
        ip("-n", name, "link", "set", name + "b", "down");
    }

    boolean plugIn() {
        return ip("-n", name, "link", "set", name + "b", "up");
    }

    private static boolean ip(String... words) {
        String[] command = new String[words.length + 1];
        command[0] = "ip";
        System.arraycopy(words, 0, command, 1, words.length);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void unmake() {
        ip("netns", "del", name);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        unmake();
    }
}
