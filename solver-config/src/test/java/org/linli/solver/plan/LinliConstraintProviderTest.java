package org.linli.solver.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.solver.Region.HOUR;
import static org.linli.solver.Region.MINUTE;
import static org.linli.solver.Region.NOW;
import static org.linli.solver.Region.commitment;
import static org.linli.solver.Region.place;
import static org.linli.solver.Region.request;
import static org.linli.solver.Region.skill;
import static org.linli.solver.Region.visit;
import static org.linli.solver.Region.volunteer;
import static org.linli.solver.Region.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.linli.proto.Gender;
import org.linli.proto.OrderRequest;
import org.linli.proto.Priority;
import org.linli.proto.ZoneVisit;
import org.linli.proto.ZoneVolunteer;
import org.linli.solver.Region;
import org.linli.solver.facts.PlanVisit;

/** Each rule of the streams by itself: charged by its amount and weight, and not charged where it is kept. */
class LinliConstraintProviderTest {
    private final List<VisitPlan.Start> starts = new ArrayList<>();
    private final List<PlanVisit> visits = new ArrayList<>();

    private LinliConstraintProviderTest route(ZoneVolunteer.Builder volunteer, ZoneVisit.Builder... served) {
        List<PlanVisit> route = Arrays.stream(served).map(Region::fact).toList();
        starts.add(new VisitPlan.Start(Region.fact(volunteer), route));
        visits.addAll(route);
        return this;
    }

    private LinliConstraintProviderTest bench(ZoneVisit.Builder waiting) {
        visits.add(Region.fact(waiting));
        return this;
    }

    /** The points of one rule, on whichever level it has; then forgets the plan. */
    private long points(String rule) {
        VisitPlan plan = VisitPlan.of(Region.scorer(), starts, visits, Gate.OPEN);
        try (var director = Directors.streams(plan)) {
            director.calculateScore();
            Map<String, Long> byRule = director.getConstraintMatchTotalMap().values().stream()
                    .collect(Collectors.toMap(
                            total -> total.getConstraintName(),
                            total -> total.getScore().hardScore()
                                    + total.getScore().mediumScore()
                                    + total.getScore().softScore()));
            return byRule.getOrDefault(rule, 0L);
        } finally {
            starts.clear();
            visits.clear();
        }
    }

    @Test
    void skill_chargesMissingLevels() {
        ZoneVisit.Builder visit = visit(1, 1).setRequest(request().addSkills(skill("repair", 3)));
        assertThat(route(volunteer("v").addSkills(skill("repair", 1)), visit).points("skill-missing"))
                .isEqualTo(-2 * 3600);
        assertThat(route(volunteer("v").addSkills(skill("repair", 3)), visit).points("skill-missing"))
                .isZero();
    }

    @Test
    void tier_chargesRanksBelow() {
        ZoneVisit.Builder visit = visit(1, 1).setRequest(request().setMinTier("AA"));
        assertThat(route(volunteer("v").setTierRank(0), visit).points("tier-below"))
                .isEqualTo(-2 * 3600);
        assertThat(route(volunteer("v").setTierRank(2), visit).points("tier-below"))
                .isZero();
    }

    @Test
    void minor_chargesWhoWouldGoAlone() {
        assertThat(route(volunteer("v").setBirthYear(2010), visit(1, 1)).points("minor-alone"))
                .isEqualTo(-3600);
        assertThat(route(volunteer("v"), visit(1, 1)).points("minor-alone")).isZero();
    }

    @Test
    void blocked_chargesThePair() {
        assertThat(route(volunteer("v"), visit(1, 1).addExcludedVolunteers("v")).points("blocked"))
                .isEqualTo(-3600);
        assertThat(route(volunteer("v"), visit(1, 1)).points("blocked")).isZero();
    }

    @Test
    void language_chargesWhereNoneIsShared() {
        ZoneVisit.Builder visit = visit(1, 1).setRequest(request().addLanguages("hmn"));
        assertThat(route(volunteer("v").addLanguages("zh"), visit).points("language-missing"))
                .isEqualTo(-3600);
        assertThat(route(volunteer("v").addLanguages("hmn"), visit).points("language-missing"))
                .isZero();
    }

    @Test
    void gender_chargesTheOther() {
        ZoneVisit.Builder visit = visit(1, 1).setRequest(request().setGenderPreference(Gender.GENDER_FEMALE));
        assertThat(route(volunteer("v"), visit).points("gender")).isEqualTo(-3600);
        assertThat(route(volunteer("v").setGender(Gender.GENDER_FEMALE), visit).points("gender"))
                .isZero();
    }

