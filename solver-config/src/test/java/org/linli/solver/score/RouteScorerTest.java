package org.linli.solver.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.solver.Region.HOUR;
import static org.linli.solver.Region.MINUTE;
import static org.linli.solver.Region.NOW;
import static org.linli.solver.Region.commitment;
import static org.linli.solver.Region.fact;
import static org.linli.solver.Region.place;
import static org.linli.solver.Region.request;
import static org.linli.solver.Region.skill;
import static org.linli.solver.Region.visit;
import static org.linli.solver.Region.volunteer;
import static org.linli.solver.Region.window;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.proto.Gender;
import org.linli.proto.Priority;
import org.linli.proto.ZoneVisit;
import org.linli.proto.ZoneVolunteer;
import org.linli.solver.Region;
import org.linli.solver.facts.PlanVisit;

class RouteScorerTest {
    private final RouteScorer scorer = Region.scorer();

    private RouteScore score(ZoneVolunteer.Builder volunteer, ZoneVisit.Builder... visits) {
        return scorer.score(
                fact(volunteer), List.of(visits).stream().map(Region::fact).toList());
    }

    @Test
    void route_withoutVisits_isWorthNothing() {
        RouteScore score = score(volunteer("v").addCommitments(commitment(NOW, NOW + HOUR, place(900, 0))));
        assertThat(List.of(score.hard(), score.medium(), score.soft())).containsOnly(0L);
        assertThat(score.parts()).isEmpty();
    }

    @Test
    void parts_ofAnyRoute_addUpToItsScore() {
        RouteScore score = score(
                volunteer("v").setBirthYear(2010).setAvailableUntilMs(NOW + HOUR),
                visit(1, 1).setRequest(request().setLocation(place(2000, 500))),
                visit(2, 1).setRequest(request().addSkills(skill("repair", 2))));
        assertThat(points(score, Rule.Level.HARD)).isEqualTo(score.hard()).isNegative();
        assertThat(points(score, Rule.Level.MEDIUM)).isEqualTo(score.medium()).isEqualTo(200);
        assertThat(points(score, Rule.Level.SOFT)).isEqualTo(score.soft());
    }

    private static long points(RouteScore score, Rule.Level level) {
        return score.parts().stream()
                .filter(part -> part.rule().level() == level)
                .mapToLong(RulePart::points)
                .sum();
    }

    @Test
    void visits_inOrder_startWhenTheOneBeforeIsDoneAndTheWayIsGone() {
        RouteScore score = score(
                volunteer("v"),
                visit(1, 1).setRequest(request().setLocation(place(1500, 0))),
                visit(2, 1).setRequest(request().setLocation(place(3000, 0))));
        assertThat(score.calls()).extracting(Call::travelSeconds).containsExactly(360, 360);
        assertThat(score.calls().get(1).startMs()).isEqualTo(NOW + 42 * MINUTE);
        assertThat(score.amount(Rule.TRAVEL)).isEqualTo(720);
        assertThat(score.amount(Rule.LATENESS)).isEqualTo(360 + 42 * 60);
    }

    @Test
    void volunteer_beforeTheWindow_waits() {
        RouteScore score =
                score(volunteer("v"), visit(1, 1).setRequest(request().setWindow(window(NOW + HOUR, NOW + 2 * HOUR))));
        assertThat(score.calls().get(0).startMs()).isEqualTo(NOW + HOUR);
        assertThat(score.amount(Rule.LATENESS)).isZero();
    }

    @Test
    void visit_thatFitsBeforeACommitment_isMadeBeforeIt() {
        ZoneVolunteer.Builder volunteer =
                volunteer("v").addCommitments(commitment(NOW + 42 * MINUTE, NOW + HOUR, place(3000, 0)));
        RouteScore score = score(volunteer, visit(1, 1).setRequest(request().setLocation(place(1500, 0))));
        assertThat(score.calls().get(0).startMs()).isEqualTo(NOW + 6 * MINUTE);
        assertThat(score.amount(Rule.TRAVEL)).isZero();
        assertThat(score.isFeasible()).isTrue();
    }

    @Test
    void visit_thatDoesNotFitBeforeACommitment_isMadeAfterIt() {
        ZoneVolunteer.Builder volunteer =
                volunteer("v").addCommitments(commitment(NOW + 41 * MINUTE, NOW + HOUR, place(3000, 0)));
        RouteScore score = score(volunteer, visit(1, 1).setRequest(request().setLocation(place(1500, 0))));
        assertThat(score.calls().get(0).startMs()).isEqualTo(NOW + 66 * MINUTE);
        assertThat(score.amount(Rule.TRAVEL)).isEqualTo(360);
    }

