package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.domain.Wgs84;
import org.linli.gateway.access.Access;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.frame.Secrets;
import org.linli.gateway.frame.Spots;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.http.Query;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.proto.Order;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.Reply;
import org.linli.proto.ResidentFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Residents' files: enrolled, changed, read, found by telephone number. */
public final class ResidentRoutes {
    private static final int MAX_PEOPLE = 32;
    /** As many as anybody looks through before writing one letter more. */
    private static final int MAX_FOUND = 8;

    private static final int LEAST_TEXT = 2;
    private static final Logger LOG = LoggerFactory.getLogger(ResidentRoutes.class);

    private final Desk desk;
    private final Profiles profiles;
    private final ReadingLog readings;
    private final Doorstep doorstep;

    public ResidentRoutes(Desk desk) {
        this.desk = desk;
        this.profiles = new Profiles(desk);
        this.readings = new ReadingLog(desk);
        this.doorstep = new Doorstep(desk);
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.RESIDENT_CREATE, this::create)
                .on(Route.RESIDENT_CREATE_AT, exchange -> write(exchange, Profiles.personId(exchange)))
                .on(Route.RESIDENT_PUT, exchange -> write(exchange, Profiles.personId(exchange)))
                .on(Route.RESIDENT_GET, this::get)
                .on(Route.RESIDENT_FIND, this::find);
    }

    /** The body's {@code id}; without one a resident's own, and a fresh one for whom staff enrol. */
    private Future<Answer> create(Exchange exchange) {
        Fields body = exchange.fields();
        String named = OrderRequests.person(body, "id");
        body.check();
        boolean self = exchange.caller().is(Role.RESIDENT);
        String fresh = self ? exchange.caller().subject() : "r-" + desk.uuids().get();
        return write(exchange, named.isEmpty() ? fresh : named);
    }

    private Future<Answer> write(Exchange exchange, String personId) {
        Fields body = exchange.fields();
        ResidentFile file = read(body);
        var secrets = Profiles.privateOf(body);
        Profile.Builder part = Profile.newBuilder().setId(personId).setResident(file);
        MessageJson.read(body, part);
        body.check();
        return profiles.find(personId).compose(before -> {
            Role role = Registrar.allow(exchange, writers(personId, before.profile(), file));
            return profiles.put(exchange, role, before, part, secrets, false).map(ResidentRoutes::written);
        });
    }

    private static Answer written(Reply reply) {
        JsonObject json = new JsonObject().put("id", reply.getId()).put("version", reply.getVersion());
        Answer answer = Answer.of(reply.getCreated() ? 201 : 200, json).tagged(reply.getVersion());
        return reply.getCreated() ? answer.with("Location", "/v1/residents/" + reply.getId()) : answer;
    }

    private static ResidentFile read(Fields body) {
        ResidentFile.Builder file = ResidentFile.newBuilder()
                .setLivesAlone(body.flag("livesAlone", false))
                .setMobility(body.text("mobility", 64))
                .addAllLanguages(body.texts("languages", MAX_PEOPLE, 16))
                .addAllRelatives(body.texts("relatives", MAX_PEOPLE, 64))
                .addAllBlockedVolunteers(body.texts("blockedVolunteers", MAX_PEOPLE, 64))
                .addAllPreferredVolunteers(body.texts("preferredVolunteers", MAX_PEOPLE, 64))
                .setBirthYear(body.integer("birthYear", 1900, 2100, 0))
                .setCommunity(body.text("community", 64))
                .setGuardian(OrderRequests.person(body, "guardian"));
        Wgs84 home = body.place("home");
        return home == null ? file.build() : file.setHome(Spots.place(home)).build();
    }

    /**
     * A new file belongs to the community that it names itself, a known one to that which it had; that of a volunteer
     * who becomes a resident too to the volunteer's, whose name and number it shares. The family reads it and does not write it.
     */
    private static Parties writers(String personId, Profile before, ResidentFile file) {
        ResidentFile known = before.hasResident() ? before.getResident() : file;
        boolean elsewhere = !before.hasResident() && before.hasVolunteer();
        Set<String> communities =
                elsewhere ? new HashSet<>(before.getVolunteer().getCommunitiesList()) : communities(known);
        return new Parties(Set.of(personId), Set.of(), "", communities);
    }

    private static Parties parties(Profile profile) {
        Set<String> family = new HashSet<>(Sight.familyOf(profile.getResident()));
        family.add(profile.getId());
        return new Parties(family, Set.of(), "", communities(profile.getResident()));
    }

    private static Set<String> communities(ResidentFile file) {
        return file.getCommunity().isEmpty() ? Set.of() : Set.of(file.getCommunity());
    }

    private Future<Answer> get(Exchange exchange) {
        String id = Profiles.personId(exchange);
        return profiles.find(id).compose(found -> {
            boolean known = found.profile().hasResident();
            Role role = Registrar.allow(exchange, known ? parties(found.profile()) : Parties.person(id, Set.of()));
            if (!known) {
                throw Problem.of(ProblemCode.PERSON_NOT_FOUND, id);
            }
            return desk.registrar()
                    .on(desk.people().open(found.profile()))
                    .compose(secrets -> readings.record(exchange, role, id, ReadingLog.of(secrets), "")
                            .map(written -> Answer.ok(json(found, secrets)).tagged(found.version())));
        });
    }

    /** Every look-up by number is logged: who asked, and how many files it gave, never the number; and in each file. */
    private Future<Answer> find(Exchange exchange) {
        return exchange.query().text("text").isPresent() ? search(exchange) : byPhone(exchange);
    }

    /** By a part of the name or of the house number, among the residents of the caller's communities. */
    private Future<Answer> search(Exchange exchange) {
        String text = Doorstep.plain(exchange.query().text("text").orElse(""));
        if (text.length() < LEAST_TEXT || !exchange.caller().is(Role.COMMUNITY)) {
            throw Query.invalid("text", "请至少写两个字", "must have two characters at least");
        }
        return doorstep.neighbours(exchange).compose(known -> {
            List<Profiles.Found> found = known.stream()
                    .filter(one -> holds(one.secrets().getName(), text)
                            || holds(one.secrets().getAddress(), text))
                    .limit(MAX_FOUND)
                    .map(one -> new Profiles.Found(one.profile(), 0))
                    .toList();
            LOG.info(
                    "{} searched for residents: {} found (call {})",
                    exchange.caller().subject(),
                    found.size(),
                    exchange.traceId());
            return files(exchange, found);
        });
    }

    private static boolean holds(String kept, String text) {
        return Doorstep.plain(kept).contains(text);
    }

    private Future<Answer> byPhone(Exchange exchange) {
        String phone = Phones.normal(exchange.query().text("phone").orElse(""));
        if (!Phones.isPhone(phone)) {
            throw Query.invalid("phone", "应为电话号码", "must be a telephone number");
        }
        String index = "residents-by-phone:" + Phones.hex(Phones.digest(desk.sealing(), phone));
        return desk.registrar()
                .members(index)
                .compose(ids -> desk.registrar()
                        .read(ids.stream()
                                .sorted()
                                .limit(MAX_PEOPLE)
                                .map(EntityKey::profile)
                                .toList()))
                .compose(entities -> {
                    List<Profiles.Found> found = entities.stream()
                            .filter(entity -> entity.present()
                                    && entity.entity().getProfile().hasResident())
                            .map(Profiles::found)
                            .filter(file -> Access.role(exchange.route(), exchange.caller(), parties(file.profile()))
                                    .isPresent())
                            .toList();
                    LOG.info(
                            "{} looked residents up by telephone number: {} found (call {})",
                            exchange.caller().subject(),
                            found.size(),
                            exchange.traceId());
                    return files(exchange, found);
                });
    }

    private Future<Answer> files(Exchange exchange, List<Profiles.Found> found) {
        List<Future<JsonObject>> files = new ArrayList<>();
        for (Profiles.Found file : found) {
            files.add(desk.registrar()
                    .on(desk.people().open(file.profile()))
                    .compose(secrets -> read(exchange, file, secrets))
                    .map(secrets -> json(file, secrets).put("openOrders", openOrders(exchange, file.profile()))));
        }
        return Future.all(files).map(all -> {
            JsonArray residents = new JsonArray();
            files.forEach(file -> residents.add(file.result()));
            return Answer.ok(new JsonObject().put("residents", residents));
        });
    }

    private Future<ProfilePrivate> read(Exchange exchange, Profiles.Found file, ProfilePrivate secrets) {
        Role role = Registrar.allow(exchange, parties(file.profile()));
        return readings.record(exchange, role, file.profile().getId(), ReadingLog.of(secrets), "")
                .map(written -> secrets);
    }

    private JsonArray openOrders(Exchange exchange, Profile profile) {
        JsonArray open = new JsonArray();
        OrderJson orders = new OrderJson(desk.frames(), exchange.language());
        for (Seen<Order> seen : desk.view().ordersOf(profile.getId())) {
            Order order = seen.value();
            if (!Orders.isOver(order)) {
                Sight sight = Sight.of(exchange.caller(), order, Sight.parties(desk.view(), order));
                open.add(orders.order(order, seen.version(), sight, Secrets.NONE, Map.of()));
            }
        }
        return open;
    }

    private static JsonObject json(Profiles.Found found, ProfilePrivate secrets) {
        ResidentFile file = found.profile().getResident();
        JsonObject json = new JsonObject().put("id", found.profile().getId());
        Json.text(json, "name", secrets.getName());
        Json.text(json, "phone", secrets.getPhone());
        Json.text(json, "address", secrets.getAddress());
        Json.text(json, "doorNotes", secrets.getDoorNotes());
        Json.text(json, "mobility", file.getMobility());
        Json.text(json, "community", file.getCommunity());
        Json.text(json, "guardian", file.getGuardian());
        if (file.hasHome()) {
            json.put("home", Json.place(file.getHome()));
        }
        if (file.getBirthYear() > 0) {
            json.put("birthYear", file.getBirthYear());
        }
        if (found.version() > 0) {
            json.put("version", found.version());
        }
        MessageJson.put(json, found.profile());
        return json.put("livesAlone", file.getLivesAlone())
                .put("languages", Json.array(file.getLanguagesList(), word -> word))
                .put("relatives", Json.array(file.getRelativesList(), word -> word))
                .put("blockedVolunteers", Json.array(file.getBlockedVolunteersList(), word -> word))
                .put("preferredVolunteers", Json.array(file.getPreferredVolunteersList(), word -> word));
    }
}
