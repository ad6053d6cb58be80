package org.linli.load.trsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two technicians on a line, one without the skill; a request that is revealed at 10 and fits only who waits near. */
class TechnicianDayTest {
    private static final List<String> STILL = """
            made-up

            INFO
            CREW COUNT  SKILLS  TOOLS   SPARE PARTS
            2       2       0       0

            DEPOT TECHNICIANS AND REQUESTS
            ID   X     Y     TWS    TWE    Serv   SKILLS   TOOLS    SPARE PARTS
            0    0     0     0      100    0      [] \t[] \t[]
            1    0     0     0      100    0      [0,1] \t[] \t[0]
            2    40    0     0      100    0      [0] \t[0] \t[0]
            3    10    0     0      90     5      [1] \t[0] \t[0]
            4    35    0     0      20     5      [0] \t[] \t[1]
            5    12    0     10     20     5      [1] \t[] \t[1]
            6    40    3     0      98     5      [0] \t[] \t[1]
            """.lines().toList();

    private static final TechnicianDay DAY = TechnicianDay.read("made-up", STILL, Map.of(5, 10, 6, 80), false);

    private static void isRefused(String because, Stop... stops) {
        assertThat(DayCheck.check(DAY, List.of(stops)).violations())
                .anySatisfy(line -> assertThat(line).contains(because));
    }

    @Test
    void read_aDay_knowsCrewRequestsAndWhenTheyAreRevealed() {
        assertThat(DAY.technicians()).extracting(TechnicianDay.Technician::id).containsExactly(1, 2);
        assertThat(DAY.requests()).extracting(TechnicianDay.Request::released).containsExactly(-1.0, -1.0, 10.0, 80.0);
    }

    @Test
    void read_withTools_takesThemAsSkills() {
        TechnicianDay day = TechnicianDay.read("made-up", STILL, Map.of(), true);
        assertThat(day.technicians().get(1).skills()).containsExactly(0, 100);
        assertThat(day.requests().get(0).skills()).containsExactly(1, 100);
    }

    @Test
    void run_requestsRevealedDuringTheDay_servesAll_andPassesTheChecker() {
        List<Stop> stops = DayRun.run(DAY, 2_000, 2_000, 1);
        DayCheck.Verdict verdict = DayCheck.check(DAY, stops);
        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.served()).isEqualTo(4);
        assertThat(verdict.distance()).isBetween(35.0, 43.0);
        assertThat(DayRun.run(DAY, 2_000, 2_000, 1)).isEqualTo(stops);
    }

    @Test
    void check_daysThatBreakARule_areRefused() {
        assertThat(DayCheck.check(DAY, List.of(new Stop(1, 3, 0, 10), new Stop(1, 5, 15, 17)))
                        .violations())
                .isEmpty();
        isRefused("needs a skill that is missing", new Stop(2, 3, 0, 30));
        isRefused("is set out for before it is known", new Stop(1, 5, 2, 14));
        isRefused("starts before the technician is there", new Stop(1, 3, 2, 11));
        isRefused("starts too late", new Stop(2, 4, 20, 25));
        isRefused("starts too early", new Stop(1, 5, 10, 9));
        isRefused("is served twice", new Stop(1, 3, 0, 10), new Stop(1, 3, 15, 15));
        isRefused("set out for before the service before it ends", new Stop(1, 3, 0, 10), new Stop(1, 5, 13, 15));
        isRefused("is home at", new Stop(2, 6, 89, 98));
    }
}
