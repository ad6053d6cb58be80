package org.linli.load.check;

import java.util.List;
import org.linli.domain.EntityKey;
import org.linli.proto.MemberState;
import org.linli.proto.Offer;
import org.linli.proto.Order;
import org.linli.proto.Team;
import org.linli.proto.TeamOffer;
import org.linli.proto.Visit;

/** What offers to teams may do: one at a time, alone, and answered with the team's own people. */
record TeamCheck(Findings findings, LogFacts facts) {
    void order(Order before, Order after) {
        List<TeamOffer> live = after.getTeamOffersList().stream()
                .filter(offer -> Moves.isLive(offer.getState()))
                .toList();
        findings.expect(live.size() <= 1, Invariant.TEAM, () -> after.getId() + " asks teams at once: " + live);
        boolean alone = live.isEmpty()
                || after.getVisitsList().stream()
                        .flatMap(visit -> visit.getOffersList().stream())
                        .noneMatch(offer -> Moves.isLive(offer.getState()));
        findings.expect(
                alone,
                Invariant.TEAM,
                () -> after.getId() + " asks somebody while it asks "
                        + live.get(0).getTeam());
        for (Visit visit : after.getVisitsList()) {
            int known = visit.getNumber() <= before.getVisitsCount()
                    ? before.getVisits(visit.getNumber() - 1).getOffersCount()
                    : 0;
            visit.getOffersList().stream()
                    .skip(known)
                    .filter(offer -> !offer.getTeam().isEmpty())
                    .forEach(offer -> named(after, offer));
        }
    }

    private void named(Order order, Offer offer) {
        Team team = facts.get(EntityKey.team(offer.getTeam())).entity().getTeam();
        boolean joined = team.getPeopleList().stream()
                .anyMatch(member -> member.getPersonId().equals(offer.getVolunteerId())
                        && member.getState() == MemberState.MEMBER_STATE_JOINED);
        findings.expect(
                joined,
                Invariant.TEAM,
                () -> offer.getVolunteerId() + " is named for " + order.getId() + " and has not joined "
                        + offer.getTeam());
    }
}
