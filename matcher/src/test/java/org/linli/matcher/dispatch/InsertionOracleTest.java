package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.dispatch.Town.START;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.score.RouteScore;
import org.linli.solver.score.RouteScorer;

/** Insertion against the naive way: every volunteer, every place on the route, each route scored as a whole. */
class InsertionOracleTest {
    private static final int VISITS = 25;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void insertion_inARandomTown_equalsTheBestOfAllPlacesOnAllRoutes(long seed) {
        // A wide town of few people: most are far, some come by later.
        Crowd crowd = new Crowd(seed, 4_000 + 1_500 * seed);
        crowd.volunteers(20);
        Plans plans = new Plans(crowd.book);
        Inserter inserter = new Inserter(crowd.book, START);
        int served = 0;
        for (int i = 0; i < VISITS; i++) {
            BookVisit visit = crowd.order(crowd.request(i % 5 == 0 ? "repair" : ""));
            Optional<Proposal> proposal = inserter.best(visit, visit.fact(), Set.of(), volunteer -> true);
            assertThat(proposal.map(InsertionOracleTest::told))
                    .as("seed %d, visit %s", seed, visit.id())
                    .isEqualTo(Optional.ofNullable(bestOfAll(crowd.book, visit)));
            proposal.ifPresent(best -> plans.plan(
                    visit,
                    best.bound(),
                    best.placement(Placement.INSERT),
                    best.insertion().position()));
            served += proposal.isPresent() ? 1 : 0;
        }
        assertThat(served).isPositive();
    }

    /** What a choice comes to; of equal choices the first in the order of starts and ids. */
    private record Told(String volunteer, long medium, long soft, long startMs) {
        boolean isBetterThan(Told other) {
            if (medium != other.medium) {
                return medium > other.medium;
            }
            if (soft != other.soft) {
                return soft > other.soft;
            }
            return startMs != other.startMs ? startMs < other.startMs : volunteer.compareTo(other.volunteer) < 0;
        }
    }

    private static Told told(Proposal proposal) {
        return new Told(
                proposal.insertion().volunteer().id(),
                proposal.insertion().deltaMedium(),
                proposal.insertion().deltaSoft(),
                proposal.insertion().startMs());
    }

    private static @Nullable Told bestOfAll(Book book, BookVisit visit) {
        Told best = null;
        for (BookVolunteer volunteer : book.roster().snapshot().volunteers()) {
            Told own = visit.exclusions().containsKey(volunteer.id()) ? null : bestOf(book, volunteer, visit.fact());
            if (own != null && (best == null || own.isBetterThan(best))) {
                best = own;
            }
        }
        return best;
    }

    /** On one route the first of equal places counts, as it does for insertion. */
    private static @Nullable Told bestOf(Book book, BookVolunteer volunteer, PlanVisit visit) {
        RouteScorer scorer = book.rules().scorer().at(START);
        RouteScore before = scorer.score(volunteer.fact(), volunteer.route());
        Told best = null;
        for (int position = 0; position <= volunteer.route().size(); position++) {
            List<PlanVisit> route = new ArrayList<>(volunteer.route());
            route.add(position, visit);
            RouteScore after = scorer.score(volunteer.fact(), route);
            Told told = new Told(
                    volunteer.id(),
                    after.medium() - before.medium(),
                    after.soft() - before.soft(),
                    after.calls().get(position).startMs());
            boolean fits = after.hard() - before.hard() >= 0;
            if (fits && (best == null || isAbove(told, best))) {
                best = told;
            }
        }
        return best;
    }

    private static boolean isAbove(Told told, Told best) {
        return told.medium() != best.medium() ? told.medium() > best.medium() : told.soft() > best.soft();
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35, 36})
    void candidates_inARandomTown_missNobodyWhoCouldTakeTheVisit(long seed) {
        Crowd crowd = new Crowd(seed, 40_000);
        crowd.volunteers(30);
        for (int i = 0; i < VISITS; i++) {
            BookVisit visit = crowd.order(crowd.request(i % 4 == 0 ? "first-aid" : ""));
            Set<Integer> candidates = new HashSet<>();
            for (int slot : Candidates.of(visit, crowd.book.roster(), crowd.book.rules(), Set.of(), any -> true)) {
                assertThat(candidates.add(slot)).isTrue();
            }
            for (BookVolunteer volunteer : crowd.book.roster().snapshot().volunteers()) {
                boolean could = !visit.exclusions().containsKey(volunteer.id())
                        && bestOf(crowd.book, volunteer, visit.fact()) != null;
                assertThat(!could || candidates.contains(volunteer.slot()))
                        .as("seed %d: %s for %s", seed, volunteer.id(), visit.id())
                        .isTrue();
            }
        }
    }
}
