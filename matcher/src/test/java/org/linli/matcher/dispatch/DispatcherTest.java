package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.dispatch.Town.HOUR;
import static org.linli.matcher.dispatch.Town.MINUTE;
import static org.linli.matcher.dispatch.Town.at;
import static org.linli.matcher.dispatch.Town.offerId;
import static org.linli.matcher.dispatch.Town.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Entry;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.OrderRequest;
import org.linli.proto.PlanAnswer;
import org.linli.proto.PlannedVisit;
import org.linli.proto.Priority;
import org.linli.proto.ProposedOffer;
import org.linli.proto.Reason;
import org.linli.proto.SkillClaim;
import org.linli.proto.TravelMode;
import org.linli.proto.VisitState;
import org.linli.solver.facts.Spot;
import org.linli.solver.facts.StraightLineTravel;
import org.linli.solver.facts.TravelTimes;

class DispatcherTest {
    private final Town town = new Town();

    @Test
    void order_forNow_isOfferedAtOnceToTheNearest() {
        town.open().volunteer("v-far", at(2000, 0));
        town.volunteer("v-near", at(300, 0));
        String order = town.order(town.talk(at(0, 0)));
        Offer offer = town.offer(order);
        assertThat(offer.getVolunteerId()).isEqualTo("v-near");
        assertThat(offer.getOrigin()).isEqualTo("insert");
        assertThat(offer.getTravelSeconds()).isBetween(60, 120);
        assertThat(offer.getReasonsList().stream().map(Reason::getCode))
                .containsExactly("travel-minutes", "runner-up-by");
    }

    @Test
    void order_besideARiver_isOfferedToWhomTheWayIsShorterAndSaysSo() {
        Town byTheRiver = Town.withWays(new River(Town.POLICY)).open();
        byTheRiver.volunteer("v-acrossTheRiver", at(-200, 0));
        byTheRiver.volunteer("v-onThisSide", at(1500, 0));
        Offer offer = byTheRiver.offer(byTheRiver.order(byTheRiver.talk(at(100, 0))));
        assertThat(offer.getVolunteerId()).isEqualTo("v-onThisSide");
        assertThat(offer.getTravelSeconds()).isBetween(300, 600);
    }

    /** A river from west to east without a bridge for half an hour. */
    private record River(TravelTimes banks) implements TravelTimes {
        River(RegionPolicy policy) {
            this(StraightLineTravel.under(policy));
        }

        @Override
        public int seconds(Spot from, Spot to, TravelMode mode) {
            return banks.seconds(from, to, mode) + (south(from) == south(to) ? 0 : 1800);
        }

        @Override
        public int meters(Spot from, Spot to) {
            return banks.meters(from, to);
        }

        private static boolean south(Spot spot) {
            return spot.latE7() < at(0, 0).getLatE7();
        }
    }

    @Test
    void order_beforeAnybodyIsOnDuty_isOfferedAsSoonAsSomebodyIs() {
        String order = town.open().order(town.talk(at(0, 0)));
        assertThat(town.visit(order).getOffersCount()).isZero();
        town.volunteer("v-1", at(300, 0));
        assertThat(town.asked(order)).containsExactly("v-1");
    }

    @Test
    void order_forLater_isPlannedAndOfferedWhenItsLeadTimeComes() {
        town.open();
        for (int i = 1; i <= 8; i++) {
            town.volunteer("v-" + i, at(100 * i, 0));
        }
        long start = town.now() + 3 * HOUR;
        String order = town.order(town.talk(at(0, 0)).setWindow(window(start, start + 2 * HOUR)));
        assertThat(town.visit(order).getOffersCount()).isZero();
        assertThat(town.meters.get("linli.dispatch.planned").gauge().value()).isEqualTo(1);
        town.pass(2 * HOUR - MINUTE);
        assertThat(town.visit(order).getOffersCount()).isZero();
        town.pass(MINUTE + MINUTE / 2);
        assertThat(town.asked(order)).containsExactly("v-1");
        assertThat(town.offer(order).getVisitWindow().getStartMs()).isEqualTo(start);
    }

