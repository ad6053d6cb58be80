package org.linli.matcher.registry.core;

import java.util.EnumSet;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.PolicyInvalid;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.Entity;
import org.linli.proto.Policy;
import org.linli.proto.PublishPolicy;
import org.linli.proto.Reply;
import org.linli.proto.Role;

/** New rules for the region, or what is wrong with them, by line. */
final class PolicyDecisions {
    private PolicyDecisions() {}

    static Reply publish(Draft draft, PublishPolicy publish) {
        draft.permissions().any(EnumSet.of(Role.ROLE_ADMIN));
        RegionPolicy policy = read(publish.getYaml());
        Refusal.unless(
                policy.region().equals(draft.policy().region()),
                "policy-invalid",
                "",
                "1: /region: must be " + draft.policy().region());
        Policy after = Policy.newBuilder()
                .setYaml(publish.getYaml())
                .setPublishedAtMs(draft.nowMs())
                .build();
        draft.put(EntityKey.POLICY, Entity.newBuilder().setPolicy(after).build());
        return Reply.newBuilder()
                .setId(policy.region())
                .setVersion(draft.versionAfter(EntityKey.POLICY, true))
                .setCreated(true)
                .build();
    }

    private static RegionPolicy read(String yaml) {
        try {
            return PolicyReader.read(yaml);
        } catch (PolicyInvalid invalid) {
            throw Refusal.of("policy-invalid", invalid.problems().toArray());
        }
    }
}
