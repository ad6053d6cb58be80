package org.linli.gateway.api;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.enrol.Cells;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.gateway.view.Teams;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Actor;
import org.linli.proto.Channel;
import org.linli.proto.Command;
import org.linli.proto.InviteToTeam;
import org.linli.proto.Organisation;
import org.linli.proto.OrganisationPrivate;
import org.linli.proto.PutOrganisation;
import org.linli.proto.PutTeam;
import org.linli.proto.Reply;
import org.linli.proto.Team;

/**
 * Brings organisations and their teams in. A row is at most three commands: the organisation, its team, the invitations.
 * An organisation is known again by its id, else its credit code, else its name; a team by its name within it.
 */
final class OrganisationImport {
    private static final int ID_DIGITS = 20;

    private final Desk desk;
    private final Exchange exchange;
    private final ImportRequest request;
    private final Phonebook phonebook;

    OrganisationImport(Desk desk, Exchange exchange, ImportRequest request) {
        this.desk = desk;
        this.exchange = exchange;
        this.request = request;
        this.phonebook = new Phonebook(desk);
    }

    Future<ImportResult> row(ImportRequest.Line line) {
        Cells cells = new Cells(line.cells());
        OrganisationRow row = new OrganisationRow(cells, request.community());
        if (!cells.faults().isEmpty()) {
            return Future.succeededFuture(ImportResult.refused(line.row(), cells.faults()));
        }
        return attempt(line, row, 1)
                .recover(failure -> failure instanceof Problem problem && problem.code() == ProblemCode.VERSION_MISMATCH
                        ? attempt(line, row, 2)
                        : Future.failedFuture(failure))
                .recover(failure ->
                        failure instanceof Problem problem && problem.code().status() < 500
                                ? Future.succeededFuture(ImportResult.refused(line.row(), problem))
                                : Future.failedFuture(failure));
    }

    /** A row on its way: what it is about, and what has become of it so far. */
    private record Turn(ImportRequest.Line line, OrganisationRow row, int attempt, String id, List<Boolean> created) {
        String part(String step) {
            return line.row() + step + (attempt == 1 ? "" : "." + attempt);
        }
    }

    /** Another row of the same organisation may come in between: then once more. */
    private Future<ImportResult> attempt(ImportRequest.Line line, OrganisationRow row, int number) {
        Turn turn = new Turn(line, row, number, idOf(row), new ArrayList<>());
        return organisation(turn)
                .compose(role -> row.team.isEmpty() ? Future.succeededFuture() : team(turn, role))
                .map(done -> {
                    ImportResult.Outcome outcome = turn.created.contains(true)
                            ? ImportResult.Outcome.CREATED
                            : turn.created.isEmpty() ? ImportResult.Outcome.UNCHANGED : ImportResult.Outcome.CHANGED;
                    return new ImportResult(line.row(), outcome, turn.id, List.of(), List.of());
                });
    }

    private String idOf(OrganisationRow row) {
        if (!row.id.isEmpty()) {
            return row.id;
        }
        Optional<String> known = desk.view().teams().organisationsAfter("").stream()
                .map(Seen::value)
                .filter(one -> row.creditCode.isEmpty()
                        ? one.getName().equals(row.name)
                        : one.getCreditCode().equals(row.creditCode))
                .map(Organisation::getId)
                .findFirst();
        return known.orElseGet(
                () -> "o-" + digest("organisation", row.creditCode.isEmpty() ? row.name : row.creditCode));
    }

    private String digest(String purpose, String text) {
        return Phones.hex(desk.sealing().digest(purpose, text)).substring(0, ID_DIGITS);
    }

    private Future<Role> organisation(Turn turn) {
        return read(EntityKey.organisation(turn.id)).compose(found -> {
            Organisation before = found.entity().getOrganisation();
            Parties parties = found.present()
                    ? OrganisationRoutes.parties(before)
                    : new Parties(Set.of(), Set.of(), "", turn.row.communities(before));
            Role role = Registrar.allow(exchange, parties);
            return contact(before).compose(known -> {
                OrganisationPrivate contact = turn.row.contact(known);
                Organisation.Builder after = turn.row.organisation(before).setId(turn.id);
                boolean same = found.present() && after.build().equals(before) && contact.equals(known);
                return (same ? Future.<Void>succeededFuture() : put(turn, role, found, after, contact, known))
                        .map(role);
            });
        });
    }

