package org.linli.matcher.credit;

import org.linli.domain.policy.RegionPolicy;

/** From points to the tier: the score is the policy's start and the whole points on top of it. */
public final class Ladder {
    private final RegionPolicy policy;

    public Ladder(RegionPolicy policy) {
        this.policy = policy;
    }

    /** The score of so many thousandths of points, rounded down. */
    public long score(long pointsMilli) {
        return policy.credit().startScore() + Math.floorDiv(pointsMilli, 1000L);
    }

    public String tier(long pointsMilli) {
        return policy.tierAt(score(pointsMilli));
    }
}
