package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Language;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.message.Letter;

/** One-time codes to telephones, by which people show that a number is theirs: within the limits of what rings and costs. */
final class PhoneCodes {
    private static final int PAUSE_SECONDS = 60;
    private static final String PREFIX = "p-";
    private static final int ID_DIGITS = 24;
    /** So many people may have had one number, one after another. */
    private static final int OWNERS = 3;

    private final Desk desk;
    private final SignInRoutes.Keys keys;

    PhoneCodes(Desk desk, SignInRoutes.Keys keys) {
        this.desk = desk;
        this.keys = keys;
    }

    /** The ids that people get who come in by a number that nobody had, in this order: stretches of its digest. */
    static List<String> ids(String digest) {
        int step = (digest.length() - ID_DIGITS) / (OWNERS - 1);
        return List.of(id(digest, 0), id(digest, step), id(digest, 2 * step));
    }

    private static String id(String digest, int from) {
        return PREFIX + digest.substring(from, from + ID_DIGITS);
    }

    /** Whether the id was made from a telephone number. */
    static boolean isOfNumber(String personId) {
        return personId.matches(PREFIX + "[0-9a-f]{" + ID_DIGITS + '}');
    }

    /**
     * Sends a code; 202.
     *
     * @param purpose what it is good for: a code that was sent for something else is none here
     * @param text    with a place for the code, in the call's language
     */
    Future<Answer> send(Exchange exchange, String purpose, String phone, String text) {
        slowDown(keys.messages().take(phone, exchange.address(), false));
        String code = keys.codes()
                .make(purpose)
                .orElseThrow(() -> Problem.later(ProblemCode.TOO_MANY_REQUESTS, PAUSE_SECONDS));
        Letter letter = new Letter(
                "code-" + desk.uuids().get(),
                phone,
                "CODE",
                exchange.language() == Language.EN,
                text.formatted(code),
                Map.of("code", code, "minutes", "5"),
                Set.of());
        return keys.port()
                .send(letter)
                .recover(failed -> Future.failedFuture(Problem.later(ProblemCode.UNAVAILABLE, PAUSE_SECONDS)))
                .map(sent -> Answer.of(202, new JsonObject().put("sent", true).put("expiresInSeconds", 300)));
    }

    /** Whether this is the code that was sent for the purpose; a right one is used up. Throws where that is tried too often. */
    boolean take(Exchange exchange, String purpose, String code) {
        String account = "phone " + purpose;
        slowDown(keys.tries().take(account, exchange.address(), false));
        boolean right = keys.codes().take(purpose, code);
        if (right) {
            keys.tries().succeeded(account, exchange.address());
        }
        return right;
    }

    static void slowDown(int seconds) {
        if (seconds > 0) {
            throw Problem.later(ProblemCode.TOO_MANY_REQUESTS, seconds);
        }
    }
}
