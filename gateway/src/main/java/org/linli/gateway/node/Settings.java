package org.linli.gateway.node;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Ids;
import org.linli.gateway.issuer.IssuerSettings;

/**
 * Everything that a node is told at its start, checked together once.
 *
 * @param demo           whether an invented county lives here
 * @param devTokens      whether anybody may get a token for an invented person
 * @param roles          {@code gateway}, {@code matcher}, or both
 * @param redis          the store's address, or {@code file:} and the data directory of the node on this machine whose
 *                       own it is; empty: the node's own, in the data directory
 * @param join           addresses of other nodes
 * @param memberPort     where other nodes join this one; 0: 5701, or the next that is free
 * @param port           of the API and the pages; 0: any free one
 * @param managementPort of health and metrics; 0: any free one
 * @param data           where the store and the archive are kept
 * @param keys           where the secrets are kept that all nodes of a region share
 * @param region         such as 520181
 * @param plan           {@code full}: insertion, improved by the solver; {@code optaplanner}: the solver alone
 * @param osm            an OpenStreetMap extract whose roads people take; null: ways are straight, with a detour
 * @param tileUrl        where map tiles come from; empty: the pages' own map
 * @param bind           the address that the ports listen on
 * @param rate           calls a second and person; 0: without limit
 * @param maxSockets     streams at once
 * @param devices        where help buttons and tags come in
 * @param issuer         an outside issuer of OpenID Connect; null: none is trusted
 * @param sheets         where each hour's blackout sheets are kept, in the clear; null: nowhere
 */
public record Settings(
        boolean demo,
        boolean devTokens,
        Set<String> roles,
        String redis,
        List<String> join,
        int memberPort,
        int port,
        int managementPort,
        Path data,
        Path keys,
        String region,
        String plan,
        @Nullable Path osm,
        String tileUrl,
        String bind,
        int rate,
        int maxSockets,
        DeviceSettings devices,
        @Nullable IssuerSettings issuer,
        @Nullable Path sheets) {
    public static final String GATEWAY = "gateway";
    public static final String MATCHER = "matcher";

    /** One line for whoever runs the node: which value, and what to do. */
    public static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Wrong(String line) {
            super(line, null, false, false);
        }
    }

    /** A node whose secrets lie with its data, and that others join where there is room. */
    public Settings(
            boolean demo,
            boolean devTokens,
            Set<String> roles,
            String redis,
            List<String> join,
            int port,
            int managementPort,
            Path data,
            String region,
            String plan,
            String tileUrl,
            String bind,
            int rate,
            int maxSockets) {
        this(
                demo,
                devTokens,
                roles,
                redis,
                join,
                0,
                port,
                managementPort,
                data,
                data,
                region,
                plan,
                null,
                tileUrl,
                bind,
                rate,
                maxSockets,
                DeviceSettings.NONE,
                null,
                null);
    }

    /** Throws {@link Wrong} with all that is wrong, a sentence each. */
    public Settings {
        roles = Set.copyOf(roles);
        join = List.copyOf(join);
        List<String> wrong = new ArrayList<>();
        port(wrong, "--port", port);
        port(wrong, "--management-port", managementPort);
        port(wrong, "--member-port", memberPort);
        check(
                wrong,
                port == 0 || port != managementPort,
                "--management-port (%s) must differ from --port. Maybe 9090.",
                managementPort);
        check(
                wrong,
                !roles.isEmpty() && Set.of(GATEWAY, MATCHER).containsAll(roles),
                "--roles (%s) must be gateway, matcher or gateway,matcher.",
                String.join(",", roles));
        check(wrong, Ids.isRegion(region), "--region (%s) must be digits and small letters, such as 520181.", region);
        check(
                wrong,
                plan.equals("full") || plan.equals("optaplanner"),
                "--plan (%s) must be full or optaplanner.",
                plan);
        check(
                wrong,
                osm == null || Files.isReadable(osm),
                "--osm (%s) must be a file that can be read, such as county.osm.pbf.",
                osm);
        check(wrong, rate >= 0 && rate <= 1_000_000, "--rate (%s) must be 0 (no limit) to 1000000.", rate);
        check(wrong, maxSockets > 0, "--max-sockets (%s) must be at least 1.", maxSockets);
        check(
                wrong,
                isAddress(bind),
                "--bind (%s) must be an address of this machine, such as 127.0.0.1 or 0.0.0.0.",
                bind);
        check(
                wrong,
                redis.isEmpty() || isRedis(redis),
                "--redis (%s) must be an address such as redis://127.0.0.1:6379, or file: and a node's data directory.",
                redis);
        check(
                wrong,
                tileUrl.isEmpty() || tileUrl.startsWith("http") || tileUrl.startsWith("/"),
                "--tile-url (%s) must begin with http://, https:// or /.",
                tileUrl);
        check(
                wrong,
                !Files.exists(data) || Files.isDirectory(data),
                "--data (%s) must be a directory. Maybe name another.",
                data);
        check(
                wrong,
                !Files.exists(keys) || Files.isDirectory(keys),
                "--keys (%s) must be a directory. Maybe name another.",
                keys);
        check(
                wrong,
                sheets == null || roles.containsAll(Set.of(GATEWAY, MATCHER)),
                "--sheets (%s) is for nodes with --roles gateway,matcher: it is the region's owner who writes them.",
                sheets);
        check(
                wrong,
                sheets == null || !Files.exists(sheets) || Files.isDirectory(sheets),
                "--sheets (%s) must be a directory. Maybe name another.",
                sheets);
        join.forEach(other -> check(
                wrong,
                other.matches("[^\\s:,]+(:[0-9]{1,5})?"),
                "--join (%s) must be host:port, several with commas.",
                other));
        devices.check(wrong, isLoopback(bind));
        if (issuer != null) {
            wrong.addAll(issuer.faults());
        }
        if (!wrong.isEmpty()) {
            throw new Wrong(String.join(" ", wrong));
        }
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    /** Whether demo tokens are served. */
    public boolean servesDemoTokens() {
        return demo || devTokens;
    }

    private static void port(List<String> wrong, String name, int port) {
        check(wrong, port >= 0 && port <= 65_535, name + " (%s) must be 1 to 65535, or 0 for any free port.", port);
    }

    private static void check(List<String> wrong, boolean right, String sentence, @Nullable Object value) {
        if (!right) {
            wrong.add(sentence.formatted(value));
        }
    }

    private static boolean isAddress(String bind) {
        try {
            return !bind.isBlank() && InetAddress.getByName(bind) != null;
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static boolean isLoopback(String bind) {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static boolean isRedis(String text) {
        return StoreAddress.split(text).stream().allMatch(Settings::isOneRedis);
    }

    private static boolean isOneRedis(String text) {
        try {
            String scheme = URI.create(text).getScheme();
            return scheme != null && Set.of("redis", "rediss", "file").contains(scheme);
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
