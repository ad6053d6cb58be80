package org.linli.load.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.registry.node.Rules;

/**
 * Reads a history and says which invariants it breaks, and how often each was put to the test at all. Whole histories
 * only: the log must begin with its first entry. Any thread, one history at a time.
 */
public final class Checker {
    private final Function<String, RegionPolicy> policies;
    private final Rules rules;

    /** @param policies reads a policy's YAML; for the empty text the rules that hold before any is published */
    public Checker(Function<String, RegionPolicy> policies) {
        this(policies, Rules.ofDecider());
    }

    /** @param rules by which the log is decided again */
    public Checker(Function<String, RegionPolicy> policies, Rules rules) {
        this.policies = policies;
        this.rules = rules;
    }

    public Findings check(List<Happening> history) {
        Findings findings = new Findings();
        Restores restores = new Restores();
        Requests requests = new Requests(findings, restores);
        Calmness calm = new Calmness();
        List<Happening> streams = new ArrayList<>(history.size());
        Leases leases = new Leases(findings, restores);
        LogCheck log = new LogCheck(findings, policies, rules, calm, requests, leases);
        for (Happening happening : history) {
            if (happening instanceof Happening.Framed
                    || happening instanceof Happening.Connected
                    || happening instanceof Happening.Disconnected) {
                streams.add(happening);
            } else {
                restores.take(happening);
                calm.take(happening);
                leases.take(happening);
                requests.take(happening);
                log.take(happening);
            }
        }
        restores.check(findings, log.facts());
        log.end();
        requests.check(log.facts());
        new StreamCheck(findings, restores, log.facts()).check(streams);
        return findings;
    }
}
