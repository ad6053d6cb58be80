package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.linli.gateway.access.Tokens;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.issuer.Issuer;
import org.linli.gateway.issuer.IssuerFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People come in by an outside issuer. The page keeps what the sign-in is known by, so that any node may take them in; who
 * they are is learnt from the issuer alone, and what they get is a session of the region like everybody's.
 */
final class OutsideDoor {
    /** To find a password, a telephone and its code; after it the page begins again. */
    private static final long FLOW_MS = 10 * 60_000L;

    private static final int MAX_FLOW = 4096;
    private static final int MAX_CODE = 2048;
    private static final int RETRY_SECONDS = 10;
    private static final int ID_DIGITS = 24;

    private static final Logger LOG = LoggerFactory.getLogger(OutsideDoor.class);

    private final Desk desk;
    private final Sessions sessions;
    private final Tokens tokens;
    private final Issuer issuer;

    OutsideDoor(Desk desk, Sessions sessions, Tokens tokens, Issuer issuer) {
        this.desk = desk;
        this.sessions = sessions;
        this.tokens = tokens;
        this.issuer = issuer;
    }

    Future<Answer> begin() {
        long expires = desk.nowMs().getAsLong() + FLOW_MS;
        return issuer.begin().recover(this::refused).map(begun -> {
            Issuer.Flow flow = begun.flow();
            Tokens.Outside kept = new Tokens.Outside(flow.state(), flow.nonce(), flow.verifier());
            return Answer.ok(new JsonObject()
                    .put("url", begun.url())
                    .put("flow", tokens.issue(kept, expires))
                    .put("expiresAt", Json.time(expires)));
        });
    }

    Future<Answer> enter(Exchange exchange, Fields body) {
        String flow = body.requiredText("flow", MAX_FLOW);
        String state = body.requiredText("state", MAX_CODE);
        String code = body.requiredText("code", MAX_CODE);
        body.check();
        return tokens.verifyOutside(flow)
                .recover(refused -> Future.failedFuture(Problem.of(ProblemCode.OUTSIDE_SIGN_IN_WRONG)))
                .compose(begun -> finish(exchange, begun, state, code));
    }

    private Future<Answer> finish(Exchange exchange, Tokens.Outside begun, String state, String code) {
        if (!MessageDigest.isEqual(utf8(state), utf8(begun.state()))) {
            return Future.failedFuture(Problem.of(ProblemCode.OUTSIDE_SIGN_IN_WRONG));
        }
        return issuer.finish(new Issuer.Flow(begun.state(), begun.nonce(), begun.verifier()), code)
                .recover(this::refused)
                .compose(person ->
                        sessions.begin(exchange, personId(person.subject()), person.roles(), person.communities()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A pseudonym, for it stands in the log: the issuer's own word may be a name or an address, and must not be that of
     * somebody of the region either.
     */
    private String personId(String subject) {
        String said = issuer.settings().issuer() + "\n" + subject;
        return "o-" + Phones.hex(desk.sealing().digest("outside", said)).substring(0, ID_DIGITS);
    }

    /** Why, the operator reads in the log; the caller might be the one who tries to find out. */
    private <T> Future<T> refused(Throwable cause) {
        if (!(cause instanceof IssuerFault fault)) {
            return Future.failedFuture(cause);
        }
        LOG.warn("sign-in by {}: {}", issuer.settings().issuer(), fault.getMessage());
        return Future.failedFuture(
                fault.isPassing()
                        ? Problem.later(ProblemCode.UNAVAILABLE, RETRY_SECONDS)
                        : Problem.of(ProblemCode.OUTSIDE_SIGN_IN_WRONG));
    }
}
