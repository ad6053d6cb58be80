package org.linli.load.check;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.PolicyReader;

/** Policies by their YAML, each read once; the empty text stands for the first. For one thread. */
public final class KnownPolicies implements Function<String, RegionPolicy> {
    private final String first;
    private final Map<String, RegionPolicy> read = new HashMap<>();

    public KnownPolicies(String first) {
        this.first = first;
    }

    @Override
    public RegionPolicy apply(String yaml) {
        return read.computeIfAbsent(yaml.isEmpty() ? first : yaml, PolicyReader::read);
    }
}
