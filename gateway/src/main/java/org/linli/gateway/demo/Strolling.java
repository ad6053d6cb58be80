package org.linli.gateway.demo;

import java.util.random.RandomGenerator;
import org.linli.domain.Wgs84;

/** A volunteer's whereabouts: straight lines to where the errands lead, and between them slow strolls round home. */
final class Strolling implements Errands.Body {
    private static final int STROLL_METERS = 400;
    /** A brisk walk, a little quicker than life so that the map shows it. */
    private static final double STROLL_METERS_PER_SECOND = 3;

    private final Schedule schedule;
    private final CountyMap county;
    private final Wgs84 home;
    private final RandomGenerator chance;
    private Walk walk;

    Strolling(Schedule schedule, CountyMap county, Wgs84 home, RandomGenerator chance) {
        this.schedule = schedule;
        this.county = county;
        this.home = home;
        this.chance = chance;
        this.walk = Walk.standing(home, schedule.nowMs());
    }

    @Override
    public Wgs84 place() {
        return walk.at(schedule.nowMs());
    }

    @Override
    public long walk(Wgs84 to, double metersPerSecond) {
        walk = Walk.towards(place(), to, schedule.nowMs(), metersPerSecond);
        return walk.arrivesMs();
    }

    @Override
    public void stop() {
        walk = Walk.standing(place(), schedule.nowMs());
    }

    /** With nothing to do: now and then to another corner of the neighbourhood. */
    void idle() {
        if (walk.over(schedule.nowMs()) && chance.nextInt(4) == 0) {
            Wgs84 middle = place().metersTo(home) > 4 * STROLL_METERS ? place() : home;
            walk(county.drawNear(middle, STROLL_METERS, chance), STROLL_METERS_PER_SECOND);
        }
    }
}
