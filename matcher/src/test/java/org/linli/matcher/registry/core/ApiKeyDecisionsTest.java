package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.linli.domain.EntityKey;
import org.linli.proto.Actor;
import org.linli.proto.AddApiKey;
import org.linli.proto.ApiKey;
import org.linli.proto.Reply;
import org.linli.proto.RevokeApiKey;
import org.linli.proto.Role;

/** Keys of hotlines and apps as the records decide them. */
class ApiKeyDecisionsTest {
    private final Neighbourhood place = new Neighbourhood();
    private final Actor admin = Neighbourhood.staff(Role.ROLE_ADMIN);

    private Reply add(Actor who, String id) {
        return place.as(
                who,
                command -> command.setAddApiKey(
                        AddApiKey.newBuilder().setId(id).setDigest(ByteString.copyFromUtf8("digest"))));
    }

    private Reply revoke(Actor who, String id) {
        return place.as(
                who,
                command -> command.setRevokeApiKey(RevokeApiKey.newBuilder().setId(id)));
    }

    @Test
    void key_isAddedOnce_byAnAdministratorAlone() {
        assertThat(add(Neighbourhood.staff(Role.ROLE_AGENT), "h-1").getProblem())
                .isEqualTo("not-allowed");
        assertThat(add(admin, "h-1").getState()).isEqualTo("ENABLED");
        assertThat(add(admin, "h-1").getProblem()).isEqualTo("api-key-exists");
        assertThat(add(admin, "no name").getProblem()).isEqualTo("field-invalid");
    }

    @Test
    void key_revoked_losesItsDigestAndKeepsItsName_andRevokingAgainChangesNothing() {
        add(admin, "h-1");
        assertThat(revoke(admin, "h-2").getProblem()).isEqualTo("api-key-not-found");
        Reply first = revoke(admin, "h-1");
        assertThat(first.getState()).isEqualTo("REVOKED");
        ApiKey kept = place.store.get(EntityKey.apiKey("h-1")).entity().getApiKey();
        assertThat(kept.getDigest()).isEqualTo(ByteString.EMPTY);
        assertThat(revoke(admin, "h-1").getVersion()).isEqualTo(first.getVersion());
        assertThat(add(admin, "h-1").getProblem()).isEqualTo("api-key-exists");
    }
}
