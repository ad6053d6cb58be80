package org.linli.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Entity;
import org.linli.proto.Order;
import org.linli.proto.OrderState;
import org.linli.proto.Profile;
import org.linli.proto.ResidentFile;

class RegionViewTest {
    private final RegionView view = new RegionView();

    private static String id(int number) {
        return "520181-o-%08d".formatted(number);
    }

    private void put(int number, OrderState state, long version) {
        Order order = Order.newBuilder().setId(id(number)).setState(state).build();
        view.load(List.of(new Versioned(
                "order:" + id(number),
                version,
                version,
                Entity.newBuilder().setOrder(order).build())));
    }

    private void fill() {
        for (int number = 0; number < RegionView.MAX_ORDERS; number++) {
            put(number, OrderState.ORDER_STATE_OPEN, 1);
        }
    }

    @Test
    void view_fullOfOpenOrders_dropsTheOldestForTheNewest() {
        fill();

        put(RegionView.MAX_ORDERS, OrderState.ORDER_STATE_OPEN, 1);

        assertThat(view.findOrder(id(0))).isEmpty();
        assertThat(view.findOrder(id(RegionView.MAX_ORDERS))).isPresent();
    }

    @Test
    void view_fullWithClosedOrders_dropsTheOldestClosedOne() {
        fill();
        put(70, OrderState.ORDER_STATE_CLOSED, 2);
        put(90, OrderState.ORDER_STATE_CLOSED, 2);
        put(90, OrderState.ORDER_STATE_OPEN, 3);

        put(RegionView.MAX_ORDERS, OrderState.ORDER_STATE_OPEN, 1);
        put(RegionView.MAX_ORDERS + 1, OrderState.ORDER_STATE_OPEN, 1);

        assertThat(view.findOrder(id(70))).isEmpty();
        assertThat(view.findOrder(id(0))).isEmpty();
        assertThat(view.findOrder(id(90))).isPresent();
        assertThat(view.findOrder(id(1))).isPresent();
    }

    private void file(String id, long version, String... relatives) {
        Profile profile = Profile.newBuilder()
                .setId(id)
                .setResident(ResidentFile.newBuilder().addAllRelatives(List.of(relatives)))
                .build();
        view.load(List.of(new Versioned(
                "profile:" + id,
                version,
                version,
                Entity.newBuilder().setProfile(profile).build())));
    }

    @Test
    void families_followTheNewestFiles() {
        file("r-2", 1, "r-d");
        file("r-1", 1, "r-d", "r-e");
        assertThat(view.families().namedBy("r-d")).containsExactly("r-1", "r-2");

        file("r-1", 3, "r-e");
        file("r-1", 2, "r-d");

        assertThat(view.families().namedBy("r-d")).containsExactly("r-2");
        assertThat(view.families().namedBy("r-e")).containsExactly("r-1");
        assertThat(view.families().namedBy("r-1")).isEmpty();
    }
}
