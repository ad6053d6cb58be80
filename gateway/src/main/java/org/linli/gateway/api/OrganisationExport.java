package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.linli.gateway.access.Access;
import org.linli.gateway.access.Grant;
import org.linli.gateway.access.Role;
import org.linli.gateway.enrol.SheetKind;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Query;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.proto.MemberState;
import org.linli.proto.Organisation;
import org.linli.proto.OrganisationPrivate;
import org.linli.proto.Reading;
import org.linli.proto.Team;
import org.linli.proto.TeamMember;

/** Organisations as rows, one for each team, in the columns that an import takes. */
record OrganisationExport(Desk desk, ReadingLog readings) {
    Future<Answer> page(Exchange exchange) {
        Query query = exchange.query();
        int size = query.pageSize();
        List<Organisation> page = desk.view().teams().organisationsAfter(query.after()).stream()
                .map(Seen::value)
                .filter(one -> Access.role(exchange.route(), exchange.caller(), OrganisationRoutes.parties(one))
                        .isPresent())
                .limit(size)
                .toList();
        String next = page.size() < size ? "" : Query.token(page.get(size - 1).getId());
        JsonArray rows = new JsonArray();
        ReadingLog.Page read = new ReadingLog.Page();
        List<Future<Void>> opened = new ArrayList<>();
        List<List<JsonObject>> cells = new ArrayList<>();
        for (Organisation one : page) {
            List<JsonObject> own = new ArrayList<>();
            cells.add(own);
            opened.add(OrganisationRoutes.contact(desk, one).map(contact -> {
                read.add(
                        one.getId(),
                        contact.getContactPhone().isEmpty() ? Set.of() : EnumSet.of(Reading.What.WHAT_PHONE));
                own.addAll(rows(one, contact));
                return null;
            }));
        }
        boolean all = Access.furthest(exchange.route(), exchange.caller()) == Grant.ALL;
        return Future.all(opened)
                .compose(done -> readings.record(
                        exchange, all ? Role.ADMIN : Role.COMMUNITY, SheetKind.ORGANISATIONS.word(), read))
                .map(durable -> {
                    cells.forEach(own -> own.forEach(rows::add));
                    JsonObject json = new JsonObject()
                            .put("kind", SheetKind.ORGANISATIONS.word())
                            .put("rows", rows);
                    return Answer.ok(Json.text(json, "nextPageToken", next));
                });
    }

    private List<JsonObject> rows(Organisation organisation, OrganisationPrivate contact) {
        List<Team> teams = desk.view().teams().after("").stream()
                .map(Seen::value)
                .filter(team -> team.getOrganisation().equals(organisation.getId()) && !team.getClosed())
                .toList();
        return teams.isEmpty()
                ? List.of(cells(organisation, contact))
                : teams.stream()
                        .map(team -> with(cells(organisation, contact), team))
                        .toList();
    }

    private static JsonObject cells(Organisation organisation, OrganisationPrivate contact) {
        JsonObject cells = new JsonObject()
                .put("id", organisation.getId())
                .put("name", organisation.getName())
                .put("kind", OrganisationRow.word(organisation.getKind()));
        Json.text(cells, "creditCode", organisation.getCreditCode());
        PersonCells.list(cells, "communities", organisation.getCommunitiesList());
        PersonCells.list(cells, "accounts", organisation.getAccountsList());
        Json.text(cells, "contactName", contact.getContactName());
        return Json.text(cells, "contactPhone", contact.getContactPhone());
    }

    private static JsonObject with(JsonObject cells, Team team) {
        cells.put("team", team.getName()).put("teamLeader", team.getLeaderId());
        PersonCells.list(
                cells,
                "members",
                team.getPeopleList().stream()
                        .filter(member -> member.getState() != MemberState.MEMBER_STATE_LEFT)
                        .map(TeamMember::getPersonId)
                        .toList());
        return cells;
    }
}
