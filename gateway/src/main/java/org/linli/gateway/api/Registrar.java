package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.gateway.access.Access;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.matcher.StageFailure;
import org.linli.matcher.registry.Registry;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Actor;
import org.linli.proto.Channel;
import org.linli.proto.Command;
import org.linli.proto.Reply;

/** The registry as handlers use it: futures on their own context, failures and refusals as problems. */
public final class Registrar {
    /** How long a client waits before it asks again: longer than a restart of the store's connection takes. */
    private static final int RETRY_SECONDS = 1;

    /** How long an answer waits for what this node shows, which then comes when it may. */
    private static final int SHOWN_SECONDS = 2;

    private final Vertx vertx;
    private final Registry registry;
    private final Shown shown;

    /** Completes once this node shows what the log held at a place. */
    public interface Shown {
        CompletionStage<Void> upTo(long generation, long sequence);
    }

    public Registrar(Vertx vertx, Registry registry, Shown shown) {
        this.vertx = vertx;
        this.registry = registry;
        this.shown = shown;
    }

    public String region() {
        return registry.region();
    }

    /** The stage's outcome on the caller's context. */
    public <T> Future<T> on(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, vertx.getOrCreateContext()).recover(Registrar::failed);
    }

    private static <T> Future<T> failed(Throwable cause) {
        Throwable root = StageFailure.behind(cause);
        if (root instanceof Registry.OutcomeUnknown) {
            return Future.failedFuture(Problem.later(ProblemCode.OUTCOME_UNKNOWN, RETRY_SECONDS));
        }
        if (root instanceof Registry.Unavailable) {
            return Future.failedFuture(Problem.later(ProblemCode.UNAVAILABLE, RETRY_SECONDS));
        }
        return Future.failedFuture(root);
    }

    /** Commits the command under the call's key; a refusal fails with its problem. */
    public Future<Reply> submit(Exchange exchange, Command.Builder command) {
        return on(registry.submit(requestKey(exchange), digest(exchange), 0, command.build()))
                .map(Registrar::checked);
    }

    /** The same on a public route, where the body says whose call it is. */
    public Future<Reply> submit(Exchange exchange, String subject, Command.Builder command) {
        return on(registry.submit(requestKey(exchange, subject), digest(exchange), 0, command.build()))
                .map(Registrar::checked);
    }

    /**
     * The answer, once this node shows what was committed before: for changes that the next call must find made, such as
     * a sign-out. Other nodes hear of it by the log. Where the log is late the answer is given all the same.
     */
    <T> Future<T> shown(T answer) {
        return on(registry.read(List.of()))
                .compose(reading -> on(shown.upTo(reading.generation(), reading.sequence())))
                .timeout(SHOWN_SECONDS, TimeUnit.SECONDS)
                .map(answer)
                .otherwise(answer);
    }

    /** Commits a command that keeps no reply. */
    public Future<Reply> submit(Command.Builder command) {
        return on(registry.submit("", ByteString.EMPTY, 0, command.build())).map(Registrar::checked);
    }

    /**
     * What the call was told when it was made first, under its key. Fails with {@code not-allowed} where it is new: for
     * callers who may not do so now, and perhaps might then.
     */
    public Future<Reply> replied(Exchange exchange) {
        return on(registry.replied(requestKey(exchange), digest(exchange)))
                .map(kept -> checked(kept.orElseThrow(() -> Problem.of(ProblemCode.NOT_ALLOWED))));
    }

    /**
     * Commits one of several commands of a call, under the call's key and the part's own; gives the reply, refusal or not.
     *
     * @param part names the command within the call, such as a row's number
     * @param said what the part says, so that another body under the key is told from the same
     */
    Future<Reply> submit(Exchange exchange, String part, String said, Command.Builder command) {
        return on(registry.submit(requestKey(exchange) + '#' + part, digest(said), 0, command.build()));
    }

    /** What a part of the call was told when it was made first, under its key. */
    Future<Optional<Reply>> replied(Exchange exchange, String part, String said) {
        return on(registry.replied(requestKey(exchange) + '#' + part, digest(said)));
    }

    /** What the command would be told now. */
    Future<Reply> rehearse(Command.Builder command) {
        return on(registry.rehearse(command.build()));
    }

    /** Something that blocks, away from the event loop. */
    <T> Future<T> blocking(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }

    public Future<List<Versioned>> read(String... keys) {
        return on(registry.read(List.of(keys))).map(Registry.Reading::entities);
    }

    public Future<List<Versioned>> read(List<String> keys) {
        return on(registry.read(keys)).map(Registry.Reading::entities);
    }

    public Future<List<String>> members(String index) {
        return on(registry.members(index));
    }

    /** Those of the one, then those of the other, each set in order. */
    Future<List<String>> members(String one, String other) {
        return on(registry.members(one)
                .thenCombine(
                        registry.members(other),
                        (first, second) -> Stream.of(first, second)
                                .flatMap(set -> set.stream().sorted())
                                .toList()));
    }

    /** The order of an order's, a visit's or an offer's id, with its version; fails with the problem if there is none. */
    public Future<Versioned> order(String id, ProblemCode absent) {
        String orderId = Ids.orderOf(id);
        return read(EntityKey.order(orderId)).map(entities -> {
            Versioned order = entities.get(0);
            if (!order.present() || !order.entity().hasOrder()) {
                throw Problem.of(absent, id);
            }
            return order;
        });
    }

    /** The role in which the caller may; throws {@code not-allowed}. */
    public static Role allow(Exchange exchange, Parties parties) {
        return allow(exchange, exchange.route(), parties);
    }

    /** The role in which the caller might take another route; throws {@code not-allowed}. */
    static Role allow(Exchange exchange, Route route, Parties parties) {
        return Access.role(route, exchange.caller(), parties).orElseThrow(() -> Problem.of(ProblemCode.NOT_ALLOWED));
    }

    /** Who acts, in this role; for somebody else where {@code onBehalfOf} names another. */
    public static Actor actor(Caller caller, Role role, String onBehalfOf) {
        Actor.Builder actor = Actor.newBuilder()
                .setSubject(caller.subject())
                .setRole(org.linli.proto.Role.valueOf("ROLE_" + role.name()))
                .setChannel(role == Role.AGENT ? Channel.CHANNEL_HOTLINE : Channel.CHANNEL_WEB);
        return onBehalfOf.equals(caller.subject())
                ? actor.build()
                : actor.setOnBehalfOf(onBehalfOf).build();
    }

    private static Reply checked(Reply reply) {
        if (!reply.getProblem().isEmpty()) {
            throw Refusals.of(reply);
        }
        return reply;
    }

    private static String requestKey(Exchange exchange) {
        return requestKey(exchange, exchange.caller().subject());
    }

    private static String requestKey(Exchange exchange, String subject) {
        @Nullable String key = exchange.header("Idempotency-Key");
        return key == null
                ? ""
                : subject
                        + '|'
                        + exchange.request().method().name()
                        + ' '
                        + exchange.request().path()
                        + '|'
                        + key;
    }

    private static ByteString digest(Exchange exchange) {
        return digest(exchange.body().getBytes());
    }

    private static ByteString digest(String said) {
        return digest(said.getBytes(StandardCharsets.UTF_8));
    }

    private static ByteString digest(byte[] said) {
        try {
            return ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(said));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
