package org.linli.matcher.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchingTest {
    private static final long UNSERVED = 1_000;

    private final Matching matching = new Matching();

    @Test
    void addVisit_withoutCandidates_staysUnserved() {
        visit(0, costs(), to());
        assertMatched(0, Matching.NOBODY);
        assertTotal(UNSERVED);
    }

    @Test
    void addVisit_withFreeCandidates_takesTheCheapest() {
        volunteers(3);
        visit(0, costs(5, 3, 4), to(0, 1, 2));
        assertMatched(0, 1);
        assertTotal(3);
    }

    @Test
    void addVisit_thatNeedsATakenVolunteer_movesTheOther() {
        volunteers(2);
        visit(0, costs(1, 2), to(0, 1));
        visit(1, costs(1), to(0));
        assertMatched(0, 1);
        assertMatched(1, 0);
        assertTotal(3);
    }

    @Test
    void addVisit_moreUrgentThanTheServed_takesItsPlace() {
        volunteers(1);
        visit(0, costs(1), to(0));
        matching.addVisit(1, 10 * UNSERVED, costs(2), to(0));
        assertMatched(0, Matching.NOBODY);
        assertMatched(1, 0);
        assertTotal(UNSERVED + 2);
    }

    @Test
    void addVisit_whoseCandidateCostsMoreThanNobody_staysUnserved() {
        volunteers(1);
        visit(0, costs(UNSERVED + 1), to(0));
        assertMatched(0, Matching.NOBODY);
    }

    @Test
    void addVisit_alongAChainOfAll_movesEveryVisitByOne() {
        int length = 500;
        volunteers(length + 1);
        for (int i = 0; i < length; i++) {
            visit(i, costs(1, 2), to(i, i + 1));
        }
        visit(length, costs(1), to(0));
        for (int i = 0; i < length; i++) {
            assertMatched(i, i + 1);
        }
        assertTotal(2L * length + 1);
    }

    @Test
    void removeVisit_atTheHeadOfAChain_movesEveryVisitBack() {
        addVisit_alongAChainOfAll_movesEveryVisitByOne();
        matching.removeVisit(500);
        for (int i = 0; i < 500; i++) {
            assertMatched(i, i);
        }
        assertTotal(500);
    }

    @Test
    void removeVisit_thatWasServed_letsAnUnservedOneIn() {
        volunteers(1);
        visit(0, costs(1), to(0));
        visit(1, costs(2), to(0));
        matching.removeVisit(0);
        assertMatched(1, 0);
        assertTotal(2);
    }

    @Test
    void addVolunteer_nearerThanTheOther_isTaken() {
        volunteers(1);
        visit(0, costs(5), to(0));
        matching.addVolunteer(1, costs(4), to(0));
        assertMatched(0, 1);
        assertThat(matching.visitOf(0)).isEqualTo(Matching.NOBODY);
        assertTotal(4);
    }

    @Test
    void removeVolunteer_withAVisit_leavesItToTheNext() {
        volunteers(2);
        visit(0, costs(1, 9), to(0, 1));
        matching.removeVolunteer(0);
        assertMatched(0, 1);
        assertThat(matching.hasVolunteer(0)).isFalse();
        assertTotal(9);
    }

    @Test
    void changeVolunteer_movedALittle_keepsEverybodyInPlace() {
        volunteers(2);
        visit(0, costs(3, 5), to(0, 1));
        matching.changeVolunteer(0, costs(4), to(0));
        assertMatched(0, 0);
        assertTotal(4);
    }

    @Test
    void changeVolunteer_movedFarAway_losesTheVisit() {
        volunteers(2);
        visit(0, costs(3, 5), to(0, 1));
        matching.changeVolunteer(0, costs(7), to(0));
        assertMatched(0, 1);
        assertTotal(5);
    }

    @Test
    void changeVisit_toOtherCandidates_movesThere() {
        volunteers(2);
        visit(0, costs(3), to(0));
        matching.changeVisit(0, UNSERVED, costs(6), to(1));
        assertMatched(0, 1);
        assertTotal(6);
    }

    @Test
    void fix_againstTheOptimum_movesTheOthersAround() {
        volunteers(2);
        visit(0, costs(1, 50), to(0, 1));
        visit(1, costs(60, 1), to(0, 1));
        matching.fix(0, 1, 50);
        assertMatched(0, 1);
        assertMatched(1, 0);
        assertThat(matching.isFixed(0)).isTrue();
        assertTotal(110);
    }

    @Test
    void fix_toAVolunteerWhoIsNoCandidate_countsTheGivenCost() {
        volunteers(1);
        visit(0, costs(), to());
        matching.fix(0, 0, 7);
        assertMatched(0, 0);
        assertTotal(7);
    }

    @Test
    void fixed_whenAMoreUrgentVisitComes_staysFixed() {
        volunteers(1);
        visit(0, costs(1), to(0));
        matching.fix(0, 0, 1);
        matching.addVisit(1, 100 * UNSERVED, costs(1), to(0));
        assertMatched(0, 0);
        assertMatched(1, Matching.NOBODY);
    }

    @Test
    void unfix_againstTheOptimum_returnsToIt() {
        fix_againstTheOptimum_movesTheOthersAround();
        matching.unfix(0);
        assertMatched(0, 0);
        assertMatched(1, 1);
        assertTotal(2);
    }

    @Test
    void rematch_fromScratch_costsTheSameAndKeepsTheFixed() {
        fix_againstTheOptimum_movesTheOthersAround();
        matching.rematch();
        assertMatched(0, 1);
        assertTotal(110);
    }

    @Test
    void drainChanges_afterAChain_tellsEachMoveOnce() {
        volunteers(2);
        visit(0, costs(1, 2), to(0, 1));
        assertThat(drained()).containsExactly("0: -1 -> 0");
        visit(1, costs(1), to(0));
        assertThat(drained()).containsExactlyInAnyOrder("0: 0 -> 1", "1: -1 -> 0");
        assertThat(drained()).isEmpty();
    }

    @Test
    void drainChanges_thereAndBack_tellsNothing() {
        volunteers(2);
        visit(0, costs(1, 2), to(0, 1));
        drained();
        visit(1, costs(1), to(0));
        matching.removeVisit(1);
        assertThat(drained()).isEmpty();
    }

    @Test
    void addVisit_twice_isRefusedAndChangesNothing() {
        visit(0, costs(), to());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> visit(0, costs(), to()))
                .withMessage("The visit (0) is already in the matching. Maybe change it instead.");
        assertTotal(UNSERVED);
    }

    @Test
    void addVisit_withAnUnknownVolunteer_isRefusedAndChangesNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> visit(0, costs(1), to(4)))
                .withMessage("The volunteer (4) is not in the matching. Maybe add it first.");
        assertThat(matching.hasVisit(0)).isFalse();
        assertTotal(0);
    }

    @Test
    void addVisit_withTooLargeACost_isRefused() {
        volunteers(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> visit(0, costs(Long.MIN_VALUE), to(0)))
                .withMessage("The cost (-9223372036854775808) is beyond 2^40. Maybe use a larger unit.");
    }

    @Test
    void addVisit_withFewerCostsThanVolunteers_isRefused() {
        volunteers(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> visit(0, costs(1), to(0, 1)))
                .withMessage("The number of costs (1) must be that of the ids (2). Maybe hand in one cost each.");
    }

    @Test
    void addVolunteer_beyondTheIds_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matching.addVolunteer(Matching.MAX_IDS))
                .withMessage("The volunteer (1048576) must be from 0 to 2^20 - 1. Maybe reuse freed ids.");
    }

    @Test
    void fix_ofAPairFixedToOthers_isRefused() {
        volunteers(2);
        visit(0, costs(), to());
        visit(1, costs(), to());
        matching.fix(0, 0, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matching.fix(0, 1, 1))
                .withMessageContaining("visit (0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matching.fix(1, 0, 1))
                .withMessageContaining("volunteer (0)");
        assertTotal(1 + UNSERVED);
    }

    @Test
    void volunteerOf_anUnknownVisit_isNobody() {
        assertThat(matching.volunteerOf(3)).isEqualTo(Matching.NOBODY);
        assertThat(matching.visitOf(-5)).isEqualTo(Matching.NOBODY);
    }

    private void volunteers(int count) {
        for (int i = 0; i < count; i++) {
            matching.addVolunteer(i);
        }
    }

    private void visit(int id, long[] costs, int[] volunteers) {
        matching.addVisit(id, UNSERVED, costs, volunteers);
    }

    private static long[] costs(long... costs) {
        return costs;
    }

    private static int[] to(int... ids) {
        return ids;
    }

    private List<String> drained() {
        List<String> told = new ArrayList<>();
        matching.drainChanges((visit, before, after) -> told.add(visit + ": " + before + " -> " + after));
        return told;
    }

    private void assertMatched(int visit, int volunteer) {
        assertThat(matching.volunteerOf(visit)).isEqualTo(volunteer);
        if (volunteer != Matching.NOBODY) {
            assertThat(matching.visitOf(volunteer)).isEqualTo(visit);
        }
    }

    private void assertTotal(long cost) {
        assertThat(matching.totalCost()).isEqualTo(cost);
        assertThat(Certificate.of(matching)).matches(Certificate::isProof, "is a proof");
    }
}
