package org.linli.gateway.api;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.linli.gateway.http.Words;
import org.linli.proto.Actor;
import org.linli.proto.Evidence;
import org.linli.proto.Presence;
import org.linli.proto.ProfilePrivate;

/** Hours that wait for a word: a visit's, or one person's at an activity. */
interface Hour {
    /** When silence confirms them, in Unix milliseconds; 0 where it does not. */
    long dueMs();

    /** Those whose names stand in it. */
    List<String> people();

    /** All of it but the words that are sealed. */
    JsonObject json(Map<String, ProfilePrivate> names);

    static String name(Map<String, ProfilePrivate> names, String id) {
        return names.getOrDefault(id, ProfilePrivate.getDefaultInstance()).getName();
    }

    /** When somebody came or left, by whose word, and what proves it. */
    static JsonObject presence(Presence presence, Map<String, ProfilePrivate> names) {
        return new JsonObject()
                .put("at", Json.time(presence.getAtMs()))
                .put("by", party(presence.getActor(), names))
                .put("evidence", Json.array(presence.getEvidenceList(), Hour::evidence));
    }

    private static JsonObject evidence(Evidence evidence) {
        JsonObject json = new JsonObject()
                .put("kind", Words.of(evidence.getKind(), "KIND_"))
                .put("verified", evidence.getVerified());
        return evidence.getKind() == Evidence.Kind.KIND_POSITION
                ? json.put("distanceMeters", evidence.getDistanceMeters())
                : json;
    }

    /** Somebody in a role; the name where there is a file. */
    static JsonObject party(Actor actor, Map<String, ProfilePrivate> names) {
        JsonObject json = new JsonObject()
                .put("id", actor.getSubject())
                .put("role", Words.of(actor.getRole(), "ROLE_").toLowerCase(Locale.ROOT));
        return Json.text(json, "name", name(names, actor.getSubject()));
    }
}
