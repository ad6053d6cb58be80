package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.gateway.access.Attempts;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Passwords;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.access.SignInCodes;
import org.linli.gateway.access.Tickets;
import org.linli.gateway.access.Tokens;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Language;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.issuer.Issuer;
import org.linli.gateway.message.MessagePort;
import org.linli.proto.SignInWay;

/**
 * Ways to a token: by telephone and one-time code, by password and authenticator; tickets for the stream; invented
 * people on a demo node.
 */
public final class SignInRoutes {
    private static final long DEMO_TOKEN_MS = 24L * 3600 * 1000;
    private final Desk desk;
    private final Keys keys;
    private final Sessions sessions;
    private final PhoneCodes codes;
    private final StaffDoor staff;
    private final Optional<OutsideDoor> outside;

    /**
     * What signing in works with.
     *
     * @param tries    of passwords and codes
     * @param messages how often codes are sent
     * @param hashing  where passwords are hashed: never on an event loop
     * @param issuer   an outside issuer, where the operator trusts one
     */
    public record Keys(
            Tokens tokens,
            Tickets tickets,
            SignInCodes codes,
            MessagePort port,
            Passwords passwords,
            Attempts tries,
            Attempts messages,
            Executor hashing,
            Optional<Issuer> issuer) {}

    public SignInRoutes(Desk desk, Keys keys) {
        this.desk = desk;
        this.keys = keys;
        this.sessions = new Sessions(desk, keys.tokens());
        this.codes = new PhoneCodes(desk, keys);
        this.staff = new StaffDoor(desk, sessions, keys.passwords(), keys.tries(), keys.hashing());
        this.outside = keys.issuer().map(issuer -> new OutsideDoor(desk, sessions, keys.tokens(), issuer));
    }

    /**
     * Mounts the calls.
     *
     * @param demo whether demo tokens are served
     */
    public void mount(Handlers handlers, boolean demo) {
        handlers.on(Route.SIGN_IN, this::signIn)
                .on(Route.SIGN_IN_OUTSIDE, this::begin)
                .on(Route.STREAM_TICKET, this::ticket);
        sessions.mount(handlers);
        new StaffRoutes(desk, staff).mount(handlers);
        if (demo) {
            handlers.on(Route.DEMO_TOKEN, this::demoToken);
        }
    }

    /** One-time codes to telephones, with the limits that all of them share. */
    PhoneCodes codes() {
        return codes;
    }

    private Future<Answer> signIn(Exchange exchange) {
        Fields body = exchange.fields();
        if (body.has("user")) {
            return byPassword(exchange, body);
        }
        if (body.has("flow")) {
            return fromOutside(exchange, body);
        }
        String phone = Phones.normal(body.requiredText("phone", 32));
        String code = body.text("code", 12);
        if (!phone.isEmpty() && !Phones.isPhone(phone)) {
            body.fault("phone", "应为电话号码", "must be a telephone number", 0);
        }
        body.check();
        return code.isEmpty() ? sendCode(exchange, phone) : takeCode(exchange, phone, code);
    }

    private Future<Answer> begin(Exchange exchange) {
        exchange.fields().check();
        return door().begin();
    }

    /** Tries from one address slow down that address alone. */
    private Future<Answer> fromOutside(Exchange exchange, Fields body) {
        String from = "outside " + exchange.address();
        PhoneCodes.slowDown(keys.tries().take(from, exchange.address(), false));
        return door().enter(exchange, body).onSuccess(in -> keys.tries().succeeded(from, exchange.address()));
    }

    private OutsideDoor door() {
        return outside.orElseThrow(() -> Problem.of(ProblemCode.NOT_FOUND));
    }

    private Future<Answer> byPassword(Exchange exchange, Fields body) {
        StaffDoor.Said said = new StaffDoor.Said(
                OrderRequests.person(body, "user"),
                body.requiredText("password", Passwords.LONGEST),
                body.requiredText("code", 12));
        body.check();
        return staff.enter(exchange, said);
    }

