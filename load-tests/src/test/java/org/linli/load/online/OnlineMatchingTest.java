package org.linli.load.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlineMatchingTest {
    private static Path gMission() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(OnlineMatchingTest.class.getResource("gmission_00.txt"))
                .toURI());
    }

    private static Arrival worker(int index, double time, double x, double ratio) {
        return new Arrival(index, true, time, x, 0, 1, 100, ratio);
    }

    private static Arrival task(int index, double time, double x, double payment) {
        return new Arrival(index, false, time, x, 0, 0, 100, payment);
    }

    @Test
    void offlineOptimum_ofGMission_isThePublishedOne() throws Exception {
        List<Arrival> arrivals = ArrivalFile.read(gMission());
        assertThat(arrivals).hasSize(1245);
        assertThat(Market.offlineOptimum(Stream.drawn(arrivals)) / Arrival.UNITS)
                .isCloseTo(1878.43, within(0.005));
        assertThat(Market.offlineOptimum(Stream.timed(arrivals)) / Arrival.UNITS)
                .isCloseTo(1878.43, within(0.005));
    }

    @Test
    void greedyAndUntilAccepted_onGMission_passTheChecker() throws Exception {
        Stream stream = Stream.drawn(ArrivalFile.read(gMission()));
        List<String> lines = ArrivalFile.lines(gMission());
        PairCheck.Verdict greedy = PairCheck.check(lines, FinalOnArrival.run(stream, FinalOnArrival.GREEDY));
        PairCheck.Verdict open =
                PairCheck.check(lines, UntilAccepted.run(stream, 400, 1).pairs());
        assertThat(greedy.violations()).isEmpty();
        assertThat(open.violations()).isEmpty();
        assertThat(greedy.worth()).isCloseTo(1777.04, within(0.005));
        assertThat(open.worth()).isGreaterThan(0.97 * 1878.43);
    }

    @Test
    void foresight_anotherTail_decidesTheSameBeforeIt() throws Exception {
        List<Arrival> arrivals = ArrivalFile.read(gMission());
        List<Arrival> other = new ArrayList<>(arrivals.subList(0, 600));
        List<Arrival> tail = new ArrayList<>(arrivals.subList(600, arrivals.size()));
        Collections.reverse(tail);
        other.addAll(tail);
        assertThat(firstPairs(other)).isEqualTo(firstPairs(arrivals)).isNotEmpty();
    }

    private static List<Pair> firstPairs(List<Arrival> order) {
        return FinalOnArrival.run(Stream.drawn(order), new Foresight(10, 1)).stream()
                .filter(pair -> pair.decidedAfter() <= 600)
                .toList();
    }

    @Test
    void untilAccepted_aBetterPairWithinTheAcceptance_changesTheOffer() {
        Stream stream = Stream.timed(List.of(worker(0, 0, 0, 1), task(1, 1, 0, 5), task(2, 5, 0, 9)));
        UntilAccepted.Outcome slow = UntilAccepted.run(stream, 20, 1);
        UntilAccepted.Outcome fast = UntilAccepted.run(stream, 2, 1);
        assertThat(Pair.total(slow.pairs())).isEqualTo(90_000);
        assertThat(slow.changes()).isEqualTo(1);
        assertThat(Pair.total(fast.pairs())).isEqualTo(50_000);
        assertThat(fast.changes()).isZero();
    }

    @Test
    void timed_whoHasLeft_isNotPaired() {
        Stream stream = Stream.timed(List.of(worker(0, 0, 0, 1), task(1, 100, 0, 5)));
        assertThat(FinalOnArrival.run(stream, FinalOnArrival.GREEDY)).isEmpty();
        assertThat(UntilAccepted.run(stream, 20, 1).pairs()).isEmpty();
    }

    @Test
    void check_pairsThatBreakARule_areNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("stream.txt");
        Files.writeString(file, "1 3 20 4\n0 w 0 0 1 1 100 0.5\n100 t 0 0 100 8\n50 t 2 0 100 8\n50 t 0.5 0 100 8\n");
        List<Arrival> read = ArrivalFile.read(file);
        List<String> lines = ArrivalFile.lines(file);
        List<Pair> pairs = List.of(pair(read, 0, 1), pair(read, 0, 2), pair(read, 0, 3));
        assertThat(PairCheck.check(lines, pairs).violations())
                .containsExactly(
                        "The pair of lines 2 and 3 does not overlap in time.",
                        "The pair of lines 2 and 4 has a worker of another pair.",
                        "The pair of lines 2 and 4 is further apart than the worker goes.",
                        "The pair of lines 2 and 5 has a worker of another pair.");
        assertThat(PairCheck.check(lines, List.of(pair(read, 0, 3)))).satisfies(verdict -> {
            assertThat(verdict.violations()).isEmpty();
            assertThat(verdict.worth()).isEqualTo(4);
        });
    }

    private static Pair pair(List<Arrival> read, int worker, int task) {
        return Pair.of(read.get(worker), read.get(task), read.size());
    }
}