    private Future<Void> put(
            Turn turn,
            Role role,
            Versioned before,
            Organisation.Builder after,
            OrganisationPrivate contact,
            OrganisationPrivate known) {
        Future<Organisation.Builder> whole = contact.equals(known) || request.dryRun()
                ? Future.succeededFuture(after)
                : desk.registrar()
                        .on(desk.sealing().seal(turn.id, contact.toByteString()))
                        .map(after::setSealed);
        return whole.compose(ready -> commit(
                turn,
                "",
                role,
                before.present(),
                Command.newBuilder()
                        .setPutOrganisation(PutOrganisation.newBuilder()
                                .setOrganisation(ready)
                                .setMustMatch(true)
                                .setBaseVersion(before.version()))));
    }

    private Future<OrganisationPrivate> contact(Organisation organisation) {
        return OrganisationRoutes.contact(desk, organisation);
    }

    private Future<Void> team(Turn turn, Role role) {
        String id = "t-" + digest("team", turn.id + '\n' + turn.row.team);
        return phonebook
                .ids(turn.row.leader)
                .compose(leader -> phonebook
                        .ids(turn.row.members)
                        .compose(members -> read(EntityKey.team(id)).compose(found -> {
                            refuseStrangers(leader, members, found.present());
                            Team before = found.entity().getTeam();
                            Team.Builder after = turn.row
                                    .team(before, turn.id, leader.isEmpty() ? "" : leader.get(0))
                                    .setId(id);
                            boolean same = found.present() && after.build().equals(before);
                            return (same ? Future.<Void>succeededFuture() : put(turn, role, found, after))
                                    .compose(done -> invite(turn, role, before, id, members));
                        })));
    }

    /** Volunteers come in before their teams. */
    private void refuseStrangers(List<String> leader, List<String> members, boolean known) {
        if (leader.isEmpty() && !known) {
            throw Problem.field("/teamLeader", "新的队伍要有队长", "is needed: a new team has a leader");
        }
        for (String person : leader) {
            refuseStranger("/teamLeader", person);
        }
        for (String person : members) {
            refuseStranger("/members", person);
        }
    }

    private void refuseStranger(String column, String person) {
        boolean volunteer = desk.view()
                .findProfile(person)
                .filter(seen -> seen.value().hasVolunteer())
                .isPresent();
        if (!volunteer) {
            throw Problem.field(column, "没有这位志愿者，请先导入志愿者：" + person, "names nobody who is a volunteer here: " + person);
        }
    }

    /** A rehearsal knows no organisation that is not there yet. */
    private Future<Void> put(Turn turn, Role role, Versioned before, Team.Builder after) {
        boolean ahead = request.dryRun() && turn.created.contains(true);
        return commit(
                turn,
                "-team",
                role,
                before.present(),
                Command.newBuilder()
                        .setPutTeam(PutTeam.newBuilder()
                                .setTeam(ahead ? after.clearOrganisation() : after)
                                .setMustMatch(true)
                                .setBaseVersion(before.version())));
    }

    /** Who was ever asked is not asked again by the same table. */
    private Future<Void> invite(Turn turn, Role role, Team before, String id, List<String> members) {
        List<String> fresh = members.stream()
                .filter(person -> Teams.find(before, person).isEmpty())
                .toList();
        if (fresh.isEmpty()) {
            return Future.succeededFuture();
        }
        if (request.dryRun() && before.getId().isEmpty()) {
            turn.created.add(false);
            return Future.succeededFuture();
        }
        return commit(
                turn,
                "-people",
                role,
                true,
                Command.newBuilder()
                        .setInviteToTeam(InviteToTeam.newBuilder().setTeamId(id).addAllPersonIds(fresh)));
    }

    private Future<Versioned> read(String key) {
        return desk.registrar().read(key).map(found -> found.get(0));
    }

    private Future<Void> commit(Turn turn, String step, Role role, boolean known, Command.Builder command) {
        Actor actor = Registrar.actor(exchange.caller(), role, exchange.caller().subject()).toBuilder()
                .setChannel(Channel.CHANNEL_IMPORT)
                .build();
        Future<Reply> reply = request.dryRun()
                ? desk.registrar().rehearse(command.setActor(actor))
                : desk.registrar().submit(exchange, turn.part(step), turn.line.said(), command.setActor(actor));
        return reply.map(said -> {
            if (!said.getProblem().isEmpty()) {
                throw Refusals.of(said);
            }
            turn.created.add(!known);
            return null;
        });
    }
}
