package org.linli.gateway.audit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HexFormat;
import org.linli.gateway.http.Words;
import org.linli.proto.Account;
import org.linli.proto.Actor;
import org.linli.proto.Change;
import org.linli.proto.Entry;

/**
 * An entry of the log as an auditor may see it: names of entities and people as the log has them, which are pseudonyms, and
 * nothing of what was said. The digest is of the whole stored entry; a change of an account tells the head of its ledger
 * (RFC 6962's idea, as {@code /v1/accounts/{id}/entries/{n}/proof} proves against).
 */
final class AuditJson {
    private AuditJson() {}

    static JsonObject of(Entry entry) {
        JsonArray entities = new JsonArray();
        entry.getChangesList().forEach(change -> entities.add(entity(change)));
        JsonObject json = new JsonObject()
                .put("type", "entry")
                .put("generation", entry.getGeneration())
                .put("sequence", entry.getSequence())
                .put("at", Instant.ofEpochMilli(entry.getAtMs()).toString())
                .put("actor", actor(entry.getCause().getActor()))
                .put("what", entry.getCause().getBodyCase().name())
                .put("entities", entities)
                .put("policyVersion", entry.getPolicyVersion());
        return json.put("digest", AuditChain.digest(entry.toByteArray()));
    }

    private static JsonObject actor(Actor actor) {
        JsonObject json = new JsonObject()
                .put("subject", actor.getSubject())
                .put("role", Words.of(actor.getRole(), "ROLE_"))
                .put("channel", Words.of(actor.getChannel(), "CHANNEL_"));
        return actor.getOnBehalfOf().isEmpty() ? json : json.put("onBehalfOf", actor.getOnBehalfOf());
    }

    private static JsonObject entity(Change change) {
        JsonObject json = new JsonObject().put("key", change.getKey()).put("version", change.getVersion());
        return change.getAfter().hasAccount() ? ledger(json, change.getAfter().getAccount()) : json;
    }

    private static JsonObject ledger(JsonObject json, Account account) {
        JsonArray peaks = new JsonArray();
        account.getPeaksList().forEach(peak -> peaks.add(HexFormat.of().formatHex(peak.toByteArray())));
        return json.put("entries", account.getEntries()).put("peaks", peaks);
    }
}
