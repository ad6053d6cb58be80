package org.linli.load.check;

import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.Activity;
import org.linli.proto.AssignmentFrame;
import org.linli.proto.OfferFrame;
import org.linli.proto.OrderFrame;
import org.linli.proto.ServerFrame;
import org.linli.proto.Team;
import org.linli.proto.TeamOfferFrame;
import org.linli.proto.VisitCard;

/** Who may see what, from the log and the token alone. What the final log does not know is not judged. */
final class Sight {
    private final Findings findings;
    private final LogFacts facts;

    Sight(Findings findings, LogFacts facts) {
        this.findings = findings;
        this.facts = facts;
    }

    void check(Happening.Connected who, ServerFrame frame) {
        switch (frame.getBodyCase()) {
            case OFFER -> offer(who, frame.getOffer());
            case OFFER_CLOSED -> offered(who, frame.getOfferClosed().getOfferId());
            case ASSIGNMENT -> assignment(who, frame.getAssignment());
            case VISIT -> order(who, Ids.orderOf(frame.getVisit().getVisitId()));
            case ORDER -> order(who, frame.getOrder().getOrderId());
            case INVITATION -> {
                order(who, Ids.orderOf(frame.getInvitation().getVisit().getVisitId()));
                address(who, frame.getInvitation().getVisit());
            }
            case ACTIVITY -> activity(who, frame.getActivity().getActivityId());
            case TEAM_OFFER -> teamOffer(who, frame.getTeamOffer());
            case DUTY -> duty(who, frame.getDuty().getVolunteerId());
            case SNAPSHOT -> {
                for (OrderFrame order : frame.getSnapshot().getOrdersList()) {
                    order(who, order.getOrderId());
                }
                frame.getSnapshot().getOffersList().forEach(offer -> offer(who, offer));
                frame.getSnapshot().getAssignmentsList().forEach(assignment -> assignment(who, assignment));
                frame.getSnapshot().getActivitiesList().forEach(one -> activity(who, one.getActivityId()));
                frame.getSnapshot().getTeamOffersList().forEach(one -> teamOffer(who, one));
                frame.getSnapshot().getDutiesList().forEach(duty -> duty(who, duty.getVolunteerId()));
            }
            default -> {}
        }
    }

    /** Its leader, and whoever is on its list: who left stays there. */
    private void activity(Happening.Connected who, String activityId) {
        Activity activity = facts.activity(activityId);
        boolean party = activity.getLeaderId().equals(who.subject())
                || activity.getParticipantsList().stream()
                        .anyMatch(participant -> participant.getPersonId().equals(who.subject()));
        if (!activity.getId().isEmpty()) {
            expect(party, who, activityId);
        }
    }

    /** The team's leader alone, whoever that is in the end. */
    private void teamOffer(Happening.Connected who, TeamOfferFrame offer) {
        Team team = facts.get(EntityKey.team(offer.getTeamId())).entity().getTeam();
        if (!team.getId().isEmpty()) {
            expect(team.getLeaderId().equals(who.subject()), who, offer.getOfferId());
        }
    }

    private void offer(Happening.Connected who, OfferFrame offer) {
        offered(who, offer.getOfferId());
        address(who, offer.getVisit());
    }

    private void offered(Happening.Connected who, String offerId) {
        String volunteer = facts.offeredTo(offerId);
        if (!volunteer.isEmpty()) {
            expect(volunteer.equals(who.subject()), who, offerId);
        }
    }

    private void assignment(Happening.Connected who, AssignmentFrame assignment) {
        order(who, assignment.getOrderId());
        address(who, assignment.getVisit());
    }

    private void address(Happening.Connected who, VisitCard card) {
        if (!card.getAddress().isEmpty() && facts.knows(card.getOrderId())) {
            expect(facts.wasAssigned(card.getVisitId(), who.subject()), who, "the address of " + card.getVisitId());
        }
    }

    private void order(Happening.Connected who, String orderId) {
        if (facts.knows(orderId)) {
            boolean own = who.topics().contains("me") && facts.concerns(orderId, who.subject());
            expect(own || staffMay(who, orderId), who, orderId);
        }
    }

    private boolean staffMay(Happening.Connected who, String orderId) {
        return who.topics().contains("queue")
                && (who.roles().contains("dispatcher")
                        || who.roles().contains("agent")
                        || (who.roles().contains("community")
                                && who.communities()
                                        .contains(facts.order(orderId)
                                                .getRequest()
                                                .getCommunity())));
    }

    private void duty(Happening.Connected who, String volunteerId) {
        boolean staff = !who.topics().equals(java.util.Set.of("me"));
        expect(staff || volunteerId.equals(who.subject()), who, "the duty of " + volunteerId);
    }

    private void expect(boolean may, Happening.Connected who, String what) {
        findings.expect(may, Invariant.VISIBLE, () -> who.subject() + " (" + who.roles() + ") got " + what);
    }
}
