package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
import org.linli.gateway.view.RegionView.Seen;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Command;
import org.linli.proto.DecideLate;
import org.linli.proto.EnterLate;
import org.linli.proto.LateEntry;
import org.linli.proto.Order;
import org.linli.proto.OrderPrivate;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.Reply;
import org.linli.proto.VolunteerFile;

/**
 * Visits that took place without a network, entered afterwards (补录) by one of the community's staff and decided by
 * another. The scan is sealed with the resident's key here, and shown to those alone who may decide.
 */
final class LateRoutes {
    /** More than anybody decides at a sitting. */
    private static final int MOST_SHOWN = 100;

    private static final int MAX_REASON = 200;
    private static final int MAX_ADDRESS = 200;
    private static final int MAX_NOTES = 2000;

    private final Desk desk;
    private final Doorstep doorstep;

    LateRoutes(Desk desk) {
        this.desk = desk;
        this.doorstep = new Doorstep(desk);
    }

    void mount(Handlers handlers) {
        handlers.on(Route.LATE_ENTER, this::enter)
                .on(Route.LATE_LIST, this::list)
                .on(Route.LATE_SCAN, this::scan)
                .on(Route.LATE_DECIDE, this::decide);
    }

    private Future<Answer> enter(Exchange exchange) {
        Fields body = exchange.fields();
        Scan scan = Scan.read(body);
        LateEntry.Builder entry = LateEntry.newBuilder()
                .setId(desk.registrar().region() + "-late-" + desk.uuids().get())
                .setVolunteerId(OrderRequests.person(body, "volunteerId"))
                .setFromMs(ms(body, "came"))
                .setUntilMs(ms(body, "left"))
                .setScanDigest(scan.digest())
                .setScanType(scan.type());
        String visitId = body.text("visitId", 100);
        if (entry.getVolunteerId().isEmpty()) {
            body.fault("volunteerId", "请指定志愿者", "is required", 0);
        }
        return visitId.isEmpty()
                ? unordered(exchange, body, entry, scan)
                : ordered(exchange, body, entry, visitId, scan);
    }

    private static long ms(Fields body, String name) {
        Instant at = body.time(name);
        if (at == null && !body.has(name)) {
            body.fault(name, "请写时间", "is required", 0);
        }
        return at == null ? 0 : at.toEpochMilli();
    }

    private Future<Answer> ordered(Exchange exchange, Fields body, LateEntry.Builder entry, String visitId, Scan scan) {
        body.check();
        return desk.registrar().order(visitId, ProblemCode.VISIT_NOT_FOUND).compose(found -> {
            Order order = found.entity().getOrder();
            Role role = Registrar.allow(exchange, Sight.parties(desk.view(), order));
            return submit(exchange, role, entry.setVisitId(visitId), order.getResidentId(), scan);
        });
    }

    private Future<Answer> unordered(Exchange exchange, Fields body, LateEntry.Builder entry, Scan scan) {
        Optional<Doorstep.Told> told = Doorstep.read(body);
        String residentId = OrderRequests.person(body, "onBehalfOf");
        OrderRequest.Builder request =
                OrderRequests.read(body, desk.policy(), desk.nowMs().getAsLong());
        OrderPrivate.Builder secrets = OrderPrivate.newBuilder()
                .setAddress(body.text("address", MAX_ADDRESS))
                .setNotes(body.text("notes", MAX_NOTES));
        if (told.isEmpty() && residentId.isEmpty()) {
            body.fault("resident", "请写是哪位居民", "is required", 0);
        }
        body.check();
        Future<Profile> resident = told.map(somebody -> doorstep.find(exchange, somebody, request))
                .orElseGet(() -> Future.succeededFuture(desk.view()
                        .findProfile(residentId)
                        .map(Seen::value)
                        .orElse(Profile.newBuilder().setId(residentId).build())));
        return resident.compose(profile -> {
            String community = profile.getResident().getCommunity();
            Role role = Registrar.allow(
                    exchange, new Parties(Set.of(), Set.of(), "", community.isEmpty() ? Set.of() : Set.of(community)));
            if (!request.hasLocation()) {
                place(profile, entry.getVolunteerId()).ifPresent(request::setLocation);
            }
            return desk.registrar()
                    .on(desk.sealing().seal(profile.getId(), secrets.build().toByteString()))
                    .compose(bytes -> submit(
                            exchange,
                            role,
                            entry.setResidentId(profile.getId())
                                    .setRequest(request.setCommunity(community))
                                    .setSealed(bytes),
                            profile.getId(),
                            scan));
        });
    }

    /** Where it was, as far as files tell; nobody is sent there any more. */
    private Optional<Place> place(Profile resident, String volunteerId) {
        if (resident.getResident().hasHome()) {
            return Optional.of(resident.getResident().getHome());
        }
        return desk.view()
                .findProfile(volunteerId)
                .map(seen -> seen.value().getVolunteer())
                .filter(VolunteerFile::hasHome)
                .map(VolunteerFile::getHome);
    }

    private Future<Answer> submit(Exchange exchange, Role role, LateEntry.Builder entry, String residentId, Scan scan) {
        return desk.registrar()
                .on(desk.sealing().seal(residentId, scan.bytes()))
                .map(bytes -> Command.newBuilder()
                        .setActor(Registrar.actor(exchange.caller(), role, residentId))
                        .setEnterLate(EnterLate.newBuilder().setEntry(entry).setSealedScan(bytes)))
                .compose(command -> exchange.query().flag("dryRun")
                        ? rehearsed(command)
                        : desk.registrar()
                                .submit(exchange, command)
                                .map(reply -> Answer.of(201, json(reply)).tagged(reply.getVersion())));
    }

