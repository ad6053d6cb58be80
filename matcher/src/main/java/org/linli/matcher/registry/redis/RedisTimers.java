package org.linli.matcher.registry.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.linli.matcher.registry.store.TimerStore;
import org.linli.proto.Timer;

/** The timers as a sorted set. */
final class RedisTimers implements TimerStore {
    private final Layout layout;
    private final Lane lane;

    RedisTimers(Layout layout, Lane lane) {
        this.layout = layout;
        this.lane = lane;
    }

    @Override
    public CompletionStage<Due> due(int limit) {
        Call call = Call.of(Script.TIMERS_DUE, new Arguments(1).number(limit), layout.region, layout.timers);
        return lane.run(call).thenApply(result -> {
            Result.Got got = Result.got(result);
            List<Object> pairs = got.list(2);
            List<Timer> due = new ArrayList<>(pairs.size() / 2);
            for (int i = 0; i < pairs.size(); i += 2) {
                due.add(Coding.timer(Result.textOf(pairs.get(i)), Result.textOf(pairs.get(i + 1))));
            }
            return new Due(got.number(1), due, (long) Double.parseDouble(got.text(3)));
        });
    }

    @Override
    public CompletionStage<Void> disarm(List<Timer> timers) {
        Arguments arguments = new Arguments(2 * timers.size());
        for (Timer timer : timers) {
            arguments
                    .text(Coding.timerMember(timer.getKind(), timer.getSubject()))
                    .number(timer.getDueMs());
        }
        return lane.run(Call.of(Script.TIMERS_DISARM, arguments, layout.region, layout.timers))
                .thenAccept(Result::got);
    }
}