    @Test
    void detourToACommitment_isChargedAsTravel() {
        ZoneVolunteer.Builder volunteer =
                volunteer("v").addCommitments(commitment(NOW + 2 * HOUR, NOW + 3 * HOUR, place(0, 0)));
        RouteScore score = score(volunteer, visit(1, 1).setRequest(request().setLocation(place(1500, 0))));
        assertThat(score.amount(Rule.TRAVEL)).isEqualTo(720);
    }

    @Test
    void visitFromOnePlaceToAnother_lettingTheRouteGoOnFromItsEnd() {
        RouteScore score = score(
                volunteer("v"),
                visit(1, 1).setRequest(request().setTo(place(3000, 0))),
                visit(2, 1).setRequest(request().setLocation(place(3000, 0))));
        assertThat(score.amount(Rule.TRAVEL)).isZero();
    }

    @Test
    void round_lastsAsLongAsOrderedOrAsTheWayFromDoorToDoor() {
        ZoneVisit.Builder round = visit(1, 1)
                .setRequest(request()
                        .clearLocation()
                        .setDurationMinutes(5)
                        .addStops(place(0, 0))
                        .addStops(place(1500, 0))
                        .addStops(place(0, 0)));
        Call call = score(volunteer("v"), round).calls().get(0);
        assertThat(call.endMs() - call.startMs()).isEqualTo(12 * MINUTE);
    }

    @Test
    void skill_missingLevels_areCounted() {
        ZoneVisit.Builder visit =
                visit(1, 1).setRequest(request().addSkills(skill("repair", 3)).addSkills(skill("sign", 1)));
        assertThat(score(volunteer("v").addSkills(skill("repair", 1)), visit).amount(Rule.SKILL))
                .isEqualTo(3);
        assertThat(score(volunteer("v").addSkills(skill("repair", 3)).addSkills(skill("sign", 1)), visit)
                        .amount(Rule.SKILL))
                .isZero();
    }

    @Test
    void skill_claimedOnly_doesNotCountWhereVerifiedIsAsked() {
        ZoneVisit.Builder visit = visit(1, 1).setRequest(request().setService("care"));
        ZoneVolunteer.Builder claimed = volunteer("v").addSkills(skill("first-aid", 2));
        assertThat(score(claimed, visit).amount(Rule.SKILL)).isEqualTo(1);
        assertThat(score(claimed.addVerifiedSkills(skill("first-aid", 1)), visit)
                        .amount(Rule.SKILL))
                .isZero();
    }

    @Test
    void leaderSkill_isAskedOfTheFirstSeatAlone() {
        var request = request().setPeople(2).addLeaderSkills(skill("repair", 1));
        assertThat(score(volunteer("v"), visit(1, 1).setRequest(request)).amount(Rule.SKILL))
                .isEqualTo(1);
        assertThat(score(volunteer("v"), visit(1, 2).setRequest(request)).amount(Rule.SKILL))
                .isZero();
    }

    @Test
    void tier_belowTheLeast_countsRanks() {
        ZoneVisit.Builder visit = visit(1, 1).setRequest(request().setMinTier("AA"));
        assertThat(score(volunteer("v").setTierRank(0), visit).amount(Rule.TIER))
                .isEqualTo(2);
        assertThat(score(volunteer("v").setTierRank(2), visit).amount(Rule.TIER))
                .isZero();
    }

    @Test
    void minor_alone_isBroken_andBesideAnAdultIsNot() {
        assertThat(score(volunteer("v").setBirthYear(2008), visit(1, 1)).amount(Rule.MINOR))
                .isEqualTo(1);
        assertThat(score(volunteer("v").setBirthYear(2007), visit(1, 1)).amount(Rule.MINOR))
                .isZero();
        assertThat(score(volunteer("v").setBirthYear(2008), visit(1, 2).setAdultSibling(true))
                        .amount(Rule.MINOR))
                .isZero();
        assertThat(score(
                                volunteer("v").setBirthYear(2008),
                                visit(1, 2)
                                        .setAdultSibling(true)
                                        .setRequest(request().setService("care")))
                        .amount(Rule.MINOR))
                .isEqualTo(1);
    }

