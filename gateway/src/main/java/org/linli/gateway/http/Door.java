package org.linli.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.access.Access;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Grant;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.matcher.registry.Rank;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where every call of the API comes in: route, size, lane, sign-in, region, rate, role, key, handler, answer, in this
 * order. Runs on event loops and keeps nothing but the limits.
 */
public final class Door {
    private static final int STAFF_FACTOR = 4;
    /** Until another node, or this one's next life, can be reached. */
    private static final int AWAY_SECONDS = 2;

    /** Headers of every answer, made and checked once. */
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence TRACE_ID = HttpHeaders.createOptimized("X-Trace-Id");
    /** Where errors have a form of their own. */
    private static final String GEO_REPORT = "/open311/";

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final Handlers handlers;
    private final RouteTable table;
    private final Parts parts;
    private final WaitingRoom room;
    private final Busy busy = new Busy();
    private final UnderWay underWay = new UnderWay();

    /**
     * What the door works with.
     *
     * @param tokens   verifies a bearer token; fails with {@code not-signed-in}
     * @param nowMs    Unix milliseconds
     * @param here     the event loop that asks, for whoever answers from another
     * @param traceIds fresh names for calls
     */
    public record Parts(
            String region,
            Verifier tokens,
            RateLimit rate,
            Admission admission,
            LongSupplier nowMs,
            LongSupplier nanoTime,
            Later later,
            Supplier<Executor> here,
            Supplier<String> traceIds,
            CallMetrics metrics) {}

    /** Runs something after a time, on the event loop that asks. */
    @FunctionalInterface
    public interface Later {
        void run(long delayMs, Runnable task);
    }

    /** Turns a token into who calls, or fails. */
    @FunctionalInterface
    public interface Verifier {
        Future<Caller> verify(String token);
    }

    public Door(Handlers handlers, Parts parts) {
        this.handlers = handlers;
        this.table = new RouteTable(handlers.routes());
        this.parts = parts;
        this.room = new WaitingRoom(parts.admission(), parts.here(), parts.later(), parts.nanoTime());
    }

    /**
     * Refuses all new calls from now on, with {@code unavailable}. Completes when those under way have their answers.
     * Callable from any thread.
     */
    public CompletionStage<Void> drain() {
        return underWay.close();
    }

    /** Answers the request, whatever it is. */
    public void handle(HttpServerRequest request) {
        Call call = new Call(request, parts.traceIds().get(), parts.nanoTime().getAsLong());
        if (!underWay.enter()) {
            write(
                    call,
                    problem(call, Problem.later(ProblemCode.UNAVAILABLE, AWAY_SECONDS))
                            .with("Connection", "close"));
            return;
        }
        try {
            call.match = table.find(request.method().name(), request.path() == null ? "/" : request.path());
            read(request, call.match.route())
                    .compose(body -> admit(call, body))
                    .onComplete(result -> finish(call, result.result(), result.cause()));
        } catch (RuntimeException problem) {
            finish(call, null, problem);
        }
    }

    /** So much as a table has is read for those only who may send one. */
    private Future<Buffer> read(HttpServerRequest request, Route route) {
        if (route != Route.IMPORT) {
            return RequestBody.read(request, route);
        }
        request.pause();
        return parts.tokens().verify(bearer(request)).compose(caller -> {
            if (Access.furthest(route, caller) == Grant.NONE) {
                throw Problem.of(ProblemCode.NOT_ALLOWED);
            }
            Future<Buffer> body = RequestBody.read(request, route);
            request.resume();
            return body;
        });
    }

    /** Before anything that costs more than a look: whoever is refused must not slow down those who are served. */
    private Future<Answer> admit(Call call, Buffer body) {
        Rank rank = Lanes.of(call.match().route(), body);
        return room.enter(rank).compose(mayGoOn -> {
            if (!mayGoOn) {
                return Future.succeededFuture(busy.answer(call.language()));
            }
            call.admitted = rank;
            call.admittedAt = parts.nanoTime().getAsLong();
            if (call.request.response().closed()) {
                // Whoever asked went away while it waited: what nobody hears of is not begun.
                throw Problem.later(ProblemCode.UNAVAILABLE, AWAY_SECONDS);
            }
            return enter(call, body);
        });
    }

    private Future<Answer> enter(Call call, Buffer body) {
        Route route = call.match().route();
        RequestBody.checkMediaType(call.request, route, body);
        if (route.isPublic()) {
            checkRate("address:" + Addresses.of(call.request), 1);
            if (route.isKeyed()) {
                RequestKey.check(call.request, route, parts.nowMs().getAsLong());
            }
            return answer(call, null, body);
        }
        return parts.tokens().verify(bearer(call.request)).compose(caller -> {
            checkCaller(route, caller);
            RequestKey.check(call.request, route, parts.nowMs().getAsLong());
            return answer(call, caller, body);
        });
    }

