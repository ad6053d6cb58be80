package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.resident;
import static org.linli.matcher.registry.core.Neighbourhood.staff;

import org.junit.jupiter.api.Test;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.Reply;
import org.linli.proto.Role;

class PolicyDecisionsTest {
    private final Neighbourhood here = new Neighbourhood();

    @Test
    void publish_byAnAdmin_isInForceAtOnce() {
        String yaml = PolicyReader.defaultYaml("520181").replace("offerSeconds: 60", "offerSeconds: 90");
        Reply reply = here.publish(staff(Role.ROLE_ADMIN), yaml);
        assertThat(reply.getVersion()).isEqualTo(1);
        assertThat(reply.getCreated()).isTrue();
        here.onDuty("v-1");
        String visit = here.order("r-1") + ".1";
        here.offer(visit, "v-1");
        assertThat(here.extend("v-1", visit + ".1").getArguments(0)).isEqualTo(Long.toString(here.now + 150_000));
        assertThat(here.store.order(visit.replace(".1", "")).getPolicyVersion()).isEqualTo(1);
    }

    @Test
    void publish_faulty_saysWhatByLine() {
        String yaml = PolicyReader.defaultYaml("520181").replace("offerSeconds: 60", "offerSeconds: soon");
        Reply reply = here.publish(staff(Role.ROLE_ADMIN), yaml);
        assertThat(reply.getProblem()).isEqualTo("policy-invalid");
        assertThat(reply.getArgumentsList())
                .singleElement()
                .asString()
                .contains("/offering/offerSeconds: (soon) must be a whole number from 5 to 86400");
    }

    @Test
    void publish_ofAnotherRegion_isInvalid() {
        assertThat(here.publish(staff(Role.ROLE_ADMIN), PolicyReader.defaultYaml("371082"))
                        .getProblem())
                .isEqualTo("policy-invalid");
    }

    @Test
    void publish_byOthers_isNotAllowed() {
        assertThat(here.publish(resident("r-1"), "").getProblem()).isEqualTo("not-allowed");
        assertThat(here.publish(staff(Role.ROLE_DISPATCHER), "").getProblem()).isEqualTo("not-allowed");
    }
}
