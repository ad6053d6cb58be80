package org.linli.matcher.registry.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.protocol.AsyncCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.Loop;
import org.linli.matcher.StageFailure;
import org.linli.matcher.registry.store.Failure;

/**
 * One connection that runs scripts. A list of calls is one write to the socket, and what it answers is given only once
 * the replicas have it, waited for on this same connection: a WAIT covers what its own connection has seen. Used on
 * the loop, on which stages complete; they never fail.
 */
final class Lane {
    /** After this the outcome counts as unknown: longer than any fsync of a healthy disk, shorter than patience. */
    private static final long ANSWER_WITHIN_MS = 3_000;
    /** A replica that is this late is as good as gone; the outcome is then unknown. */
    private static final long REPLICAS_WITHIN_MS = 1_000;

    private final Loop loop;
    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final RedisAsyncCommands<byte[], byte[]> commands;
    private final boolean atOnce;

    /**
     * A lane whose calls run one after another.
     *
     * @param atOnce whether a list of calls runs within one turn of the server, so that one fsync carries them all:
     *               it takes 16 to 32 kB from a socket in a turn and fsyncs after each. Each call still stands alone
     */
    Lane(Loop loop, StatefulRedisConnection<byte[], byte[]> connection, boolean atOnce) {
        this.loop = loop;
        this.connection = connection;
        this.atOnce = atOnce;
        this.commands = connection.async();
        connection.setAutoFlushCommands(false);
    }

    CompletionStage<List<Result>> run(List<Call> calls) {
        if (!connection.isOpen()) {
            return CompletableFuture.completedFuture(allFailed(
                    calls.size(), Failure.unavailable("The store cannot be reached; nothing was sent to it.")));
        }
        return new Batch(calls).send();
    }

    CompletionStage<Result> run(Call call) {
        return run(List.of(call)).thenApply(results -> results.get(0));
    }

    private static List<Result> allFailed(int count, Failure failure) {
        List<Result> results = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            results.add(new Result.Failed(failure));
        }
        return results;
    }

    /** Calls on their way. */
    private final class Batch {
        private final List<Call> calls;
        private final List<@Nullable Result> results;
        private final CompletableFuture<List<Result>> answered = new CompletableFuture<>();
        private Loop.Cancellable deadline = () -> {};
        private final boolean[] told;
        private int open;
        private long replicas;

        Batch(List<Call> calls) {
            this.calls = calls;
            this.results = new ArrayList<>(java.util.Collections.nCopies(calls.size(), null));
            this.told = new boolean[calls.size()];
            this.open = calls.size();
        }

        CompletionStage<List<Result>> send() {
            deadline = loop.schedule(ANSWER_WITHIN_MS, this::tooLate);
            if (atOnce && calls.size() > 1) {
                dispatchTransaction();
            } else {
                dispatchAll();
            }
            connection.flushCommands();
            return answered;
        }

        private void dispatchAll() {
            for (int i = 0; i < calls.size(); i++) {
                dispatch(i, false);
            }
        }

        @SuppressWarnings("FutureReturnValueIgnored") // where MULTI fails, EXEC fails too and tells of it
        private void dispatchTransaction() {
            commands.multi();
            dispatchAll();
            commands.exec().whenComplete((done, error) -> onLoop(() -> failTheUntold(error)));
        }

        /** The client tells calls nothing where the transaction as a whole was refused. */
        private void failTheUntold(@Nullable Throwable error) {
            for (int i = 0; i < calls.size(); i++) {
                if (!told[i]) {
                    take(i, null, error);
                }
            }
        }

        @SuppressWarnings("FutureReturnValueIgnored") // the call itself is told how it ended
        private void dispatch(int index, boolean whole) {
            AsyncCommand<byte[], byte[], List<Object>> answer =
                    new AsyncCommand<>(calls.get(index).command(whole));
            // Within a transaction the client answers another command than it was given.
            if (connection.dispatch(answer) instanceof AsyncCommand<byte[], byte[], List<Object>> wrapped) {
                answer = wrapped;
            }
            answer.whenComplete((values, error) -> onLoop(() -> take(index, values, error)));
        }

        private void onLoop(Runnable task) {
            if (loop.inLoop()) {
                task.run();
            } else {
                loop.execute(task);
            }
        }

        private void take(int index, @Nullable List<Object> values, @Nullable Throwable error) {
            told[index] = true;
            if (error instanceof RedisNoScriptException) {
                dispatch(index, true);
                connection.flushCommands();
                return;
            }
            if (answered.isDone()) {
                return;
            }
            if (values != null) {
                Result.Got got = new Result.Got(values);
                replicas = Math.max(replicas, got.replicas());
                results.set(index, got);
            } else {
                results.set(index, new Result.Failed(failure(error)));
            }
            if (--open == 0) {
                awaitReplicas();
            }
        }

        private void awaitReplicas() {
            if (replicas == 0) {
                finish();
                return;
            }
            CompletionStage<Long> reached = commands.waitForReplication((int) replicas, REPLICAS_WITHIN_MS);
            connection.flushCommands();
            reached.whenComplete((count, error) -> onLoop(() -> {
                if (error != null || count < replicas) {
                    failTheRest(Failure.unknown("Not enough replicas have it yet (" + replicas + " must)."), true);
                }
                finish();
            }));
        }

        private void tooLate() {
            failTheRest(
                    Failure.unknown(
                            "The store did not answer within " + ANSWER_WITHIN_MS + " ms; the outcome is unknown."),
                    replicas > 0 && open == 0);
            finish();
        }

        private void failTheRest(Failure failure, boolean evenAnswered) {
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i) == null || (evenAnswered && results.get(i) instanceof Result.Got)) {
                    results.set(i, new Result.Failed(failure));
                }
            }
        }

        private void finish() {
            deadline.cancel();
            List<Result> whole = new ArrayList<>(results.size());
            for (Result result : results) {
                whole.add(java.util.Objects.requireNonNull(result));
            }
            answered.complete(whole);
        }
    }

    /** An error that the server itself gave means that the script did nothing: all that can fail comes before a write. */
    private static Failure failure(@Nullable Throwable error) {
        if (error != null && StageFailure.behind(error) instanceof RedisCommandExecutionException refused) {
            return Failure.unavailable("The store refused: " + refused.getMessage());
        }
        return Failure.unknown("The connection to the store broke; the outcome is unknown.");
    }
}
