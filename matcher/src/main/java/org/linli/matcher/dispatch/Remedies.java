package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Hold;
import org.linli.proto.Reason;
import org.linli.proto.VolunteerState;
import org.linli.proto.ZoneVisit;
import org.linli.solver.facts.Papers;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.score.Insertion;
import org.linli.solver.score.InsertionFinder;

/**
 * The smallest single change that would let somebody near take a visit that nobody can: each rule is relaxed alone, for
 * each of those near, and the least amount is kept. Works on a snapshot, for one question on one thread.
 */
final class Remedies {
    private static final int MOST_TRIED = 24;
    private static final double NEAR_SECONDS = 2 * 3600;
    private static final int ANY_LEVEL = 99;
    private static final long SECOND_MS = 1_000;
    private static final long MINUTE_MS = 60_000;

    private final Snapshot snapshot;
    private final BookVisit visit;
    private final InsertionFinder finder;
    private final List<BookVolunteer> near;

    /** Somebody near who could come under a change, and how. */
    private record Fit(BookVolunteer volunteer, Insertion insertion) {}

    Remedies(Snapshot snapshot, BookVisit visit) {
        this.snapshot = snapshot;
        this.visit = visit;
        finder = new InsertionFinder(snapshot.rules().scorer().at(snapshot.nowMs()));
        near = volunteers(snapshot.roster()
                .whereabouts()
                .nearest(Set.of(), visit.place(), MOST_TRIED, NEAR_SECONDS, any -> true));
    }

    private List<BookVolunteer> volunteers(int[] slots) {
        List<BookVolunteer> volunteers = new ArrayList<>();
        for (int slot : slots) {
            volunteers.add(snapshot.roster().get(slot));
        }
        return volunteers;
    }

    /** What would help, one change each; empty where no single change does. */
    List<Reason> list() {
        List<Reason> remedies = new ArrayList<>();
        later().ifPresent(remedies::add);
        further().ifPresent(remedies::add);
        visit.fact().skills().byCode().keySet().stream()
                .sorted()
                .forEach(skill -> skill(skill).ifPresent(remedies::add));
        tier().ifPresent(remedies::add);
        languages().ifPresent(remedies::add);
        gender().ifPresent(remedies::add);
        longerOnDuty().ifPresent(remedies::add);
        answered().ifPresent(remedies::add);
        onDuty().ifPresent(remedies::add);
        again().ifPresent(remedies::add);
        return remedies;
    }

    private Optional<Reason> later() {
        ZoneVisit.Builder open = visit.needs().wire().toBuilder();
        open.getRequestBuilder().getWindowBuilder().setEndMs(0);
        PlanVisit fact = snapshot.rules().reader().visit(open.build());
        return least(
                fits(fact, one -> one),
                fit -> ReasonCode.MINUTES_LATER.of(
                        ceilMinutes(fit.insertion().endMs() - visit.fact().windowEndMs())));
    }

    private Optional<Reason> further() {
        return least(
                fits(visit.fact(), Relaxed::anyDistance),
                fit -> ReasonCode.METERS_FURTHER.of(
                        Obstacles.meters(
                                fit.insertion(),
                                fit.insertion().travelSeconds()
                                        - (long) fit.volunteer().fact().maxTravelSeconds()),
                        fit.volunteer().id()));
    }

    private Optional<Reason> skill(String skill) {
        if (Papers.isPaper(skill)) {
            return least(
                    fits(visit.fact(), one -> Relaxed.skilled(one, skill, 1)),
                    fit -> ReasonCode.SHOW_PAPER.of(1, Papers.code(skill)));
        }
        boolean claimed = visit.fact().verifiedOnly()
                && fits(visit.fact(), Relaxed::verified).findAny().isPresent();
        if (claimed) {
            return Optional.of(ReasonCode.VERIFY_SKILL.of(1, skill));
        }
        int needed = visit.fact().skills().level(skill);
        return least(
                fits(visit.fact(), one -> Relaxed.skilled(one, skill, ANY_LEVEL)),
                fit -> ReasonCode.WITHOUT_SKILL.of(
                        Math.max(1, needed - fit.volunteer().fact().skills().level(skill)), skill));
    }

    private Optional<Reason> tier() {
        return fits(visit.fact(), Relaxed::anyTier)
                .map(fit -> fit.volunteer().known().tierRank())
                .max(Integer::compare)
                .flatMap(this::step);
    }

    private Optional<Reason> step(int rank) {
        return snapshot.rules().policy().ladder().stream()
                .filter(step -> step.rank() == rank)
                .map(RegionPolicy.TierStep::code)
                .map(code -> ReasonCode.LOWER_TIER.of(Math.max(1, visit.fact().minTierRank() - rank), code))
                .findFirst();
    }

