package org.linli.gateway.open311;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.http.Language;
import org.linli.proto.Offer;
import org.linli.proto.Order;
import org.linli.proto.OrderState;
import org.linli.proto.Visit;

/**
 * An order as a service request that anybody may read: that somebody asked for such a service about there, and how it goes.
 * Nothing of the person: no description, no address, and a position to a hundredth of a degree, a kilometre.
 */
final class RequestJson {
    private static final double COARSE = 100.0;
    private static final double E7 = 1e7;

    private static final Map<OrderState, String[]> NOTES = new EnumMap<>(OrderState.class);

    static {
        note(OrderState.ORDER_STATE_SUBMITTED, "等待工作人员查看", "Waits for staff to look at it");
        note(OrderState.ORDER_STATE_OPEN, "正在寻找志愿者", "A volunteer is being looked for");
        note(OrderState.ORDER_STATE_ASSIGNED, "志愿者已接单", "A volunteer has accepted");
        note(OrderState.ORDER_STATE_UNDER_WAY, "志愿者正在服务", "A volunteer is at work");
        note(OrderState.ORDER_STATE_DONE, "已完成，等待确认", "Done; waits to be confirmed");
        note(OrderState.ORDER_STATE_CLOSED, "已完成并确认", "Done and confirmed");
        note(OrderState.ORDER_STATE_REFERRED, "已转交", "Passed on to those whose work it is");
        note(OrderState.ORDER_STATE_REFUSED, "未受理", "Not taken up");
        note(OrderState.ORDER_STATE_CANCELLED, "已取消", "Called off");
        note(OrderState.ORDER_STATE_EXPIRED, "已过期", "Nobody could come in time");
    }

    private RequestJson() {}

    private static void note(OrderState state, String zh, String en) {
        NOTES.put(state, new String[] {zh, en});
    }

    static boolean isClosed(Order order) {
        return switch (order.getState()) {
            case ORDER_STATE_CLOSED,
                    ORDER_STATE_REFERRED,
                    ORDER_STATE_REFUSED,
                    ORDER_STATE_CANCELLED,
                    ORDER_STATE_EXPIRED -> true;
            default -> false;
        };
    }

    static JsonObject of(Order order, RegionPolicy policy, Language language) {
        String code = order.getRequest().getService();
        String[] notes = NOTES.getOrDefault(order.getState(), new String[] {"", ""});
        return new JsonObject()
                .put("service_request_id", order.getId())
                .put("status", isClosed(order) ? "closed" : "open")
                .put("status_notes", notes[language == Language.ZH ? 0 : 1])
                .put(
                        "service_name",
                        policy.findService(code)
                                .map(service -> ServiceList.name(service, language))
                                .orElse(code))
                .put("service_code", code)
                .putNull("description")
                .put("agency_responsible", language == Language.ZH ? policy.name() : policy.nameEn())
                .putNull("service_notice")
                .put("requested_datetime", time(order.getCreatedAtMs()))
                .put("updated_datetime", time(updatedAt(order)))
                .put("expected_datetime", expected(order))
                .putNull("address")
                .putNull("address_id")
                .putNull("zipcode")
                .put("lat", coarse(order.getRequest().getLocation().getLatE7()))
                .put("long", coarse(order.getRequest().getLocation().getLngE7()))
                .putNull("media_url");
    }

    private static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }

    private static double coarse(int e7) {
        return Math.round(e7 / E7 * COARSE) / COARSE;
    }

    /** When whoever accepted means to have ended; null while nobody has. */
    private static @Nullable String expected(Order order) {
        long end = order.getVisitsList().stream()
                .filter(visit -> visit.getAcceptedOffer() > 0)
                .mapToLong(visit -> visit.getWindow().getEndMs())
                .max()
                .orElse(0);
        return end == 0 ? null : time(end);
    }

    /** When it was closed, or else the last that is known to have happened to it. */
    static long updatedAt(Order order) {
        return order.getClosedAtMs() > 0
                ? order.getClosedAtMs()
                : order.getVisitsList().stream()
                        .flatMapToLong(RequestJson::happened)
                        .reduce(order.getCreatedAtMs(), Math::max);
    }

    private static LongStream happened(Visit visit) {
        return LongStream.concat(
                LongStream.of(
                        visit.getDepartedAtMs(),
                        visit.getCheckIn().getAtMs(),
                        visit.getCheckOut().getAtMs(),
                        visit.getConfirmedAtMs()),
                visit.getOffersList().stream().flatMapToLong(RequestJson::happened));
    }

    private static LongStream happened(Offer offer) {
        return LongStream.of(offer.getSentAtMs(), offer.getClosedAtMs());
    }
}