    @Test
    void order_forLaterWhereVolunteersAreScarce_isOfferedEarlier() {
        town.open().volunteer("v-1", at(100, 0));
        long start = town.now() + 3 * HOUR;
        String order = town.order(town.talk(at(0, 0)).setWindow(window(start, start + 2 * HOUR)));
        assertThat(town.asked(order)).containsExactly("v-1");
    }

    @Test
    void decline_ofAnOffer_isPlannedAnewAtOnceWithSomebodyElse() {
        town.open().volunteer("v-1", at(100, 0));
        town.volunteer("v-2", at(500, 0));
        String order = town.order(town.talk(at(0, 0)));
        town.decline("v-1", offerId(order, 1));
        assertThat(town.asked(order)).containsExactly("v-1", "v-2");
        town.decline("v-2", offerId(order, 2));
        assertThat(town.asked(order)).containsExactly("v-1", "v-2");
        assertThat(town.meters.get("linli.dispatch.unserved").gauge().value()).isEqualTo(1);
    }

    @Test
    void lapses_asManyAsThePolicyAllows_makeAnInvitation() {
        town.open();
        for (int i = 1; i <= 10; i++) {
            town.volunteer("v-" + i, at(100 * i, 0));
        }
        String order = town.order(town.talk(at(0, 0)));
        town.pass(6 * 62_000L);
        assertThat(town.visit(order).getLapses()).isEqualTo(6);
        assertThat(town.visit(order).getState()).isEqualTo(VisitState.VISIT_STATE_INVITED);
        assertThat(town.visit(order).getInvitedVolunteersList()).contains("v-7", "v-10");
        town.claim("v-7", order + ".1");
        assertThat(town.visit(order).getState()).isEqualTo(VisitState.VISIT_STATE_ASSIGNED);
        assertThat(town.meters
                        .get("linli.dispatch.assignments")
                        .tag("origin", "claim")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void invitation_thatNobodyClaims_isTriedAgainSlowly() {
        town.open();
        for (int i = 1; i <= 7; i++) {
            town.volunteer("v-" + i, at(100 * i, 0));
        }
        String order = town.order(town.talk(at(0, 0)));
        town.pass(6 * 62_000L + 901_000);
        assertThat(town.visit(order).getState()).isEqualTo(VisitState.VISIT_STATE_OFFERED);
        assertThat(town.visit(order).getOffersCount()).isGreaterThan(6);
    }

    @Test
    void emergency_withManyNear_invitesTheBestSeveralAtOnce() {
        town.open();
        for (int i = 1; i <= 6; i++) {
            town.volunteer("v-" + i, at(100 * i, 0));
        }
        String order = town.order(town.talk(at(0, 0)).setPriority(Priority.PRIORITY_EMERGENCY));
        assertThat(town.visit(order).getState()).isEqualTo(VisitState.VISIT_STATE_INVITED);
        assertThat(town.visit(order).getInvitedVolunteersList()).containsExactly("v-1", "v-2", "v-3");
        assertThat(town.visit(order).getOffersCount()).isZero();
    }

    @Test
    void handBack_ofAnAssignment_isOfferedToSomebodyElse() {
        town.open().volunteer("v-1", at(100, 0));
        town.volunteer("v-2", at(500, 0));
        String order = town.order(town.talk(at(0, 0)));
        town.accept("v-1", offerId(order, 1));
        assertThat(town.visit(order).getState()).isEqualTo(VisitState.VISIT_STATE_ASSIGNED);
        town.handBack("v-1", offerId(order, 1));
        assertThat(town.asked(order)).containsExactly("v-1", "v-2");
    }

    @Test
    void orders_atTheSameMoment_neverReserveOneVolunteerTwice() {
        town.open().volunteer("v-1", at(100, 0));
        town.volunteer("v-2", at(5000, 0));
        for (int i = 0; i < 10; i++) {
            town.order("r-" + i, town.talk(at(50 * i, 0)));
        }
        assertThat(town.registry.refusals).isEmpty();
        assertNoVolunteerHasTwoOffers();
    }

    private void assertNoVolunteerHasTwoOffers() {
        Set<String> open = new HashSet<>();
        for (Entry entry : town.registry.log) {
            for (ProposedOffer offer : entry.getCause().getDispatch().getOffersList()) {
                assertThat(open.add(offer.getVolunteerId())).isTrue();
            }
        }
    }

    @Test
    void volunteer_withAnOpenOffer_isPlannedAndAskedOnlyAfterTheAnswer() {
        town.open().volunteer("v-1", at(100, 0));
        String first = town.order("r-1", town.talk(at(0, 0)));
        String second = town.order("r-2", town.talk(at(50, 0)));
        assertThat(town.asked(first)).containsExactly("v-1");
        assertThat(town.visit(second).getOffersCount()).isZero();
        assertThat(town.meters.get("linli.dispatch.planned").gauge().value()).isEqualTo(1);
        town.accept("v-1", offerId(first, 1));
        assertThat(town.asked(second)).containsExactly("v-1");
        assertThat(town.offer(second).getVisitWindow().getStartMs())
                .isGreaterThanOrEqualTo(town.offer(first).getVisitWindow().getEndMs());
    }

    @Test
    void visit_plannedForSomebodyWhoHasYetToAnswer_isOfferedAtOnceToWhoeverElseBecomesFree() {
        town.open().volunteer("v-1", at(100, 0));
        town.order("r-1", town.talk(at(0, 0)));
        String waiting = town.order("r-2", town.talk(at(50, 0)));
        assertThat(town.visit(waiting).getOffersCount()).isZero();
        town.volunteer("v-2", at(3000, 0));
        assertThat(town.asked(waiting)).containsExactly("v-2");
    }

    @Test
    void visit_plannedBehindACommitmentThatEndsSooner_isOfferedAtOnce() {
        List<String> first = sixBusyVolunteers(180);
        String waiting = town.order("r-7", patient());
        assertThat(town.visit(waiting).getOffersCount()).isZero();
        String planned = plannedVolunteer();
        town.cancel(first.get(Integer.parseInt(planned.substring(2)) - 1));
        assertThat(town.asked(waiting)).containsExactly(planned);
        assertThat(town.offer(waiting).getVisitWindow().getStartMs()).isLessThan(town.now() + 10 * MINUTE);
    }

    @Test
    void visit_plannedBehindACommitment_isOfferedAtOnceToWhoeverElseBecomesFree() {
        List<String> first = sixBusyVolunteers(180);
        String waiting = town.order("r-7", patient());
        int freed = plannedVolunteer().equals("v-1") ? 2 : 1;
        town.cancel(first.get(freed - 1));
        assertThat(town.asked(waiting)).containsExactly("v-" + freed);
        assertThat(town.offer(waiting).getVisitWindow().getStartMs()).isLessThan(town.now() + 10 * MINUTE);
    }

    @Test
    void order_forNow_goesToWhoeverIsFreeRatherThanToSomebodyNearerLater() {
        sixBusyVolunteers(75);
        town.volunteer("v-7", at(6000, 0));
        String order = town.order("r-7", patient());
        assertThat(town.asked(order)).containsExactly("v-7");
    }

    @Test
    void visit_plannedBehindAnotherPlannedOne_movesUpWhenThatIsCancelled() {
        sixBusyVolunteers(180);
        List<String> waiting = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            waiting.add(town.order("r-" + (10 + i), patient()));
        }
        PlannedVisit second = secondOnARoute();
        String ahead = waiting.stream()
                .filter(order -> planned(order).getVolunteerId().equals(second.getVolunteerId())
                        && planned(order).getStartMs() < second.getStartMs())
                .findFirst()
                .orElseThrow();
        town.cancel(ahead);
        assertThat(planned(Ids.orderOf(second.getVisitId())).getStartMs())
                .isLessThanOrEqualTo(second.getStartMs() - HOUR);
    }

    /** Each on a visit of so long; the ids of their orders. */
    private List<String> sixBusyVolunteers(int minutes) {
        town.open();
        List<String> orders = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            town.volunteer("v-" + i, at(100 * i, 0));
            String order = town.order("r-" + i, town.talk(at(100 * i, 0)).setDurationMinutes(minutes));
            town.accept("v-" + i, offerId(order, 1));
            orders.add(order);
        }
        return orders;
    }

