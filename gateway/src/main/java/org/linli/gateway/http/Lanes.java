package org.linli.gateway.http;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.linli.gateway.access.Route;
import org.linli.matcher.registry.Rank;

/** Which lane a call is in: an order by its priority, every other call by its route. */
final class Lanes {
    private static final byte[] PRIORITY = "\"priority\"".getBytes(StandardCharsets.US_ASCII);
    private static final Map<String, Rank> WORDS =
            Map.of("EMERGENCY", Rank.EMERGENCY, "URGENT", Rank.URGENT, "SOON", Rank.SOON, "BULK", Rank.BULK);
    private static final int LONGEST = "\"EMERGENCY\"".length();

    private Lanes() {}

    static Rank of(Route route, Buffer body) {
        return route == Route.ORDER_CREATE ? ofOrder(body) : of(route);
    }

    /** What ends an emergency, or frees somebody for one, is urgent; who signs in may be about to call for help. */
    private static Rank of(Route route) {
        return switch (route) {
            case ORDER_ESCALATE,
                    ORDER_CANCEL,
                    ORDER_ASSIGN,
                    OFFER_LIST,
                    OFFER_ACCEPT,
                    OFFER_DECLINE,
                    OFFER_EXTEND,
                    OFFER_HAND_BACK,
                    VISIT_CLAIM,
                    VISIT_DEPART,
                    VISIT_CHECK_IN,
                    VISIT_STOP,
                    VISIT_CHECK_OUT,
                    VISIT_NO_SHOW,
                    EMERGENCY_BEGIN,
                    EMERGENCY_CHANGE,
                    EMERGENCY_END,
                    CALL_UP,
                    CALL_UP_ANSWER,
                    BULK_ORDER,
                    BULK_CANCEL,
                    CARRIER_REPLY -> Rank.URGENT;
            case SIGN_IN,
                    SIGN_IN_OUTSIDE,
                    SESSION_REFRESH,
                    SIGN_OUT,
                    DEMO_TOKEN,
                    STREAM_TICKET,
                    REGION_GET,
                    DUTY_PUT,
                    VISIT_LIST,
                    VISIT_CONFIRM,
                    ORDER_GET,
                    ORDER_REVIEW,
                    EMERGENCY_GET,
                    EMERGENCY_PREVIEW,
                    POLICY_PUBLISH,
                    RESIDENT_FIND,
                    RECOMMEND -> Rank.SOON;
            case VOLUNTEER_PUT, VOLUNTEER_APPLY, IMPORT, EXPORT, ENTRY_LIST, ENTRY_PROOF, ORDER_EXPLAIN -> Rank.BULK;
            default -> Rank.ROUTINE;
        };
    }

    /**
     * The word after {@code "priority":}, without a look at the rest: to refuse must cost far less than to serve. A body
     * that hides it is in the routine lane; what it says is checked when it is served.
     */
    private static Rank ofOrder(Buffer body) {
        int at = find(body);
        int from = at < 0 ? -1 : afterColon(body, at + PRIORITY.length);
        return from < 0 ? Rank.ROUTINE : WORDS.getOrDefault(word(body, from), Rank.ROUTINE);
    }

    private static int find(Buffer body) {
        for (int i = 0; i + PRIORITY.length < body.length(); i++) {
            if (body.getByte(i) == '"' && isPriority(body, i) && (i == 0 || body.getByte(i - 1) != '\\')) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isPriority(Buffer body, int at) {
        for (int i = 1; i < PRIORITY.length; i++) {
            if (body.getByte(at + i) != PRIORITY[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where the value's text begins, behind its quotation mark; -1 where it is no text. */
    private static int afterColon(Buffer body, int from) {
        int at = from;
        while (at < body.length() && (body.getByte(at) <= ' ' || body.getByte(at) == ':')) {
            at++;
        }
        return at < body.length() && body.getByte(at) == '"' ? at + 1 : -1;
    }

    private static String word(Buffer body, int from) {
        int end = from;
        while (end < body.length() && end - from < LONGEST && body.getByte(end) != '"') {
            end++;
        }
        return body.getString(from, end, "US-ASCII");
    }
}
