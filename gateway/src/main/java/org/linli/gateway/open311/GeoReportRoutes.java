package org.linli.gateway.open311;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Ids;
import org.linli.domain.Wgs84;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.access.Route;
import org.linli.gateway.api.ApiKeyRoutes;
import org.linli.gateway.api.Desk;
import org.linli.gateway.frame.Spots;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.GeoReportFormat;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.http.RequestKey;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.proto.Actor;
import org.linli.proto.ApiKey;
import org.linli.proto.Channel;
import org.linli.proto.Command;
import org.linli.proto.Order;
import org.linli.proto.OrderPrivate;
import org.linli.proto.OrderRequest;
import org.linli.proto.Profile;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.SubmitOrder;
import org.linli.proto.Window;

/**
 * Open311 GeoReport v2 (wiki.open311.org/GeoReport_v2). Requests come in by an {@code api_key} and are orders by an agent
 * over the hotline; what has come in through this door is listed to anybody, without anything of the person.
 */
public final class GeoReportRoutes {
    private static final String SPECIFICATION = "http://wiki.open311.org/GeoReport_v2";
    /** When the list of what this door speaks changed last. */
    private static final String CHANGESET = "2026-11-22T00:00:00Z";

    private static final int MAX_LISTED = 1_000;
    private static final Duration MAX_SPAN = Duration.ofDays(90);
    private static final int MAX_DESCRIPTION = 4_000;
    private static final int MAX_ADDRESS = 200;
    private static final int MAX_WORD = 64;
    private static final long WITHIN_MS = Duration.ofHours(2).toMillis();

    private final Desk desk;

