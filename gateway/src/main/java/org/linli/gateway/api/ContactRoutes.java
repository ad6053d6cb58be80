package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Language;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.http.Words;
import org.linli.gateway.message.Mailroom;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.Reply;

/**
 * How people want to be reached, and by which number: said by themselves, or by staff in their name; how, not by which number, also
 * by the family whom a resident's file names. One's own number changes by a code that came to the new one; staff have the person
 * before them or on the telephone.
 */
final class ContactRoutes {
    private static final int MAX_CODE = 12;

    private final Desk desk;
    private final Profiles profiles;
    private final ReadingLog readings;
    private final Relatives relatives;
    private final PhoneCodes codes;
    private final Mailroom mail;

    ContactRoutes(Desk desk, PhoneCodes codes, Mailroom mail) {
        this.desk = desk;
        this.profiles = new Profiles(desk);
        this.readings = new ReadingLog(desk);
        this.relatives = new Relatives(desk);
        this.codes = codes;
        this.mail = mail;
    }

    void mount(Handlers handlers) {
        handlers.on(Route.CONTACT_LIST, this::list)
                .on(Route.CONTACT_GET, this::get)
                .on(Route.CONTACT_PUT, this::put)
                .on(Route.CONTACT_NUMBER, this::number);
    }

    /** Of whom the caller may say how they are reached. */
    private Future<Answer> list(Exchange exchange) {
        return relatives
                .of(exchange.caller().subject())
                .map(family -> Answer.ok(new JsonObject().put("family", family)));
    }

    /** A file that is there, and the role in which the caller may. */
    private record Allowed(Profiles.Found file, Role role) {}

    private Future<Allowed> allowed(Exchange exchange) {
        String id = Profiles.personId(exchange);
        return profiles.find(id).map(found -> {
            Role role = Registrar.allow(exchange, parties(exchange.route(), id, found.profile()));
            if (found.version() == 0) {
                throw Problem.of(ProblemCode.PERSON_NOT_FOUND, id);
            }
            return new Allowed(found, role);
        });
    }

    private static Parties parties(Route route, String id, Profile profile) {
        Set<String> residents = new HashSet<>(Set.of(id));
        if (route != Route.CONTACT_NUMBER) {
            residents.addAll(Sight.familyOf(profile.getResident()));
        }
        return new Parties(residents, Set.of(id), id, communities(profile));
    }

    private static Set<String> communities(Profile profile) {
        Set<String> communities = new HashSet<>(profile.getVolunteer().getCommunitiesList());
        if (!profile.getResident().getCommunity().isEmpty()) {
            communities.add(profile.getResident().getCommunity());
        }
        return communities;
    }

    private Future<Answer> get(Exchange exchange) {
        return allowed(exchange)
                .compose(allowed -> desk.registrar()
                        .on(desk.people().open(allowed.file.profile()))
                        .compose(secrets -> recorded(exchange, allowed, secrets))
                        .map(secrets -> Answer.ok(json(allowed.file, secrets)).tagged(allowed.file.version())));
    }

    /** The number alone is told. */
    private Future<ProfilePrivate> recorded(Exchange exchange, Allowed allowed, ProfilePrivate secrets) {
        ProfilePrivate told =
                ProfilePrivate.newBuilder().setPhone(secrets.getPhone()).build();
        return readings.record(exchange, allowed.role, exchange.id(), ReadingLog.of(told), "")
                .map(written -> secrets);
    }

    private JsonObject json(Profiles.Found file, ProfilePrivate secrets) {
        JsonObject json = new JsonObject()
                .put("id", file.profile().getId())
                .put(
                        "carried",
                        Json.array(
                                mail.channels().stream().sorted().toList(), one -> Words.of(one, "MESSAGE_CHANNEL_")))
                .put("wechat", !secrets.getWechatOpenId().isEmpty())
                .put("version", file.version());
        Json.text(json, "phone", secrets.getPhone());
        MessageJson.put(json, file.profile());
        return json;
    }

    private Future<Answer> put(Exchange exchange) {
        Fields body = exchange.fields();
        Profile.Builder part = Profile.newBuilder().setId(Profiles.personId(exchange));
        MessageJson.read(body, part);
        if (!body.has("messages")) {
            body.fault("messages", "不能为空", "is required", 0);
        }
        body.check();
        return allowed(exchange).compose(allowed -> keep(exchange, allowed, part, UnaryOperator.identity()));
    }

    private Future<Answer> number(Exchange exchange) {
        Fields body = exchange.fields();
        String phone = Profiles.phone(body, "phone");
        String code = body.text("code", MAX_CODE);
        if (!body.has("phone")) {
            body.fault("phone", "不能为空", "is required", 0);
        }
        body.check();
        String id = Profiles.personId(exchange);
        return allowed(exchange).compose(allowed -> {
            boolean self = exchange.caller().subject().equals(id);
            String purpose = "number of " + id + ' ' + phone;
            if (self && code.isEmpty()) {
                return codes.send(exchange, purpose, phone, text(exchange.language()));
            }
            if (self && !codes.take(exchange, purpose, code)) {
                return before(exchange, body);
            }
            return keep(
                    exchange,
                    allowed,
                    Profile.newBuilder().setId(id),
                    secrets -> secrets.toBuilder().setPhone(phone).build());
        });
    }

    /** A code is used up by the call that it let through; the same call again is answered as it was. */
    private Future<Answer> before(Exchange exchange, Fields body) {
        return desk.registrar().replied(exchange).map(ContactRoutes::written).recover(fresh -> {
            body.fault("code", "验证码不对，或者已经过期", "is wrong or has run out", 0);
            body.check();
            return Future.failedFuture(fresh);
        });
    }

    private static String text(Language language) {
        return language == Language.EN
                ? "Your code for taking this number as yours in Linli is %s. It is good for five minutes; tell it to"
                        + " nobody."
                : "邻里：换成这个号码的验证码是 %s，五分钟内有效，请勿告诉他人。";
    }

    private Future<Answer> keep(
            Exchange exchange, Allowed allowed, Profile.Builder part, UnaryOperator<ProfilePrivate> secrets) {
        return profiles.put(exchange, allowed.role, allowed.file, part, secrets, false)
                .map(ContactRoutes::written);
    }

    private static Answer written(Reply reply) {
        return Answer.ok(new JsonObject().put("id", reply.getId()).put("version", reply.getVersion()))
                .tagged(reply.getVersion());
    }
}
