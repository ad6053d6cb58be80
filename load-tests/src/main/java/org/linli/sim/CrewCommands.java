package org.linli.sim;

import java.util.List;
import org.linli.proto.AcceptTeamOffer;
import org.linli.proto.Command;
import org.linli.proto.DeclineReason;
import org.linli.proto.DeclineTeamOffer;
import org.linli.proto.InviteToTeam;
import org.linli.proto.JoinTeam;
import org.linli.proto.LeaveTeam;
import org.linli.proto.OfferToTeam;
import org.linli.proto.PutTeam;
import org.linli.proto.Role;
import org.linli.proto.Team;

/** What people of teams say, and those who ask them. */
final class CrewCommands {
    private CrewCommands() {}

    static Command team(String team, String leader) {
        return Commands.by(Role.ROLE_COMMUNITY, "c-north")
                .setPutTeam(PutTeam.newBuilder()
                        .setTeam(Team.newBuilder()
                                .setId(team)
                                .setName("north crew")
                                .setLeaderId(leader)
                                .addCommunities("north")))
                .build();
    }

    static Command invite(String team, String leader, String volunteer) {
        return Commands.by(Role.ROLE_VOLUNTEER, leader)
                .setInviteToTeam(InviteToTeam.newBuilder().setTeamId(team).addPersonIds(volunteer))
                .build();
    }

    static Command join(String team, String volunteer) {
        return Commands.by(Role.ROLE_VOLUNTEER, volunteer)
                .setJoinTeam(JoinTeam.newBuilder().setTeamId(team).setPersonId(volunteer))
                .build();
    }

    static Command leave(String team, String volunteer) {
        return Commands.by(Role.ROLE_VOLUNTEER, volunteer)
                .setLeaveTeam(LeaveTeam.newBuilder().setTeamId(team).setPersonId(volunteer))
                .build();
    }

    /** An order that names the team. */
    static Command order(String resident, String orderId, String team, int people, long startMs) {
        Command.Builder order =
                Commands.order(resident, orderId, "talk", people, 30, startMs, 3 * 3_600_000L).toBuilder();
        order.getSubmitOrderBuilder().getRequestBuilder().setTeam(team);
        return order.build();
    }

    static Command offer(String orderId, String team) {
        return Commands.by(Role.ROLE_DISPATCHER, "d-1")
                .setOfferToTeam(OfferToTeam.newBuilder()
                        .setOrderId(orderId)
                        .setTeamId(team)
                        .setReason("they know the house"))
                .build();
    }

    static Command accept(String offerId, String leader, List<String> people) {
        return Commands.by(Role.ROLE_VOLUNTEER, leader)
                .setAcceptTeamOffer(
                        AcceptTeamOffer.newBuilder().setOfferId(offerId).addAllPeople(people))
                .build();
    }

    static Command decline(String offerId, String leader) {
        return Commands.by(Role.ROLE_VOLUNTEER, leader)
                .setDeclineTeamOffer(DeclineTeamOffer.newBuilder()
                        .setOfferId(offerId)
                        .setReason(DeclineReason.DECLINE_REASON_NOT_NOW))
                .build();
    }
}
