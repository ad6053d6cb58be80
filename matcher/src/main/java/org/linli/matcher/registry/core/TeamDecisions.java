package org.linli.matcher.registry.core;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.Entity;
import org.linli.proto.InviteToTeam;
import org.linli.proto.JoinTeam;
import org.linli.proto.LeaveTeam;
import org.linli.proto.MemberState;
import org.linli.proto.Profile;
import org.linli.proto.PutTeam;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.Team;
import org.linli.proto.TeamMember;

/** A team is made or changed, and people come to it by their own yes and go when they like. */
final class TeamDecisions {
    /** A larger one is several: its list stays readable, and its entity below 20 kB. */
    static final int MOST_PEOPLE = 200;

    private static final int MOST_COMMUNITIES = 16;

    private TeamDecisions() {}

    static Reply put(Draft draft, PutTeam put) {
        Team asked = put.getTeam();
        String key = EntityKey.team(asked.getId());
        Refusal.unless(Ids.isPerson(asked.getId()), "field-invalid", "/id", asked.getId());
        Optional<Team> known = draft.findTeam(asked.getId());
        allow(draft, known.orElse(asked));
        organisation(draft, known, asked);
        refuseStale(draft, key, put.getMustMatch(), put.getBaseVersion());
        Fields.text(asked.getName(), "/name", 1, 100);
        words(asked.getCommunitiesList(), MOST_COMMUNITIES, "/communities");
        draft.volunteer(asked.getLeaderId());
        Team.Builder after = known.map(Team::toBuilder)
                .orElseGet(() -> Team.newBuilder().setId(asked.getId()).setCreatedAtMs(draft.nowMs()))
                .setName(asked.getName())
                .setLeaderId(asked.getLeaderId())
                .clearCommunities()
                .addAllCommunities(asked.getCommunitiesList())
                .setOrganisation(asked.getOrganisation())
                .setClosed(asked.getClosed());
        if (find(after, asked.getLeaderId()).isEmpty()) {
            ask(draft, after, asked.getLeaderId());
        }
        return store(draft, after, "").setCreated(known.isEmpty()).build();
    }

    /** Whoever is asked decides alone; asked again after a no is allowed, asked twice changes nothing. */
    static Reply invite(Draft draft, InviteToTeam invite) {
        Team.Builder team = open(draft, invite.getTeamId());
        allow(draft, team.build());
        Fields.between(invite.getPersonIdsCount(), 1, MOST_PEOPLE, "/people");
        for (String person : invite.getPersonIdsList()) {
            draft.volunteer(person);
            boolean asked = find(team, person)
                    .filter(member -> member.getState() != MemberState.MEMBER_STATE_LEFT)
                    .isPresent();
            if (!asked) {
                ask(draft, team, person);
            }
        }
        Fields.between(team.getPeopleCount(), 1, MOST_PEOPLE, "/people");
        return store(draft, team, "").build();
    }

    /** Nobody joins but by an own yes, and nobody under 18 without a guardian's consent on file. */
    static Reply join(Draft draft, JoinTeam join) {
        draft.permissions().volunteer(join.getPersonId());
        Team.Builder team = open(draft, join.getTeamId());
        Profile profile = draft.volunteer(join.getPersonId());
        boolean lacks = Enrolment.lacksConsent(draft, profile.getVolunteer());
        Refusal.unless(!lacks, "guardian-consent-missing", "", join.getPersonId());
        TeamMember.Builder member = member(team, join.getPersonId());
        Refusal.unless(
                member.getState() != MemberState.MEMBER_STATE_LEFT,
                "not-a-member",
                "",
                team.getId(),
                join.getPersonId());
        if (member.getState() == MemberState.MEMBER_STATE_INVITED) {
            member.setState(MemberState.MEMBER_STATE_JOINED).setSinceMs(draft.nowMs());
        }
        return store(draft, team, Words.of(member.getState())).build();
    }

    /** A no, a goodbye, or taken off the list by who keeps it; visits that were given stay with their volunteer. */
    static Reply leave(Draft draft, LeaveTeam leave) {
        Team.Builder team = draft.team(leave.getTeamId()).toBuilder();
        if (!isLeading(draft, team.build())) {
            draft.permissions().volunteer(leave.getPersonId());
        }
        TeamMember.Builder member = member(team, leave.getPersonId());
        if (member.getState() != MemberState.MEMBER_STATE_LEFT) {
            member.setState(MemberState.MEMBER_STATE_LEFT).setSinceMs(draft.nowMs());
        }
        return store(draft, team, Words.of(member.getState())).build();
    }