    /** For now, but it may wait for the evening. */
    private OrderRequest.Builder patient() {
        return town.talk(at(50, 0)).setWindow(window(town.now(), town.now() + 7 * HOUR));
    }

    private String plannedVolunteer() {
        return plan().get(0).getVolunteerId();
    }

    private PlannedVisit planned(String orderId) {
        return plan().stream()
                .filter(visit -> visit.getVisitId().startsWith(orderId + '.'))
                .findFirst()
                .orElseThrow();
    }

    private PlannedVisit secondOnARoute() {
        return plan().stream()
                .max(Comparator.comparingLong(PlannedVisit::getStartMs))
                .orElseThrow();
    }

    private List<PlannedVisit> plan() {
        CompletableFuture<PlanAnswer> plan = town.dispatcher.plan().toCompletableFuture();
        town.settle();
        return plan.join().getVisitsList();
    }

    @Test
    void order_ofSeveralPeople_isOfferedToAllInOneCommitWithOneStart() {
        town.open().volunteer("v-1", at(100, 0));
        town.volunteer("v-2", at(1500, 0));
        town.volunteer("v-3", at(9000, 0));
        String order = town.order(town.talk(at(0, 0)).setPeople(2));
        Entry offers = town.registry.log.get(town.registry.log.size() - 1);
        assertThat(offers.getCause().getDispatch().getOffersList().stream().map(ProposedOffer::getVolunteerId))
                .containsExactlyInAnyOrder("v-1", "v-2");
        assertThat(town.offer(order, 1).getVisitWindow())
                .isEqualTo(town.offer(order, 2).getVisitWindow());
    }