    /** What it would be told now: for a whole sheet that somebody looks through before handing it in. */
    private Future<Answer> rehearsed(Command.Builder command) {
        return desk.registrar().rehearse(command).map(reply -> {
            if (!reply.getProblem().isEmpty()) {
                throw Refusals.of(reply);
            }
            return Answer.ok(json(reply));
        });
    }

    private static JsonObject json(Reply reply) {
        return new JsonObject().put("id", reply.getId()).put("state", reply.getState());
    }

    /** Those that wait, the oldest first: each with who entered it, for the other to decide. */
    private Future<Answer> list(Exchange exchange) {
        return desk.registrar()
                .members("late-waiting")
                .compose(ids -> desk.registrar()
                        .read(ids.stream()
                                .sorted()
                                .limit(MOST_SHOWN)
                                .map(EntityKey::late)
                                .toList()))
                .compose(found -> {
                    List<LateEntry> mine = found.stream()
                            .filter(Versioned::present)
                            .map(entity -> entity.entity().getLate())
                            .filter(entry -> Access.role(exchange.route(), exchange.caller(), parties(entry))
                                    .isPresent())
                            .toList();
                    List<String> people = mine.stream()
                            .flatMap(entry -> Stream.of(entry.getResidentId(), entry.getVolunteerId()))
                            .toList();
                    return desk.registrar()
                            .on(desk.people().open(people))
                            .map(names -> Answer.ok(new JsonObject()
                                    .put("entries", Json.array(mine, entry -> json(exchange, entry, names)))));
                });
    }

    private JsonObject json(Exchange exchange, LateEntry entry, Map<String, ProfilePrivate> names) {
        String service = entry.hasRequest()
                ? entry.getRequest().getService()
                : desk.view()
                        .findOrder(Ids.orderOf(entry.getVisitId()))
                        .map(order -> order.value().getRequest().getService())
                        .orElse("");
        JsonObject json = new JsonObject()
                .put("id", entry.getId())
                .put("visitId", entry.getVisitId())
                .put("ordered", !entry.hasRequest())
                .put("volunteerId", entry.getVolunteerId())
                .put("came", Json.time(entry.getFromMs()))
                .put("left", Json.time(entry.getUntilMs()))
                .put("scanType", entry.getScanType())
                .put("enteredBy", Hour.party(entry.getEnteredBy(), names))
                .put("enteredAt", Json.time(entry.getEnteredAtMs()))
                .put(
                        "own",
                        entry.getEnteredBy()
                                .getSubject()
                                .equals(exchange.caller().subject()));
        Json.text(json, "service", service);
        Json.text(json, "title", desk.frames().serviceName(service, exchange.language()));
        Json.text(json, "community", entry.getCommunity());
        Json.text(json, "residentName", Hour.name(names, entry.getResidentId()));
        return Json.text(json, "volunteerName", Hour.name(names, entry.getVolunteerId()));
    }

    private static Parties parties(LateEntry entry) {
        return new Parties(
                Set.of(), Set.of(), "", entry.getCommunity().isEmpty() ? Set.of() : Set.of(entry.getCommunity()));
    }

    private Future<LateEntry> found(Exchange exchange) {
        return desk.registrar().read(EntityKey.late(exchange.id())).map(entities -> {
            Versioned entity = entities.get(0);
            LateEntry entry = entity.present() ? entity.entity().getLate() : LateEntry.getDefaultInstance();
            Registrar.allow(exchange, parties(entry));
            if (!entity.present()) {
                throw Problem.of(ProblemCode.LATE_NOT_FOUND, exchange.id());
            }
            return entry;
        });
    }

    /** The scan, as long as nobody has decided. */
    private Future<Answer> scan(Exchange exchange) {
        return found(exchange)
                .compose(entry -> desk.registrar()
                        .read(EntityKey.lateScan(entry.getId()))
                        .compose(entities -> {
                            ByteString sealed =
                                    entities.get(0).entity().getLateScan().getSealed();
                            if (sealed.isEmpty()) {
                                throw Problem.of(ProblemCode.LATE_NOT_FOUND, exchange.id());
                            }
                            return desk.registrar().on(desk.sealing().open(entry.getResidentId(), sealed));
                        })
                        .map(clear -> Answer.ok(new JsonObject()
                                .put("type", entry.getScanType())
                                .put("data", Base64.getEncoder().encodeToString(clear.toByteArray())))));
    }

    private Future<Answer> decide(Exchange exchange) {
        Fields body = exchange.fields();
        DecideLate.Builder decide = DecideLate.newBuilder()
                .setLateId(exchange.id())
                .setApprove(body.flag("approve", false))
                .setReason(body.text("reason", MAX_REASON));
        body.check();
        return found(exchange)
                .compose(entry -> desk.registrar()
                        .submit(
                                exchange,
                                Command.newBuilder()
                                        .setActor(Registrar.actor(
                                                exchange.caller(),
                                                Registrar.allow(exchange, parties(entry)),
                                                entry.getResidentId()))
                                        .setDecideLate(decide))
                        .map(reply -> Answer.ok(json(reply)).tagged(reply.getVersion())));
    }
}
