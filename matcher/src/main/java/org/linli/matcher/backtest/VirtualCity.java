package org.linli.matcher.backtest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.loop.VirtualLoop;

/** A city on virtual time, as fast as the caller's thread goes. The same seed gives the same days. For one thread. */
public final class VirtualCity {
    /** A Wednesday, 08:00 in Qingzhen. */
    public static final long START_MS = 1_773_187_200_000L;

    private final VirtualLoop loop = new VirtualLoop();
    private final City city;

    public VirtualCity(RegionPolicy policy, Habits habits, CityPlanner.Maker planner) {
        city = new City(loop, () -> START_MS + loop.nowMs(), policy, habits, planner, new SimpleMeterRegistry());
    }

    /** Takes people in: approved, known, and on duty until the end. */
    public void settle(List<Person> all, long dutyMs) {
        city.settle(all, dutyMs);
        loop.runReady();
        city.open();
        loop.runReady();
    }

    /** Will place an order when its time comes. */
    public void expect(Wish wish) {
        loop.schedule(wish.afterMs() - loop.nowMs(), () -> city.place(wish));
    }

    /** Lets time pass until so long after the start. */
    public void passUntil(long afterMs) {
        loop.advance(afterMs - loop.nowMs());
    }

    public Diary diary() {
        return city.diary();
    }
}
