package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Words;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.proto.Channel;
import org.linli.proto.Offer;
import org.linli.proto.Order;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.Reading;
import org.linli.proto.Role;
import org.linli.proto.Visit;

/**
 * Who read a person's address or telephone number, for that person: what was written down at each reading, the tables that
 * the person stood in when they were taken out, and the volunteers who were told the address because they took a visit.
 */
final class ReadingRoutes {
    private static final int MAX_SHOWN = 200;

    private final Desk desk;

    ReadingRoutes(Desk desk) {
        this.desk = desk;
    }

    void mount(Handlers handlers) {
        handlers.on(Route.READING_LIST, this::list);
    }

    private record Shown(Reading reading, boolean visit) {}

    private Future<Answer> list(Exchange exchange) {
        String id = Profiles.personId(exchange);
        Registrar.allow(exchange, Parties.person(id, Set.of()));
        return desk.registrar()
                .read(List.of(EntityKey.readings(id), EntityKey.exports(id)))
                .compose(entities -> {
                    List<Shown> all = new ArrayList<>(visits(id));
                    entities.get(1)
                            .entity()
                            .getExports()
                            .getExportsList()
                            .forEach(export -> all.add(new Shown(export, false)));
                    entities.get(0)
                            .entity()
                            .getReadings()
                            .getReadingsList()
                            .forEach(reading -> all.add(new Shown(reading, false)));
                    all.sort(Comparator.comparingLong(
                                    (Shown shown) -> shown.reading().getAtMs())
                            .reversed());
                    List<Shown> newest = all.subList(0, Math.min(MAX_SHOWN, all.size()));
                    return desk.registrar()
                            .on(desk.people()
                                    .open(newest.stream()
                                            .map(shown -> shown.reading().getReader())
                                            .toList()))
                            .map(names -> Answer.ok(new JsonObject()
                                    .put("readings", Json.array(newest, shown -> json(shown, names)))));
                });
    }

    private List<Shown> visits(String residentId) {
        List<Shown> visits = new ArrayList<>();
        for (Seen<Order> order : desk.view().ordersOf(residentId)) {
            for (Visit visit : order.value().getVisitsList()) {
                visit.getOffersList().stream()
                        .filter(offer -> offer.getNumber() == visit.getAcceptedOffer())
                        .forEach(offer -> visits.add(new Shown(told(order.value(), offer), true)));
            }
        }
        return visits;
    }

    private static Reading told(Order order, Offer accepted) {
        return Reading.newBuilder()
                .setReader(accepted.getVolunteerId())
                .setRole(Role.ROLE_VOLUNTEER)
                .setChannel(Channel.CHANNEL_WEB)
                .addWhat(Reading.What.WHAT_ADDRESS)
                .setOrderId(order.getId())
                .setAtMs(Math.max(accepted.getSentAtMs(), accepted.getClosedAtMs()))
                .build();
    }

    private static JsonObject json(Shown shown, Map<String, ProfilePrivate> names) {
        Reading reading = shown.reading();
        JsonObject json = new JsonObject()
                .put("by", reading.getReader())
                .put("role", Words.of(reading.getRole(), "ROLE_").toLowerCase(Locale.ROOT))
                .put("channel", Words.of(reading.getChannel(), "CHANNEL_"))
                .put("what", Json.array(reading.getWhatList(), what -> Words.of(what, "WHAT_")))
                .put("visit", shown.visit())
                .put("at", Json.time(reading.getAtMs()));
        Json.text(
                json,
                "name",
                names.getOrDefault(reading.getReader(), ProfilePrivate.getDefaultInstance())
                        .getName());
        Json.text(json, "table", reading.getTable());
        return Json.text(json, "orderId", reading.getOrderId());
    }
}