    @Test
    void tooFar_chargesSecondsBeyondTheLongestWay() {
        ZoneVisit.Builder visit = visit(1, 1).setRequest(request().setLocation(place(1500, 0)));
        assertThat(route(volunteer("v").setMaxTravelSeconds(300), visit).points("too-far"))
                .isEqualTo(-60);
        assertThat(route(volunteer("v"), visit).points("too-far")).isZero();
    }

    @Test
    void offShift_chargesSecondsAfterDuty() {
        assertThat(route(volunteer("v").setAvailableUntilMs(NOW + 29 * MINUTE), visit(1, 1))
                        .points("off-shift"))
                .isEqualTo(-60);
        assertThat(route(volunteer("v"), visit(1, 1)).points("off-shift")).isZero();
    }

    @Test
    void tooLate_chargesSecondsAfterTheWindow() {
        ZoneVisit.Builder visit = visit(1, 1).setRequest(request().setWindow(window(NOW, NOW + 28 * MINUTE)));
        assertThat(route(volunteer("v"), visit).points("too-late")).isEqualTo(-120);
        assertThat(route(volunteer("v"), visit(1, 1)).points("too-late")).isZero();
    }

    @Test
    void overlap_chargesSecondsByWhichAShownStartIsMissed() {
        ZoneVisit.Builder held = visit(1, 1).setOfferedTo("v").setOfferedStartMs(NOW + 20 * MINUTE);
        assertThat(route(volunteer("v"), visit(2, 1), held).points("overlap")).isEqualTo(-600);
        assertThat(route(volunteer("v"), held).points("overlap")).isZero();
    }

    @Test
    void overlap_chargesSecondsByWhichACommitmentIsMissed() {
        ZoneVolunteer.Builder busy =
                volunteer("v").addCommitments(commitment(NOW + 20 * MINUTE, NOW + HOUR, place(0, 0)));
        assertThat(route(busy, visit(1, 1).setOfferedTo("v").setOfferedStartMs(NOW))
                        .points("overlap"))
                .isEqualTo(-600);
        assertThat(route(busy, visit(1, 1)).points("overlap")).isZero();
    }

    @Test
    void sameOrder_chargesPairsOnOneRoute() {
        OrderRequest.Builder three = request().setPeople(3);
        ZoneVisit.Builder[] seats = {
            visit(1, 1).setRequest(three),
            visit(1, 2).setRequest(three),
            visit(1, 3).setRequest(three)
        };
        assertThat(route(volunteer("v"), seats).points("same-order")).isEqualTo(-3 * 3600);
        assertThat(route(volunteer("v"), seats[0])
                        .route(volunteer("w"), seats[1])
                        .points("same-order"))
                .isZero();
    }

    @Test
    void siblings_startTogether_byWaitingForTheLastOne() {
        OrderRequest.Builder two = request().setPeople(2);
        ZoneVolunteer.Builder later = volunteer("w").setAvailableFromMs(NOW + HOUR);
        assertThat(route(volunteer("v"), visit(1, 1).setRequest(two))
                        .route(later, visit(1, 2).setRequest(two))
                        .points("lateness"))
                .isEqualTo(-2 * 3600);
    }

    @Test
    void siblingGap_chargesSecondsApart() {
        OrderRequest.Builder two = request().setPeople(2).setWindow(window(NOW, NOW + HOUR));
        ZoneVisit.Builder held = visit(1, 1).setRequest(two).setOfferedTo("v").setOfferedStartMs(NOW);
        ZoneVolunteer.Builder later = volunteer("w").setAvailableFromMs(NOW + 10 * MINUTE);
        assertThat(route(volunteer("v"), held)
                        .route(later, visit(1, 2).setRequest(two))
                        .points("sibling-gap"))
                .isEqualTo(-600);
        assertThat(route(volunteer("v"), held)
                        .route(volunteer("w"), visit(1, 2).setRequest(two))
                        .points("sibling-gap"))
                .isZero();
    }

    @Test
    void siblingBounds_chargeSecondsAfterWhatAcceptedSiblingsAllow() {
        ZoneVisit.Builder visit = visit(1, 2).setEarliestStartMs(NOW).setLatestStartMs(NOW);
        assertThat(route(volunteer("v").setAvailableFromMs(NOW + MINUTE), visit).points("sibling-bounds"))
                .isEqualTo(-60);
        assertThat(route(volunteer("v"), visit).points("sibling-bounds")).isZero();
    }

    @Test
    void serving_earnsItsPriority_andItsWait() {
        ZoneVisit.Builder urgent = visit(1, 1)
                .setOpenedAtMs(NOW - 12 * MINUTE)
                .setRequest(request().setPriority(Priority.PRIORITY_URGENT));
        assertThat(route(volunteer("v"), urgent).points("served")).isEqualTo(1000);
        assertThat(route(volunteer("v"), urgent).points("waited")).isEqualTo(12);
        assertThat(bench(urgent).route(volunteer("v")).points("served")).isZero();
    }