    public GeoReportRoutes(Desk desk) {
        this.desk = desk;
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.OPEN311_DISCOVERY_JSON, this::discovery)
                .on(Route.OPEN311_DISCOVERY_XML, this::discovery)
                .on(Route.OPEN311_SERVICES_JSON, this::services)
                .on(Route.OPEN311_SERVICES_XML, this::services)
                .on(Route.OPEN311_SERVICE, this::service)
                .on(Route.OPEN311_REQUEST_JSON, this::create)
                .on(Route.OPEN311_REQUEST_XML, this::create)
                .on(Route.OPEN311_REQUESTS_JSON, this::requests)
                .on(Route.OPEN311_REQUESTS_XML, this::requests)
                .on(Route.OPEN311_REQUEST_GET, this::request)
                .on(Route.OPEN311_TOKEN, this::token);
    }

    private static GeoReportFormat format(Exchange exchange) {
        return GeoReportFormat.of(exchange.request().path());
    }

    private GeoReportForm query(Exchange exchange) {
        String query = exchange.request().query();
        GeoReportForm form = GeoReportForm.parse(query == null ? "" : query);
        form.checkJurisdiction(desk.registrar().region());
        return form;
    }

    /** The last part of the path, without its format. */
    private static String named(Exchange exchange) {
        return exchange.path("file").replaceFirst("\\.(json|xml)$", "");
    }

    private Future<Answer> discovery(Exchange exchange) {
        String host = Optional.ofNullable(exchange.header("Host")).orElse("localhost");
        String scheme = Optional.ofNullable(exchange.header("X-Forwarded-Proto"))
                .filter("https"::equals)
                .orElse("http");
        JsonObject endpoint = new JsonObject()
                .put("specification", SPECIFICATION)
                .put("url", scheme + "://" + host + "/open311/v2")
                .put("changeset", CHANGESET)
                .put("type", "production")
                .put("formats", new JsonArray().add("text/xml").add("application/json"));
        String phone = desk.policy().hotlinePhone();
        JsonObject found = new JsonObject()
                .put("changeset", CHANGESET)
                .put("contact", desk.policy().name() + (phone.isEmpty() ? "" : " " + phone))
                .put("key_service", "POST /v1/api-keys (admin)")
                .put("endpoints", new JsonArray().add(endpoint));
        return Future.succeededFuture(format(exchange).one("discovery", found));
    }

    private Future<Answer> services(Exchange exchange) {
        query(exchange);
        return Future.succeededFuture(
                format(exchange).list(200, "services", ServiceList.of(desk.policy(), exchange.language())));
    }

    private Future<Answer> service(Exchange exchange) {
        query(exchange);
        RegionPolicy.Service service = found(named(exchange));
        return Future.succeededFuture(
                format(exchange).one("service_definition", ServiceList.definition(service, exchange.language())));
    }

    private RegionPolicy.Service found(String code) {
        return desk.policy().findService(code).orElseThrow(() -> Problem.of(ProblemCode.SERVICE_CODE_NOT_FOUND, code));
    }

    private Future<Answer> create(Exchange exchange) {
        if (Optional.ofNullable(exchange.header("Idempotency-Key")).orElse("").length() > RequestKey.MAX) {
            throw Problem.of(ProblemCode.IDEMPOTENCY_KEY_MISSING);
        }
        GeoReportForm form = GeoReportForm.parse(exchange.body().toString(StandardCharsets.UTF_8));
        ApiKey key = ApiKeyRoutes.holder(desk, form.text("api_key", 200))
                .orElseThrow(() -> Problem.of(ProblemCode.API_KEY_INVALID));
        form.checkJurisdiction(desk.registrar().region());
        String code = form.text("service_code", MAX_WORD);
        if (code.isEmpty()) {
            throw GeoReportForm.invalid("service_code", "不能为空", "was not provided");
        }
        RegionPolicy.Service service = found(code);
        String account = form.text("account_id", MAX_WORD);
        String phone = form.text("phone", 32);
        return resident(account, phone).compose(residentId -> {
            OrderRequest request = asked(form, service, place(form, residentId));
            return submit(exchange, key, residentId, request, secrets(form, phone));
        });
    }

    /**
     * Whom the request is for: the resident of this account, or with this number; else somebody without a file, who is the
     * same person for the same number and nobody else's.
     */
    private Future<String> resident(String account, String phone) {
        if (!account.isEmpty()
                && Ids.isPerson(account)
                && desk.view().findProfile(account).isPresent()) {
            return Future.succeededFuture(account);
        }
        if (phone.isEmpty()) {
            return Future.succeededFuture("open311-" + desk.uuids().get());
        }
        String hex =
                HexFormat.of().formatHex(desk.sealing().digest("phone", phone).toByteArray());
        return desk.registrar()
                .members("residents-by-phone:" + hex)
                .map(ids -> ids.size() == 1 ? ids.get(0) : "open311-" + hex.substring(0, Math.min(32, hex.length())));
    }

    /** A position is never made from an address; somebody with a file has one at home. */
    private Wgs84 place(GeoReportForm form, String residentId) {
        @Nullable Wgs84 given = form.place();
        if (given != null) {
            return given;
        }
        if (form.text("address_string", MAX_ADDRESS).isEmpty()
                && form.text("address_id", MAX_WORD).isEmpty()) {
            throw GeoReportForm.invalid(
                    "lat", "请给出 lat 与 long，或 address_string", "and long, or address_string, were not provided");
        }
        return desk.view()
                .findProfile(residentId)
                .map(Seen::value)
                .map(Profile::getResident)
                .filter(file -> file.hasHome())
                .map(file -> Spots.wgs84(file.getHome()))
                .orElseThrow(() -> GeoReportForm.invalid(
                        "lat",
                        "此人没有登记住址坐标，请给出 lat 与 long",
                        "and long are needed: of this person no position is on file"));
    }

    private OrderRequest asked(GeoReportForm form, RegionPolicy.Service service, Wgs84 place) {
        int minutes = form.number(ServiceList.DURATION, 1, service.maxMinutes()).orElse(service.defaultMinutes());
        @Nullable Instant start = form.time("attribute[" + ServiceList.START + ']');
        long from = start == null ? desk.nowMs().getAsLong() : start.toEpochMilli();
        return OrderRequest.newBuilder()
                .setService(service.code())
                .setLocation(Spots.place(place))
                .setDurationMinutes(minutes)
                .setPeople(form.number(ServiceList.PEOPLE, 1, 20).orElse(1))
                .setWindow(Window.newBuilder().setStartMs(from).setEndMs(from + WITHIN_MS + minutes * 60_000L))
                .build();
    }

    private static OrderPrivate.Builder secrets(GeoReportForm form, String phone) {
        String name = (form.text("last_name", MAX_WORD) + form.text("first_name", MAX_WORD)).strip();
        String media = form.text("media_url", 500);
        StringBuilder notes = new StringBuilder(form.text("description", MAX_DESCRIPTION));
        append(notes, name);
        append(notes, form.text("email", 200));
        append(notes, media);
        return OrderPrivate.newBuilder()
                .setAddress(form.text("address_string", MAX_ADDRESS))
                .setNotes(notes.toString())
                .setPhone(phone);
    }

    private static void append(StringBuilder notes, String more) {
        if (!more.isEmpty()) {
            notes.append(notes.isEmpty() ? "" : "\n").append(more);
        }
    }

    private Future<Answer> submit(
            Exchange exchange, ApiKey key, String residentId, OrderRequest request, OrderPrivate.Builder secrets) {
        String orderId = Ids.order(desk.registrar().region(), desk.uuids().get());
        String codeWord = desk.codeWords().get();
        ByteString clear = secrets.setCodeWord(codeWord).build().toByteString();
        Actor actor = Actor.newBuilder()
                .setSubject(key.getId())
                .setRole(Role.ROLE_AGENT)
                .setChannel(Channel.CHANNEL_HOTLINE)
                .setOnBehalfOf(residentId)
                .build();
        return desk.registrar()
                .on(desk.sealing().seal(residentId, clear))
                .compose(bytes -> desk.registrar()
                        .submit(
                                exchange,
                                key.getId(),
                                Command.newBuilder()
                                        .setActor(actor)
                                        .setSubmitOrder(SubmitOrder.newBuilder()
                                                .setOrderId(orderId)
                                                .setResidentId(residentId)
                                                .setRequest(request)
                                                .setSealed(bytes)
                                                .setCodeDigest(desk.sealing().digest("code:" + orderId, codeWord)))))
                .map(reply -> made(exchange, reply, request.getService()));
    }

    private Answer made(Exchange exchange, Reply reply, String code) {
        String referTo = found(code).referTo();
        JsonObject made = new JsonObject()
                .put("service_request_id", reply.getId())
                .put("service_notice", reply.getState().equals("REFERRED") ? referTo : null)
                .putNull("account_id");
        return format(exchange).list(201, "service_requests", new JsonArray().add(made));
    }

    private Future<Answer> requests(Exchange exchange) {
        GeoReportForm form = query(exchange);
        Set<String> ids = words(form, "service_request_id", 50 * 80);
        JsonArray found = new JsonArray();
        List<Order> orders = ids.isEmpty() ? matching(form) : withIds(ids);
        orders.forEach(order -> found.add(RequestJson.of(order, desk.policy(), exchange.language())));
        return Future.succeededFuture(format(exchange).list(200, "service_requests", found));
    }

    private static Set<String> words(GeoReportForm form, String name, int maxLength) {
        Set<String> words = new TreeSet<>();
        for (String word : form.text(name, maxLength).split(",", 100)) {
            if (!word.isBlank()) {
                words.add(word.strip());
            }
        }
        return words;
    }

    private List<Order> withIds(Set<String> ids) {
        List<Order> found = new ArrayList<>();
        ids.forEach(id -> find(id).ifPresent(found::add));
        return found;
    }

    /** One that came in through this door; the others are none of the public's. */
    private Optional<Order> find(String id) {
        return desk.view().findOrder(id).map(Seen::value).filter(this::isListed);
    }

    private boolean isListed(Order order) {
        return desk.view().apiKeys().find(order.getActor().getSubject()).isPresent();
    }

    /** Newest first, at most {@value #MAX_LISTED}. */
    private List<Order> matching(GeoReportForm form) {
        Span span = span(form);
        Predicate<Order> wanted = wanted(form);
        List<Order> found = new ArrayList<>();
        for (Seen<Order> seen : desk.view().ordersBefore("")) {
            Order order = seen.value();
            if (order.getCreatedAtMs() < span.fromMs() || found.size() == MAX_LISTED) {
                break;
            }
            if (order.getCreatedAtMs() <= span.toMs() && isListed(order) && wanted.test(order)) {
                found.add(order);
            }
        }
        return found;
    }

    private record Span(long fromMs, long toMs) {}

    private Span span(GeoReportForm form) {
        @Nullable Instant start = form.time("start_date");
        @Nullable Instant end = form.time("end_date");
        Instant to = end != null
                ? end
                : start != null
                        ? start.plus(MAX_SPAN)
                        : Instant.ofEpochMilli(desk.nowMs().getAsLong()).plusSeconds(60);
        Instant from = start != null ? start : to.minus(MAX_SPAN);
        if (from.isAfter(to)) {
            throw GeoReportForm.invalid("end_date", "早于 start_date", "is before start_date");
        }
        if (Duration.between(from, to).compareTo(MAX_SPAN) > 0) {
            throw GeoReportForm.invalid(
                    "end_date", "与 start_date 相距不得超过 90 天", "may be 90 days after start_date at most");
        }
        return new Span(from.toEpochMilli(), to.toEpochMilli());
    }

    private Predicate<Order> wanted(GeoReportForm form) {
        Set<String> codes = words(form, "service_code", 2_000);
        codes.forEach(this::found);
        Set<String> states = words(form, "status", 100);
        if (!Set.of("open", "closed").containsAll(states)) {
            throw GeoReportForm.invalid("status", "应为 open 或 closed", "must be open or closed");
        }
        return order -> (codes.isEmpty() || codes.contains(order.getRequest().getService()))
                && (states.isEmpty() || states.contains(RequestJson.isClosed(order) ? "closed" : "open"));
    }

    private Future<Answer> request(Exchange exchange) {
        query(exchange);
        String id = named(exchange);
        Order order = find(id).orElseThrow(() -> Problem.of(ProblemCode.ORDER_NOT_FOUND, id));
        JsonArray found = new JsonArray().add(RequestJson.of(order, desk.policy(), exchange.language()));
        return Future.succeededFuture(format(exchange).list(200, "service_requests", found));
    }

    /** Requests are made at once, so no tokens are given; the id of one stands for itself. */
    private Future<Answer> token(Exchange exchange) {
        query(exchange);
        String token = named(exchange);
        Order order = find(token).orElseThrow(() -> Problem.of(ProblemCode.TOKEN_NOT_FOUND, token));
        JsonArray found = new JsonArray()
                .add(new JsonObject().put("service_request_id", order.getId()).put("token", token));
        return Future.succeededFuture(format(exchange).list(200, "service_requests", found));
    }
}
