package org.linli.load;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.linli.gateway.client.FrameCodec;
import org.linli.gateway.client.Session;
import org.linli.gateway.client.StreamClient;
import org.linli.gateway.client.StreamSettings;
import org.linli.proto.OfferFrame;
import org.linli.proto.ServerFrame;

/**
 * A city on duty at one node. Volunteers accept at once; a visit lasts until as many new orders have come as there may be
 * open ones, then its volunteer departs, checks in and out, and it is confirmed. State belongs to the generator's loop;
 * the public steps are called by the main thread, which waits.
 */
final class City {
    private static final int RESIDENTS = 1_000;
    /** Calls at a time while enrolling: fills the node's commit batches of 64. */
    private static final int LANES = 64;
    /** New sockets a second; more would overrun the node's backlog. */
    private static final int SOCKETS_PER_SECOND = 1_500;

    private static final int FILL_PER_SECOND = 250;
    /** A visit that nobody ends: far longer than a run, and with the way there it fits into a duty of 8 hours. */
    private static final int SILENT_MINUTES = 360;

    /** An order may go to a neighbour of whom it was meant for, who then waits for the next round. */
    private static final int SILENT_ROUNDS = 5;

    /** A node that is still cold refuses some, who then come again. */
    private static final int FILL_ROUNDS = 5;

    private static final int MINUTES = 60;
    private static final long PING_MS = 25_000;

    private final Generator generator;
    private final Crew crew;
    private final Bodies bodies;
    private final SplittableRandom chance;
    private final Session agent;
    private final FrameCodec codec;
    private final Latencies offers = new Latencies();
    private final Latencies intake = new Latencies();
    private final Latencies recommendations = new Latencies();
    private final Map<String, Integer> errors = new TreeMap<>();
    private final List<Volunteer> people = new ArrayList<>();
    private final ArrayDeque<Visit> busy = new ArrayDeque<>();
    private final Map<String, JsonObject> places = new HashMap<>();
    private int silentBusy;
    private int ordered;
    private int unfinished;
    private int fewestOpen = Integer.MAX_VALUE;
    private int mostOpen;

    City(Generator generator, Crew crew, int seed) {
        this.generator = generator;
        this.crew = crew;
        this.chance = new SplittableRandom(seed);
        this.bodies = new Bodies(chance.split());
        this.agent = generator.session("agent", "a-load");
        this.codec = FrameCodec.named(crew.protocol());
    }

    Latencies offers() {
        return offers;
    }

    Latencies intake() {
        return intake;
    }

    /** From when the best three were asked for to their coming. */
    Latencies recommendations() {
        return recommendations;
    }

    Map<String, Integer> errors() {
        return errors;
    }

    int fewestOpen() {
        return fewestOpen;
    }

    int mostOpen() {
        return mostOpen;
    }

    /** Enrols everybody, opens the sockets and fills the city with visits. */
    void settle(PrintStream out) {
        Session admin = generator.session("admin", "admin-load");
        generator.await(() -> Generator.each(
                IntStream.range(0, RESIDENTS).boxed().toList(),
                LANES,
                number -> agent.put("/v1/residents/load-" + number, bodies.resident(number))));
        for (int number = 0; number < crew.volunteers(); number++) {
            people.add(new Volunteer(number, number < crew.silent()));
        }
        generator.await(() -> Generator.each(
                people, LANES, who -> admin.put("/v1/volunteers/" + who.id, bodies.volunteer(who.number))));
        out.println("  enrolled " + people.size() + " volunteers");
        busyWithoutSocket(out);
        List<Volunteer> hearing = people.subList(crew.silent(), people.size());
        connect(hearing);
        generator.await(() -> Generator.each(hearing, LANES, Volunteer::onDuty));
        out.println("  " + hearing.size() + " sockets open, everybody on duty");
        fill(out);
    }