    @Test
    void travel_chargesSecondsOnTheWay() {
        ZoneVisit.Builder visit = visit(1, 1).setRequest(request().setLocation(place(1500, 0)));
        assertThat(route(volunteer("v"), visit).points("travel")).isEqualTo(-360 * 10);
        assertThat(route(volunteer("v"), visit(1, 1)).points("travel")).isZero();
    }

    @Test
    void lateness_chargesSecondsAfterTheWindowsStart() {
        assertThat(route(volunteer("v").setAvailableFromMs(NOW + 5 * MINUTE), visit(1, 1))
                        .points("lateness"))
                .isEqualTo(-300);
        assertThat(route(volunteer("v"), visit(1, 1)).points("lateness")).isZero();
    }

    @Test
    void load_chargesTheGrowthOfTheSquare() {
        assertThat(route(volunteer("v").setLoadMinutes(120), visit(1, 1)).points("load"))
                .isEqualTo(-135);
        assertThat(bench(visit(1, 1)).route(volunteer("v").setLoadMinutes(120)).points("load"))
                .isZero();
    }

    @Test
    void willing_earnsSquaredHoursSinceTheLastOffer() {
        assertThat(route(volunteer("v").setLastOfferMs(NOW - 42 * HOUR), visit(1, 1))
                        .points("willing-waited"))
                .isEqualTo(42);
        assertThat(route(volunteer("v").setLastOfferMs(NOW), visit(1, 1)).points("willing-waited"))
                .isZero();
    }

    @Test
    void samePerson_earnsForResidentsServedBefore() {
        assertThat(route(volunteer("v").addServedResidents("r1"), visit(1, 1)).points("same-person"))
                .isEqualTo(600);
        assertThat(route(volunteer("v").addServedResidents("r2"), visit(1, 1)).points("same-person"))
                .isZero();
    }

    @Test
    void samePerson_earnsOnceForWhoCameTheLastTime_andLessThanForWhoIsAskedFor() {
        ZoneVisit.Builder visit = visit(1, 1).setRequest(request().setServedLast("v"));
        assertThat(route(volunteer("v").addServedResidents("r1"), visit).points("same-person"))
                .isEqualTo(600);
        assertThat(route(volunteer("w"), visit).points("same-person")).isZero();
        assertThat(Region.policy().planning().preferredReward())
                .isGreaterThan(Region.policy().planning().samePersonReward());
    }

    @Test
    void preferred_earnsForWhoWasAskedFor() {
        ZoneVisit.Builder visit = visit(1, 1).setRequest(request().setPreferVolunteer("v"));
        assertThat(route(volunteer("v"), visit).points("preferred")).isEqualTo(900);
        assertThat(route(volunteer("w"), visit).points("preferred")).isZero();
    }

    @Test
    void rareSkill_chargesWhereItIsNotNeeded() {
        ZoneVolunteer.Builder signer = volunteer("v").addSkills(skill("sign", 1));
        assertThat(route(signer, visit(1, 1)).points("rare-skill")).isEqualTo(-120);
        assertThat(route(signer, visit(1, 1).setRequest(request().addSkills(skill("sign", 1))))
                        .points("rare-skill"))
                .isZero();
    }

    @Test
    void tierForVulnerable_earnsRanks() {
        assertThat(route(volunteer("v").setTierRank(2), visit(1, 1).setVulnerable(true))
                        .points("tier-vulnerable"))
                .isEqualTo(180);
        assertThat(route(volunteer("v").setTierRank(2), visit(1, 1)).points("tier-vulnerable"))
                .isZero();
    }

    @Test
    void community_earnsAtHome() {
        ZoneVisit.Builder visit = visit(1, 1).setRequest(request().setCommunity("c1"));
        assertThat(route(volunteer("v").addCommunities("c1"), visit).points("community"))
                .isEqualTo(300);
        assertThat(route(volunteer("v").addCommunities("c2"), visit).points("community"))
                .isZero();
    }

    @Test
    void disruption_chargesAnOfferThatMoves() {
        ZoneVisit.Builder held = visit(1, 1).setOfferedTo("v").setOfferedStartMs(NOW);
        assertThat(route(volunteer("w"), held).points("disruption")).isEqualTo(-3000);
        assertThat(route(volunteer("v"), held).points("disruption")).isZero();
    }

    @Test
    void disruptionOnTheBench_chargesAnOfferThatIsTakenBack() {
        ZoneVisit.Builder held = visit(1, 1).setOfferedTo("v").setOfferedStartMs(NOW);
        assertThat(route(volunteer("v")).bench(held).points("disruption-bench")).isEqualTo(-3000);
        assertThat(route(volunteer("v")).bench(visit(1, 1)).points("disruption-bench"))
                .isZero();
    }
}