    @Test
    void seat_declinedByOneOfSeveral_isRefilledAtTheSameStart() {
        town.open().volunteer("v-1", at(100, 0));
        town.volunteer("v-2", at(1500, 0));
        town.volunteer("v-3", at(1200, 0));
        String order = town.order(
                town.talk(at(0, 0)).setPeople(2).setWindow(window(town.now() + 20 * MINUTE, town.now() + 4 * HOUR)));
        String first = town.offer(order, 1).getVolunteerId();
        String second = town.offer(order, 2).getVolunteerId();
        town.accept(first, order + ".1.1");
        town.decline(second, order + ".2.1");
        assertThat(town.offer(order, 2).getVolunteerId()).isNotIn(first, second);
        assertThat(town.offer(order, 2).getVisitWindow())
                .isEqualTo(town.offer(order, 1).getVisitWindow());
    }

    @Test
    void lease_thatIsLost_stopsProposals() {
        town.open().volunteer("v-1", at(100, 0));
        town.dispatcher.leaseLost();
        String order = town.order(town.talk(at(0, 0)));
        assertThat(town.registry.dispatches).isZero();
        town.registry.takeOver();
        town.dispatcher.leaseAcquired(2, town.registry.log.size());
        town.settle();
        assertThat(town.asked(order)).containsExactly("v-1");
    }

    @Test
    void lease_acquiredAheadOfTheBook_proposesOnlyOnceTheBookHasCaughtUp() {
        town.dispatcher.start();
        town.volunteer("v-1", at(100, 0));
        String order = town.order(town.talk(at(0, 0)));
        town.dispatcher.leaseAcquired(1, town.registry.log.size() + 1);
        town.settle();
        assertThat(town.registry.dispatches).isZero();
        town.volunteer("v-2", at(50, 0));
        assertThat(town.asked(order)).hasSize(1);
    }

    @Test
    void lease_whoseBeatIsInDoubt_stopsProposals() {
        town.open().volunteer("v-1", at(100, 0));
        town.stopBeats();
        town.pass(2_500);
        town.order(town.talk(at(0, 0)));
        assertThat(town.registry.dispatches).isZero();
        town.dispatcher.leaseConfirmed();
        town.settle();
        assertThat(town.registry.dispatches).isEqualTo(1);
    }

