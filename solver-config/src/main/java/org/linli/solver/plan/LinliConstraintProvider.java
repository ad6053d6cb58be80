package org.linli.solver.plan;

import static org.optaplanner.core.api.score.stream.ConstraintCollectors.toList;
import static org.optaplanner.core.api.score.stream.Joiners.equal;
import static org.optaplanner.core.api.score.stream.Joiners.lessThan;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;
import org.linli.proto.Gender;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.facts.SkillLevels;
import org.linli.solver.plan.Trip.Served;
import org.linli.solver.score.RouteScorer;
import org.linli.solver.score.Rule;
import org.linli.solver.score.SiblingRule;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.score.stream.Constraint;
import org.optaplanner.core.api.score.stream.ConstraintFactory;
import org.optaplanner.core.api.score.stream.ConstraintProvider;
import org.optaplanner.core.api.score.stream.uni.UniConstraintStream;

/**
 * The rules to read: one method each, which says what is charged and how much of it. Production reckons the same with
 * {@link IncrementalCalculator}, and a test holds the two equal after every move.
 */
public final class LinliConstraintProvider implements ConstraintProvider {
    private static final int MOST_WAITED_HOURS = 168;
    private static final int NEWCOMER_HOURS = 120;
    private static final long HOUR_MS = 3_600_000;
    private static final long MINUTE_MS = 60_000;

    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
        return new Constraint[] {
            skill(factory),
            tier(factory),
            minor(factory),
            blocked(factory),
            language(factory),
            gender(factory),
            tooFar(factory),
            offShift(factory),
            tooLate(factory),
            overlap(factory),
            sameOrder(factory),
            siblingBounds(factory),
            siblingGap(factory),
            circle(factory),
            serving(factory),
            waited(factory),
            travel(factory),
            lateness(factory),
            worstLateness(factory),
            load(factory),
            willing(factory),
            samePerson(factory),
            preferred(factory),
            rareSkill(factory),
            tierForVulnerable(factory),
            community(factory),
            disruption(factory),
            disruptionOnTheBench(factory),
        };
    }

    // Hard

    Constraint skill(ConstraintFactory factory) {
        return eachPair(factory, Rule.SKILL, (volunteer, visit) -> {
            SkillLevels counted = visit.verifiedOnly() ? volunteer.verifiedSkills() : volunteer.skills();
            return visit.skills().byCode().entrySet().stream()
                    .mapToLong(need -> Math.max(0, need.getValue() - counted.level(need.getKey())))
                    .sum();
        });
    }

    Constraint tier(ConstraintFactory factory) {
        return eachPair(
                factory,
                Rule.TIER,
                (volunteer, visit) ->
                        visit.minTierRank() >= 0 ? Math.max(0, visit.minTierRank() - volunteer.tierRank()) : 0);
    }

    Constraint minor(ConstraintFactory factory) {
        return eachServed(factory, Rule.MINOR, served -> {
            boolean accompanied =
                    served.visit().adultSibling() && !served.visit().adultsOnly();
            return one(served.volunteer().minorIn(served.scorer().year()) && !accompanied);
        });
    }

    Constraint blocked(ConstraintFactory factory) {
        return eachPair(
                factory,
                Rule.BLOCKED,
                (volunteer, visit) -> one(visit.excluded().contains(volunteer.id())));
    }

    Constraint language(ConstraintFactory factory) {
        return eachPair(
                factory,
                Rule.LANGUAGE,
                (volunteer, visit) -> one(!visit.languages().isEmpty()
                        && visit.languages().stream()
                                .noneMatch(asked -> volunteer.languages().contains(asked))));
    }

    Constraint gender(ConstraintFactory factory) {
        return eachPair(
                factory,
                Rule.GENDER,
                (volunteer, visit) ->
                        one(visit.gender() != Gender.GENDER_UNSPECIFIED && visit.gender() != volunteer.gender()));
    }

    Constraint tooFar(ConstraintFactory factory) {
        return eachServed(
                factory,
                Rule.TOO_FAR,
                served -> served.held()
                        ? 0
                        : Math.max(
                                0, served.travelSeconds() - served.volunteer().maxTravelSeconds()));
    }

    Constraint offShift(ConstraintFactory factory) {
        return eachServed(
                factory,
                Rule.OFF_SHIFT,
                served -> secondsAfter(served.volunteer().availableUntilMs(), served.endMs()));
    }

    Constraint tooLate(ConstraintFactory factory) {
        return eachServed(
                factory, Rule.TOO_LATE, served -> secondsAfter(served.visit().windowEndMs(), served.endMs()));
    }

    Constraint overlap(ConstraintFactory factory) {
        return eachTrip(factory, Rule.OVERLAP, Trip::missedSeconds);
    }

    Constraint sameOrder(ConstraintFactory factory) {
        return siblings(factory)
                .join(
                        siblings(factory),
                        equal(served -> served.visit().orderId()),
                        equal(Served::volunteer),
                        lessThan(served -> served.visit().seat()))
                .impactLong(level(Rule.SAME_ORDER), (one, other) -> points(one.scorer(), Rule.SAME_ORDER, 1))
                .asConstraint(Rule.SAME_ORDER.code());
    }

    /** Siblings that were accepted already bind the others' starts. */
    Constraint siblingBounds(ConstraintFactory factory) {
        return served(factory)
                .filter(served -> served.startMs() > served.visit().latestStartMs())
                .impactLong(
                        level(Rule.GAP),
                        served -> points(
                                served.scorer(),
                                Rule.GAP,
                                secondsAfter(served.visit().latestStartMs(), served.startMs())))
                .asConstraint("sibling-bounds");
    }

    Constraint siblingGap(ConstraintFactory factory) {
        return siblings(factory)
                .groupBy(served -> served.visit().orderId(), toList())
                .filter((order, served) -> secondsOfGaps(served) > 0)
                .impactLong(
                        level(Rule.GAP),
                        (order, served) -> points(served.get(0).scorer(), Rule.GAP, secondsOfGaps(served)))
                .asConstraint(Rule.GAP.code());
    }

    /** Orders that wait for each other in a circle: then nothing else of the plan is charged but its bench. */
    Constraint circle(ConstraintFactory factory) {
        return factory.forEach(Route.class)
                .filter(route -> !route.isBench())
                .groupBy(toList())
                .join(RouteScorer.class)
                .filter(Timetables::isCircular)
                .impactLong(level(Rule.CIRCLE), (routes, scorer) -> points(scorer, Rule.CIRCLE, 1))
                .asConstraint(Rule.CIRCLE.code());
    }

    private static long secondsOfGaps(List<Served> unsorted) {
        List<Served> served = unsorted.stream()
                .sorted(Comparator.comparingInt(s -> s.visit().seat()))
                .toList();
        long seconds = 0;
        for (int i = 1; i < served.size(); i++) {
            Served earlier = served.get(i - 1);
            Served later = served.get(i);
            seconds += SiblingRule.gapSeconds(earlier.visit(), earlier.startMs(), later.visit(), later.startMs());
        }
        return seconds;
    }

    // Medium

    Constraint serving(ConstraintFactory factory) {
        return eachPair(factory, Rule.SERVED, (volunteer, visit) -> visit.servePoints());
    }

    Constraint waited(ConstraintFactory factory) {
        return eachServed(
                factory,
                Rule.WAITED,
                served -> Math.max(0, served.scorer().nowMs() - served.visit().openedAtMs()) / MINUTE_MS);
    }

    // Soft

    Constraint travel(ConstraintFactory factory) {
        return eachTrip(factory, Rule.TRAVEL, Trip::addedTravelSeconds);
    }

    Constraint lateness(ConstraintFactory factory) {
        return eachServed(
                factory, Rule.LATENESS, served -> secondsAfter(served.visit().dueStartMs(), served.startMs()));
    }

    Constraint worstLateness(ConstraintFactory factory) {
        return served(factory)
                .groupBy(toList())
                .impactLong(
                        level(Rule.WORST_LATENESS),
                        served -> points(
                                served.get(0).scorer(),
                                Rule.WORST_LATENESS,
                                served.stream()
                                        .mapToLong(
                                                one -> secondsAfter(one.visit().dueStartMs(), one.startMs()))
                                        .max()
                                        .orElse(0)))
                .asConstraint(Rule.WORST_LATENESS.code());
    }

    Constraint load(ConstraintFactory factory) {
        return eachTrip(factory, Rule.LOAD, trip -> {
            long before = trip.volunteer().loadMinutes();
            long after = before + trip.servedMinutes();
            return after * after - before * before;
        });
    }

    Constraint willing(ConstraintFactory factory) {
        return eachTrip(factory, Rule.WILLING, trip -> {
            long lastOfferMs = trip.volunteer().lastOfferMs();
            long since = Math.max(0, trip.scorer().nowMs() - lastOfferMs) / HOUR_MS;
            long hours = lastOfferMs <= 0 ? NEWCOMER_HOURS : Math.min(MOST_WAITED_HOURS, since);
            return hours * hours;
        });
    }

    Constraint samePerson(ConstraintFactory factory) {
        return eachPair(factory, Rule.SAME_PERSON, (volunteer, visit) -> one(visit.isKnownTo(volunteer)));
    }

    Constraint preferred(ConstraintFactory factory) {
        return eachPair(
                factory,
                Rule.PREFERRED,
                (volunteer, visit) -> one(volunteer.id().equals(visit.preferVolunteer())));
    }

    Constraint rareSkill(ConstraintFactory factory) {
        return eachPair(
                factory,
                Rule.RARE_SKILL,
                (volunteer, visit) -> volunteer.skills().rareBeyond(visit.skills()));
    }

    Constraint tierForVulnerable(ConstraintFactory factory) {
        return eachPair(
                factory,
                Rule.TIER_FOR_VULNERABLE,
                (volunteer, visit) -> visit.vulnerable() ? Math.max(0, volunteer.tierRank()) : 0);
    }

    Constraint community(ConstraintFactory factory) {
        return eachPair(
                factory,
                Rule.COMMUNITY,
                (volunteer, visit) -> one(
                        !visit.community().isEmpty() && volunteer.communities().contains(visit.community())));
    }

    Constraint disruption(ConstraintFactory factory) {
        return eachServed(factory, Rule.DISRUPTION, served -> one(served.visit().isOffered() && !served.held()));
    }

    Constraint disruptionOnTheBench(ConstraintFactory factory) {
        return factory.forEach(Route.class)
                .filter(Route::isBench)
                .flattenLast(Route::visits)
                .filter(PlanVisit::isOffered)
                .join(RouteScorer.class)
                .impactLong(level(Rule.DISRUPTION), (visit, scorer) -> points(scorer, Rule.DISRUPTION, 1))
                .asConstraint("disruption-bench");
    }

    // What the rules look at

    private static UniConstraintStream<Trip> trips(ConstraintFactory factory) {
        return factory.forEach(Route.class)
                .filter(route -> !route.isBench())
                .groupBy(toList())
                .join(RouteScorer.class)
                .map(Timetables::of)
                .flattenLast(trips -> trips);
    }

    private static UniConstraintStream<Served> served(ConstraintFactory factory) {
        return trips(factory).flattenLast(Trip::served);
    }

    private static UniConstraintStream<Served> siblings(ConstraintFactory factory) {
        return served(factory).filter(served -> served.visit().hasSiblings());
    }

    private static Constraint eachPair(
            ConstraintFactory factory, Rule rule, ToLongBiFunction<PlanVolunteer, PlanVisit> amount) {
        return eachServed(factory, rule, served -> amount.applyAsLong(served.volunteer(), served.visit()));
    }

    private static Constraint eachServed(ConstraintFactory factory, Rule rule, ToLongFunction<Served> amount) {
        return served(factory)
                .filter(served -> amount.applyAsLong(served) != 0)
                .impactLong(level(rule), served -> points(served.scorer(), rule, amount.applyAsLong(served)))
                .asConstraint(rule.code());
    }

    private static Constraint eachTrip(ConstraintFactory factory, Rule rule, ToLongFunction<Trip> amount) {
        return trips(factory)
                .filter(trip -> amount.applyAsLong(trip) != 0)
                .impactLong(level(rule), trip -> points(trip.scorer(), rule, amount.applyAsLong(trip)))
                .asConstraint(rule.code());
    }

    private static long points(RouteScorer scorer, Rule rule, long amount) {
        return scorer.weights().points(rule, amount);
    }

    private static HardMediumSoftLongScore level(Rule rule) {
        return switch (rule.level()) {
            case HARD -> HardMediumSoftLongScore.ONE_HARD;
            case MEDIUM -> HardMediumSoftLongScore.ONE_MEDIUM;
            case SOFT -> HardMediumSoftLongScore.ONE_SOFT;
        };
    }

    private static long one(boolean charged) {
        return charged ? 1 : 0;
    }

    private static long secondsAfter(long limitMs, long ms) {
        return ms <= limitMs ? 0 : Trip.ceilSeconds(ms - limitMs);
    }
}
