package org.linli.gateway.api;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linli.domain.EntityKey;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.enrol.Cells;
import org.linli.gateway.enrol.SheetKind;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.proto.Actor;
import org.linli.proto.Channel;
import org.linli.proto.Command;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.PutProfile;
import org.linli.proto.Reply;

/**
 * Brings volunteers or residents in, a row a command. A row is somebody's whom the region knows by the row's id, else by
 * telephone and name, else by identity number; what would change nothing is not committed, so a table that comes again
 * changes nothing.
 */
final class PeopleImport {
    private final Desk desk;
    private final Exchange exchange;
    private final ImportRequest request;
    private final Phonebook phonebook;
    private final Map<String, Integer> rowsByPerson = new HashMap<>();
    /** Who got a new file in this call, by telephone: others of the same number must not take it for theirs. */
    private final Map<String, String> newcomers = new HashMap<>();

    PeopleImport(Desk desk, Exchange exchange, ImportRequest request) {
        this.desk = desk;
        this.exchange = exchange;
        this.request = request;
        this.phonebook = new Phonebook(desk);
    }

    Future<ImportResult> row(ImportRequest.Line line) {
        Cells cells = new Cells(line.cells());
        PersonRow row = read(cells);
        if (!cells.faults().isEmpty()) {
            return Future.succeededFuture(ImportResult.refused(line.row(), cells.faults()));
        }
        return row.resolved(phonebook)
                .compose(resolved -> attempt(line, resolved, 1)
                        .recover(failure ->
                                failure instanceof Problem problem && problem.code() == ProblemCode.VERSION_MISMATCH
                                        ? attempt(line, resolved, 2)
                                        : Future.failedFuture(failure)))
                .recover(failure ->
                        failure instanceof Problem problem && problem.code().status() < 500
                                ? Future.succeededFuture(ImportResult.refused(line.row(), problem))
                                : Future.failedFuture(failure));
    }

    /** Somebody else may write the same file meanwhile, such as another batch of the same table: then once more. */
    private Future<ImportResult> attempt(ImportRequest.Line line, PersonRow row, int number) {
        boolean hasty = number == 1 && row.identity.isEmpty();
        return whose(row, hasty).compose(person -> put(new Turn(line, row, person, number)));
    }

    /** A row with whose it is; each attempt has a request key of its own. */
    private record Turn(ImportRequest.Line line, PersonRow row, Person person, int attempt) {
        String part() {
            return attempt == 1 ? Integer.toString(line.row()) : line.row() + "." + attempt;
        }
    }

    private PersonRow read(Cells cells) {
        Instant now = Instant.ofEpochMilli(desk.nowMs().getAsLong());
        return request.kind() == SheetKind.VOLUNTEERS
                ? new VolunteerRow(cells, request, desk.policy(), now)
                : new ResidentRow(
                        cells, request, now.atZone(desk.policy().zone()).getYear());
    }

    /** Whose file the row is, with what is sealed of it. */
    private record Person(String id, Profiles.Found file, ProfilePrivate secrets) {
        static Person unknown(String id) {
            return new Person(
                    id, new Profiles.Found(Profile.getDefaultInstance(), 0), ProfilePrivate.getDefaultInstance());
        }
    }

    /** @param hasty whether somebody new is taken to have no file, which the commit will tell */
    private Future<Person> whose(PersonRow row, boolean hasty) {
        if (!row.id.isEmpty()) {
            return person(row.id);
        }
        return owners(row).compose(this::persons).compose(known -> {
            Optional<Person> same =
                    known.stream().filter(person -> isNamed(person, row)).findFirst();
            if (same.isPresent()) {
                return Future.succeededFuture(same.get());
            }
            String id = newcomer(row, known);
            return hasty ? Future.succeededFuture(Person.unknown(id)) : person(id);
        });
    }

    private Future<List<String>> owners(PersonRow row) {
        return row.phone.isEmpty() ? Future.succeededFuture(List.of()) : phonebook.owners(row.phone);
    }

    private static boolean isNamed(Person person, PersonRow row) {
        return person.secrets.getName().isEmpty() || person.secrets.getName().equals(row.name);
    }

    /** A new id. Others of another name may have the number: residents of one home share it, volunteers sign in by it. */
    private String newcomer(PersonRow row, List<Person> others) {
        if (row.identity.isPresent()) {
            return phonebook.fresh(row.identity.get());
        }
        if (others.isEmpty()
                && newcomers.merge(row.phone, row.name, (first, later) -> first).equals(row.name)) {
            return phonebook.fresh(row.phone);
        }
        if (request.kind() == SheetKind.VOLUNTEERS) {
            throw Problem.field(
                    "/phone",
                    "这个电话已登记在另一个姓名下；请核对，或填写编号",
                    "belongs to somebody of another name. Maybe correct it, or fill the column id.");
        }
        return phonebook.fresh(row.phone, row.name);
    }

