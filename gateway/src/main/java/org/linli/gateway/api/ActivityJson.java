package org.linli.gateway.api;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.linli.gateway.http.Words;
import org.linli.gateway.view.Activities;
import org.linli.proto.Activity;
import org.linli.proto.Eligibility;
import org.linli.proto.Participant;
import org.linli.proto.ParticipantState;
import org.linli.proto.ProfilePrivate;

/** Activities as the door tells of them. */
final class ActivityJson {
    private ActivityJson() {}

    /** What everybody may know, and the viewer's own part. */
    static JsonObject activity(Activity activity, long version, String viewer) {
        JsonObject json = new JsonObject()
                .put("id", activity.getId())
                .put("state", Words.of(activity.getState(), "ACTIVITY_STATE_"))
                .put("version", version)
                .put("title", activity.getTitle())
                .put("location", Json.place(activity.getLocation()))
                .put("window", Json.window(activity.getWindow()))
                .put("signUpUntil", Json.time(activity.getSignUpUntilMs()))
                .put("leaderId", activity.getLeaderId())
                .put("places", activity.getPlaces())
                .put("fewest", activity.getFewest())
                .put("joined", taken(activity, false))
                .put("waiting", Activities.count(activity, false, ParticipantState.PARTICIPANT_STATE_WAITING))
                .put("onSite", Activities.count(activity, false, ParticipantState.PARTICIPANT_STATE_ON_SITE))
                .put("guestPlaces", activity.getGuestPlaces())
                .put("guests", taken(activity, true))
                .put("guestsWaiting", Activities.count(activity, true, ParticipantState.PARTICIPANT_STATE_WAITING))
                .put("eligibility", eligibility(activity.getEligibility()))
                .put("guestEligibility", eligibility(activity.getGuestEligibility()));
        Json.text(json, "placeName", activity.getPlaceName());
        Json.text(json, "community", activity.getCommunity());
        Json.text(json, "repeat", activity.getRepeat());
        Json.text(json, "series", activity.getSeries());
        Json.text(json, "reason", activity.getCloseCode());
        Activities.find(activity, viewer).ifPresent(own -> json.put("own", part(activity, own)));
        return json;
    }

    private static int taken(Activity activity, boolean guests) {
        return Activities.count(
                activity,
                guests,
                ParticipantState.PARTICIPANT_STATE_JOINED,
                ParticipantState.PARTICIPANT_STATE_ON_SITE);
    }

    /** One person's part, as that person may know it. */
    static JsonObject part(Activity activity, Participant own) {
        JsonObject json = new JsonObject()
                .put("state", Words.of(own.getState(), "PARTICIPANT_STATE_"))
                .put("waitingNumber", Activities.waitingNumber(activity, own))
                .put("guest", own.getGuest())
                .put("creditedMinutes", own.getCreditedMinutes());
        Json.time(json, "checkedInAt", own.getCheckIn().getAtMs());
        Json.time(json, "checkedOutAt", own.getCheckOut().getAtMs());
        Json.time(json, "confirmDue", own.getConfirmDueMs());
        return Json.time(json, "confirmedAt", own.getConfirmedAtMs());
    }

    /** The same as the leader and staff see it: who it is, what a guest stated, what is in dispute. */
    static JsonObject person(Activity activity, Participant person, Map<String, ProfilePrivate> people) {
        ProfilePrivate known = people.getOrDefault(person.getPersonId(), ProfilePrivate.getDefaultInstance());
        JsonObject json = part(activity, person).put("id", person.getPersonId()).put("minor", person.getMinor());
        Json.text(json, "name", known.getName());
        Json.text(json, "phoneMasked", Words.masked(known.getPhone()));
        Json.text(json, "circumstance", person.getCircumstance());
        return Json.text(json, "dispute", person.getDisputeCode());
    }

    private static JsonObject eligibility(Eligibility rules) {
        JsonObject json = new JsonObject()
                .put("skills", Json.array(rules.getSkillsList(), Json::skill))
                .put("communities", Json.array(rules.getCommunitiesList(), text -> text))
                .put("circumstances", Json.array(rules.getCircumstancesList(), text -> text));
        Json.text(json, "minTier", rules.getMinTier());
        if (rules.getLeastAge() > 0) {
            json.put("leastAge", rules.getLeastAge());
        }
        return rules.getMostAge() > 0 ? json.put("mostAge", rules.getMostAge()) : json;
    }
}
