package org.linli.gateway.api;

import java.util.ArrayList;
import java.util.List;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.proto.Order;
import org.linli.proto.OrderPrivate;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.Profile;

/**
 * What staff may want to look at in a new order, as far as the door can see: a hint for the registry, which holds the order
 * where the policy says so. The door may be a moment behind; at worst an order opens unseen or waits for nothing.
 */
record FirstLook(Desk desk) {
    private static final long MINUTE_MS = 60_000L;

    /** Some of {@link RegionPolicy.Look#CODES}; none where the policy asks for none. */
    List<String> at(String residentId, OrderRequest request, OrderPrivate.Builder secrets) {
        RegionPolicy.Look look = desk.policy().look();
        List<String> seen = new ArrayList<>();
        if (look.at().isEmpty()) {
            return seen;
        }
        List<Order> before =
                desk.view().ordersOf(residentId).stream().map(Seen::value).toList();
        List<Order> lately = before.stream()
                .filter(order ->
                        order.getCreatedAtMs() > desk.nowMs().getAsLong() - look.duplicateMinutes() * MINUTE_MS)
                .toList();
        add(seen, "NO_PHONE", secrets.getPhone().isEmpty() && !hasPhone(residentId));
        add(seen, "FIRST_ORDER", before.isEmpty());
        add(seen, "DUPLICATE", lately.stream().anyMatch(order -> isSame(order, request)));
        add(
                seen,
                "BESIDE_EMERGENCY",
                lately.stream().anyMatch(order -> order.getState() == OrderState.ORDER_STATE_REFERRED));
        return seen;
    }

    private static void add(List<String> seen, String code, boolean is) {
        if (is) {
            seen.add(code);
        }
    }

    private boolean hasPhone(String residentId) {
        return !desk.view()
                .findProfile(residentId)
                .map(Seen::value)
                .orElse(Profile.getDefaultInstance())
                .getPhoneDigest()
                .isEmpty();
    }

    private static boolean isSame(Order order, OrderRequest request) {
        return !Orders.isOver(order) && order.getRequest().getService().equals(request.getService());
    }
}
