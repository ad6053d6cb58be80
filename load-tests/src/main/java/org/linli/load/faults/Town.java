package org.linli.load.faults;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.linli.gateway.client.Session;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.AssignmentFrame;
import org.linli.proto.Command.BodyCase;
import org.linli.proto.OfferFrame;
import org.linli.proto.OrderFrame;
import org.linli.proto.ServerFrame;
import org.linli.proto.VisitFrame;

/** A few residents and volunteers who use the door as people do, in a hurry. On the clients' loop. */
final class Town {
    static final String REGION = "520181";
    private static final int RESIDENTS = 4;
    private static final int VOLUNTEERS = 6;
    /** Of one resident: six volunteers are through with all of them within seconds. */
    private static final int MOST_ORDERS = 20;

    private static final int MOST_UNANSWERED = 20;
    private static final long TOWN_HALL_LAT_E3 = 26_556;
    private static final long TOWN_HALL_LNG_E3 = 106_470;
    /** Offers lapse within a run, and hands may be given back for nothing only for a moment. */
    private static final String RULES = PolicyReader.defaultYaml(REGION)
            .replace("offerSeconds: 60", "offerSeconds: 5")
            .replace("extendSeconds: 60", "extendSeconds: 4")
            .replace("graceSeconds: 20", "graceSeconds: 1")
            .replace("freeHandBackSeconds: 120", "freeHandBackSeconds: 1")
            .replace("openOffersPerVolunteer: 1", "openOffersPerVolunteer: 2")
            .replace("attemptsBeforeInvite: 6", "attemptsBeforeInvite: 4");

    private final Clients clients;
    private final long orderEveryMs;
    private final List<RealStream> streams = new ArrayList<>();
    private final List<Resident> residents = new ArrayList<>();
    private final List<Volunteer> volunteers = new ArrayList<>();
    private final Map<String, JsonObject> places = new HashMap<>();
    private final Set<String> dealtWith = new HashSet<>();
    private final AtomicInteger offered = new AtomicInteger();
    private SplittableRandom chance;
    private int day;
    private boolean over;

    /** @param orderEveryMs how long a resident waits on average before the next order */
    Town(Clients clients, SplittableRandom chance, long orderEveryMs) {
        this.clients = clients;
        this.chance = chance;
        this.orderEveryMs = orderEveryMs;
    }

    /** How many offers volunteers have heard of. Callable from any thread. */
    int offered() {
        return offered.get();
    }

    List<RealStream> streams() {
        return streams;
    }

    /** Publishes the rules, enrols everybody, and opens their streams. Nobody is on duty yet. */
    Future<?> settle() {
        Session admin = clients.session("admin", "admin-1");
        Session agent = clients.session("agent", "agent-1");
        Future<?> all = admin.post("/v1/policy", new JsonObject().put("yaml", RULES));
        for (int i = 1; i <= VOLUNTEERS; i++) {
            String id = "v-" + i;
            Session session = clients.session("volunteer", id);
            Volunteer volunteer = new Volunteer(session, id);
            volunteers.add(volunteer);
            all = all.compose(done -> admin.put("/v1/volunteers/" + id, volunteer()))
                    .onSuccess(done -> stream(session, id, "volunteer", "me", volunteer::heard));
        }
        for (int i = 1; i <= RESIDENTS; i++) {
            String id = "r-" + i;
            Session session = clients.session("resident", id);
            Resident resident = new Resident(session, id);
            residents.add(resident);
            all = all.compose(done -> agent.put("/v1/residents/" + id, resident()))
                    .onSuccess(done -> stream(session, id, "resident", "me", resident::heard));
        }
        Session dispatcher = clients.session("dispatcher", "d-1");
        return all.onSuccess(done -> stream(dispatcher, "d-1", "dispatcher", "queue", frame -> {}));
    }

    private void stream(
            Session session, String id, String role, String topic, java.util.function.Consumer<ServerFrame> listener) {
        RealStream stream = new RealStream(clients, session, id, role, topic, chance.split(), listener);
        streams.add(stream);
        stream.connect();
    }