    /** Gives each who will have no socket a visit for all the time, over a socket that is closed then. */
    private void busyWithoutSocket(PrintStream out) {
        List<Volunteer> silent = people.subList(0, crew.silent());
        connect(silent);
        generator.await(() -> Generator.each(silent, LANES, Volunteer::onDuty));
        for (int round = 0; round < SILENT_ROUNDS && silentBusy < silent.size(); round++) {
            List<Volunteer> idle =
                    silent.stream().filter(volunteer -> !volunteer.taken).toList();
            int expected = silentBusy + idle.size();
            int[] next = {0};
            new OpenLoop(FILL_PER_SECOND)
                    .run(
                            idle.size() / (double) FILL_PER_SECOND,
                            due -> generator.run(() -> order(SILENT_MINUTES, idle.get(next[0]++).place)));
            Waiting.until(generator, Duration.ofSeconds(10), () -> silentBusy == expected);
        }
        if (silentBusy < silent.size()) {
            throw new IllegalStateException("only " + silentBusy + " of " + silent.size()
                    + " volunteers without a socket have their long visit. " + errors);
        }
        generator.run(() -> silent.forEach(Volunteer::hangUp));
        out.println("  " + silentBusy + " volunteers without a socket, each with a long visit");
    }

    private void connect(List<Volunteer> some) {
        int[] next = {0};
        new OpenLoop(SOCKETS_PER_SECOND)
                .run(
                        some.size() / (double) SOCKETS_PER_SECOND,
                        due -> generator.run(() -> some.get(next[0]++).listen()));
        boolean open = Waiting.until(
                generator, Duration.ofSeconds(60), () -> some.stream().allMatch(Volunteer::connected));
        if (!open) {
            throw new IllegalStateException("only "
                    + some.stream().filter(Volunteer::connected).count() + " of " + some.size()
                    + " sockets opened. Maybe raise the limit of file descriptors (ulimit -n).");
        }
    }

    private void fill(PrintStream out) {
        for (int round = 0; round < FILL_ROUNDS && served() < crew.openOrders(); round++) {
            int missing = crew.openOrders() - served();
            new OpenLoop(FILL_PER_SECOND)
                    .run(
                            missing / (double) FILL_PER_SECOND,
                            due -> generator.run(() -> order(MINUTES, bodies.place())));
            Waiting.until(generator, Duration.ofSeconds(15), () -> served() >= crew.openOrders());
        }
        if (served() < crew.openOrders()) {
            throw new IllegalStateException(
                    "only " + served() + " of " + crew.openOrders() + " orders are being served. " + errors);
        }
        List<Integer> later = IntStream.range(0, crew.laterOrders()).boxed().toList();
        generator.await(() -> Generator.each(
                later,
                8,
                number -> post(bodies.order(resident(), MINUTES, Duration.ofMinutes(120 + chance.nextInt(180))))));
        out.println("  " + served() + " orders being served, " + later.size() + " for later");
    }

    private int served() {
        return silentBusy + busy.size();
    }

    /** New orders at the rate, each of which ends the oldest visit; an agent asks for the best three beside each so many. */
    void steady(int perSecond, int seconds, int ordersAnAsking) {
        new OpenLoop(perSecond)
                .run(
                        seconds,
                        due -> generator.run(() -> {
                            timed(due);
                            if (ordersAnAsking > 0 && ++ordered % ordersAnAsking == 0) {
                                ask(due);
                            }
                            int open = served();
                            fewestOpen = Math.min(fewestOpen, open);
                            mostOpen = Math.max(mostOpen, open);
                            if (open >= crew.openOrders() && !busy.isEmpty()) {
                                finish(busy.removeFirst());
                            }
                        }));
    }

    /** The warm-up is over. */
    void begin() {
        generator.await(() -> {
            offers.begin();
            intake.begin();
            recommendations.begin();
            errors.clear();
            fewestOpen = Integer.MAX_VALUE;
            mostOpen = 0;
            return Future.succeededFuture();
        });
    }

    /** Waits for what is still on its way. */
    void rest() {
        Waiting.until(generator, Duration.ofSeconds(10), () -> offers.unseen() == 0 && unfinished == 0);
    }

    private void timed(long due) {
        post(bodies.order(resident(), MINUTES, Duration.ZERO)).onSuccess(orderId -> {
            intake.record(System.nanoTime() - due);
            offers.due(orderId, due);
        });
    }

