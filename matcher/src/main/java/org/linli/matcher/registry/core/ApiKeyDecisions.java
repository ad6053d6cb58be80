package org.linli.matcher.registry.core;

import java.util.EnumSet;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.AddApiKey;
import org.linli.proto.ApiKey;
import org.linli.proto.Entity;
import org.linli.proto.Reply;
import org.linli.proto.RevokeApiKey;
import org.linli.proto.Role;

/** Hotlines and apps that bring requests through the GeoReport door are let in, and let in no more. */
final class ApiKeyDecisions {
    private static final int DIGEST_BYTES = 64;

    private ApiKeyDecisions() {}

    static Reply add(Draft draft, AddApiKey add) {
        draft.permissions().any(EnumSet.of(Role.ROLE_ADMIN));
        Refusal.unless(Ids.isPerson(add.getId()), "field-invalid", "/id", add.getId());
        Refusal.unless(draft.findApiKey(add.getId()).isEmpty(), "api-key-exists", "/id", add.getId());
        Fields.between(add.getDigest().size(), 1, DIGEST_BYTES, "/key");
        return store(
                draft,
                ApiKey.newBuilder()
                        .setId(add.getId())
                        .setDigest(add.getDigest())
                        .setCreatedAtMs(draft.nowMs())
                        .setCreatedBy(draft.actor().getSubject())
                        .build(),
                true);
    }

    /** Its name stays taken: it stands in the log. Revoking twice changes nothing. */
    static Reply revoke(Draft draft, RevokeApiKey revoke) {
        draft.permissions().any(EnumSet.of(Role.ROLE_ADMIN));
        ApiKey before =
                draft.findApiKey(revoke.getId()).orElseThrow(() -> Refusal.of("api-key-not-found", revoke.getId()));
        return store(
                draft,
                before.getRevokedAtMs() > 0
                        ? before
                        : before.toBuilder()
                                .setRevokedAtMs(draft.nowMs())
                                .clearDigest()
                                .build(),
                false);
    }

    private static Reply store(Draft draft, ApiKey key, boolean created) {
        String name = EntityKey.apiKey(key.getId());
        boolean changed = draft.findApiKey(key.getId()).filter(key::equals).isEmpty();
        draft.put(name, Entity.newBuilder().setApiKey(key).build());
        return Reply.newBuilder()
                .setId(key.getId())
                .setState(key.getRevokedAtMs() > 0 ? "REVOKED" : "ENABLED")
                .setVersion(draft.versionAfter(name, changed))
                .setCreated(created)
                .build();
    }
}