    private Future<Answer> answer(Call call, @Nullable Caller caller, Buffer body) {
        RouteTable.Match match = call.match();
        return handlers.get(match.route())
                .handle(new Exchange(
                        call.request, match.route(), match.path(), caller, body, call.language(), call.traceId));
    }

    /** The token of {@code Authorization: Bearer …}. */
    public static String bearer(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || header.length() < 8 || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw Problem.of(ProblemCode.NOT_SIGNED_IN, "Authorization: Bearer …");
        }
        return header.substring(7).strip();
    }

    private void checkCaller(Route route, Caller caller) {
        if (!caller.region().equals(parts.region())) {
            throw Problem.of(ProblemCode.NOT_ALLOWED);
        }
        boolean staff = caller.isAny(Role.AGENT, Role.DISPATCHER, Role.COMMUNITY);
        checkRate(caller.subject(), staff ? STAFF_FACTOR : 1);
        if (Access.furthest(route, caller) == Grant.NONE) {
            throw Problem.of(ProblemCode.NOT_ALLOWED);
        }
    }

    private void checkRate(String subject, int factor) {
        int seconds = parts.rate().take(subject, factor);
        if (seconds > 0) {
            throw Problem.later(ProblemCode.TOO_MANY_REQUESTS, seconds);
        }
    }

    private void finish(Call call, @Nullable Answer answer, @Nullable Throwable cause) {
        Answer said = answer != null ? answer : problem(call, cause);
        write(call, said);
        long now = parts.nanoTime().getAsLong();
        parts.metrics().record(call.routeName(), said.status(), now - call.startedAt);
        if (call.admitted != null) {
            // Many rows take long without the store being slow.
            boolean commits = call.match().route().isKeyed() && call.match().route() != Route.IMPORT;
            room.leave(call.admitted, now, now - call.admittedAt, commits);
        }
        underWay.leave();
    }

    private Answer problem(Call call, @Nullable Throwable cause) {
        Problem problem = cause instanceof Problem expected ? expected : bug(call, cause);
        Answer answer = said(call, problem);
        if (problem.code() == ProblemCode.METHOD_NOT_ALLOWED) {
            answer = answer.with("Allow", problem.arguments().get(0));
        }
        return problem.retryAfterSeconds() == 0
                ? answer
                : answer.with("Retry-After", Integer.toString(problem.retryAfterSeconds()));
    }

    private static Answer said(Call call, Problem problem) {
        String path = String.valueOf(call.request.path());
        if (path.startsWith(GEO_REPORT)) {
            return GeoReportFormat.of(path).error(problem, call.language());
        }
        return new Answer(
                problem.code().status(),
                "application/problem+json",
                ProblemTexts.json(problem, call.language(), call.traceId).toBuffer(),
                Map.of("Content-Language", call.language().tag()));
    }

    private static Problem bug(Call call, @Nullable Throwable cause) {
        LOG.error("call {} of {} failed by a bug of ours", call.traceId, call.routeName(), cause);
        return Problem.of(ProblemCode.INTERNAL);
    }

    private static void write(Call call, Answer answer) {
        HttpServerResponse response = call.request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
        response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
        response.putHeader(CONTENT_TYPE_OPTIONS, NOSNIFF);
        response.putHeader(TRACE_ID, call.traceId);
        answer.headers().forEach(response::putHeader);
        if (!call.request.isEnded() && !call.request.method().equals(HttpMethod.GET)) {
            // The rest of a body that is too large is not worth reading.
            response.putHeader("Connection", "close");
        }
        Answer.Stream stream = answer.stream();
        if (stream == null) {
            response.end(answer.body());
        } else {
            stream.begin(response.setChunked(true));
        }
    }

    private static final class Call {
        final HttpServerRequest request;
        final String traceId;
        final long startedAt;
        RouteTable.@Nullable Match match;

        @Nullable
        Rank admitted;

        long admittedAt;

        Call(HttpServerRequest request, String traceId, long startedAt) {
            this.request = request;
            this.traceId = traceId;
            this.startedAt = startedAt;
        }

        RouteTable.Match match() {
            if (match == null) {
                throw new IllegalStateException("call (" + traceId + ") has no route");
            }
            return match;
        }

        String routeName() {
            return match == null ? "none" : match.route().name();
        }

        Language language() {
            return Language.of(request.getHeader("Accept-Language"));
        }
    }
}
