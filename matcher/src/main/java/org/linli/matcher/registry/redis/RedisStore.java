package org.linli.matcher.registry.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.store.Answer;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.LogPage;
import org.linli.matcher.registry.store.Outcome;
import org.linli.matcher.registry.store.Query;
import org.linli.matcher.registry.store.ScanPage;
import org.linli.matcher.registry.store.Store;
import org.linli.proto.Change;
import org.linli.proto.Entry;

/** The region's data in Redis: two scripts for what decides, a few for what follows. */
final class RedisStore implements Store {
    /** A page of about 0.5 MB at 2 kB each holds up the server for about 1 ms. */
    private static final int SCAN_PAGE = 256;
    /** What is promised at the door: a reply is given again for 7 days. */
    private static final long REPLY_KEPT_MS = 7L * 24 * 3600 * 1000;

    private final Layout layout;
    private final Lane reads;
    private final Lane commits;
    private final Lane bulk;
    private final Executor ranges;

    RedisStore(Layout layout, Lane reads, Lane commits, Lane bulk) {
        this(layout, reads, commits, bulk, Runnable::run);
    }

    private RedisStore(Layout layout, Lane reads, Lane commits, Lane bulk, Executor ranges) {
        this.layout = layout;
        this.reads = reads;
        this.commits = commits;
        this.bulk = bulk;
        this.ranges = ranges;
    }

    /** The same store, but what ranges bring is parsed on the executor, on which their stages then complete. */
    RedisStore parsingOn(Executor executor) {
        return new RedisStore(layout, reads, commits, bulk, executor);
    }

    /** One script for all of them: what each costs beside its keys (the call, the region's record, the time) is paid once. */
    @Override
    public CompletionStage<List<Answer>> read(List<Query> batch) {
        return reads.run(call(batch)).thenApply(result -> answers(batch, result));
    }

    private Call call(List<Query> batch) {
        Arguments keys = new Arguments(3 + batch.size())
                .raw(layout.region)
                .raw(layout.entities)
                .raw(layout.records);
        Arguments arguments = new Arguments(5 * batch.size());
        for (Query query : batch) {
            keys.raw(layout.reply(query.request()));
            arguments.number(query.keys().size());
            for (String key : query.keys()) {
                arguments.text(key).number(query.held().getOrDefault(key, 0L));
            }
        }
        return new Call(Script.READ, keys, arguments);
    }

