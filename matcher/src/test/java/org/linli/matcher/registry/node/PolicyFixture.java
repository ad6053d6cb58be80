package org.linli.matcher.registry.node;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.linli.domain.policy.RegionPolicy;

/** The least of a policy: its name tells one from another. */
final class PolicyFixture {
    private PolicyFixture() {}

    static RegionPolicy named(String name) {
        return new RegionPolicy(
                "520181",
                name,
                name,
                ZoneId.of("Asia/Shanghai"),
                new RegionPolicy.Area(26, 106, 27, 107, List.of(), 0),
                Map.of(),
                Map.of(),
                List.of(),
                new RegionPolicy.Offering(60, 60, 10, 120, 1, 3, 600, 3, 300, 30, 30, 15),
                new RegionPolicy.Planning(
                        1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, Map.of(), 1, 1400, 4500, 15000, 30000, 20, 30, 240),
                new RegionPolicy.Credit(1000, List.of(), 30, "ORDERED", 30, 24, false),
                new RegionPolicy.Evidence(300, 300, 72),
                "");
    }
}
