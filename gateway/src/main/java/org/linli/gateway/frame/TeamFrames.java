package org.linli.gateway.frame;

import java.util.Optional;
import java.util.Set;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.http.Language;
import org.linli.gateway.http.Words;
import org.linli.gateway.view.Teams;
import org.linli.proto.MemberState;
import org.linli.proto.Order;
import org.linli.proto.SkillLevel;
import org.linli.proto.Team;
import org.linli.proto.TeamFrame;
import org.linli.proto.TeamMember;
import org.linli.proto.TeamOffer;
import org.linli.proto.TeamOfferFrame;
import org.linli.proto.Visit;
import org.linli.proto.VisitCard;
import org.linli.proto.VisitState;

/** What leaders are told of offers to their teams, and people of teams: the area of a visit, never the address. */
public record TeamFrames(Frames frames) {
    private static final Set<VisitState> WAITING =
            Set.of(VisitState.VISIT_STATE_OPEN, VisitState.VISIT_STATE_INVITED, VisitState.VISIT_STATE_OFFERED);

    public TeamOfferFrame offer(Order order, TeamOffer offer, Team team, Language language) {
        Visit any = order.getVisitsCount() == 0 ? Visit.getDefaultInstance() : order.getVisits(0);
        VisitCard card = frames.card(order, any, offer.getWindow(), language);
        int open = seats(order);
        TeamOfferFrame.Builder frame = TeamOfferFrame.newBuilder()
                .setOfferId(Ids.teamOffer(order.getId(), offer.getNumber()))
                .setOrderId(order.getId())
                .setTeamId(team.getId())
                .setTeamName(team.getName())
                .setState(Words.of(offer.getState(), "OFFER_STATE_"))
                .setService(card.getService())
                .setServiceName(card.getServiceName())
                .setArea(card.getArea())
                .setLocation(card.getLocation())
                .setStart(Spots.time(offer.getWindow().getStartMs()))
                .setEnd(Spots.time(offer.getWindow().getEndMs()))
                .setDurationMinutes(order.getRequest().getDurationMinutes())
                .setSeats(open)
                .setFewest(fewest(order))
                .setExpiresAt(Spots.time(offer.getExpiresAtMs()))
                .addAllSkills(card.getSkillsList())
                .addAllNamed(offer.getNamedList());
        order.getRequest().getLeaderSkillsList().stream()
                .map(SkillLevel::getSkill)
                .forEach(frame::addLeaderSkills);
        offer.getReasonsList().forEach(reason -> frame.addReasons(frames.reason(reason, language)));
        return frame.build();
    }

    /** How many places of the order nobody has yet. */
    public static int seats(Order order) {
        return (int) order.getVisitsList().stream()
                .filter(visit -> WAITING.contains(visit.getState()))
                .count();
    }

    /** How many people a team must name at least; never more than there are seats. */
    public int fewest(Order order) {
        int open = seats(order);
        return Math.min(open, fewest(order, open));
    }

    private int fewest(Order order, int open) {
        int fewest = frames.policy()
                .findService(order.getRequest().getService())
                .map(RegionPolicy.Service::fewestPeople)
                .orElse(0);
        int coming = order.getVisitsCount() - open;
        return fewest == 0 ? open : Math.max(1, fewest - coming);
    }

    public static TeamFrame of(Team team, String personId) {
        TeamFrame.Builder frame = TeamFrame.newBuilder()
                .setTeamId(team.getId())
                .setName(team.getName())
                .setLeaderId(team.getLeaderId())
                .setJoined(Teams.people(team, MemberState.MEMBER_STATE_JOINED).size())
                .setInvited(Teams.people(team, MemberState.MEMBER_STATE_INVITED).size())
                .setOrganisation(team.getOrganisation());
        Teams.find(team, personId).ifPresent(own -> frame.setOwnState(Words.of(own.getState(), "MEMBER_STATE_")));
        return frame.build();
    }

    /** Whether this person's part differs between the two. */
    public static boolean concerns(Team before, Team after, String personId) {
        Optional<MemberState> was = Teams.find(before, personId).map(TeamMember::getState);
        Optional<MemberState> is = Teams.find(after, personId).map(TeamMember::getState);
        return !was.equals(is);
    }
}
