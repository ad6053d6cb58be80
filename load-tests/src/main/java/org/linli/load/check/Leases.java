package org.linli.load.check;

import java.util.ArrayList;
import java.util.List;
import org.linli.proto.Entry;

/** Take-overs, and what was proposed and committed under which epoch. */
final class Leases {
    private record Claim(long epoch, long sequence, int restores) {}

    private final Findings findings;
    private final Restores restores;
    private final List<Claim> claims = new ArrayList<>();

    Leases(Findings findings, Restores restores) {
        this.findings = findings;
        this.restores = restores;
    }

    void take(Happening happening) {
        if (happening instanceof Happening.Claimed claimed) {
            claims.add(new Claim(claimed.epoch(), claimed.sequence(), restores.soFar()));
        } else if (happening instanceof Happening.Proposed proposed) {
            proposed(proposed);
        }
    }

    private void proposed(Happening.Proposed proposed) {
        for (int i = claims.size() - 1; i >= 0; i--) {
            Claim claim = claims.get(i);
            if (claim.epoch == proposed.epoch() && claim.restores == restores.soFar()) {
                findings.expect(
                        proposed.bookSequence() >= claim.sequence,
                        Invariant.EPOCH,
                        () -> proposed + " before its book has " + claim);
                return;
            }
        }
    }

    void check(Entry entry) {
        if (entry.getLeaseEpoch() == 0) {
            return;
        }
        int behind = restores.before(entry.getGeneration());
        boolean old = claims.stream()
                .anyMatch(claim -> claim.restores == behind
                        && claim.epoch > entry.getLeaseEpoch()
                        && claim.sequence < entry.getSequence());
        findings.expect(
                !old,
                Invariant.EPOCH,
                () -> "entry " + entry.getSequence() + " of epoch " + entry.getLeaseEpoch() + " after " + claims);
    }
}