    @Test
    void commit_ofWhichNobodyKnows_isResolvedByReadingAgain() {
        town.open().volunteer("v-1", at(100, 0));
        town.registry.failures.add(new Registry.OutcomeUnknown("connection reset"));
        String order = town.order(town.talk(at(0, 0)));
        assertThat(town.asked(order)).containsExactly("v-1");
        assertThat(town.registry.dispatches).isEqualTo(2);
    }

    @Test
    void commit_thatCannotBeMade_isRetriedAfterAMoment() {
        town.open().volunteer("v-1", at(100, 0));
        town.registry.failures.add(new Registry.Unavailable("loading"));
        String order = town.order(town.talk(at(0, 0)));
        assertThat(town.visit(order).getOffersCount()).isZero();
        town.pass(1500);
        assertThat(town.asked(order)).containsExactly("v-1");
    }

    /** A commit failed while the region's clock was ten minutes ahead, and then the data were restored. */
    @Test
    void clock_thatGoesBackWithTheData_doesNotSilenceTheDispatcherForAsLong() {
        town.open().volunteer("v-1", at(40_000, 0));
        String order = town.order(town.talk(at(0, 0)));
        town.registry.aheadMs = 600_000;
        town.pass(31_000);
        town.registry.failures.add(new Registry.Unavailable("restored just now"));
        town.positions.report("v-1", at(200, 0));
        for (int ms = 0; ms < 5_000 && !town.registry.failures.isEmpty(); ms += 50) {
            town.pass(50);
        }
        assertThat(town.registry.failures).as("the commit was tried").isEmpty();
        town.registry.aheadMs = 0;
        town.registry.reset();

        town.pass(3_000);

        assertThat(town.asked(order)).containsExactly("v-1");
    }

    @Test
    void order_cancelledWhilePlanned_leavesThePlan() {
        town.open().volunteer("v-1", at(100, 0));
        town.order("r-1", town.talk(at(0, 0)));
        String second = town.order("r-2", town.talk(at(50, 0)));
        town.cancel(second);
        assertThat(town.meters.get("linli.dispatch.planned").gauge().value()).isZero();
        assertThat(town.meters.get("linli.dispatch.open").gauge().value()).isEqualTo(1);
    }

    @Test
    void volunteer_whoComesNear_isAskedForWhatWaits() {
        town.open().volunteer("v-1", at(40_000, 0));
        String order = town.order(town.talk(at(0, 0)));
        assertThat(town.visit(order).getOffersCount()).isZero();
        town.positions.report("v-1", at(200, 0));
        town.pass(1000);
        assertThat(town.asked(order)).containsExactly("v-1");
    }

    @Test
    void visit_withNobodyFree_isMadePossibleByMovingAPlannedOne() {
        town.open()
                .volunteer(
                        "v-skilled",
                        at(0, 0),
                        file -> file.addSkills(
                                SkillClaim.newBuilder().setSkill("repair").setLevel(1)));
        town.volunteer("v-plain", at(3000, 0));
        for (int i = 0; i < 6; i++) {
            town.enrol("v-spare-" + i, at(30_000, 0), file -> {});
        }
        long start = town.now() + 6 * HOUR;
        String plain = town.order("r-1", town.talk(at(10, 0)).setWindow(window(start, start + HOUR)));
        assertThat(town.visit(plain).getOffersCount()).isZero();
        String skilled =
                town.order("r-2", town.talk(at(20, 0)).setService("repair").setWindow(window(start, start + HOUR)));
        assertThat(town.meters.get("linli.dispatch.unserved").gauge().value()).isZero();
        town.pass(2 * HOUR + MINUTE / 2);
        assertThat(List.of(
                        town.offer(skilled).getVolunteerId(), town.offer(plain).getVolunteerId()))
                .containsExactly("v-skilled", "v-plain");
        assertThat(town.offer(skilled).getState()).isEqualTo(OfferState.OFFER_STATE_SENT);
    }
}