    private Future<Answer> sendCode(Exchange exchange, String phone) {
        String text = exchange.language() == Language.EN
                ? "Your Linli code is %s. It is good for five minutes; tell it to nobody."
                : "邻里验证码 %s，五分钟内有效，请勿告诉他人。";
        return codes.send(exchange, phone, phone, text);
    }

    private Future<Answer> takeCode(Exchange exchange, String phone, String code) {
        if (!codes.take(exchange, phone, code)) {
            throw Problem.of(ProblemCode.SIGN_IN_CODE_WRONG);
        }
        String digest = Phones.hex(Phones.digest(desk.sealing(), phone));
        return subject(digest).compose(subject -> sessions.begin(exchange, subject, SignInWay.SIGN_IN_WAY_PHONE, 0));
    }

    /** The person with this number; for somebody new an id that is made from the number's digest. */
    private Future<String> subject(String digest) {
        return desk.registrar()
                .members("residents-by-phone:" + digest)
                .compose(residents -> desk.registrar()
                        .members("volunteers-by-phone:" + digest)
                        .compose(volunteers -> Stream.concat(
                                        residents.stream().sorted(),
                                        volunteers.stream().sorted())
                                .findFirst()
                                .map(Future::succeededFuture)
                                .orElseGet(() -> fresh(digest))));
    }

    /** The first of the number's ids whose person has no other number: who had this one before may have moved on. */
    private Future<String> fresh(String digest) {
        List<String> ids = PhoneCodes.ids(digest);
        return desk.registrar()
                .read(ids.stream().map(EntityKey::profile).toList())
                .map(files -> IntStream.range(0, ids.size())
                        .filter(n -> files.get(n)
                                .entity()
                                .getProfile()
                                .getPhoneDigest()
                                .isEmpty())
                        .mapToObj(ids::get)
                        .findFirst()
                        .orElseThrow(() -> Problem.of(ProblemCode.SIGN_IN_CODE_WRONG)));
    }

    private Future<Answer> demoToken(Exchange exchange) {
        Fields body = exchange.fields();
        String word = body.requiredText("role", 16);
        String subject = body.requiredText("subject", 64);
        String region = body.text("region", 16);
        List<String> communities = body.texts("communities", 32, 64);
        if (!word.isEmpty() && Role.find(word).isEmpty()) {
            body.fault("role", "没有这个身份", "is no role", 0);
        }
        if (!subject.isEmpty() && !Ids.isPerson(subject)) {
            body.fault("subject", "应为字母、数字、- 和 _", "must be letters, digits, - and _", 0);
        }
        if (!region.isEmpty() && !region.equals(desk.registrar().region())) {
            body.fault(
                    "region",
                    "本节点是 " + desk.registrar().region(),
                    "must be " + desk.registrar().region(),
                    0);
        }
        body.check();
        return Future.succeededFuture(Answer.ok(Sessions.json(keys.tokens(), demoCaller(word, subject, communities))));
    }

    private Caller demoCaller(String word, String subject, List<String> communities) {
        Set<Role> roles = EnumSet.of(Role.find(word).orElseThrow());
        return new Caller(
                subject,
                roles,
                desk.registrar().region(),
                communities.isEmpty() ? Set.of(Caller.EVERY_COMMUNITY) : Set.copyOf(communities),
                desk.nowMs().getAsLong() + DEMO_TOKEN_MS);
    }

    private Future<Answer> ticket(Exchange exchange) {
        exchange.fields().check();
        long expires = desk.nowMs().getAsLong() + Tickets.LIFETIME.toMillis();
        return Future.succeededFuture(Answer.of(
                201,
                new JsonObject()
                        .put("ticket", keys.tickets().give(exchange.caller()))
                        .put("expiresAt", Json.time(expires))));
    }
}
