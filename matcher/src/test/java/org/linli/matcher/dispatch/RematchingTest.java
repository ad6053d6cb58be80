package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.dispatch.Town.HOUR;
import static org.linli.matcher.dispatch.Town.MINUTE;
import static org.linli.matcher.dispatch.Town.at;
import static org.linli.matcher.dispatch.Town.window;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.proto.Dispatch;
import org.linli.proto.OfferState;
import org.linli.proto.OrderRequest;
import org.linli.proto.PlanAnswer;
import org.linli.proto.PlannedVisit;
import org.linli.proto.VolunteerFile;

/** Insertion and the exact matching together, without zone solvers. */
class RematchingTest {
    private static final List<String> LANGUAGES = List.of("zh", "hmn", "bou", "yi");

    private final Town town = new Town().open();

    /** So tight that nobody can serve two, and so late that it is offered only after the test. */
    private OrderRequest.Builder later(double north) {
        long start = Town.START + 5 * HOUR;
        return town.talk(at(north, 0)).setDurationMinutes(30).setWindow(window(start, start + 31 * MINUTE));
    }

    private static void speaks(VolunteerFile.Builder file, Collection<String> languages) {
        file.clearLanguages().addAllLanguages(languages);
    }

    @Test
    void visit_thatInsertionLeavesUnserved_isServedByAChainOfTwoChanges() {
        town.volunteer("v-1", at(0, 0), file -> speaks(file, List.of("zh", "hmn")));
        town.volunteer("v-2", at(800, 0), file -> speaks(file, List.of("zh", "bou")));
        town.volunteer("v-3", at(1600, 0), file -> speaks(file, List.of("zh")));
        String first = town.order("r-1", later(0).addLanguages("hmn").addLanguages("bou"));
        String second = town.order("r-2", later(800).addLanguages("bou").addLanguages("zh"));
        String third = town.order("r-3", later(0).addLanguages("hmn"));
        town.pass(2_000);
        Map<String, String> plan = plan();
        assertThat(plan).containsEntry(third + ".1", "v-1");
        assertThat(plan).containsEntry(first + ".1", "v-2");
        assertThat(plan).containsEntry(second + ".1", "v-3");
        assertThat(town.registry.refusals).isEmpty();
    }

    /** Who is to have which visit. */
    private Map<String, String> plan() {
        CompletableFuture<PlanAnswer> answer = town.dispatcher.plan().toCompletableFuture();
        town.settle();
        return answer.getNow(PlanAnswer.getDefaultInstance()).getVisitsList().stream()
                .collect(Collectors.toMap(PlannedVisit::getVisitId, PlannedVisit::getVolunteerId));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void plan_ofVisitsOfWhichNobodyHasTwo_servesAsManyAsAnyPlanCould_whateverComesAndGoes(long seed) {
        Random random = new Random(seed);
        Map<String, Set<String>> spoken = new LinkedHashMap<>();
        Map<String, Set<String>> asked = new LinkedHashMap<>();
        for (int i = 0; i < 6; i++) {
            String id = "v-" + i;
            spoken.put(id, someOf(LANGUAGES, random));
            town.volunteer(id, at(random.nextInt(2_000), random.nextInt(2_000)), file -> speaks(file, spoken.get(id)));
        }
        for (int step = 0; step < 14; step++) {
            if (step % 4 == 3 && !asked.isEmpty()) {
                String gone = asked.keySet().iterator().next();
                asked.remove(gone);
                town.cancel(gone);
            } else {
                Set<String> languages = someOf(LANGUAGES, random);
                asked.put(town.order("r-" + step, later(random.nextInt(2_000)).addAllLanguages(languages)), languages);
            }
            town.pass(3_000);
            Map<String, String> plan = plan();
            assertThat(plan.values()).doesNotHaveDuplicates();
            assertThat(plan).hasSize(most(asked, spoken));
        }
        assertThat(town.registry.refusals).isEmpty();
    }

    private static Set<String> someOf(List<String> all, Random random) {
        Set<String> some = new TreeSet<>();
        some.add(all.get(random.nextInt(all.size())));
        some.add(all.get(random.nextInt(all.size())));
        return some;
    }

    /** The largest matching, by augmenting paths. */
    private static int most(Map<String, Set<String>> asked, Map<String, Set<String>> spoken) {
        Map<String, String> servedBy = new HashMap<>();
        int served = 0;
        for (String order : asked.keySet()) {
            served += isServed(order, asked, spoken, servedBy, new HashSet<>()) ? 1 : 0;
        }
        return served;
    }

    private static boolean isServed(
            String order,
            Map<String, Set<String>> asked,
            Map<String, Set<String>> spoken,
            Map<String, String> servedBy,
            Set<String> seen) {
        for (String volunteer : spoken.keySet()) {
            if (!Collections.disjoint(asked.get(order), spoken.get(volunteer)) && seen.add(volunteer)) {
                String other = servedBy.get(volunteer);
                if (other == null || isServed(other, asked, spoken, servedBy, seen)) {
                    servedBy.put(volunteer, order);
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void offer_thatNobodyHasSeen_movesForALargeGain_andTheLogSaysHowLarge() {
        town.volunteer("v-far", at(8_000, 0));
        String order = town.order(town.talk(at(0, 0)));
        town.volunteer("v-near", at(100, 0));
        town.pass(1_000);
        assertThat(town.asked(order)).containsExactly("v-far", "v-near");
        assertThat(town.visit(order).getOffers(0).getState()).isEqualTo(OfferState.OFFER_STATE_WITHDRAWN);
        assertThat(town.offer(order).getOrigin()).isEqualTo("match");
        Dispatch moved = dispatches().get(dispatches().size() - 1);
        assertThat(moved.getWithdrawalsCount()).isEqualTo(1);
        assertThat(moved.getOffersCount()).isEqualTo(1);
        assertThat(moved.getWithdrawals(0).getGain()).isPositive();
        town.accept("v-near", Town.offerId(order, 2));
        assertThat(town.meters.get("linli.dispatch.matched.share").gauge().value())
                .isEqualTo(1);
    }

    @Test
    void offer_forASmallGain_staysWhereItIs() {
        town.volunteer("v-far", at(700, 0));
        String order = town.order(town.talk(at(0, 0)));
        town.volunteer("v-near", at(100, 0));
        town.pass(5_000);
        assertThat(town.asked(order)).containsExactly("v-far");
    }

    private List<Dispatch> dispatches() {
        return town.registry.log.stream()
                .filter(entry -> entry.getCause().hasDispatch())
                .map(entry -> entry.getCause().getDispatch())
                .toList();
    }
}