    private void ask(long due) {
        unfinished++;
        agent.post("/v1/recommendations", bodies.order(resident(), MINUTES, Duration.ZERO))
                .onSuccess(best -> {
                    recommendations.record(System.nanoTime() - due);
                    int found = best.body().getJsonArray("best").size();
                    if (found < 3) {
                        errors.merge("recommendation of " + found, 1, Integer::sum);
                    }
                })
                .onFailure(failure -> failed("recommendation", failure))
                .onComplete(done -> unfinished--);
    }

    private void order(int minutes, JsonObject at) {
        post(bodies.order(resident(), minutes, Duration.ZERO, at));
    }

    private Future<String> post(JsonObject order) {
        return agent.post("/v1/orders", order)
                .map(made -> {
                    String id = Objects.requireNonNull(made.body().getString("id"));
                    places.put(id, order.getJsonObject("location"));
                    return id;
                })
                .onFailure(failure -> failed("order", failure));
    }

    private String resident() {
        return "load-" + chance.nextInt(RESIDENTS);
    }

    private void finish(Visit visit) {
        unfinished++;
        JsonObject place = places.remove(visit.orderId);
        JsonObject seen = new JsonObject().put("kind", "PHOTO").put("value", visit.visitId);
        JsonObject presence = new JsonObject().put("location", place).put("evidence", new JsonArray().add(seen));
        String path = "/v1/visits/" + visit.visitId;
        visit.volunteer
                .session
                .post(path + "/depart", new JsonObject())
                .compose(departed -> visit.volunteer.session.post(path + "/check-in", presence))
                .compose(in -> visit.volunteer.session.post(path + "/check-out", presence))
                .compose(out -> agent.post(path + "/confirm", new JsonObject()))
                .onFailure(failure -> failed("visit", failure))
                .onComplete(done -> unfinished--);
    }

    private void failed(String what, Throwable failure) {
        errors.merge(what + ": " + IntakeCommand.name(failure), 1, Integer::sum);
    }

    private record Visit(Volunteer volunteer, String visitId, String orderId) {}

    /** One volunteer: hears an offer, accepts it at once. */
    private final class Volunteer {
        final int number;
        final String id;
        final boolean silent;
        final Session session;
        final StreamClient stream;
        final JsonObject place = bodies.place();
        boolean taken;

        Volunteer(int number, boolean silent) {
            this.number = number;
            this.id = "load-v-" + number;
            this.silent = silent;
            this.session = generator.session("volunteer", id);
            this.stream = new StreamClient(
                    generator.vertx(),
                    generator.sockets(),
                    generator.api().settings(),
                    new StreamSettings(List.of("me"), null, codec, PING_MS),
                    session,
                    chance.split(),
                    this::heard);
        }

        void listen() {
            stream.open();
        }

        boolean connected() {
            return stream.connected();
        }

        void hangUp() {
            stream.close();
        }

        Future<?> onDuty() {
            return session.put("/v1/volunteers/" + id + "/duty", bodies.duty(place));
        }

        private void heard(ServerFrame frame) {
            switch (frame.getBodyCase()) {
                case OFFER -> offered(frame.getOffer());
                case SNAPSHOT -> frame.getSnapshot().getOffersList().forEach(this::offered);
                default -> {}
            }
        }

        private void offered(OfferFrame offer) {
            if (!offer.getState().isEmpty() && !offer.getState().equals("SENT")) {
                return;
            }
            String orderId = offer.getVisit().getOrderId();
            offers.seen(orderId, System.nanoTime());
            session.post("/v1/offers/" + offer.getOfferId() + "/accept", new JsonObject())
                    .onSuccess(accepted -> accepted(offer.getVisit().getVisitId(), orderId))
                    .onFailure(failure -> failed("accept", failure));
        }

        private void accepted(String visitId, String orderId) {
            if (silent) {
                silentBusy += taken ? 0 : 1;
                taken = true;
            } else {
                busy.addLast(new Visit(this, visitId, orderId));
            }
        }
    }
}
