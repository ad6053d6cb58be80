package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.gateway.access.Access;
import org.linli.gateway.access.Grant;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.http.Query;
import org.linli.gateway.http.Words;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.gateway.view.Teams;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Account;
import org.linli.proto.Command;
import org.linli.proto.InviteToTeam;
import org.linli.proto.JoinTeam;
import org.linli.proto.LeaveTeam;
import org.linli.proto.MemberState;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.PutTeam;
import org.linli.proto.Reply;
import org.linli.proto.Team;
import org.linli.proto.TeamMember;

/** Teams are made and changed; people are asked, say yes, and go. */
public final class TeamRoutes {
    private static final int MAX_COMMUNITIES = 16;

    private final Desk desk;

    public TeamRoutes(Desk desk) {
        this.desk = desk;
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.TEAM_CREATE, this::create)
                .on(Route.TEAM_PUT, this::put)
                .on(Route.TEAM_GET, this::get)
                .on(Route.TEAM_LIST, this::list)
                .on(Route.TEAM_INVITE, this::invite)
                .on(Route.TEAM_JOIN, this::join)
                .on(Route.TEAM_LEAVE, this::leave);
    }

    private Future<Answer> create(Exchange exchange) {
        String id = Ids.team(desk.registrar().region(), desk.uuids().get());
        return write(
                exchange,
                id,
                Team.newBuilder().setLeaderId(exchange.caller().subject()).build(),
                0);
    }

    private Future<Answer> put(Exchange exchange) {
        return find(exchange.id())
                .compose(found -> write(exchange, exchange.id(), found.entity().getTeam(), found.version()));
    }

    private Future<Versioned> find(String id) {
        return desk.registrar().read(EntityKey.team(id)).map(found -> {
            if (!found.get(0).present()) {
                throw Problem.of(ProblemCode.TEAM_NOT_FOUND, id);
            }
            return found.get(0);
        });
    }

    private Future<Answer> write(Exchange exchange, String id, Team before, long version) {
        Fields body = exchange.fields();
        Team.Builder after = read(body, before).setId(id);
        Role role = Registrar.allow(exchange, leading(version == 0 ? after.build() : before));
        body.check();
        PutTeam.Builder put = PutTeam.newBuilder()
                .setTeam(after.clearPeople())
                .setMustMatch(Profiles.ifMatch(exchange).isPresent() || version == 0);
        put.setBaseVersion(Profiles.ifMatch(exchange).orElse(version));
        String leader = version == 0 ? after.getLeaderId() : before.getLeaderId();
        return submit(exchange, role, leader, Command.newBuilder().setPutTeam(put))
                .map(reply -> OrganisationRoutes.written(reply, "/v1/teams/"));
    }

    /** What the body leaves out stays. */
    private static Team.Builder read(Fields body, Team before) {
        Team.Builder after = before.toBuilder();
        if (body.has("name")) {
            after.setName(body.text("name", OrganisationRoutes.MAX_NAME));
        }
        if (body.has("leaderId")) {
            after.setLeaderId(OrderRequests.person(body, "leaderId"));
        } else if (before.getId().isEmpty() && body.has("onBehalfOf")) {
            after.setLeaderId(OrderRequests.person(body, "onBehalfOf"));
        }
        if (body.has("communities")) {
            after.clearCommunities().addAllCommunities(body.texts("communities", MAX_COMMUNITIES, 64));
        }
        if (body.has("organisation")) {
            after.setOrganisation(body.text("organisation", 64));
        }
        return after.setClosed(body.flag("closed", before.getClosed()));
    }

    /** Whom the running of a team belongs to: its leader, its organisation's accounts, staff of its communities. */
    private Parties leading(Team team) {
        return parties(team, Set.of(team.getLeaderId()));
    }

    /** Who may see it: its people too, but for those who left. */
    private Parties seeing(Team team) {
        Set<String> people = new HashSet<>(Teams.people(team, MemberState.MEMBER_STATE_JOINED));
        people.addAll(Teams.people(team, MemberState.MEMBER_STATE_INVITED));
        people.add(team.getLeaderId());
        return parties(team, people);
    }

    private Parties parties(Team team, Set<String> people) {
        Set<String> accounts = new HashSet<>();
        desk.view()
                .teams()
                .findOrganisation(team.getOrganisation())
                .ifPresent(seen -> accounts.addAll(seen.value().getAccountsList()));
        return new Parties(accounts, people, "", desk.view().teams().communities(team));
    }

    private Future<Answer> invite(Exchange exchange) {
        exchange.fields().check();
        return find(exchange.id()).compose(found -> {
            Role role = Registrar.allow(exchange, leading(found.entity().getTeam()));
            return changed(
                    exchange,
                    role,
                    Command.newBuilder()
                            .setInviteToTeam(InviteToTeam.newBuilder()
                                    .setTeamId(exchange.id())
                                    .addPersonIds(exchange.path("person"))));
        });
    }

    private Future<Answer> join(Exchange exchange) {
        exchange.fields().check();
        return find(exchange.id()).compose(found -> {
            Role role = Registrar.allow(exchange, Parties.person(exchange.path("person"), Set.of()));
            return changed(
                    exchange,
                    role,
                    Command.newBuilder()
                            .setJoinTeam(JoinTeam.newBuilder()
                                    .setTeamId(exchange.id())
                                    .setPersonId(exchange.path("person"))));
        });
    }

    private Future<Answer> leave(Exchange exchange) {
        exchange.fields().check();
        return find(exchange.id()).compose(found -> {
            Team team = found.entity().getTeam();
            Set<String> whose = new HashSet<>(List.of(team.getLeaderId(), exchange.path("person")));
            Role role = Registrar.allow(exchange, parties(team, whose));
            return changed(
                    exchange,
                    role,
                    Command.newBuilder()
                            .setLeaveTeam(LeaveTeam.newBuilder()
                                    .setTeamId(exchange.id())
                                    .setPersonId(exchange.path("person"))));
        });
    }

    private Future<Answer> changed(Exchange exchange, Role role, Command.Builder command) {
        String person = exchange.path("person");
        return submit(exchange, role, person, command).map(reply -> {
            JsonObject json = new JsonObject().put("id", reply.getId()).put("version", reply.getVersion());
            return Answer.ok(Json.text(json, "state", reply.getState())).tagged(reply.getVersion());
        });
    }

    /** Staff and organisations act for somebody; volunteers and leaders for themselves, whomever it is about. */
    private Future<Reply> submit(Exchange exchange, Role role, String person, Command.Builder command) {
        boolean self = role == Role.VOLUNTEER || role == Role.LEADER;
        String onBehalfOf = self ? exchange.caller().subject() : person;
        return desk.registrar()
                .submit(exchange, command.setActor(Registrar.actor(exchange.caller(), role, onBehalfOf)));
    }

    private Future<Answer> get(Exchange exchange) {
        return find(exchange.id()).compose(found -> {
            Team team = found.entity().getTeam();
            Registrar.allow(exchange, seeing(team));
            boolean leads = Access.role(Route.TEAM_PUT, exchange.caller(), leading(team))
                    .isPresent();
            JsonObject json = json(team, found.version(), exchange.caller().subject());
            if (!leads && Access.furthest(Route.TEAM_GET, exchange.caller()) != Grant.ALL) {
                return Future.succeededFuture(Answer.ok(json).tagged(found.version()));
            }
            List<String> people =
                    team.getPeopleList().stream().map(TeamMember::getPersonId).toList();
            return desk.registrar()
                    .on(desk.people().open(people))
                    .map(names -> Answer.ok(withPeople(json, team, names)).tagged(found.version()));
        });
    }

    /** Names, how each stands, and what all who joined have given together; no numbers and no addresses. */
    private JsonObject withPeople(JsonObject json, Team team, Map<String, ProfilePrivate> names) {
        JsonArray people = new JsonArray();
        long minutes = 0;
        for (TeamMember member : team.getPeopleList()) {
            JsonObject person = new JsonObject()
                    .put("id", member.getPersonId())
                    .put("state", Words.of(member.getState(), "MEMBER_STATE_"))
                    .put("since", Json.time(member.getSinceMs()));
            ProfilePrivate known = names.getOrDefault(member.getPersonId(), ProfilePrivate.getDefaultInstance());
            people.add(Json.text(person, "name", known.getName()));
            if (member.getState() == MemberState.MEMBER_STATE_JOINED) {
                minutes += desk.view()
                        .findAccount(member.getPersonId())
                        .map(Account::getMinutes)
                        .orElse(0L);
            }
        }
        return json.put("people", people).put("minutes", minutes);
    }

    private JsonObject json(Team team, long version, String viewer) {
        JsonObject json = new JsonObject()
                .put("id", team.getId())
                .put("version", version)
                .put("name", team.getName())
                .put("leaderId", team.getLeaderId())
                .put("communities", Json.array(team.getCommunitiesList(), community -> community))
                .put("closed", team.getClosed())
                .put(
                        "joined",
                        Teams.people(team, MemberState.MEMBER_STATE_JOINED).size())
                .put(
                        "invited",
                        Teams.people(team, MemberState.MEMBER_STATE_INVITED).size());
        Json.text(json, "organisation", team.getOrganisation());
        desk.view()
                .teams()
                .findOrganisation(team.getOrganisation())
                .ifPresent(seen -> json.put("organisationName", seen.value().getName()));
        Teams.find(team, viewer).ifPresent(own -> json.put("ownState", Words.of(own.getState(), "MEMBER_STATE_")));
        return json;
    }

    private Future<Answer> list(Exchange exchange) {
        Query query = exchange.query();
        int size = query.pageSize();
        String viewer = exchange.caller().subject();
        boolean mine = query.flag("mine");
        Optional<String> organisation = query.text("organisation");
        List<Seen<Team>> page = desk.view().teams().after(query.after()).stream()
                .filter(seen -> Access.role(exchange.route(), exchange.caller(), seeing(seen.value()))
                        .isPresent())
                .filter(seen -> !mine || isOf(seen.value(), viewer))
                .filter(seen ->
                        organisation.isEmpty() || seen.value().getOrganisation().equals(organisation.get()))
                .limit(size + 1L)
                .toList();
        JsonArray array = new JsonArray();
        page.stream().limit(size).forEach(seen -> array.add(json(seen.value(), seen.version(), viewer)));
        JsonObject json = new JsonObject().put("teams", array);
        return Future.succeededFuture(Answer.ok(
                page.size() > size
                        ? json.put(
                                "nextPageToken",
                                Query.token(page.get(size - 1).value().getId()))
                        : json));
    }

    private static boolean isOf(Team team, String person) {
        return team.getLeaderId().equals(person)
                || Teams.find(team, person)
                        .filter(own -> own.getState() != MemberState.MEMBER_STATE_LEFT)
                        .isPresent();
    }
}
