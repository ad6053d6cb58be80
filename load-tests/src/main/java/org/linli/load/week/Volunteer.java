package org.linli.load.week;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.linli.proto.AssignmentFrame;
import org.linli.proto.OfferFrame;
import org.linli.proto.ServerFrame;

/** A volunteer with a telephone: accepts what is offered, goes there, asks for the code word, and is done. */
final class Volunteer {
    private static final Set<String> LIVE = Set.of("SENT", "SEEN");

    private final Neighbour self;
    private final Hall.Desk desk;
    private final CodeWords codeWords;
    private final Reached reached;
    private final Executor work;
    private final BooleanSupplier dark;
    private final Set<String> begun = ConcurrentHashMap.newKeySet();

    Volunteer(
            Neighbour self, Hall.Desk desk, CodeWords codeWords, Reached reached, Executor work, BooleanSupplier dark) {
        this.self = self;
        this.desk = desk;
        this.codeWords = codeWords;
        this.reached = reached;
        this.work = work;
        this.dark = dark;
    }

    Neighbour self() {
        return self;
    }

    Hall.Desk desk() {
        return desk;
    }

    void onDuty() {
        desk.put(
                "/v1/volunteers/" + self.id() + "/duty",
                new JsonObject().put("on", true).put("location", self.location()));
    }

    void offDuty() {
        desk.put("/v1/volunteers/" + self.id() + "/duty", new JsonObject().put("on", false));
    }

    boolean isOnDuty() {
        return desk.get("/v1/volunteers/" + self.id()).getJsonObject("duty").getBoolean("on");
    }

    void mayBeCalledUp() {
        desk.put("/v1/volunteers/" + self.id() + "/reserve", new JsonObject().put("reserve", true));
    }

    private void calledUp(String emergency) {
        reached.concerns(self.id());
        reached.heard(self.id());
        once("call-up/" + emergency, () -> desk.post("/v1/emergency/answer", new JsonObject().put("yes", true)));
    }

    void heard(ServerFrame frame) {
        switch (frame.getBodyCase()) {
            case OFFER -> offered(frame.getOffer());
            case ASSIGNMENT -> assigned(frame.getAssignment());
            case CALL_UP -> {
                if (frame.getCallUp().getState().equals("ASKED")) {
                    calledUp(frame.getCallUp().getEmergencyId());
                }
            }
            case SNAPSHOT -> {
                frame.getSnapshot().getOffersList().forEach(this::offered);
                frame.getSnapshot().getAssignmentsList().forEach(this::assigned);
            }
            case ACTIVITY -> reached.heard(self.id());
            default -> {}
        }
    }

    private void offered(OfferFrame offer) {
        reached.concerns(self.id());
        reached.heard(self.id());
        if (LIVE.contains(offer.getState())) {
            once(offer.getOfferId(), () -> desk.post("/v1/offers/" + offer.getOfferId() + "/accept", new JsonObject()));
        }
    }

    private void assigned(AssignmentFrame assignment) {
        if (assignment.getState().equals("ASSIGNED") && !dark.getAsBoolean()) {
            once(assignment.getVisitId(), () -> serve(assignment));
        }
    }

    private void serve(AssignmentFrame assignment) {
        String visit = "/v1/visits/" + assignment.getVisitId();
        JsonObject code = new JsonObject().put("kind", "CODE").put("value", codeWords.of(assignment.getOrderId()));
        JsonObject presence = new JsonObject()
                .put(
                        "location",
                        new JsonObject()
                                .put("lat", assignment.getVisit().getLocation().getLat())
                                .put("lng", assignment.getVisit().getLocation().getLng()))
                .put("evidence", new JsonArray().add(code));
        desk.post(visit + "/depart", new JsonObject());
        desk.post(visit + "/check-in", presence);
        desk.post(visit + "/check-out", presence);
    }

    /** An offer that is gone by then, or a visit that somebody else was given, is no matter: the next will come. */
    private void once(String what, Runnable step) {
        if (begun.add(what)) {
            work.execute(() -> {
                try {
                    step.run();
                } catch (IllegalStateException refused) {
                    if (!String.valueOf(refused.getMessage()).contains(": 409 ")) {
                        throw refused;
                    }
                }
            });
        }
    }
}