    /** A day begins: volunteers go on duty, and residents order. */
    void begin(SplittableRandom mood) {
        chance = mood;
        day++;
        over = false;
        volunteers.forEach(volunteer -> volunteer.duty(duty()));
        for (Resident resident : residents) {
            resident.ordered = 0;
            int today = day;
            clients.after(chance.nextLong(orderEveryMs), () -> resident.order(today));
        }
    }

    /** The day ends: nobody orders any more, volunteers go home, and what they have begun goes on to its end. */
    void end() {
        over = true;
        volunteers.forEach(volunteer -> volunteer.duty(new JsonObject().put("on", false)));
    }

    private JsonObject volunteer() {
        JsonArray always = new JsonArray();
        for (int day = 1; day <= 7; day++) {
            always.add(new JsonObject().put("day", day).put("start", "00:00").put("end", "24:00"));
        }
        return new JsonObject()
                .put("name", "王芳")
                .put("phone", "13900000001")
                .put("home", place())
                .put("birthYear", 1980)
                .put("shifts", always);
    }

    private JsonObject resident() {
        return new JsonObject()
                .put("name", "李奶奶")
                .put("phone", "13900000002")
                .put("address", "红枫湖路 1 号")
                .put("home", place())
                .put("birthYear", 1940);
    }

    private JsonObject duty() {
        return new JsonObject().put("on", true).put("location", place()).put("maxTravelMinutes", 40);
    }

    private JsonObject place() {
        return new JsonObject()
                .put("lat", (TOWN_HALL_LAT_E3 + chance.nextInt(8)) / 1e3)
                .put("lng", (TOWN_HALL_LNG_E3 + chance.nextInt(8)) / 1e3);
    }

    /** Orders, changes their mind, and says what they think of a visit. */
    private final class Resident {
        private final Session session;
        private final String id;
        private int ordered;

        Resident(Session session, String id) {
            this.session = session;
            this.id = id;
        }

        /** Whoever has no answer waits, so that a long outage does not end in a flood of its own making. */
        void order(int today) {
            if (over || today != day || ordered == MOST_ORDERS) {
                return;
            }
            clients.after(orderEveryMs / 2 + chance.nextLong(orderEveryMs), () -> order(today));
            if (clients.unanswered() < MOST_UNANSWERED) {
                ordered++;
                orderNow();
            }
        }

        private void orderNow() {
            JsonObject at = place();
            JsonObject body = new JsonObject()
                    .put("service", "talk")
                    .put("location", at)
                    .put("durationMinutes", 30)
                    .put("address", "红枫湖路 1 号");
            clients.ask(session, id, "/v1/orders", body, BodyCase.SUBMIT_ORDER).onSuccess(made -> {
                String orderId = made.getString("id");
                places.put(orderId, at);
                if (chance.nextInt(5) == 0) {
                    clients.after(chance.nextInt(1_500), () -> cancel(orderId));
                }
            });
        }

        private void cancel(String orderId) {
            JsonObject reason = new JsonObject().put("reason", "no longer needed");
            clients.ask(session, id, "/v1/orders/" + orderId + "/cancel", reason, BodyCase.CANCEL_ORDER);
        }

        void heard(ServerFrame frame) {
            switch (frame.getBodyCase()) {
                case VISIT -> visit(frame.getVisit());
                case ORDER -> order(frame.getOrder());
                case SNAPSHOT -> frame.getSnapshot().getOrdersList().forEach(this::order);
                default -> {}
            }
        }

        private void order(OrderFrame order) {
            order.getVisitsList().forEach(this::visit);
        }

        private void visit(VisitFrame visit) {
            if (!visit.getState().equals("DONE") || !dealtWith.add("done " + visit.getVisitId())) {
                return;
            }
            String path = "/v1/visits/" + visit.getVisitId();
            int mood = chance.nextInt(10);
            if (mood < 7) {
                clients.after(
                        chance.nextInt(600),
                        () -> clients.ask(session, id, path + "/confirm", new JsonObject(), BodyCase.CONFIRM_VISIT));
            } else if (mood < 9) {
                JsonObject reason = new JsonObject().put("reason", "nobody came");
                clients.after(
                        chance.nextInt(600),
                        () -> clients.ask(session, id, path + "/dispute", reason, BodyCase.DISPUTE_VISIT));
            }
        }
    }

