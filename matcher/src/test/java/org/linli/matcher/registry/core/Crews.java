package org.linli.matcher.registry.core;

import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.actor;
import static org.linli.matcher.registry.core.Neighbourhood.staff;
import static org.linli.matcher.registry.core.Neighbourhood.volunteer;
import static org.linli.matcher.registry.core.Neighbourhood.window;

import java.util.List;
import java.util.function.Consumer;
import org.linli.domain.EntityKey;
import org.linli.proto.AcceptTeamOffer;
import org.linli.proto.Actor;
import org.linli.proto.DeclineReason;
import org.linli.proto.DeclineTeamOffer;
import org.linli.proto.InviteToTeam;
import org.linli.proto.JoinTeam;
import org.linli.proto.LeaveTeam;
import org.linli.proto.MemberState;
import org.linli.proto.OfferToTeam;
import org.linli.proto.Organisation;
import org.linli.proto.ProposedTeamOffer;
import org.linli.proto.PutOrganisation;
import org.linli.proto.PutTeam;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.Team;

/** Teams in a neighbourhood: each call is one command at the present moment. */
final class Crews {
    static final String TEAM = "t-1";

    final Neighbourhood here;

    Crews(Neighbourhood here) {
        this.here = here;
    }

    static Actor leader(String id) {
        return actor(Role.ROLE_LEADER, id);
    }

    /** The team of v-lead, of which these people have said yes. */
    void team(String... members) {
        here.enrol("v-lead", file -> {});
        put(leader("v-lead"), team -> {});
        for (String member : members) {
            here.enrol(member, file -> {});
            invite(leader("v-lead"), member);
            join(member);
        }
    }

    Reply put(Actor actor, Consumer<Team.Builder> more) {
        Team.Builder team = Team.newBuilder()
                .setId(TEAM)
                .setName("桂花园互助队")
                .setLeaderId("v-lead")
                .addCommunities("桂花园");
        more.accept(team);
        return here.as(actor, command -> command.setPutTeam(PutTeam.newBuilder().setTeam(team)));
    }

    Reply organisation(Actor actor, Consumer<Organisation.Builder> organisation) {
        Organisation.Builder built = Organisation.newBuilder();
        organisation.accept(built);
        return here.as(
                actor,
                command ->
                        command.setPutOrganisation(PutOrganisation.newBuilder().setOrganisation(built)));
    }

    Reply invite(Actor actor, String... people) {
        return here.as(
                actor,
                command -> command.setInviteToTeam(
                        InviteToTeam.newBuilder().setTeamId(TEAM).addAllPersonIds(List.of(people))));
    }

    Reply join(String person) {
        return join(volunteer(person), person);
    }

    Reply join(Actor actor, String person) {
        return here.as(
                actor,
                command -> command.setJoinTeam(
                        JoinTeam.newBuilder().setTeamId(TEAM).setPersonId(person)));
    }

    Reply leave(Actor actor, String person) {
        return here.as(
                actor,
                command -> command.setLeaveTeam(
                        LeaveTeam.newBuilder().setTeamId(TEAM).setPersonId(person)));
    }

    Team kept() {
        return here.store.get(EntityKey.team(TEAM)).entity().getTeam();
    }

    MemberState state(String person) {
        return kept().getPeopleList().stream()
                .filter(member -> member.getPersonId().equals(person))
                .findFirst()
                .orElseThrow()
                .getState();
    }

    /** The engine's offer of the order to the team, for a start in so many hours. */
    Reply propose(String order, long startMs) {
        return here.dispatch(parts -> parts.addTeamOffers(ProposedTeamOffer.newBuilder()
                .setOrderId(order)
                .setTeamId(TEAM)
                .setWindow(window(startMs, startMs + HOUR))));
    }

    Reply byHand(String order) {
        return here.as(
                staff(Role.ROLE_DISPATCHER),
                command -> command.setOfferToTeam(OfferToTeam.newBuilder()
                        .setOrderId(order)
                        .setTeamId(TEAM)
                        .setReason("they know the house")));
    }

    Reply accept(String offer, String... people) {
        return here.as(
                leader("v-lead"),
                command -> command.setAcceptTeamOffer(
                        AcceptTeamOffer.newBuilder().setOfferId(offer).addAllPeople(List.of(people))));
    }

    Reply decline(String offer) {
        return here.as(
                leader("v-lead"),
                command -> command.setDeclineTeamOffer(DeclineTeamOffer.newBuilder()
                        .setOfferId(offer)
                        .setReason(DeclineReason.DECLINE_REASON_NOT_NOW)));
    }
}
