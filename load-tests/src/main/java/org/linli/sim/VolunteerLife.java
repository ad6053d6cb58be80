package org.linli.sim;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.linli.domain.Ids;
import org.linli.proto.AssignmentFrame;
import org.linli.proto.CallUpFrame;
import org.linli.proto.Invitation;
import org.linli.proto.OfferFrame;
import org.linli.proto.ServerFrame;

/** A volunteer answers what comes over the stream, early, late or to the millisecond of expiry, and does the visits. */
final class VolunteerLife {
    private final World world;
    private final Door door;
    private final SimStore store;
    private final String id;
    private final Set<String> answered = new HashSet<>();
    private final Set<String> visited = new HashSet<>();

    VolunteerLife(World world, Door door, SimStore store, String id) {
        this.world = world;
        this.door = door;
        this.store = store;
        this.id = id;
    }

    void begin(long dutyMs) {
        door.ask(
                "c-north",
                Commands.enrol(id),
                reply -> door.ask(id, Commands.duty(id, true, store.clockMs() + dutyMs)));
    }

    void heard(ServerFrame frame) {
        switch (frame.getBodyCase()) {
            case OFFER -> offered(frame.getOffer());
            case ASSIGNMENT -> assigned(frame.getAssignment());
            case INVITATION -> invited(frame.getInvitation());
            case CALL_UP -> calledUp(frame.getCallUp());
            case SNAPSHOT -> {
                frame.getSnapshot().getOffersList().forEach(this::offered);
                frame.getSnapshot().getAssignmentsList().forEach(this::assigned);
                frame.getSnapshot().getInvitationsList().forEach(this::invited);
                calledUp(frame.getSnapshot().getCallUp());
            }
            default -> {}
        }
    }

    /** What this person does about it is decided by whom and what it is about, not by what else happens. */
    private SplittableRandom whim(String what) {
        return world.chance(id + '/' + what);
    }

    private void after(long ms, Runnable deed) {
        world.after(ms * World.MILLI, door.everybody(), deed);
    }

    private void offered(OfferFrame offer) {
        String offerId = offer.getOfferId();
        if (!answered.add(offerId)) {
            return;
        }
        SplittableRandom whim = whim(offerId);
        long expiresInMs = offer.getExpiresAt().getSeconds() * 1000
                + offer.getExpiresAt().getNanos() / 1_000_000
                - store.clockMs();
        after(20 + whim.nextInt(400), () -> door.ask(id, Commands.see(id, offerId)));
        int mood = whim.nextInt(100);
        if (mood < 12) {
            return;
        }
        long thinkMs = whim.nextInt(4) == 0 ? expiresInMs - 25 + whim.nextInt(50) : 300 + whim.nextInt(9_000);
        if (mood < 27) {
            after(thinkMs, () -> door.ask(id, Commands.decline(id, offerId)));
        } else {
            if (mood < 37) {
                after(thinkMs / 2, () -> door.ask(id, Commands.extend(id, offerId)));
            }
            after(thinkMs, () -> door.ask(id, Commands.accept(id, offerId)));
            if (mood > 90) {
                after(thinkMs + whim.nextInt(8_000), () -> door.ask(id, Commands.handBack(id, offerId)));
            }
        }
    }

    private void invited(Invitation invitation) {
        String visitId = invitation.getVisit().getVisitId();
        SplittableRandom whim = whim("claim/" + visitId);
        if (whim.nextInt(3) > 0) {
            after(200 + whim.nextInt(3_000), () -> door.ask(id, Commands.claim(id, visitId)));
        }
    }

    private void calledUp(CallUpFrame callUp) {
        String emergency = callUp.getEmergencyId();
        if (!callUp.getState().equals("ASKED")) {
            return;
        }
        SplittableRandom whim =
                whim("call-up/" + emergency + callUp.getAskedAt().getSeconds());
        int mood = whim.nextInt(10);
        if (mood > 1) {
            after(100 + whim.nextInt(4_000), () -> door.ask(id, Commands.answerCallUp(id, emergency, mood > 3)));
        }
        if (mood > 8) {
            after(5_000, () -> door.ask(id, Commands.answerCallUp(id, emergency, false)));
        }
    }

    private void assigned(AssignmentFrame assignment) {
        String visitId = assignment.getVisitId();
        if (!assignment.getVolunteerId().equals(id) || !visited.add(visitId)) {
            return;
        }
        SplittableRandom whim = whim("visit/" + visitId);
        if (whim.nextInt(8) == 0) {
            return;
        }
        String orderId = Ids.orderOf(visitId);
        long departMs = 1_000 + whim.nextInt(12_000);
        long arriveMs = departMs + 500 + whim.nextInt(9_000);
        long leaveMs = arriveMs + 1_000 + whim.nextInt(30_000);
        after(departMs, () -> door.ask(id, Commands.depart(id, visitId)));
        after(arriveMs, () -> door.ask(id, Commands.checkIn(id, visitId, orderId)));
        after(leaveMs, () -> door.ask(id, Commands.checkOut(id, visitId, orderId)));
    }
}
