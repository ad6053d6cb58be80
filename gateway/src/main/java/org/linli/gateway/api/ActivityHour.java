package org.linli.gateway.api;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.linli.domain.Ids;
import org.linli.gateway.http.Words;
import org.linli.proto.Activity;
import org.linli.proto.Participant;
import org.linli.proto.ProfilePrivate;

/** One person's hours at an activity. */
record ActivityHour(Activity activity, Participant person) implements Hour {
    private static final long MINUTE_MS = 60_000;

    @Override
    public long dueMs() {
        return person.getConfirmDueMs();
    }

    @Override
    public List<String> people() {
        return List.of(
                person.getPersonId(),
                activity.getLeaderId(),
                person.getCheckIn().getActor().getSubject());
    }

    @Override
    public JsonObject json(Map<String, ProfilePrivate> names) {
        long lengthMs = activity.getWindow().getEndMs() - activity.getWindow().getStartMs();
        JsonObject json = new JsonObject()
                .put("id", Ids.participation(activity.getId(), person.getNumber()))
                .put("kind", "ACTIVITY")
                .put("of", activity.getId())
                .put("state", Words.of(person.getState(), "PARTICIPANT_STATE_"))
                .put("title", activity.getTitle())
                .put("volunteerId", person.getPersonId())
                .put("orderedMinutes", lengthMs / MINUTE_MS)
                .put("measuredMinutes", person.getCreditedMinutes());
        Json.text(json, "community", activity.getCommunity());
        Json.text(json, "leaderName", Hour.name(names, activity.getLeaderId()));
        Json.text(json, "volunteerName", Hour.name(names, person.getPersonId()));
        if (person.hasCheckIn()) {
            json.put("checkIn", Hour.presence(person.getCheckIn(), names));
        }
        if (person.hasCheckOut()) {
            json.put("checkOut", Hour.presence(person.getCheckOut(), names));
        }
        Json.time(json, "confirmDue", person.getConfirmDueMs());
        return person.getDisputeCode().isEmpty()
                ? json
                : json.put("dispute", new JsonObject().put("reason", person.getDisputeCode()));
    }
}
