package org.linli.gateway.demo;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.linli.domain.Wgs84;
import org.linli.proto.AssignmentFrame;
import org.linli.proto.Invitation;
import org.linli.proto.ServerFrame;

/**
 * A fictional volunteer: goes on and off duty, reports positions, answers offers and does the visits. Everything that it
 * knows comes from the stream, so it carries on after a crash of the node or of itself. For the schedule's thread.
 */
public final class VolunteerActor {
    private static final long AGAIN_MS = 15_000;

    private final Schedule schedule;
    private final VolunteerDoor door;
    private final Habits habits;
    private final RandomGenerator chance;
    private final Strolling body;
    private final Errands errands;
    private final OfferHabit offers;
    private boolean onDuty;
    private boolean tired;
    private int stretch;

    /** @param speed metres a second in life, by the volunteer's way of travelling */
    public VolunteerActor(
            Schedule schedule,
            VolunteerDoor door,
            Habits habits,
            CountyMap county,
            Wgs84 home,
            double speed,
            RandomGenerator chance) {
        this.schedule = schedule;
        this.door = door;
        this.habits = habits;
        this.chance = chance;
        this.body = new Strolling(schedule, county, home, chance);
        this.errands = new Errands(schedule, door, habits, chance, speed, body);
        this.offers = new OfferHabit(schedule, door, habits, chance);
    }

    public boolean onDuty() {
        return onDuty;
    }

    /** Nothing accepted and nothing to answer. */
    public boolean idle() {
        return errands.idle() && offers.idle();
    }

    /** Carries on a duty that the node already knows of. */
    public void resume() {
        began();
    }

    /** Goes on duty; tries again until the node agrees. */
    public void start() {
        door.onDuty(body.place()).onSuccess(on -> began()).onFailure(refused -> schedule.after(AGAIN_MS, this::start));
    }

    /** Goes on duty after a rest of which some is already over. */
    public void startRested() {
        schedule.after(Math.round(habits.rest().draw(chance) * chance.nextDouble()), this::start);
    }

    private void began() {
        onDuty = true;
        tired = false;
        int mine = ++stretch;
        door.listen(this::heard);
        schedule.after(chance.nextLong(habits.positionMs()), () -> report(mine));
        schedule.after(habits.duty().draw(chance), () -> {
            if (mine == stretch) {
                tired = true;
                goHome(mine);
            }
        });
    }

    private void heard(ServerFrame frame) {
        switch (frame.getBodyCase()) {
            case OFFER -> offers.offered(frame.getOffer(), tired);
            case OFFER_CLOSED -> offers.closed(frame.getOfferClosed().getOfferId());
            case ASSIGNMENT -> assigned(frame.getAssignment());
            // An own visit that goes on comes as an assignment; as a visit it is over, or somebody else's.
            case VISIT -> errands.drop(frame.getVisit().getVisitId());
            case INVITATION -> invited(frame.getInvitation());
            case DUTY -> {
                if (!frame.getDuty().getOn()) {
                    over();
                }
            }
            case SNAPSHOT -> {
                frame.getSnapshot().getAssignmentsList().forEach(this::assigned);
                frame.getSnapshot().getOffersList().forEach(offer -> offers.offered(offer, tired));
            }
            default -> {}
        }
    }

    private void assigned(AssignmentFrame frame) {
        errands.heard(frame.getVisitId(), frame.getOrderId(), frame.getState(), millis(frame.getStart()));
    }

    private void invited(Invitation invitation) {
        if (!tired && idle() && chance.nextDouble() < habits.claim()) {
            schedule.after(habits.think().draw(chance), () -> {
                if (idle() && onDuty) {
                    door.claim(invitation.getVisit().getVisitId(), body.place());
                }
            });
        }
    }

    private void report(int mine) {
        if (mine != stretch || !onDuty) {
            return;
        }
        if (errands.idle()) {
            body.idle();
        }
        door.position(body.place(), Instant.ofEpochMilli(schedule.nowMs()));
        schedule.after(habits.positionMs(), () -> report(mine));
    }

    /** Off duty as soon as nothing is left to do. */
    private void goHome(int mine) {
        if (mine != stretch || !onDuty) {
            return;
        }
        if (!idle()) {
            schedule.after(AGAIN_MS / 3, () -> goHome(mine));
            return;
        }
        door.offDuty().onSuccess(off -> over()).onFailure(refused -> schedule.after(AGAIN_MS, () -> goHome(mine)));
    }

    private void over() {
        if (onDuty) {
            onDuty = false;
            stretch++;
            door.hangUp();
            schedule.after(habits.rest().draw(chance), this::start);
        }
    }

    private static long millis(Timestamp at) {
        return at.getSeconds() * 1000 + at.getNanos() / 1_000_000;
    }
}
