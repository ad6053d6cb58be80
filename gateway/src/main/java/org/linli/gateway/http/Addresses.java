package org.linli.gateway.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Where a call comes from, for limits: an IPv4 address, or the first 64 bits of an IPv6 one, which is what one
 * household or one attacker has. A proxy on this machine, which brings TLS, is believed in whom it names last in
 * {@code X-Forwarded-For}; nobody else is.
 */
final class Addresses {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}");
    private static final int NETWORK_BYTES = 8;

    private Addresses() {}

    static String of(HttpServerRequest request) {
        String peer = request.remoteAddress().hostAddress();
        String named = request.getHeader("X-Forwarded-For");
        if (named == null || !isLoopback(peer)) {
            return network(peer);
        }
        String last = named.substring(named.lastIndexOf(',') + 1).strip();
        return network(LITERAL.matcher(last).matches() ? last : peer);
    }

    private static boolean isLoopback(String peer) {
        return peer.startsWith("127.") || peer.equals("::1") || peer.equals("0:0:0:0:0:0:0:1");
    }

    static String network(String address) {
        if (!address.contains(":") || !LITERAL.matcher(address).matches()) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == 4
                    ? InetAddress.getByAddress(bytes).getHostAddress()
                    : HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES));
        } catch (UnknownHostException malformed) {
            return address;
        }
    }
}
