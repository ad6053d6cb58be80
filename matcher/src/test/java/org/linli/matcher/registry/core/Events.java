package org.linli.matcher.registry.core;

import java.util.List;
import java.util.function.Consumer;
import org.linli.domain.EntityKey;
import org.linli.proto.Activity;
import org.linli.proto.Actor;
import org.linli.proto.CancelActivity;
import org.linli.proto.CheckInActivity;
import org.linli.proto.CheckOutActivity;
import org.linli.proto.CloseActivity;
import org.linli.proto.ConfirmActivity;
import org.linli.proto.DisputeActivity;
import org.linli.proto.GuardianConsent;
import org.linli.proto.JoinActivity;
import org.linli.proto.LeaveActivity;
import org.linli.proto.Participant;
import org.linli.proto.ParticipantState;
import org.linli.proto.Presence;
import org.linli.proto.PublishActivity;
import org.linli.proto.Reply;
import org.linli.proto.ResolveActivity;
import org.linli.proto.Role;
import org.linli.proto.Timer;
import org.linli.proto.VolunteerFile;

/** What people do with activities in a small place. */
final class Events {
    static final Actor LEADER = Neighbourhood.actor(Role.ROLE_LEADER, "l-1");

    final Neighbourhood here;
    private int made;

    Events(Neighbourhood here) {
        this.here = here;
    }

    /** Fifteen years old, and the guardian agrees. */
    static void minor(VolunteerFile.Builder file) {
        file.setBirthYear(2011).setGuardianConsent(GuardianConsent.newBuilder().setGivenAtMs(Neighbourhood.START));
    }

    /** A clean-up of two hours that begins tomorrow, with three places. */
    Activity.Builder cleanUp() {
        made++;
        long startMs = here.now + 24 * Neighbourhood.HOUR;
        return Activity.newBuilder()
                .setId(String.format("520181-activity-%08d", made))
                .setLeaderId("l-1")
                .setTitle("周三大扫除")
                .setLocation(Neighbourhood.CENTRE)
                .setWindow(Neighbourhood.window(startMs, startMs + 2 * Neighbourhood.HOUR))
                .setPlaces(3);
    }

    Reply publish(Actor actor, Activity.Builder activity) {
        return here.as(
                actor,
                command ->
                        command.setPublishActivity(PublishActivity.newBuilder().setActivity(activity)));
    }

    /** Publishes a clean-up after these changes, and gives its id. */
    String published(Consumer<Activity.Builder> changes) {
        Activity.Builder activity = cleanUp();
        changes.accept(activity);
        Reply reply = publish(LEADER, activity);
        if (!reply.getProblem().isEmpty()) {
            throw new AssertionError(reply);
        }
        return reply.getId();
    }

    Reply join(String activityId, String volunteerId) {
        return join(Neighbourhood.volunteer(volunteerId), activityId, volunteerId);
    }

    Reply join(Actor actor, String activityId, String personId) {
        return here.as(
                actor,
                command -> command.setJoinActivity(
                        JoinActivity.newBuilder().setActivityId(activityId).setPersonId(personId)));
    }

    Reply visit(Actor actor, String activityId, String residentId, String circumstance) {
        return here.as(
                actor,
                command -> command.setJoinActivity(JoinActivity.newBuilder()
                        .setActivityId(activityId)
                        .setPersonId(residentId)
                        .setGuest(true)
                        .setCircumstance(circumstance)));
    }

    Reply leave(String activityId, String volunteerId) {
        return here.as(
                Neighbourhood.volunteer(volunteerId),
                command -> command.setLeaveActivity(
                        LeaveActivity.newBuilder().setActivityId(activityId).setPersonId(volunteerId)));
    }

    /** On the spot, by the code that is shown now. */
    Reply checkIn(String activityId, String volunteerId) {
        return checkIn(
                Neighbourhood.volunteer(volunteerId),
                activityId,
                here.now / Attendance.CODE_STEP_MS,
                Neighbourhood.presence(Neighbourhood.CENTRE),
                volunteerId);
    }

    Reply checkIn(Actor actor, String activityId, long codeStep, Presence.Builder presence, String... people) {
        return here.as(
                actor,
                command -> command.setCheckInActivity(CheckInActivity.newBuilder()
                        .setActivityId(activityId)
                        .addAllPersonIds(List.of(people))
                        .setCodeStep(codeStep)
                        .setPresence(presence)));
    }

    Reply checkInByLeader(String activityId, String... people) {
        return checkIn(LEADER, activityId, 0, Presence.newBuilder(), people);
    }

    Reply checkOut(Actor actor, String activityId, Presence.Builder presence, String... people) {
        return here.as(
                actor,
                command -> command.setCheckOutActivity(CheckOutActivity.newBuilder()
                        .setActivityId(activityId)
                        .addAllPersonIds(List.of(people))
                        .setPresence(presence)));
    }

    Reply close(Actor actor, String activityId) {
        return here.as(
                actor,
                command -> command.setCloseActivity(CloseActivity.newBuilder().setActivityId(activityId)));
    }

    Reply cancel(Actor actor, String activityId) {
        return here.as(
                actor,
                command -> command.setCancelActivity(
                        CancelActivity.newBuilder().setActivityId(activityId).setReason("暴雨")));
    }

    Reply confirm(Actor actor, String activityId, String... people) {
        return here.as(
                actor,
                command -> command.setConfirmActivity(
                        ConfirmActivity.newBuilder().setActivityId(activityId).addAllPersonIds(List.of(people))));
    }

    Reply dispute(Actor actor, String activityId, String personId) {
        return here.as(
                actor,
                command -> command.setDisputeActivity(DisputeActivity.newBuilder()
                        .setActivityId(activityId)
                        .setPersonId(personId)
                        .setReason("left at once")));
    }

    Reply resolve(Actor actor, String activityId, String personId, boolean uphold, int minutes) {
        return here.as(
                actor,
                command -> command.setResolveActivity(ResolveActivity.newBuilder()
                        .setActivityId(activityId)
                        .setPersonId(personId)
                        .setUphold(uphold)
                        .setMinutes(minutes)
                        .setReason("asked the others")));
    }

    Reply fire(String activityId) {
        return here.fire(Timer.Kind.KIND_ACTIVITY, activityId);
    }

    /** Fires the activity's timer as often as it is due now; gives how often that was. */
    int run(String activityId) {
        Effects.TimerName name = new Effects.TimerName(Timer.Kind.KIND_ACTIVITY, activityId);
        int fired = 0;
        while (here.store.timers.getOrDefault(name, Long.MAX_VALUE) <= here.now) {
            fire(activityId);
            if (++fired > 1000) {
                throw new AssertionError("the timer of " + activityId + " never comes to rest");
            }
        }
        return fired;
    }

    Activity get(String activityId) {
        return here.store.get(EntityKey.activity(activityId)).entity().getActivity();
    }

    Participant participant(String activityId, String personId) {
        return get(activityId).getParticipantsList().stream()
                .filter(participant -> participant.getPersonId().equals(personId))
                .findFirst()
                .orElseThrow();
    }

    ParticipantState state(String activityId, String personId) {
        return participant(activityId, personId).getState();
    }

    /** To the moment when the activity begins. */
    void passToStart(String activityId) {
        here.now = get(activityId).getWindow().getStartMs();
    }
}
