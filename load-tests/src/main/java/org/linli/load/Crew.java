package org.linli.load;

/**
 * Who takes part.
 *
 * @param volunteers  on duty
 * @param sockets     of them with a socket, to whom timed offers go
 * @param openOrders  being served at any moment
 * @param laterOrders for later, planned and not yet offered
 * @param protocol    {@code json} or {@code proto}
 */
record Crew(int volunteers, int sockets, int openOrders, int laterOrders, String protocol) {
    Crew {
        int silent = volunteers - sockets;
        if (silent < 0) {
            throw new IllegalArgumentException(
                    "sockets (" + sockets + ") must be at most the volunteers (" + volunteers + ")");
        }
        if (openOrders < silent || openOrders > volunteers) {
            throw new IllegalArgumentException("open-orders (" + openOrders
                    + ") must be between the volunteers without a socket (" + silent + "), who hold one each, and all ("
                    + volunteers + ")");
        }
    }

    int silent() {
        return volunteers - sockets;
    }
}