    static boolean hasJoined(Team team, String personId) {
        return find(team.toBuilder(), personId)
                .filter(member -> member.getState() == MemberState.MEMBER_STATE_JOINED)
                .isPresent();
    }

    static long joined(Team team) {
        return team.getPeopleList().stream()
                .filter(member -> member.getState() == MemberState.MEMBER_STATE_JOINED)
                .count();
    }

    private static Team.Builder open(Draft draft, String teamId) {
        Team team = draft.team(teamId);
        Refusal.unless(!team.getClosed(), "team-closed", "", team.getId());
        return team.toBuilder();
    }

    /** A leader's own yes is the beginning of the team. */
    private static void ask(Draft draft, Team.Builder team, String person) {
        boolean self = isVolunteer(draft) && draft.actor().getSubject().equals(person);
        TeamMember.Builder member =
                find(team, person).orElseGet(() -> team.addPeopleBuilder().setPersonId(person));
        member.setState(self ? MemberState.MEMBER_STATE_JOINED : MemberState.MEMBER_STATE_INVITED)
                .setSinceMs(draft.nowMs())
                .setInvitedBy(self ? "" : draft.actor().getSubject());
    }

    private static Optional<TeamMember.Builder> find(Team.Builder team, String person) {
        return team.getPeopleBuilderList().stream()
                .filter(member -> member.getPersonId().equals(person))
                .findFirst();
    }

    private static TeamMember.Builder member(Team.Builder team, String person) {
        return find(team, person).orElseThrow(() -> Refusal.of("not-a-member", team.getId(), person));
    }

    private static void allow(Draft draft, Team team) {
        if (!isLeading(draft, team)) {
            draft.permissions().any(Permissions.ENROLLERS);
        }
    }

    /** The leader, or somebody who acts for its organisation. */
    private static boolean isLeading(Draft draft, Team team) {
        boolean leads = isVolunteer(draft) && draft.actor().getSubject().equals(team.getLeaderId());
        boolean acts = draft.actor().getRole() == Role.ROLE_ORG
                && !team.getOrganisation().isEmpty()
                && OrganisationDecisions.actsFor(draft, draft.findOrganisation(team.getOrganisation()));
        return leads || acts || draft.permissions().has(Permissions.ENROLLERS);
    }

    private static boolean isVolunteer(Draft draft) {
        return draft.actor().getRole() == Role.ROLE_LEADER || draft.actor().getRole() == Role.ROLE_VOLUNTEER;
    }

    /** A team joins an organisation by staff's word or the organisation's own. */
    private static void organisation(Draft draft, Optional<Team> known, Team asked) {
        String id = asked.getOrganisation();
        if (id.equals(known.map(Team::getOrganisation).orElse(""))) {
            return;
        }
        Refusal.unless(
                id.isEmpty() || draft.findOrganisation(id).isPresent(), "organisation-not-found", "/organisation", id);
        if (id.isEmpty() || !OrganisationDecisions.actsFor(draft, draft.findOrganisation(id))) {
            draft.permissions().any(Permissions.ENROLLERS);
        }
    }

    static void refuseStale(Draft draft, String key, boolean mustMatch, long baseVersion) {
        long version = draft.version(key);
        Refusal.unless(!mustMatch || version == baseVersion, "version-mismatch", "", baseVersion, version);
    }

    static void words(List<String> words, int most, String pointer) {
        Fields.between(words.size(), 0, most, pointer);
        words.forEach(word -> Fields.text(word, pointer, 1, 64));
        Refusal.unless(new HashSet<>(words).size() == words.size(), "field-invalid", pointer, "comes twice");
    }

    private static Reply.Builder store(Draft draft, Team.Builder team, String state) {
        String key = EntityKey.team(team.getId());
        Team after = team.build();
        boolean changed = !draft.findTeam(team.getId()).filter(after::equals).isPresent();
        draft.put(key, Entity.newBuilder().setTeam(after).build());
        return Reply.newBuilder().setId(after.getId()).setState(state).setVersion(draft.versionAfter(key, changed));
    }
}