    private Future<List<Person>> persons(List<String> ids) {
        return Future.all(ids.stream().map(this::person).toList()).map(all -> all.<Person>list());
    }

    private Future<Person> person(String id) {
        return desk.registrar().read(EntityKey.profile(id)).compose(entities -> {
            Profiles.Found found = Profiles.found(entities.get(0));
            return desk.registrar()
                    .on(desk.people().open(found.profile()))
                    .map(secrets -> new Person(id, found, secrets));
        });
    }

    private Future<ImportResult> put(Turn turn) {
        ImportRequest.Line line = turn.line;
        PersonRow row = turn.row;
        Person person = turn.person;
        int former = rowsByPerson.merge(person.id, line.row(), (first, later) -> first);
        if (former != line.row()) {
            return Future.succeededFuture(ImportResult.refused(
                    line.row(),
                    "name",
                    row.name,
                    "与第 " + former + " 行是同一个人，请只保留一行",
                    "is the same person as in row " + former + ". Maybe keep one of the two."));
        }
        Profile before = person.file.profile();
        Role role = Registrar.allow(exchange, Parties.person(person.id, row.communities(before)));
        Profile.Builder part = row.part(before).setId(person.id);
        ProfilePrivate secrets = row.secrets(person.secrets);
        return isSame(row, before, part) && secrets.equals(person.secrets)
                ? unchanged(turn, part.build())
                : change(turn, role, part, secrets);
    }

    private static boolean isSame(PersonRow row, Profile before, Profile.Builder part) {
        return row.isIn(before)
                && (part.hasVolunteer()
                        ? part.getVolunteer().equals(before.getVolunteer())
                        : part.getResident().equals(before.getResident()));
    }

    /** Nothing to do now; but what this call did when it came first, it did. */
    private Future<ImportResult> unchanged(Turn turn, Profile after) {
        if (request.dryRun()) {
            return Future.succeededFuture(result(turn, after, ImportResult.Outcome.UNCHANGED));
        }
        return desk.registrar()
                .replied(exchange, turn.part(), said(turn))
                .map(kept -> result(
                        turn, after, kept.map(ImportResult.Outcome::kept).orElse(ImportResult.Outcome.UNCHANGED)));
    }

    private Future<ImportResult> change(Turn turn, Role role, Profile.Builder part, ProfilePrivate secrets) {
        Person person = turn.person;
        Actor actor = Registrar.actor(exchange.caller(), role, person.id).toBuilder()
                .setChannel(Channel.CHANNEL_IMPORT)
                .build();
        PutProfile.Builder put = PutProfile.newBuilder()
                .setApproved(turn.row.approved())
                .setMustMatch(true)
                .setBaseVersion(person.file.version());
        return withSecrets(person, part, secrets)
                .compose(whole ->
                        commit(turn, Command.newBuilder().setActor(actor).setPutProfile(put.setProfile(whole))))
                .map(reply -> {
                    if (!reply.getProblem().isEmpty()) {
                        throw Refusals.of(reply);
                    }
                    return result(turn, part.build(), outcome(reply, person));
                });
    }

    private Future<Reply> commit(Turn turn, Command.Builder command) {
        return request.dryRun()
                ? desk.registrar().rehearse(command)
                : desk.registrar().submit(exchange, turn.part(), said(turn), command);
    }

    /** A rehearsal seals nothing: it would make a key for somebody who may never come. */
    private Future<Profile.Builder> withSecrets(Person person, Profile.Builder part, ProfilePrivate secrets) {
        if (secrets.equals(person.secrets) || request.dryRun()) {
            return Future.succeededFuture(part);
        }
        if (!secrets.getPhone().isEmpty()) {
            part.setPhoneDigest(Phones.digest(desk.sealing(), secrets.getPhone()));
        }
        return desk.registrar()
                .on(desk.sealing().seal(person.id, secrets.toByteString()))
                .map(part::setSealed);
    }

    private static ImportResult.Outcome outcome(Reply reply, Person person) {
        if (reply.getCreated()) {
            return ImportResult.Outcome.CREATED;
        }
        return reply.getVersion() > person.file.version()
                ? ImportResult.Outcome.CHANGED
                : ImportResult.Outcome.UNCHANGED;
    }

    private static ImportResult result(Turn turn, Profile after, ImportResult.Outcome outcome) {
        boolean home = after.hasVolunteer()
                ? after.getVolunteer().hasHome()
                : after.getResident().hasHome();
        return new ImportResult(turn.line.row(), outcome, turn.person.id, List.of(), turn.row.notes(after, home));
    }

    private String said(Turn turn) {
        return request.kind().word() + turn.line.said();
    }
}
