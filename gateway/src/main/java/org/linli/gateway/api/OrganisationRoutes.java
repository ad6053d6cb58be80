package org.linli.gateway.api;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.gateway.access.Access;
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
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Command;
import org.linli.proto.Organisation;
import org.linli.proto.OrganisationKind;
import org.linli.proto.OrganisationPrivate;
import org.linli.proto.PutOrganisation;
import org.linli.proto.Reading;
import org.linli.proto.Reply;

/** Colleges, companies and others that pair with communities: made, changed, looked at. */
public final class OrganisationRoutes {
    static final int MAX_COMMUNITIES = 64;
    static final int MAX_NAME = 100;
    private static final int MAX_ACCOUNTS = 16;

    private final Desk desk;
    private final ReadingLog readings;

    public OrganisationRoutes(Desk desk) {
        this.desk = desk;
        this.readings = new ReadingLog(desk);
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.ORGANISATION_CREATE, this::create)
                .on(Route.ORGANISATION_PUT, this::put)
                .on(Route.ORGANISATION_GET, this::get)
                .on(Route.ORGANISATION_LIST, this::list);
    }

    private Future<Answer> create(Exchange exchange) {
        String id = Ids.organisation(desk.registrar().region(), desk.uuids().get());
        return write(exchange, id, Organisation.getDefaultInstance(), 0);
    }

    private Future<Answer> put(Exchange exchange) {
        return versioned(desk, exchange.id())
                .compose(found -> write(exchange, exchange.id(), found.entity().getOrganisation(), found.version()));
    }

    static Future<Versioned> versioned(Desk desk, String id) {
        return desk.registrar().read(EntityKey.organisation(id)).map(found -> {
            if (!found.get(0).present()) {
                throw Problem.of(ProblemCode.ORGANISATION_NOT_FOUND, id);
            }
            return found.get(0);
        });
    }

    private Future<Answer> write(Exchange exchange, String id, Organisation before, long version) {
        Fields body = exchange.fields();
        Organisation.Builder after = read(body, before).setId(id);
        OrganisationPrivate contact = OrganisationPrivate.newBuilder()
                .setContactName(body.text("contactName", 64))
                .setContactPhone(body.text("contactPhone", 32))
                .build();
        Role role = Registrar.allow(exchange, parties(version == 0 ? after.build() : before));
        body.check();
        PutOrganisation.Builder put =
                PutOrganisation.newBuilder().setMustMatch(true).setBaseVersion(version);
        Profiles.ifMatch(exchange).ifPresent(put::setBaseVersion);
        boolean told = body.has("contactName") || body.has("contactPhone");
        return (told ? sealed(id, contact, after) : Future.succeededFuture(after))
                .compose(whole -> desk.registrar()
                        .submit(
                                exchange,
                                Command.newBuilder()
                                        .setActor(Registrar.actor(
                                                exchange.caller(),
                                                role,
                                                exchange.caller().subject()))
                                        .setPutOrganisation(put.setOrganisation(whole))))
                .map(reply -> written(reply, "/v1/organisations/"));
    }

    private Future<Organisation.Builder> sealed(String id, OrganisationPrivate contact, Organisation.Builder after) {
        return desk.registrar()
                .on(desk.sealing().seal(id, contact.toByteString()))
                .map(after::setSealed);
    }

    static Answer written(Reply reply, String path) {
        JsonObject json = new JsonObject().put("id", reply.getId()).put("version", reply.getVersion());
        Answer answer = Answer.of(reply.getCreated() ? 201 : 200, json).tagged(reply.getVersion());
        return reply.getCreated() ? answer.with("Location", path + reply.getId()) : answer;
    }

    /** What the body leaves out stays. */
    private static Organisation.Builder read(Fields body, Organisation before) {
        Organisation.Builder after = before.toBuilder();
        if (body.has("name")) {
            after.setName(body.text("name", MAX_NAME));
        }
        if (body.has("kind")) {
            after.setKind(body.word(
                    "kind",
                    OrganisationKind.class,
                    "ORGANISATION_KIND_",
                    OrganisationKind.ORGANISATION_KIND_UNSPECIFIED));
        }
        if (body.has("creditCode")) {
            after.setCreditCode(body.text("creditCode", 18));
        }
        if (body.has("communities")) {
            after.clearCommunities().addAllCommunities(body.texts("communities", MAX_COMMUNITIES, 64));
        }
        if (body.has("accounts")) {
            after.clearAccounts().addAllAccounts(body.texts("accounts", MAX_ACCOUNTS, 64));
        }
        return after;
    }

    /** Its accounts act for it, staff look after it by its partner communities. */
    static Parties parties(Organisation organisation) {
        return new Parties(
                new HashSet<>(organisation.getAccountsList()),
                Set.of(),
                "",
                new HashSet<>(organisation.getCommunitiesList()));
    }

    private Future<Answer> get(Exchange exchange) {
        return versioned(desk, exchange.id()).compose(found -> {
            Organisation organisation = found.entity().getOrganisation();
            Role role = Registrar.allow(exchange, parties(organisation));
            JsonObject json = json(organisation, found.version());
            return contact(desk, organisation)
                    .compose(contact -> readings.record(
                                    exchange,
                                    role,
                                    organisation.getId(),
                                    contact.getContactPhone().isEmpty()
                                            ? Set.of()
                                            : EnumSet.of(Reading.What.WHAT_PHONE),
                                    "")
                            .map(durable -> contact))
                    .map(contact -> {
                        Json.text(json, "contactName", contact.getContactName());
                        Json.text(json, "contactPhone", contact.getContactPhone());
                        return Answer.ok(json).tagged(found.version());
                    });
        });
    }

    /** Who is to be spoken to there. */
    static Future<OrganisationPrivate> contact(Desk desk, Organisation organisation) {
        if (organisation.getSealed().isEmpty()) {
            return Future.succeededFuture(OrganisationPrivate.getDefaultInstance());
        }
        return desk.registrar()
                .on(desk.sealing().open(organisation.getId(), organisation.getSealed()))
                .map(clear -> {
                    try {
                        return OrganisationPrivate.parseFrom(clear);
                    } catch (InvalidProtocolBufferException broken) {
                        throw new IllegalStateException(
                                "what was sealed of organisation (" + organisation.getId() + ") cannot be read",
                                broken);
                    }
                });
    }

    private Future<Answer> list(Exchange exchange) {
        Query query = exchange.query();
        int size = query.pageSize();
        Optional<String> community = query.text("community");
        List<Seen<Organisation>> page = desk.view().teams().organisationsAfter(query.after()).stream()
                .filter(seen -> Access.role(exchange.route(), exchange.caller(), parties(seen.value()))
                        .isPresent())
                .filter(seen ->
                        community.isEmpty() || seen.value().getCommunitiesList().contains(community.get()))
                .limit(size + 1L)
                .toList();
        JsonArray array = new JsonArray();
        page.stream().limit(size).forEach(seen -> array.add(json(seen.value(), seen.version())));
        JsonObject json = new JsonObject().put("organisations", array);
        return Future.succeededFuture(Answer.ok(
                page.size() > size
                        ? json.put(
                                "nextPageToken",
                                Query.token(page.get(size - 1).value().getId()))
                        : json));
    }

    static JsonObject json(Organisation organisation, long version) {
        JsonObject json = new JsonObject()
                .put("id", organisation.getId())
                .put("version", version)
                .put("name", organisation.getName())
                .put("kind", Words.of(organisation.getKind(), "ORGANISATION_KIND_"))
                .put("communities", Json.array(organisation.getCommunitiesList(), community -> community))
                .put("accounts", Json.array(organisation.getAccountsList(), account -> account));
        Json.text(json, "creditCode", organisation.getCreditCode());
        return json;
    }
}
