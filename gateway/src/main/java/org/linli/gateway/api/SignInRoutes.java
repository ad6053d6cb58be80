package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.linli.domain.Ids;
import org.linli.gateway.access.Caller;
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
import org.linli.gateway.message.MessagePort;

/** Ways to a token: by telephone and one-time code; tickets for the stream; invented people on a demo node. */
public final class SignInRoutes {
    private static final long TOKEN_MS = 30L * 24 * 3600 * 1000;
    private static final long DEMO_TOKEN_MS = 24L * 3600 * 1000;
    private static final int PAUSE_SECONDS = 60;

    private final Desk desk;
    private final Tokens tokens;
    private final Tickets tickets;
    private final SignInCodes codes;
    private final MessagePort messages;

    public SignInRoutes(Desk desk, Tokens tokens, Tickets tickets, SignInCodes codes, MessagePort messages) {
        this.desk = desk;
        this.tokens = tokens;
        this.tickets = tickets;
        this.codes = codes;
        this.messages = messages;
    }

    /** @param demo whether demo tokens are served */
    public void mount(Handlers handlers, boolean demo) {
        handlers.on(Route.SIGN_IN, this::signIn).on(Route.STREAM_TICKET, this::ticket);
        if (demo) {
            handlers.on(Route.DEMO_TOKEN, this::demoToken);
        }
    }

    private Future<Answer> signIn(Exchange exchange) {
        Fields body = exchange.fields();
        String phone = Phones.normal(body.requiredText("phone", 32));
        String code = body.text("code", 12);
        if (!phone.isEmpty() && !Phones.isPhone(phone)) {
            body.fault("phone", "应为电话号码", "must be a telephone number", 0);
        }
        body.check();
        return code.isEmpty() ? sendCode(exchange, phone) : takeCode(phone, code);
    }

    private Future<Answer> sendCode(Exchange exchange, String phone) {
        String code = codes.make(phone).orElseThrow(() -> Problem.later(ProblemCode.TOO_MANY_REQUESTS, PAUSE_SECONDS));
        String text = exchange.language() == Language.EN
                ? "Your Linli code is " + code + ". It is good for five minutes; tell it to nobody."
                : "邻里验证码 " + code + "，五分钟内有效，请勿告诉他人。";
        return messages.send(phone, text)
                .map(sent -> Answer.of(202, new JsonObject().put("sent", true).put("expiresInSeconds", 300)));
    }

    private Future<Answer> takeCode(String phone, String code) {
        if (!codes.take(phone, code)) {
            throw Problem.of(ProblemCode.SIGN_IN_CODE_WRONG);
        }
        String digest = Phones.hex(Phones.digest(desk.sealing(), phone));
        return subject(digest).map(subject -> {
            Set<Role> roles = EnumSet.of(Role.RESIDENT, Role.VOLUNTEER);
            Caller caller = new Caller(
                    subject,
                    roles,
                    desk.registrar().region(),
                    Set.of(),
                    desk.nowMs().getAsLong() + TOKEN_MS);
            return Answer.ok(granted(caller));
        });
    }

    /** The person with this number; for somebody new always the same fresh id, made from the number's digest. */
    private Future<String> subject(String digest) {
        return desk.registrar()
                .members("residents-by-phone:" + digest)
                .compose(residents -> desk.registrar()
                        .members("volunteers-by-phone:" + digest)
                        .map(volunteers -> first(residents, volunteers, "p-" + digest.substring(0, 24))));
    }

    private static String first(List<String> residents, List<String> volunteers, String fresh) {
        return Stream.concat(residents.stream().sorted(), volunteers.stream().sorted())
                .findFirst()
                .orElse(fresh);
    }

    private JsonObject granted(Caller caller) {
        return new JsonObject()
                .put("token", tokens.issue(caller))
                .put("subject", caller.subject())
                .put(
                        "roles",
                        new JsonArray(
                                caller.roles().stream().map(Role::word).sorted().toList()))
                .put("expiresAt", Json.time(caller.expiresAtMs()));
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
        return Future.succeededFuture(Answer.of(200, granted(demoCaller(word, subject, communities))));
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
                new JsonObject().put("ticket", tickets.give(exchange.caller())).put("expiresAt", Json.time(expires))));
    }
}