    private Optional<Reason> languages() {
        return visit.fact().languages().isEmpty()
                ? Optional.empty()
                : least(
                        fits(
                                visit.fact(),
                                one -> Relaxed.speaking(one, visit.fact().languages())),
                        fit -> ReasonCode.WITHOUT_LANGUAGE.of(
                                1, String.join(",", visit.request().getLanguagesList())));
    }

    private Optional<Reason> gender() {
        return least(
                fits(visit.fact(), one -> Relaxed.ofGender(one, visit.fact().gender())),
                fit -> ReasonCode.ANY_GENDER.of(1));
    }

    private Optional<Reason> longerOnDuty() {
        return least(
                fits(visit.fact(), Relaxed::anyEnd),
                fit -> ReasonCode.LONGER_DUTY.of(
                        ceilMinutes(
                                fit.insertion().endMs() - fit.volunteer().fact().availableUntilMs()),
                        fit.volunteer().id()));
    }

    /** Somebody whose open offer is in the way. */
    private Optional<Reason> answered() {
        return least(
                near.stream()
                        .filter(volunteer -> volunteer.openOffers() > 0)
                        .flatMap(volunteer -> fit(volunteer, withoutOffers(volunteer), visit.fact())),
                fit -> ReasonCode.ANSWER_OFFER.of(
                        fit.volunteer().openOffers(), fit.volunteer().id()));
    }

    private PlanVolunteer withoutOffers(BookVolunteer volunteer) {
        return snapshot.rules()
                .reader()
                .volunteer(ZoneFacts.volunteer(
                        volunteer.reserving(List.of()),
                        snapshot.rules(),
                        hold -> hold.getKind() != Hold.Kind.KIND_OFFER));
    }

    /** Somebody who lives near, is approved and off duty; the nearest of them. */
    private Optional<Reason> onDuty() {
        long fromMs = snapshot.nowMs();
        long untilMs = fromMs + snapshot.rules().planning().defaultDutyMinutes() * MINUTE_MS;
        int[] away = snapshot.roster()
                .whereabouts()
                .away(
                        visit.place(),
                        MOST_TRIED,
                        Candidates.MOST_TRAVEL_SECONDS,
                        slot -> isOffDuty(snapshot.roster().get(slot)));
        return least(
                volunteers(away).stream()
                        .flatMap(volunteer ->
                                fit(volunteer, Relaxed.onDuty(volunteer.fact(), fromMs, untilMs), visit.fact())),
                fit -> ReasonCode.ASK_ON_DUTY.of(
                        Obstacles.minutes(fit.insertion().travelSeconds()),
                        fit.volunteer().id()));
    }

    private static boolean isOffDuty(BookVolunteer volunteer) {
        return volunteer.file().getState() == VolunteerState.VOLUNTEER_STATE_APPROVED && volunteer.window() == null;
    }

    /** Somebody who has said no before, or nothing. */
    private Optional<Reason> again() {
        PlanVisit forgiving = snapshot.rules()
                .reader()
                .visit(visit.needs().wire().toBuilder()
                        .clearExcludedVolunteers()
                        .build());
        return least(
                near.stream()
                        .filter(volunteer -> isForgivable(visit.exclusions().get(volunteer.id())))
                        .flatMap(volunteer -> fit(volunteer, volunteer.fact(), forgiving)),
                fit -> ReasonCode.ASK_AGAIN.of(1, fit.volunteer().id()));
    }

    private static boolean isForgivable(@Nullable ReasonCode history) {
        return history == ReasonCode.DECLINED_BEFORE || history == ReasonCode.LAPSED_BEFORE;
    }

    private Stream<Fit> fits(PlanVisit fact, UnaryOperator<PlanVolunteer> relaxed) {
        return near.stream().flatMap(volunteer -> fit(volunteer, relaxed.apply(volunteer.fact()), fact));
    }

    private Stream<Fit> fit(BookVolunteer volunteer, PlanVolunteer relaxed, PlanVisit fact) {
        boolean blocked = volunteer
                .calendar()
                .getBlockedByResidentsList()
                .contains(visit.order().getResidentId());
        return blocked
                ? Stream.empty()
                : finder
                        .best(relaxed, volunteer.route(), fact)
                        .map(insertion -> new Fit(volunteer, insertion))
                        .stream();
    }

    /** The least amount; of equal ones the nearest person's. */
    private static Optional<Reason> least(Stream<Fit> fits, Function<Fit, Reason> reason) {
        return fits.map(reason).min(Comparator.comparingLong(Reason::getAmount));
    }

    private static long ceilMinutes(long ms) {
        return Obstacles.minutes((ms + SECOND_MS - 1) / SECOND_MS);
    }
}
