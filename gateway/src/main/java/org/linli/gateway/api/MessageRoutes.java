package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.http.Query;
import org.linli.gateway.message.CarrierSettings;
import org.linli.gateway.message.DayReport;
import org.linli.gateway.message.Mailroom;
import org.linli.gateway.message.StandardWebhooks;

/** What carriers call back, signed with the secret of their contract; and what staff may know of a day's messages. */
public final class MessageRoutes {
    private static final int MAX_ID = 128;
    private static final int MAX_KEY = 300;
    private static final int MAX_TEXT = 500;

    private final Desk desk;
    private final Mailroom mail;

    public MessageRoutes(Desk desk, Mailroom mail) {
        this.desk = desk;
        this.mail = mail;
    }

    void mount(Handlers handlers) {
        handlers.on(Route.CARRIER_RECEIPT, this::receipt)
                .on(Route.CARRIER_REPLY, this::reply)
                .on(Route.MESSAGE_REPORT, this::report);
    }

    Mailroom mail() {
        return mail;
    }

    private Future<Answer> receipt(Exchange exchange) {
        CarrierSettings carrier = signed(exchange);
        Fields body = exchange.fields();
        String status = body.requiredText("status", 16);
        Mailroom.Receipt receipt = new Mailroom.Receipt(
                body.requiredText("message", MAX_KEY),
                body.text("id", MAX_ID),
                status.equals("DELIVERED"),
                body.text("code", MAX_ID));
        if (!status.isEmpty() && !status.equals("DELIVERED") && !status.equals("FAILED")) {
            body.fault("status", "应为 DELIVERED 或 FAILED", "must be DELIVERED or FAILED", 0);
        }
        body.check();
        return desk.registrar().on(mail.receipt(carrier, receipt)).map(done -> Answer.ok(new JsonObject()));
    }

    private Future<Answer> reply(Exchange exchange) {
        CarrierSettings carrier = signed(exchange);
        Fields body = exchange.fields();
        Mailroom.Said said = new Mailroom.Said(
                header(exchange, StandardWebhooks.ID),
                body.text("message", MAX_KEY),
                Phones.normal(body.text("from", 32)),
                body.requiredText("text", MAX_TEXT));
        body.check();
        return desk.registrar().on(mail.reply(carrier, said)).map(text -> Answer.ok(new JsonObject().put("say", text)));
    }

    /** The carrier of the path, where the call bears its signature, is fresh and names itself. */
    private CarrierSettings signed(Exchange exchange) {
        CarrierSettings carrier = mail.find(exchange.path("name"))
                .filter(known -> !known.secret().isEmpty())
                .orElseThrow(() -> Problem.of(ProblemCode.NOT_FOUND));
        String id = header(exchange, StandardWebhooks.ID);
        boolean right = id.length() <= MAX_ID
                && new StandardWebhooks(carrier.secret())
                        .isRight(
                                id,
                                header(exchange, StandardWebhooks.TIMESTAMP),
                                header(exchange, StandardWebhooks.SIGNATURE),
                                exchange.body().getBytes(),
                                desk.nowMs().getAsLong() / 1000);
        if (!right) {
            throw Problem.of(ProblemCode.NOT_SIGNED_IN, StandardWebhooks.SIGNATURE);
        }
        return carrier;
    }

    private static String header(Exchange exchange, String name) {
        @Nullable String value = exchange.header(name);
        return value == null ? "" : value;
    }

    /** Of one day in the region, today where none is named. */
    private Future<Answer> report(Exchange exchange) {
        ZoneId zone = desk.policy().zone();
        LocalDate day = exchange.query()
                .text("day")
                .map(MessageRoutes::day)
                .orElseGet(() ->
                        LocalDate.ofInstant(Instant.ofEpochMilli(desk.nowMs().getAsLong()), zone));
        long from = day.atStartOfDay(zone).toInstant().toEpochMilli();
        long until = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        return desk.registrar().on(mail.report(from, until)).map(lines -> Answer.ok(json(day, lines)));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException malformed) {
            throw Query.invalid("day", "应为 2026-03-01 这样的日期", "must be a date such as 2026-03-01");
        }
    }

    private static JsonObject json(LocalDate day, List<DayReport.Line> lines) {
        JsonArray array = new JsonArray();
        long count = 0;
        long cost = 0;
        for (DayReport.Line line : lines) {
            count += line.count();
            cost += line.costMilli();
            array.add(new JsonObject()
                    .put("channel", line.channel())
                    .put("purpose", line.purpose())
                    .put("outcome", line.outcome())
                    .put("count", line.count())
                    .put("cost", line.costMilli() / 1000.0));
        }
        return new JsonObject()
                .put("day", day.toString())
                .put("count", count)
                .put("cost", cost / 1000.0)
                .put("lines", array);
    }
}