    @Test
    void excluded_pair_isBroken() {
        assertThat(score(volunteer("v"), visit(1, 1).addExcludedVolunteers("v")).amount(Rule.BLOCKED))
                .isEqualTo(1);
        assertThat(score(volunteer("v"), visit(1, 1).addExcludedVolunteers("w")).amount(Rule.BLOCKED))
                .isZero();
    }

    @Test
    void language_oneOfThoseAsked_isEnough() {
        ZoneVisit.Builder visit =
                visit(1, 1).setRequest(request().addLanguages("hmn").addLanguages("zh"));
        assertThat(score(volunteer("v").addLanguages("en"), visit).amount(Rule.LANGUAGE))
                .isEqualTo(1);
        assertThat(score(volunteer("v").addLanguages("zh"), visit).amount(Rule.LANGUAGE))
                .isZero();
    }

    @Test
    void gender_otherThanAsked_isBroken() {
        ZoneVisit.Builder visit = visit(1, 1).setRequest(request().setGenderPreference(Gender.GENDER_FEMALE));
        assertThat(score(volunteer("v").setGender(Gender.GENDER_MALE), visit).amount(Rule.GENDER))
                .isEqualTo(1);
        assertThat(score(volunteer("v").setGender(Gender.GENDER_FEMALE), visit).amount(Rule.GENDER))
                .isZero();
    }

    @Test
    void way_beyondTheLongest_countsSeconds() {
        ZoneVisit.Builder visit = visit(1, 1).setRequest(request().setLocation(place(1500, 0)));
        assertThat(score(volunteer("v").setMaxTravelSeconds(300), visit).amount(Rule.TOO_FAR))
                .isEqualTo(60);
        assertThat(score(volunteer("v").setMaxTravelSeconds(360), visit).amount(Rule.TOO_FAR))
                .isZero();
    }

    @Test
    void end_afterDuty_countsSeconds() {
        assertThat(score(volunteer("v").setAvailableUntilMs(NOW + 20 * MINUTE), visit(1, 1))
                        .amount(Rule.OFF_SHIFT))
                .isEqualTo(600);
        assertThat(score(volunteer("v").setAvailableUntilMs(NOW + 30 * MINUTE), visit(1, 1))
                        .amount(Rule.OFF_SHIFT))
                .isZero();
    }

    @Test
    void end_afterTheWindow_countsSeconds() {
        ZoneVisit.Builder visit = visit(1, 1).setRequest(request().setWindow(window(NOW, NOW + 29 * MINUTE)));
        assertThat(score(volunteer("v"), visit).amount(Rule.TOO_LATE)).isEqualTo(60);
        assertThat(score(volunteer("v"), visit(1, 1)).amount(Rule.TOO_LATE)).isZero();
    }

    @Test
    void offeredVisit_keepsItsShownStart_andAVisitBeforeItMayNotBreakIt() {
        ZoneVisit.Builder held = visit(1, 1).setOfferedTo("v").setOfferedStartMs(NOW + 20 * MINUTE);
        RouteScore alone = score(volunteer("v"), held);
        assertThat(alone.calls().get(0).startMs()).isEqualTo(NOW + 20 * MINUTE);
        assertThat(alone.isFeasible()).isTrue();
        assertThat(score(volunteer("v"), visit(2, 1), held).amount(Rule.OVERLAP))
                .isEqualTo(600);
    }

    @Test
    void offeredVisit_withSomebodyElse_isADisruption() {
        ZoneVisit.Builder held = visit(1, 1).setOfferedTo("w").setOfferedStartMs(NOW + 20 * MINUTE);
        RouteScore score = score(volunteer("v"), held);
        assertThat(score.amount(Rule.DISRUPTION)).isEqualTo(1);
        assertThat(score.calls().get(0).startMs()).isEqualTo(NOW);
    }

    @Test
    void shownStart_thatCutsIntoACommitment_countsSeconds() {
        ZoneVolunteer.Builder volunteer =
                volunteer("v").addCommitments(commitment(NOW + 20 * MINUTE, NOW + HOUR, place(0, 0)));
        ZoneVisit.Builder held = visit(1, 1).setOfferedTo("v").setOfferedStartMs(NOW);
        assertThat(score(volunteer, held).amount(Rule.OVERLAP)).isEqualTo(600);
    }