    /** Answers offers early, late or at the moment of expiry, goes, and comes back; or hands back. */
    private final class Volunteer {
        private final Session session;
        private final String id;

        Volunteer(Session session, String id) {
            this.session = session;
            this.id = id;
        }

        void duty(JsonObject duty) {
            clients.put(session, id, "/v1/volunteers/" + id + "/duty", duty, BodyCase.SET_DUTY);
        }

        void heard(ServerFrame frame) {
            switch (frame.getBodyCase()) {
                case OFFER -> offered(frame.getOffer());
                case ASSIGNMENT -> assigned(frame.getAssignment());
                case INVITATION -> invited(frame.getInvitation().getVisit().getVisitId());
                case SNAPSHOT -> {
                    frame.getSnapshot().getOffersList().forEach(this::offered);
                    frame.getSnapshot().getAssignmentsList().forEach(this::assigned);
                    frame.getSnapshot()
                            .getInvitationsList()
                            .forEach(invitation -> invited(invitation.getVisit().getVisitId()));
                }
                default -> {}
            }
        }

        private void offered(OfferFrame offer) {
            if (!dealtWith.add("offer " + offer.getOfferId())) {
                return;
            }
            offered.incrementAndGet();
            String path = "/v1/offers/" + offer.getOfferId();
            int mood = chance.nextInt(20);
            long thinkMs = mood < 4 ? 4_900 + chance.nextInt(200) : 10 + chance.nextInt(500);
            if (mood < 2) {
                return;
            }
            if (mood < 5) {
                JsonObject reason = new JsonObject().put("reason", "NOT_NOW");
                clients.after(
                        thinkMs, () -> clients.ask(session, id, path + "/decline", reason, BodyCase.DECLINE_OFFER));
                return;
            }
            clients.after(thinkMs, () -> post(path + "/accept", BodyCase.ACCEPT_OFFER));
            if (mood == 6) {
                clients.after(thinkMs, () -> post(path + "/extend", BodyCase.EXTEND_OFFER));
            }
            if (mood > 16) {
                JsonObject reason = new JsonObject().put("reason", "OTHER");
                clients.after(
                        thinkMs + chance.nextInt(1_000),
                        () -> clients.ask(session, id, path + "/hand-back", reason, BodyCase.HAND_BACK_OFFER));
            }
        }

        private void invited(String visitId) {
            if (dealtWith.add(id + " invited " + visitId) && chance.nextInt(3) > 0) {
                clients.after(
                        chance.nextInt(1_000), () -> post("/v1/visits/" + visitId + "/claim", BodyCase.CLAIM_VISIT));
            }
        }

        private void assigned(AssignmentFrame assignment) {
            String visitId = assignment.getVisitId();
            if (!assignment.getVolunteerId().equals(id) || !dealtWith.add("visit " + visitId)) {
                return;
            }
            JsonObject place = places.getOrDefault(assignment.getOrderId(), place());
            JsonObject seen = new JsonObject().put("kind", "PHOTO").put("value", visitId);
            JsonObject presence = new JsonObject().put("location", place).put("evidence", new JsonArray().add(seen));
            String path = "/v1/visits/" + visitId;
            clients.after(
                    100 + chance.nextInt(700),
                    () -> post(path + "/depart", BodyCase.DEPART_VISIT)
                            .compose(gone -> clients.ask(session, id, path + "/check-in", presence, BodyCase.CHECK_IN))
                            .compose(there ->
                                    clients.ask(session, id, path + "/check-out", presence, BodyCase.CHECK_OUT)));
        }

        private Future<JsonObject> post(String path, BodyCase kind) {
            return clients.ask(session, id, path, new JsonObject(), kind);
        }
    }
}
