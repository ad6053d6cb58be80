package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Reason;
import org.linli.proto.SkillLevel;
import org.linli.proto.ZoneVisit;
import org.linli.proto.ZoneVolunteer;
import org.linli.solver.facts.PlanVisit;
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
    private static final long MINUTE_MS = 60_000;

    private final Snapshot snapshot;
    private final BookVisit visit;
    private final InsertionFinder finder;
    private final List<BookVolunteer> near = new ArrayList<>();

    Remedies(Snapshot snapshot, BookVisit visit) {
        this.snapshot = snapshot;
        this.visit = visit;
        finder = new InsertionFinder(snapshot.rules().scorer().at(snapshot.nowMs()));
        for (int slot : snapshot.roster()
                .whereabouts()
                .nearest(Set.of(), visit.place(), MOST_TRIED, NEAR_SECONDS, any -> true)) {
            near.add(snapshot.roster().get(slot));
        }
    }

    /** What would help, one change each; empty where no single change does. */
    List<Reason> list() {
        List<Reason> remedies = new ArrayList<>();
        later().ifPresent(remedies::add);
        further().ifPresent(remedies::add);
        visit.fact().skills().byCode().forEach((skill, level) -> skill(skill).ifPresent(remedies::add));
        tier().ifPresent(remedies::add);
        languages().ifPresent(remedies::add);
        gender().ifPresent(remedies::add);
        againOrOnDuty().forEach(remedies::add);
        return remedies;
    }

    private Optional<Reason> later() {
        ZoneVisit.Builder open = visit.wire().toBuilder();
        open.getRequestBuilder().getWindowBuilder().setEndMs(0);
        PlanVisit fact = snapshot.rules().reader().visit(open.build());
        return fits(fact, one -> one)
                .map(insertion -> insertion.endMs() - visit.fact().windowEndMs())
                .min(Long::compare)
                .map(ms -> ReasonCode.MINUTES_LATER.of((ms + MINUTE_MS - 1) / MINUTE_MS));
    }

    private Optional<Reason> further() {
        return near.stream()
                .flatMap(volunteer -> fit(volunteer, visit.fact(), one -> one.setMaxTravelSeconds(0)).stream()
                        .map(insertion -> ReasonCode.METERS_FURTHER.of(beyond(volunteer, insertion), volunteer.id())))
                .min((one, other) -> Long.compare(one.getAmount(), other.getAmount()));
    }

    private static long beyond(BookVolunteer volunteer, Insertion insertion) {
        int extraSeconds = insertion.travelSeconds() - volunteer.fact().maxTravelSeconds();
        return (long) insertion.travelMeters() * extraSeconds / Math.max(1, insertion.travelSeconds());
    }

    private Optional<Reason> skill(String skill) {
        boolean held = visit.fact().verifiedOnly()
                && fits(visit.fact(), one -> one.addAllVerifiedSkills(one.getSkillsList()))
                        .findAny()
                        .isPresent();
        if (held) {
            return Optional.of(ReasonCode.VERIFY_SKILL.of(1, skill));
        }
        SkillLevel any =
                SkillLevel.newBuilder().setSkill(skill).setLevel(ANY_LEVEL).build();
        return fits(visit.fact(), one -> one.addSkills(any).addVerifiedSkills(any))
                .findAny()
                .map(insertion -> ReasonCode.WITHOUT_SKILL.of(1, skill));
    }

    private Optional<Reason> tier() {
        Map<String, BookVolunteer> byId = new HashMap<>();
        near.forEach(volunteer -> byId.put(volunteer.id(), volunteer));
        return fits(visit.fact(), one -> one.setTierRank(ANY_LEVEL))
                .map(insertion -> byId.get(insertion.volunteer().id()))
                .map(volunteer -> volunteer.known().tierRank())
                .max(Integer::compare)
                .flatMap(this::step);
    }

    private Optional<Reason> step(int rank) {
        return snapshot.rules().policy().ladder().stream()
                .filter(step -> step.rank() == rank)
                .map(RegionPolicy.TierStep::code)
                .map(code -> ReasonCode.LOWER_TIER.of(rank, code))
                .findFirst();
    }

    private Optional<Reason> languages() {
        if (visit.fact().languages().isEmpty()) {
            return Optional.empty();
        }
        return fits(visit.fact(), one -> one.addAllLanguages(visit.fact().languages()))
                .findAny()
                .map(insertion -> ReasonCode.WITHOUT_LANGUAGE.of(
                        1, String.join(",", visit.request().getLanguagesList())));
    }

    private Optional<Reason> gender() {
        return fits(visit.fact(), one -> one.setGender(visit.fact().gender()))
                .findAny()
                .map(insertion -> ReasonCode.ANY_GENDER.of(1));
    }

    /** Somebody who has said no before, or who is off duty. */
    private Stream<Reason> againOrOnDuty() {
        PlanVisit forgiving = snapshot.rules()
                .reader()
                .visit(visit.wire().toBuilder().clearExcludedVolunteers().build());
        return near.stream()
                .filter(volunteer -> visit.exclusions().get(volunteer.id()) == ReasonCode.DECLINED_BEFORE
                        || visit.exclusions().get(volunteer.id()) == ReasonCode.LAPSED_BEFORE)
                .filter(volunteer -> fit(volunteer, forgiving, one -> one).isPresent())
                .map(volunteer -> ReasonCode.ASK_AGAIN.of(1, volunteer.id()))
                .limit(1);
    }

    private Stream<Insertion> fits(PlanVisit fact, UnaryOperator<ZoneVolunteer.Builder> relaxed) {
        return near.stream().flatMap(volunteer -> fit(volunteer, fact, relaxed).stream());
    }

    private Optional<Insertion> fit(
            BookVolunteer volunteer, PlanVisit fact, UnaryOperator<ZoneVolunteer.Builder> relaxed) {
        if (volunteer
                .calendar()
                .getBlockedByResidentsList()
                .contains(visit.order().getResidentId())) {
            return Optional.empty();
        }
        ZoneVolunteer.Builder facts = ZoneFacts.volunteer(volunteer, snapshot.rules(), hold -> true).toBuilder();
        return finder.best(
                snapshot.rules().reader().volunteer(relaxed.apply(facts).build()), volunteer.route(), fact);
    }
}
