package org.linli.gateway.frame;

import java.util.Optional;
import org.linli.gateway.http.Words;
import org.linli.gateway.view.Activities;
import org.linli.proto.Activity;
import org.linli.proto.ActivityFrame;
import org.linli.proto.Participant;
import org.linli.proto.ParticipantState;

/** How an activity stands, as one person is told. */
public final class ActivityFrames {
    private ActivityFrames() {}

    public static ActivityFrame of(Activity activity, String personId) {
        ActivityFrame.Builder frame = ActivityFrame.newBuilder()
                .setActivityId(activity.getId())
                .setState(Words.of(activity.getState(), "ACTIVITY_STATE_"))
                .setTitle(activity.getTitle())
                .setPlaceName(activity.getPlaceName())
                .setLocation(Spots.exact(activity.getLocation()))
                .setStart(Spots.time(activity.getWindow().getStartMs()))
                .setEnd(Spots.time(activity.getWindow().getEndMs()))
                .setPlaces(activity.getPlaces())
                .setJoined(Activities.count(
                        activity,
                        false,
                        ParticipantState.PARTICIPANT_STATE_JOINED,
                        ParticipantState.PARTICIPANT_STATE_ON_SITE))
                .setWaiting(Activities.count(activity, false, ParticipantState.PARTICIPANT_STATE_WAITING))
                .setOnSite(Activities.count(activity, false, ParticipantState.PARTICIPANT_STATE_ON_SITE))
                .setReason(activity.getCloseCode());
        Activities.find(activity, personId)
                .ifPresent(own -> frame.setOwnState(Words.of(own.getState(), "PARTICIPANT_STATE_"))
                        .setWaitingNumber(Activities.waitingNumber(activity, own))
                        .setCreditedMinutes(own.getCreditedMinutes()));
        return frame.build();
    }

    /** Whether this person's part, or what the activity is, differs between the two. */
    public static boolean concerns(Activity before, Activity after, String personId) {
        Optional<Participant> was = Activities.find(before, personId);
        Optional<Participant> is = Activities.find(after, personId);
        return before.getState() != after.getState()
                || !before.getWindow().equals(after.getWindow())
                || !was.map(Participant::getState).equals(is.map(Participant::getState))
                || !was.map(own -> Activities.waitingNumber(before, own))
                        .equals(is.map(own -> Activities.waitingNumber(after, own)))
                || !was.map(Participant::getCreditedMinutes).equals(is.map(Participant::getCreditedMinutes));
    }
}
