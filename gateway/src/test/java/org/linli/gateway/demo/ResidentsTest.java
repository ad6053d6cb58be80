package org.linli.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.linli.proto.OrderFrame;
import org.linli.proto.ServerFrame;
import org.linli.proto.VisitFrame;

class ResidentsTest {
    private static final JsonObject REGION = new JsonObject()
            .put(
                    "services",
                    new JsonArray()
                            .add(service("escort", 90))
                            .add(service("talk", 45))
                            .add(service("medical-emergency", 10)));

    private final VirtualSchedule schedule = new VirtualSchedule();
    private final Notes notes = new Notes();
    private final List<Fiction> people = people();

    private static JsonObject service(String code, int minutes) {
        return new JsonObject().put("code", code).put("defaultMinutes", minutes);
    }

    private static List<Fiction> people() {
        CountyMap county = CountyMap.qingzhen();
        SplittableRandom chance = new SplittableRandom(1);
        return IntStream.rangeClosed(1, 50)
                .mapToObj(number -> Fiction.resident(number, county, chance))
                .toList();
    }

    private Residents residents(long seed) {
        Wishes wishes = new Wishes(REGION, new SplittableRandom(seed));
        return new Residents(schedule, notes, wishes, people, 2_000, new SplittableRandom(seed + 1));
    }

    private static ServerFrame order(String id, String state, String visitState) {
        return ServerFrame.newBuilder()
                .setOrder(OrderFrame.newBuilder()
                        .setOrderId(id)
                        .setResidentId("r-7")
                        .setState(state)
                        .addVisits(VisitFrame.newBuilder()
                                .setVisitId(id + ".1")
                                .setOrderId(id)
                                .setState(visitState)))
                .build();
    }

    @Test
    void orders_comeAtTheRateThatWasAsked_eachResidentOneAtATime() {
        Residents residents = residents(3);
        residents.start();
        schedule.run(60);

        assertThat(residents.ordered()).isBetween(15, 45);
        assertThat(notes.orders.stream().map(Order::resident)).doesNotHaveDuplicates();
        assertThat(notes.orders).anyMatch(Order::hotline).anyMatch(order -> !order.hotline());
    }

    @Test
    void orders_areRealisticAndNeverAnEmergency() {
        residents(4).start();
        schedule.run(100);

        assertThat(notes.orders).allSatisfy(order -> {
            JsonObject window = order.body.getJsonObject("window");
            Duration length =
                    Duration.between(Instant.parse(window.getString("start")), Instant.parse(window.getString("end")));
            assertThat(order.body.getString("service")).isIn("escort", "talk");
            assertThat(length.toMinutes()).isGreaterThanOrEqualTo(order.body.getInteger("durationMinutes") + 60);
        });
    }

    @Test
    void sameSeed_sameWishes() {
        residents(9).start();
        schedule.run(60);
        List<JsonObject> first = notes.orders.stream().map(Order::body).toList();
        VirtualSchedule again = new VirtualSchedule();
        Notes second = new Notes();
        new Residents(
                        again,
                        second,
                        new Wishes(REGION, new SplittableRandom(9)),
                        people,
                        2_000,
                        new SplittableRandom(10))
                .start();
        again.run(60);

        assertThat(second.orders.stream().map(Order::body)).isEqualTo(first);
    }

    @Test
    void visitDone_isConfirmedOnce_howeverOftenItIsHeard() {
        Residents residents = residents(5);
        residents.heard(order("o-1", "DONE", "DONE"));
        residents.heard(order("o-1", "DONE", "DONE"));
        schedule.run(60);

        assertThat(notes.said).filteredOn(words -> words.startsWith("confirm")).containsExactly("confirm o-1.1");
    }

    @Test
    void orderClosed_letsTheResidentAskAgain() {
        Residents residents = residents(6);
        residents.heard(order("o-1", "OPEN", "OPEN"));
        assertThat(residents.open()).isEqualTo(1);
        residents.heard(order("o-1", "CLOSED", "CONFIRMED"));

        assertThat(residents.open()).isZero();
    }

    private record Order(String resident, boolean hotline, JsonObject body) {}

    /** A door that remembers. */
    private static final class Notes implements ResidentDoor {
        final List<Order> orders = new ArrayList<>();
        final List<String> said = new ArrayList<>();

        @Override
        public Future<String> order(String residentId, boolean hotline, JsonObject order) {
            orders.add(new Order(residentId, hotline, order));
            return Future.succeededFuture("520181-order-" + orders.size());
        }

        @Override
        public Future<Void> cancel(String residentId, String orderId) {
            said.add("cancel " + orderId);
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> confirm(String residentId, boolean staff, String visitId) {
            said.add("confirm " + visitId);
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> rate(String residentId, String orderId, int stars) {
            said.add("rate " + orderId);
            return Future.succeededFuture();
        }

        @Override
        public Future<String> residentOf(String orderId) {
            return Future.succeededFuture("r-7");
        }
    }
}