    @Test
    void siblings_onOneRoute_countPairs() {
        var request = request().setPeople(3);
        RouteScore score = score(
                volunteer("v"),
                visit(1, 1).setRequest(request),
                visit(1, 2).setRequest(request),
                visit(1, 3).setRequest(request),
                visit(2, 1));
        assertThat(score.amount(Rule.SAME_ORDER)).isEqualTo(3);
    }

    @Test
    void start_boundByAcceptedSiblings_isKeptOrCounted() {
        ZoneVisit.Builder visit =
                visit(1, 2).setEarliestStartMs(NOW + 10 * MINUTE).setLatestStartMs(NOW + 10 * MINUTE);
        RouteScore score = score(volunteer("v"), visit);
        assertThat(score.calls().get(0).startMs()).isEqualTo(NOW + 10 * MINUTE);
        assertThat(score.amount(Rule.GAP)).isZero();
        assertThat(score(volunteer("v").setAvailableFromMs(NOW + 11 * MINUTE), visit)
                        .amount(Rule.GAP))
                .isEqualTo(60);
    }

    @Test
    void serving_isWorthItsPriorityAndTheMinutesWaited() {
        ZoneVisit.Builder visit =
                visit(1, 1).setOpenedAtMs(NOW - 7 * MINUTE).setRequest(request().setPriority(Priority.PRIORITY_URGENT));
        assertThat(score(volunteer("v"), visit).medium()).isEqualTo(1007);
    }

    @Test
    void load_growsWithTheSquareOfTheWeeksMinutes() {
        RouteScore score = score(volunteer("v").setLoadMinutes(120), visit(1, 1));
        assertThat(score.amount(Rule.LOAD)).isEqualTo(150 * 150 - 120 * 120);
        assertThat(scorer.weights().points(Rule.LOAD, 150 * 150 - 120 * 120)).isEqualTo(-135);
    }

    @Test
    void willingVolunteer_countsSquaredHoursSinceTheLastOffer_weekAtMost_newcomersFiveDays() {
        assertThat(score(volunteer("v").setLastOfferMs(NOW - 5 * HOUR), visit(1, 1), visit(2, 1))
                        .amount(Rule.WILLING))
                .isEqualTo(25);
        assertThat(score(volunteer("v").setLastOfferMs(NOW - 400 * HOUR), visit(1, 1))
                        .amount(Rule.WILLING))
                .isEqualTo(168 * 168);
        assertThat(score(volunteer("v").setLastOfferMs(0), visit(1, 1)).amount(Rule.WILLING))
                .isEqualTo(120 * 120);
    }

    @Test
    void willingVolunteer_weighsTheWeightAfterHalfAWeek_andTwiceThatAfterAWeek() {
        RuleWeights weights = scorer.weights();
        long weight = weights.weight(Rule.WILLING);
        assertThat(weights.points(Rule.WILLING, 84 * 84)).isEqualTo(84 * weight);
        assertThat(weights.points(Rule.WILLING, 168 * 168)).isEqualTo(168 * 2 * weight);
        assertThat(weights.waitedHours(weights.points(Rule.WILLING, 42 * 42))).isEqualTo(42);
    }

    @Test
    void wishes_areCounted() {
        PlanVisit visit = fact(visit(1, 1)
                .setVulnerable(true)
                .setRequest(request().setPreferVolunteer("v").setCommunity("c").addSkills(skill("repair", 1))));
        RouteScore score = scorer.score(
                fact(volunteer("v")
                        .setTierRank(2)
                        .addServedResidents("r1")
                        .addCommunities("c")
                        .addSkills(skill("repair", 1))
                        .addSkills(skill("sign", 1))),
                List.of(visit));
        assertThat(score.amount(Rule.SAME_PERSON)).isEqualTo(1);
        assertThat(score.amount(Rule.PREFERRED)).isEqualTo(1);
        assertThat(score.amount(Rule.COMMUNITY)).isEqualTo(1);
        assertThat(score.amount(Rule.RARE_SKILL)).isEqualTo(1);
        assertThat(score.amount(Rule.TIER_FOR_VULNERABLE)).isEqualTo(2);
    }

    @Test
    void wishes_notMet_countNothing() {
        RouteScore score = score(volunteer("v").setTierRank(2), visit(1, 1));
        assertThat(score.parts()).extracting(RulePart::rule).containsExactly(Rule.SERVED, Rule.LOAD, Rule.WILLING);
    }
}
