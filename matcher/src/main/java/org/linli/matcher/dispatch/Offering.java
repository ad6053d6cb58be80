package org.linli.matcher.dispatch;

import org.linli.domain.policy.RegionPolicy;

/**
 * When a visit is offered, and how. A visit is offered when its service's lead time before the planned start has come:
 * at once for one that is wanted now. Where volunteers are scarce it is offered earlier, because the next one to ask may
 * be hard to find: twice the lead time with at most {@value #FEW} who could take it, four times with at most
 * {@value #HARDLY_ANY}. Immutable.
 */
record Offering(RegionPolicy policy) {
    static final int FEW = 5;
    static final int HARDLY_ANY = 2;
    private static final long MINUTE_MS = 60_000;

    /** How a visit finds its volunteer. */
    enum Way {
        /** Held for one volunteer. */
        OFFER,
        /** Listed for claiming by those near. */
        INVITE
    }

    /** An emergency invites the best several at once; else a visit that too many have not taken is listed once. */
    Way way(BookVisit visit) {
        if (visit.isEmergency()) {
            return Way.INVITE;
        }
        boolean askedOften = visit.attempts() >= policy.offering().attemptsBeforeInvite();
        return askedOften && !visit.invited() ? Way.INVITE : Way.OFFER;
    }

    /** From when on the visit is to be offered, in milliseconds since 1970. */
    long offerAtMs(BookVisit visit, long startMs, Choice choice) {
        return startMs - leadMs(visit) * earlier(choice.candidates());
    }

    /** Whether the visit is wanted so soon that it will be offered at once, to whomever it goes. */
    boolean isForNow(BookVisit visit, long nowMs) {
        return visit.request().getWindow().getStartMs() - leadMs(visit) <= nowMs;
    }

    private long leadMs(BookVisit visit) {
        return policy.findService(visit.request().getService())
                        .map(RegionPolicy.Service::leadMinutes)
                        .orElse(0)
                * MINUTE_MS;
    }

    private static int earlier(int candidates) {
        if (candidates == 0 || candidates > FEW) {
            return 1;
        }
        return candidates <= HARDLY_ANY ? 4 : 2;
    }

    /** How many are invited. */
    int invited(BookVisit visit) {
        return visit.isEmergency()
                ? Math.max(1, policy.offering().emergencyInvites())
                : policy.planning().candidates();
    }

    /** Until when an invitation stands: the policy's time, but never beyond the last moment to start. */
    long inviteUntilMs(BookVisit visit, long nowMs) {
        long untilMs = nowMs + policy.offering().inviteSeconds() * 1000L;
        return Math.max(nowMs + 1000, Math.min(untilMs, visit.fact().lastStartMs()));
    }
}
