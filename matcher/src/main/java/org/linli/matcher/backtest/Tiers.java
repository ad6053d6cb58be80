package org.linli.matcher.backtest;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.Loop;
import org.linli.matcher.cluster.ZoneSolving;
import org.linli.matcher.dispatch.DispatchSettings;
import org.linli.matcher.dispatch.Dispatcher;

/** Production's dispatcher with its three tiers. */
public final class Tiers implements CityPlanner {
    private final Dispatcher dispatcher;

    /** Makes the zone solvers of a city. */
    @FunctionalInterface
    public interface Solvers {
        ZoneSolving on(Loop loop, RegionPolicy policy);
    }

    /**
     * @param loop            the dispatcher's
     * @param positionsEvery  how often it takes positions over
     * @param doubt           how long it trusts the lease's last beat
     * @param work            where problems for the solvers are made
     */
    public Tiers(Site site, Loop loop, Duration positionsEvery, Duration doubt, ZoneSolving solving, Executor work) {
        DispatchSettings usual = DispatchSettings.standard(DispatchSettings.Plan.TIERS);
        dispatcher = new Dispatcher(
                site.region(),
                loop,
                site.positions(),
                yaml -> site.policy(),
                new DispatchSettings(
                        usual.plan(),
                        usual.commitsInFlight(),
                        usual.openVisits(),
                        usual.ordersPerTurn(),
                        usual.retryMs(),
                        positionsEvery.toMillis(),
                        usual.retryMeters(),
                        usual.refusalMs(),
                        doubt.toMillis()),
                site.meters(),
                solving,
                work);
    }

    /** On the city's own loop, with positions taken over that often. */
    public static Maker onCityLoop(Duration positionsEvery, Solvers solvers) {
        return site -> new Tiers(
                site,
                site.loop(),
                positionsEvery,
                City.BEAT.multipliedBy(2),
                solvers.on(site.loop(), site.policy()),
                Runnable::run);
    }

    @Override
    public void start() {
        dispatcher.start();
        dispatcher.leaseAcquired(1, 0);
    }

    @Override
    public void confirmed() {
        dispatcher.leaseConfirmed();
    }
}