    private static List<Answer> answers(List<Query> batch, Result result) {
        List<Answer> answers = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            answers.add(
                    result instanceof Result.Failed failed
                            ? new Answer.Failed(failed.failure())
                            : answer(batch.get(i), (Result.Got) result, i));
        }
        return answers;
    }

    private static Answer answer(Query query, Result.Got got, int index) {
        List<Object> answer = Result.listOf(got.list(4).get(index));
        if (Result.textOf(answer.get(0)).equals("seen")) {
            return new Answer.Seen(Coding.storedReply((byte[]) answer.get(1)));
        }
        List<Object> bodies = Result.listOf(answer.get(1));
        List<Versioned> entities = new ArrayList<>(bodies.size());
        for (int i = 0; i < bodies.size(); i++) {
            entities.add(Coding.versioned(query.keys().get(i), bodies.get(i)));
        }
        return new Answer.Read(got.number(1), got.number(2), got.number(3), entities);
    }

    /** One script for all of them, and one fsync; each commit still stands alone. */
    @Override
    public CompletionStage<List<Outcome>> commit(List<Commit> batch) {
        return commits.run(commitCall(batch)).thenApply(result -> outcomes(batch.size(), result));
    }

    private Call commitCall(List<Commit> batch) {
        Arguments keys = new Arguments(9 + 2 * batch.size())
                .raw(layout.region)
                .raw(layout.entities)
                .raw(layout.records)
                .raw(layout.log)
                .raw(layout.timers)
                .raw(layout.lease)
                .raw(layout.pools)
                .raw(layout.counters)
                .raw(layout.closed);
        Arguments arguments = new Arguments(64 * batch.size());
        for (Commit commit : batch) {
            keys.raw(layout.reply(commit.request()));
            for (Decision.IndexChange index : commit.indexes()) {
                keys.raw(layout.index(index.set()));
            }
            write(arguments, commit);
        }
        return new Call(Script.COMMIT, keys, arguments);
    }

    private static void write(Arguments arguments, Commit commit) {
        arguments
                .number(commit.generation())
                .number(commit.leaseEpoch())
                .bytes(commit.bodyHash())
                .message(commit.reply())
                .number(REPLY_KEPT_MS)
                .number(commit.policyVersion())
                .message(commit.cause())
                .number(commit.reads().size());
        for (Commit.Read read : commit.reads()) {
            arguments.text(read.key()).number(read.version());
        }
        arguments.number(commit.changes().size());
        for (Change change : commit.changes()) {
            arguments.text(change.getKey()).number(change.getVersion()).message(change.getAfter());
        }
        effects(arguments, commit);
    }

    private static void effects(Arguments arguments, Commit commit) {
        arguments.number(commit.timers().size());
        for (Decision.TimerChange timer : commit.timers()) {
            arguments
                    .text(Coding.timerMember(timer.kind(), timer.subject()))
                    .text(timer.armed() ? Long.toString(timer.dueMs()) : "");
        }
        arguments.number(commit.indexes().size());
        for (Decision.IndexChange index : commit.indexes()) {
            arguments.text(index.added() ? "+" : "-").text(index.member());
        }
        arguments.number(2L * commit.pools().size());
        for (Decision.PoolChange pool : commit.pools()) {
            arguments.text(pool.accountId() + ":minutes").number(pool.minutes());
            arguments.text(pool.accountId() + ":points").number(pool.pointsMilli());
        }
        arguments.number(commit.counters().size());
        for (Decision.Counter counter : commit.counters()) {
            arguments.text(counter.name()).number(counter.amount());
        }
        arguments.number(commit.closings().size());
        for (Commit.Closing closing : commit.closings()) {
            arguments.text(closing.key()).text(closing.overSinceMs() > 0 ? Long.toString(closing.overSinceMs()) : "");
        }
    }

    private static List<Outcome> outcomes(int count, Result result) {
        List<Outcome> outcomes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            outcomes.add(
                    result instanceof Result.Failed failed
                            ? new Outcome.Failed(failed.failure())
                            : outcome(
                                    Result.listOf(((Result.Got) result).list(1).get(i))));
        }
        return outcomes;
    }

    private static Outcome outcome(List<Object> values) {
        Result.Got got = new Result.Got(values);
        return switch (got.text(0)) {
            case "done" -> new Outcome.Done(got.number(1), got.number(2), got.number(3));
            case "seen" -> new Outcome.Seen(Coding.storedReply(got.bytes(1)));
            case "lease" -> new Outcome.LeaseLost(got.number(1));
            case "generation" -> new Outcome.Conflict("generation " + got.text(1));
            case "version" -> new Outcome.Conflict(got.text(1));
            default -> new Outcome.Failed(Lane.refused(got.text(1)));
        };
    }

    @Override
    public CompletionStage<LogPage> range(long generation, long afterSequence, int limit) {
        Arguments arguments =
                new Arguments(3).number(generation).number(afterSequence).number(limit);
        return bulk.run(Call.of(Script.RANGE, arguments, layout.region, layout.log))
                .thenApplyAsync(result -> page(Result.got(result), generation, afterSequence), ranges);
    }

    private static LogPage page(Result.Got got, long generation, long afterSequence) {
        List<Entry> entries = new ArrayList<>();
        for (Object element : got.list(3)) {
            entries.add(Coding.entry(Result.listOf(element)));
        }
        boolean trimmed = got.number(1) == generation && !reachesBackTo(afterSequence, got.number(2), entries);
        return new LogPage(got.number(1), got.number(2), trimmed, trimmed ? List.of() : entries);
    }

    private static boolean reachesBackTo(long afterSequence, long head, List<Entry> entries) {
        if (afterSequence == START || head <= afterSequence) {
            return true;
        }
        return !entries.isEmpty() && entries.get(0).getSequence() == afterSequence + 1;
    }

    @Override
    public CompletionStage<ScanPage> scan(String cursor) {
        Arguments arguments =
                new Arguments(2).text(cursor.isEmpty() ? "0" : cursor).number(SCAN_PAGE);
        return ask(Call.of(Script.SCAN, arguments, layout.region, layout.entities), got -> {
            String next = got.text(3).equals("0") ? "" : got.text(3);
            return new ScanPage(next, got.number(1), got.number(2), Coding.pairs(got.list(4)));
        });
    }

    @Override
    public CompletionStage<List<String>> members(String index, int limit) {
        return members(List.of(index), limit).thenApply(sets -> sets.get(0));
    }

    @Override
    public CompletionStage<List<List<String>>> members(List<String> indexes, int limit) {
        Arguments keys = new Arguments(1 + 2 * indexes.size()).raw(layout.region);
        indexes.forEach(index -> keys.raw(layout.index(index)));
        return ask(
                new Call(Script.MEMBERS, keys, new Arguments(1).number(limit)),
                got -> got.list(1).stream()
                        .map(set ->
                                Result.listOf(set).stream().map(Result::textOf).toList())
                        .toList());
    }

    private <T> CompletionStage<T> ask(Call call, Function<Result.Got, T> reading) {
        return bulk.run(call).thenApply(result -> reading.apply(Result.got(result)));
    }
}
