package org.linli.sim;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.PolicyReader;

/** The simulated county's rules: the house's own, in a hurry, so that minutes hold what takes days. Read once each. */
final class Rulebooks {
    static final String REGION = "520181";
    static final String YAML = PolicyReader.defaultYaml(REGION)
            .replace("offerSeconds: 60", "offerSeconds: 20")
            .replace("extendSeconds: 60", "extendSeconds: 20")
            .replace("graceSeconds: 20", "graceSeconds: 5")
            .replace("freeHandBackSeconds: 120", "freeHandBackSeconds: 5")
            .replace("inviteSeconds: 900", "inviteSeconds: 40")
            .replace("openOffersPerVolunteer: 1", "openOffersPerVolunteer: 2")
            .replace("attemptsBeforeInvite: 6", "attemptsBeforeInvite: 4")
            .replace("confirmHours: 24", "confirmHours: 1")
            .replace("  shopping:\n    name: 代购", "  shopping:\n    reviewed: true\n    name: 代购");

    private static final Map<String, RegionPolicy> READ = new ConcurrentHashMap<>();
    /** The empty text stands for the region's first rules. */
    static final Function<String, RegionPolicy> READER =
            yaml -> READ.computeIfAbsent(yaml.isEmpty() ? YAML : yaml, PolicyReader::read);

    private Rulebooks() {}
}
