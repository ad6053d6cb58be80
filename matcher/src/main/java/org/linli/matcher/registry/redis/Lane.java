package org.linli.matcher.registry.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.protocol.AsyncCommand;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.Loop;
import org.linli.matcher.StageFailure;
import org.linli.matcher.registry.store.Failure;

/**
 * One connection that runs scripts, one after another. What a script answers is given only once the replicas have it,
 * waited for on this same connection: a WAIT covers what its own connection has seen. Used on the loop, on which stages
 * complete; they never fail.
 */
final class Lane {
    /** After this the outcome counts as unknown: longer than any fsync of a healthy disk, shorter than patience. */
    private static final long ANSWER_WITHIN_MS = 3_000;
    /** A replica that is this late is as good as gone; the outcome is then unknown. */
    private static final long REPLICAS_WITHIN_MS = 1_000;

    private final Loop loop;
    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final RedisAsyncCommands<byte[], byte[]> commands;

    Lane(Loop loop, StatefulRedisConnection<byte[], byte[]> connection) {
        this.loop = loop;
        this.connection = connection;
        this.commands = connection.async();
        connection.setAutoFlushCommands(false);
    }

    CompletionStage<Result> run(Call call) {
        if (!connection.isOpen()) {
            return CompletableFuture.completedFuture(
                    new Result.Failed(Failure.unavailable("The store cannot be reached; nothing was sent to it.")));
        }
        return new Run(call).send();
    }

    /** A call on its way. */
    private final class Run {
        private final Call call;
        private final CompletableFuture<Result> answered = new CompletableFuture<>();
        private Loop.Cancellable deadline = () -> {};

        Run(Call call) {
            this.call = call;
        }

        CompletionStage<Result> send() {
            deadline = loop.schedule(
                    ANSWER_WITHIN_MS,
                    () -> end(Failure.unknown(
                            "The store did not answer within " + ANSWER_WITHIN_MS + " ms; the outcome is unknown.")));
            dispatch(false);
            return answered;
        }

        @SuppressWarnings("FutureReturnValueIgnored") // the call itself is told how it ended
        private void dispatch(boolean whole) {
            AsyncCommand<byte[], byte[], List<Object>> answer = new AsyncCommand<>(call.command(whole));
            connection.dispatch(answer);
            connection.flushCommands();
            answer.whenComplete((values, error) -> onLoop(() -> take(values, error)));
        }

        private void onLoop(Runnable task) {
            if (loop.inLoop()) {
                task.run();
            } else {
                loop.execute(task);
            }
        }

        private void take(@Nullable List<Object> values, @Nullable Throwable error) {
            if (error instanceof RedisNoScriptException) {
                dispatch(true);
            } else if (values == null) {
                end(failure(error));
            } else {
                awaitReplicas(new Result.Got(values));
            }
        }

        private void awaitReplicas(Result.Got got) {
            long replicas = got.replicas();
            if (replicas == 0 || answered.isDone()) {
                end(got);
                return;
            }
            CompletionStage<Long> reached = commands.waitForReplication((int) replicas, REPLICAS_WITHIN_MS);
            connection.flushCommands();
            reached.whenComplete((count, error) -> onLoop(() -> {
                boolean enough = error == null && count >= replicas;
                end(
                        enough
                                ? got
                                : new Result.Failed(
                                        Failure.unknown("Not enough replicas have it yet (" + replicas + " must).")));
            }));
        }

        private void end(Failure failure) {
            end(new Result.Failed(failure));
        }

        /** Of several ends the first counts. */
        private void end(Result result) {
            deadline.cancel();
            answered.complete(result);
        }
    }

    /** An error that the server itself gave means that the script did nothing: all that can fail comes before a write. */
    private static Failure failure(@Nullable Throwable error) {
        if (error != null && StageFailure.behind(error) instanceof RedisCommandExecutionException refused) {
            return refused(String.valueOf(refused.getMessage()));
        }
        return Failure.unknown("The connection to the store broke; the outcome is unknown.");
    }

    static Failure refused(String why) {
        return Failure.unavailable("The store refused: " + why);
    }
}
